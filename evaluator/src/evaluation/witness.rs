//! Looks for values of absent keys that alter the decision.
//!
//! Values are taken from the policies themselves: what a condition asks for, and what it does not. First the key alone, then together with
//! the other absent keys of the statements that read it, then with those of all statements. One search serves a whole evaluation and has one budget.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Judgement;
use crate::matching::{Pattern, Scope, Tri};
use crate::policy::{Comparison, ConditionBlock, Effect, Operator, Statement, Version};
use crate::request::Decision;
use crate::request::context::Values;
use crate::request::query::Query;
use crate::variable::{self, Template};

/// The most keys that witnesses are looked for.
const MAX_KEYS: usize = 20;
/// The most statements and decisions that are tried for one key.
const MAX_TRIES: usize = 150;
/// The most statements and decisions that are tried for one evaluation.
const MAX_TRIES_IN_ALL: usize = 1_200;
/// The most values that are tried for one key.
const MAX_CANDIDATES: usize = 16;

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
        let values = values(&judgement.query, &statements);
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
            before.push((lower, self.query.context.replace(lower, name, values.clone())));
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
        self.values.get(lower).cloned().unwrap_or_else(|| alloc::vec![other()])
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
    let values = values(query, &statements);
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

/// A value that is most likely none of the policies'.
fn other() -> Values {
    Values::Scalar("something-else".to_owned())
}

/// Values worth trying for each key, by what the statements compare it with.
fn values(query: &Query, statements: &[Candidate<'_>]) -> BTreeMap<String, Vec<Values>> {
    let mut all: BTreeMap<String, Vec<Values>> = BTreeMap::new();
    let mut add = |key: String, value: Values| {
        let values = all.entry(key).or_default();
        if values.len() < MAX_CANDIDATES && !values.contains(&value) {
            values.push(value);
        }
    };
    for statement in statements.iter().map(|candidate| candidate.statement) {
        for block in &statement.conditions {
            for key in &block.keys {
                let lower = key.name.value.to_ascii_lowercase();
                let texts: Vec<&str> =
                    key.values.iter().take(MAX_CANDIDATES).map(|value| value.value.as_str()).collect();
                for value in compared(block, &texts, query) {
                    add(lower.clone(), value);
                }
                let actual = query.context.find(&key.name.value, &lower).map(|found| &found.entry.values);
                let actual: &[String] = match actual {
                    Some(Values::Scalar(text)) => core::slice::from_ref(text),
                    Some(Values::List(texts)) => texts,
                    None => &[],
                };
                for text in texts {
                    for_variables(text, actual, &mut add);
                }
            }
        }
        for entry in statement.resource.iter().flat_map(|resource| &resource.entries) {
            for_variables(&entry.value, core::slice::from_ref(&query.resource), &mut add);
        }
    }
    for values in all.values_mut() {
        values.push(other());
    }
    all
}

/// For each variable of `pattern` the text with which the pattern fits one of `actual`; any text where there is none.
fn for_variables(pattern: &str, actual: &[String], add: &mut impl FnMut(String, Values)) {
    if !pattern.contains("${") {
        return;
    }
    for key in Template::read(pattern, Version::V2012).keys() {
        let lower = key.to_ascii_lowercase();
        let fitting: Vec<String> = actual.iter().filter_map(|text| extract(pattern, &lower, text)).collect();
        if fitting.is_empty() {
            add(lower.clone(), Values::Scalar("x".to_owned()));
        }
        for text in fitting {
            add(lower.clone(), Values::Scalar(text));
        }
    }
}

/// Values that hold, and values that do not, for one key under one operator.
fn compared(block: &ConditionBlock, texts: &[&str], query: &Query) -> Vec<Values> {
    let Some(operator) = block.operator else { return Vec::new() };
    let mut scalars: Vec<String> = Vec::new();
    for text in texts {
        let text = resolved(text, query);
        match operator.comparison {
            Comparison::Null => scalars.push("x".to_owned()),
            Comparison::Bool => scalars.extend(["true".to_owned(), "false".to_owned()]),
            Comparison::NumericEquals
            | Comparison::NumericNotEquals
            | Comparison::NumericLessThan
            | Comparison::NumericLessThanEquals
            | Comparison::NumericGreaterThan
            | Comparison::NumericGreaterThanEquals => {
                scalars.extend([
                    text.clone(),
                    format!("{}0", text.trim_start_matches('-')),
                    "-1".to_owned(),
                    format!("{text}1"),
                ]);
            }
            Comparison::DateEquals
            | Comparison::DateNotEquals
            | Comparison::DateLessThan
            | Comparison::DateLessThanEquals
            | Comparison::DateGreaterThan
            | Comparison::DateGreaterThanEquals => {
                scalars.extend([text, "1970-01-01T00:00:00Z".to_owned(), "2999-01-01T00:00:00Z".to_owned()]);
            }
            Comparison::IpAddress | Comparison::NotIpAddress => {
                let address = text.split('/').next().unwrap_or_default().to_owned();
                scalars.extend([address, "198.51.100.77".to_owned(), "2001:db8:ffff::77".to_owned()]);
            }
            Comparison::BinaryEquals => scalars.extend([text, "AA==".to_owned()]),
            Comparison::StringEquals
            | Comparison::StringNotEquals
            | Comparison::StringEqualsIgnoreCase
            | Comparison::StringNotEqualsIgnoreCase => scalars.push(text),
            Comparison::StringLike
            | Comparison::StringNotLike
            | Comparison::ArnEquals
            | Comparison::ArnLike
            | Comparison::ArnNotEquals
            | Comparison::ArnNotLike => scalars.push(text.replace(['*', '?'], "x")),
        }
    }
    as_values(operator, scalars)
}

fn as_values(operator: Operator, scalars: Vec<String>) -> Vec<Values> {
    if operator.set.is_none() {
        return scalars.into_iter().map(Values::Scalar).collect();
    }
    let single = scalars.iter().map(|text| Values::List(alloc::vec![text.clone()]));
    let other = Values::List(alloc::vec!["something-else".to_owned()]);
    let mut values: Vec<Values> = single.collect();
    values.push(other);
    if scalars.len() > 1 {
        values.push(Values::List(scalars));
    }
    values
}

fn resolved(text: &str, query: &Query) -> String {
    let template = Template::read(text, Version::V2012);
    template.resolve(&query.context).tokens.map_or_else(|| text.to_string(), |tokens| variable::text(&tokens))
}

/// The text that the variable `${key}` of `pattern` would need for the pattern to fit `actual`, as far as its neighbours tell.
fn extract(pattern: &str, lower: &str, actual: &str) -> Option<String> {
    let start = pattern.to_ascii_lowercase().find(&format!("${{{lower}"))?;
    let (before, rest) = pattern.split_at_checked(start)?;
    let (_, after) = rest.split_once('}')?;
    let before = before.rsplit(['*', '?', '}']).next().unwrap_or_default();
    let after = after.split(['*', '?', '$']).next().unwrap_or_default();
    let begin = actual.find(before)? + before.len();
    let tail = actual.get(begin..)?;
    let end = if after.is_empty() { tail.len() } else { tail.find(after)? };
    tail.get(..end).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}
