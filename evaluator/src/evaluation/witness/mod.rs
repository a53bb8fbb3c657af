//! Looks for values of absent keys that alter the decision.
//!
//! Values are taken from the policies themselves: what a condition asks for, and what it does not. First the key alone, then together with
//! the other absent keys of the statements that read it, then with those of all statements. One search serves a whole evaluation and has one budget.

mod values;

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::Judgement;
use crate::matching::{Pattern, Scope, Tri};
use crate::policy::{Effect, Statement};
use crate::request::Decision;
use crate::request::context::Values;
use crate::request::query::Query;

/// The most keys that witnesses are looked for.
const MAX_KEYS: usize = 20;
/// The most statements and decisions that are tried for one key.
const MAX_TRIES: usize = 150;
/// The most statements and decisions that are tried for one evaluation.
const MAX_TRIES_IN_ALL: usize = 1_200;

/// Values for context keys, by lower-case key, each with the name to give it.
pub(crate) type Assignment = BTreeMap<String, (String, Values)>;

/// A statement with what is needed to match it again.
struct Candidate<'j> {
    statement: &'j Statement,
    pattern: &'j Pattern,
    scope: Scope,
    /// Whether it matches as the request stands.
    matches: bool,
    /// The keys that may be given, in lower case.
    keys: Vec<String>,
}

/// The call that a request is a part of: its decision, and what it would be with values given.
#[derive(Clone, Copy)]
pub(crate) struct Call<'c> {
    pub(crate) decision: Decision,
    pub(crate) decide: &'c dyn Fn(&Assignment) -> Decision,
}

/// A search for values.
pub(crate) struct Search<'j, 's> {
    judgement: &'j Judgement<'s>,
    call: Option<Call<'j>>,
    query: Query,
    statements: Vec<Candidate<'j>>,
    values: BTreeMap<String, Vec<Values>>,
    keys_left: usize,
    /// For the key at hand.
    tries: usize,
    tries_left: usize,
}

impl<'j, 's> Search<'j, 's> {
    /// A search among the statements that could apply or not, for what is not known.
    pub(crate) fn new(judgement: &'j Judgement<'s>, call: Option<Call<'j>>) -> Self {
        let mut statements = Vec::new();
        for (member, judged) in judgement.scopes.members.iter().zip(&judgement.statements) {
            let scope = member.matching_scope(judgement.frame.has_boundary);
            let document = &member.reading.policy.document;
            for ((statement, pattern), judged) in document.statements.iter().zip(&member.reading.patterns).zip(judged) {
                if judged.tri == Tri::Open {
                    let keys = keys(pattern, |key| !judgement.query.context.has(key));
                    statements.push(Candidate { statement, pattern, scope, matches: judged.matches, keys });
                }
            }
        }
        // Statements that match as the request stands come last: what they need is often to be left alone.
        statements.sort_by_key(|statement| statement.matches);
        let values = values::worth_trying(&judgement.query, statements.iter().map(|candidate| candidate.statement));
        Self {
            judgement,
            call,
            query: judgement.query.clone(),
            statements,
            values,
            keys_left: MAX_KEYS,
            tries: 0,
            tries_left: MAX_TRIES_IN_ALL,
        }
    }

    /// A change of the context that holds `key` and alters the decision, with that decision.
    pub(crate) fn find(&mut self, key: &str) -> Option<(Assignment, Decision)> {
        self.keys_left = self.keys_left.checked_sub(1)?;
        self.tries_left = self.tries_left.checked_sub(self.tries)?;
        self.tries = 0;
        let lower = key.to_ascii_lowercase();
        let assignment = self.alone(key, &lower).or_else(|| self.together(&lower))?;
        Some(self.shortened(assignment, &lower))
    }

    fn alone(&mut self, key: &str, lower: &str) -> Option<Assignment> {
        let values = self.values_of(lower);
        let one = |value| Assignment::from([(lower.to_owned(), (key.to_owned(), value))]);
        values.into_iter().map(one).find(|assignment| self.alters(assignment))
    }

    fn together(&mut self, lower: &str) -> Option<Assignment> {
        let reads = |statement: &Candidate<'_>| statement.keys.iter().any(|key| key == lower);
        let readers: Vec<usize> = self
            .statements
            .iter()
            .enumerate()
            .filter(|(_, statement)| reads(statement))
            .map(|(index, _)| index)
            .collect();
        for reader in readers {
            for wanted in [true, false] {
                let Some(own) = self.bring(reader, wanted) else { continue };
                for others in [None, Some(true), Some(false)] {
                    let mut assignment = own.clone();
                    if let Some(allows) = others {
                        self.bring_others(reader, allows, &mut assignment);
                    }
                    if assignment.contains_key(lower) && self.alters(&assignment) {
                        return Some(assignment);
                    }
                }
            }
        }
        None
    }

    /// Makes every other Allow match, or not, and every other Deny not match.
    fn bring_others(&mut self, reader: usize, allows: bool, assignment: &mut Assignment) {
        for index in 0..self.statements.len() {
            let Some(statement) = self.statements.get(index).filter(|_| index != reader) else { continue };
            let wanted = statement.pattern.effect == Effect::Allow && allows;
            if self.tries > MAX_TRIES {
                return;
            }
            let fixed = assignment.clone();
            if let Some(more) = self.bring_beside(index, wanted, &fixed) {
                assignment.extend(more);
            }
        }
    }

    fn bring(&mut self, index: usize, wanted: bool) -> Option<Assignment> {
        self.bring_beside(index, wanted, &Assignment::new())
    }

    /// Values, beside the fixed ones, with which a statement matches or does not.
    fn bring_beside(&mut self, index: usize, wanted: bool, fixed: &Assignment) -> Option<Assignment> {
        let statement = self.statements.get(index)?;
        let (pattern, scope) = (statement.pattern, statement.scope);
        let free: Vec<String> = statement.keys.iter().filter(|key| !fixed.contains_key(*key)).cloned().collect();
        let choices: Vec<(String, Vec<Values>)> =
            free.into_iter().map(|key| (key.clone(), self.values_of(&key))).collect();
        let mut assignment = fixed.clone();
        if !self.choose(pattern, scope, wanted, &choices, &mut assignment, choices.is_empty()) {
            return None;
        }
        assignment.retain(|key, _| !fixed.contains_key(key));
        Some(assignment)
    }

    /// Gives keys values, one after the other, until the statement is as wanted. `changed` tells whether any was given.
    fn choose(
        &mut self,
        pattern: &Pattern,
        scope: Scope,
        wanted: bool,
        choices: &[(String, Vec<Values>)],
        assignment: &mut Assignment,
        changed: bool,
    ) -> bool {
        self.tries += 1;
        if self.tries > MAX_TRIES {
            return false;
        }
        if changed && self.with(assignment, |query| pattern.matches(query, scope).is_some()) == wanted {
            return true;
        }
        let Some(((key, values), rest)) = choices.split_first() else { return false };
        for value in values {
            assignment.insert(key.clone(), (key.clone(), value.clone()));
            if self.choose(pattern, scope, wanted, rest, assignment, true) {
                return true;
            }
            assignment.remove(key);
        }
        // Perhaps the key is better left as it is.
        !rest.is_empty() && self.choose(pattern, scope, wanted, rest, assignment, changed)
    }

    fn alters(&mut self, assignment: &Assignment) -> bool {
        self.tries += 1;
        self.tries <= MAX_TRIES && self.decide(assignment) != self.decision()
    }

    fn decision(&self) -> Decision {
        self.call.map_or(self.judgement.decision, |call| call.decision)
    }

    fn decide(&mut self, assignment: &Assignment) -> Decision {
        if let Some(call) = self.call {
            return (call.decide)(assignment);
        }
        let set = self.judgement.set;
        self.with(assignment, |query| set.decide_query(query))
    }

    /// Asks with the values given, and takes them back.
    fn with<T>(&mut self, assignment: &Assignment, ask: impl FnOnce(&Query) -> T) -> T {
        let mut before = Vec::with_capacity(assignment.len());
        for (lower, (name, values)) in assignment {
            before.push((lower, self.query.context.replace(name, values.clone())));
        }
        let answer = ask(&self.query);
        for (lower, entries) in before {
            self.query.context.restore(lower, entries);
        }
        answer
    }

    /// Leaves out what the change does not need.
    fn shortened(&mut self, mut assignment: Assignment, keep: &str) -> (Assignment, Decision) {
        let others: Vec<String> = assignment.keys().filter(|key| *key != keep).cloned().collect();
        for key in others {
            if let Some(entry) = assignment.remove(&key)
                && self.decide(&assignment) == self.decision()
            {
                assignment.insert(key, entry);
            }
        }
        let decision = self.decide(&assignment);
        (assignment, decision)
    }

    fn values_of(&self, lower: &str) -> Vec<Values> {
        self.values.get(lower).cloned().unwrap_or_else(|| alloc::vec![values::other()])
    }
}

/// Values for keys that nobody derives, absent or given, with which a statement matches `query` or does not; empty where it is so already.
pub(crate) fn satisfy(
    judgement: &Judgement<'_>,
    query: &Query,
    (policy, position): (usize, usize),
    wanted: bool,
) -> Option<Assignment> {
    let member = judgement.scopes.members.get(policy)?;
    let pattern = member.reading.patterns.get(position)?;
    let scope = member.matching_scope(judgement.frame.has_boundary);
    if pattern.matches(query, scope).is_some() == wanted {
        return Some(Assignment::new());
    }
    let keys = keys(pattern, |key| !query.derived.iter().any(|derived| derived.name.eq_ignore_ascii_case(key)));
    let statement = member.reading.policy.document.statements.get(position)?;
    let statements = alloc::vec![Candidate { statement, pattern, scope, matches: !wanted, keys }];
    let values = values::worth_trying(query, core::iter::once(statement));
    let mut search = Search {
        judgement,
        call: None,
        query: query.clone(),
        statements,
        values,
        keys_left: 1,
        tries: 0,
        tries_left: MAX_TRIES,
    };
    let assignment = search.bring(0, wanted)?;
    let written = |lower: &str| pattern.keys().find(|name| name.eq_ignore_ascii_case(lower)).map(ToOwned::to_owned);
    let named = |(lower, (name, values)): (String, (String, Values))| {
        let name = written(&lower).unwrap_or(name);
        (lower, (name, values))
    };
    Some(assignment.into_iter().map(named).collect())
}

/// The keys of a statement that may be given, in lower case, each once.
fn keys(pattern: &Pattern, may: impl Fn(&str) -> bool) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in pattern.keys().map(str::to_ascii_lowercase) {
        if may(&key) && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}
