//! Looks for values of absent keys that alter the decision.
//!
//! Values are taken from the policies themselves: what a condition asks for, and what it does not. First the key alone, then together with
//! the other absent keys of the statements that read it, then with those of all statements.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Judgement;
use crate::matching::{Pattern, Scope, Tri};
use crate::policy::{Comparison, ConditionBlock, Effect, Operator, Statement};
use crate::request::Decision;
use crate::request::context::Values;
use crate::request::query::Query;

/// The most decisions that are tried for one key.
const MAX_TRIES: usize = 400;
/// The most values that are tried for one key.
const MAX_CANDIDATES: usize = 16;

/// Values for absent keys, by lower-case key, each with the name to give it.
pub(crate) type Assignment = BTreeMap<String, (String, Values)>;

/// A statement that could apply or not, with what is needed to match it again.
struct Open<'j> {
    statement: &'j Statement,
    pattern: &'j Pattern,
    scope: Scope,
    matches: bool,
    keys: Vec<String>,
}

/// A change of the context that holds `key` and alters the decision, with that decision.
pub(crate) fn find(judgement: &Judgement<'_>, key: &str) -> Option<(Assignment, Decision)> {
    let open = open_statements(judgement);
    let mut search = Search { judgement, base: &judgement.query, tries: 0, open: &open };
    let lower = key.to_ascii_lowercase();
    let (assignment, _) = search.alone(key, &lower).or_else(|| search.together(&lower))?;
    Some(search.shortened(assignment, &lower))
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
    let mut keys: Vec<String> = Vec::new();
    for key in pattern.keys().map(str::to_ascii_lowercase) {
        let derived = query.derived.iter().any(|derived| derived.name.eq_ignore_ascii_case(&key));
        if !derived && !keys.contains(&key) {
            keys.push(key);
        }
    }
    let statement = member.reading.policy.document.statements.get(position)?;
    let open = [Open { statement, pattern, scope, matches: !wanted, keys }];
    let mut search = Search { judgement, base: query, tries: 0, open: &open };
    let assignment = search.bring(0, wanted, &Assignment::new())?;
    Some(named_as_written(assignment, pattern))
}

/// Keys in the case in which the statement writes them.
fn named_as_written(assignment: Assignment, pattern: &Pattern) -> Assignment {
    let written = |lower: &str| pattern.keys().find(|name| name.eq_ignore_ascii_case(lower)).map(ToOwned::to_owned);
    let named = |(lower, (name, values)): (String, (String, Values))| {
        let name = written(&lower).unwrap_or(name);
        (lower, (name, values))
    };
    assignment.into_iter().map(named).collect()
}

struct Search<'s, 'j> {
    judgement: &'s Judgement<'j>,
    base: &'s Query,
    tries: usize,
    open: &'s [Open<'s>],
}

impl Search<'_, '_> {
    fn alone(&mut self, key: &str, lower: &str) -> Option<(Assignment, Decision)> {
        for value in candidates(self.judgement, self.open, lower) {
            let assignment: Assignment = [(lower.to_owned(), (key.to_owned(), value))].into();
            if let Some(decision) = self.alters(&assignment) {
                return Some((assignment, decision));
            }
        }
        None
    }

    fn together(&mut self, lower: &str) -> Option<(Assignment, Decision)> {
        let readers: Vec<usize> = (0..self.open.len())
            .filter(|index| self.open.get(*index).is_some_and(|o| o.keys.iter().any(|k| k == lower)))
            .collect();
        for reader in readers {
            for wanted in [true, false] {
                let Some(own) = self.bring(reader, wanted, &Assignment::new()) else { continue };
                for others in [None, Some(true), Some(false)] {
                    let mut assignment = own.clone();
                    if let Some(allows) = others {
                        self.bring_others(reader, allows, &mut assignment);
                    }
                    if !assignment.contains_key(lower) {
                        continue;
                    }
                    if let Some(decision) = self.alters(&assignment) {
                        return Some((assignment, decision));
                    }
                }
            }
        }
        None
    }

    /// Makes every other Allow match, or not, and every other Deny not match.
    fn bring_others(&mut self, reader: usize, allows: bool, assignment: &mut Assignment) {
        for index in 0..self.open.len() {
            let Some(open) = self.open.get(index).filter(|_| index != reader) else { continue };
            let wanted = open.pattern.effect == Effect::Allow && allows;
            if let Some(more) = self.bring(index, wanted, assignment) {
                assignment.extend(more);
            }
        }
    }

    /// Values, beside the fixed ones, with which a statement matches or does not.
    fn bring(&mut self, index: usize, wanted: bool, fixed: &Assignment) -> Option<Assignment> {
        let open = self.open.get(index)?;
        let free: Vec<&String> = open.keys.iter().filter(|key| !fixed.contains_key(*key)).collect();
        let choices: Vec<(String, Vec<Values>)> =
            free.iter().map(|key| ((*key).clone(), candidates(self.judgement, self.open, key))).collect();
        let mut assignment = Assignment::new();
        self.choose(open, wanted, fixed, &choices, &mut assignment).then_some(assignment)
    }

    fn choose(
        &mut self,
        open: &Open<'_>,
        wanted: bool,
        fixed: &Assignment,
        choices: &[(String, Vec<Values>)],
        assignment: &mut Assignment,
    ) -> bool {
        self.tries += 1;
        if self.tries > MAX_TRIES {
            return false;
        }
        let query = self.query_with(fixed.iter().chain(assignment.iter()));
        // An assignment that gives no value yet may keep the statement as it is.
        if open.pattern.matches(&query, open.scope).is_some() == wanted
            && (choices.is_empty() || !assignment.is_empty())
        {
            return true;
        }
        let Some(((key, values), rest)) = choices.split_first() else { return false };
        for value in values {
            assignment.insert(key.clone(), (key.clone(), value.clone()));
            if self.choose(open, wanted, fixed, rest, assignment) {
                return true;
            }
            assignment.remove(key);
        }
        // Perhaps the key is better left absent.
        !rest.is_empty() && self.choose(open, wanted, fixed, rest, assignment)
    }

    fn query_with<'a>(&self, entries: impl Iterator<Item = (&'a String, &'a (String, Values))>) -> Query {
        let mut query = self.base.clone();
        for (_, (name, values)) in entries {
            query.context.set(name, Some(values.clone()));
        }
        query
    }

    fn alters(&mut self, assignment: &Assignment) -> Option<Decision> {
        self.tries += 1;
        if self.tries > MAX_TRIES {
            return None;
        }
        let decision = self.judgement.set.decide_query(&self.query_with(assignment.iter()));
        (decision != self.judgement.decision).then_some(decision)
    }

    /// Leaves out what the change does not need.
    fn shortened(&mut self, mut assignment: Assignment, keep: &str) -> (Assignment, Decision) {
        self.tries = 0;
        let others: Vec<String> = assignment.keys().filter(|key| *key != keep).cloned().collect();
        for key in others {
            let mut shorter = assignment.clone();
            shorter.remove(&key);
            if self.alters(&shorter).is_some() {
                assignment = shorter;
            }
        }
        let decision = self.judgement.set.decide_query(&self.query_with(assignment.iter()));
        (assignment, decision)
    }
}

fn open_statements<'j>(judgement: &'j Judgement<'_>) -> Vec<Open<'j>> {
    let mut open = Vec::new();
    for (member, judged) in judgement.scopes.members.iter().zip(&judgement.statements) {
        let scope = member.matching_scope(judgement.frame.has_boundary);
        let document = &member.reading.policy.document;
        for ((statement, pattern), judged) in document.statements.iter().zip(&member.reading.patterns).zip(judged) {
            if judged.tri != Tri::Open {
                continue;
            }
            let mut keys: Vec<String> = Vec::new();
            for key in pattern.keys().map(str::to_ascii_lowercase) {
                if !judgement.query.context.has(&key) && !keys.contains(&key) {
                    keys.push(key);
                }
            }
            open.push(Open { statement, pattern, scope, matches: judged.matches, keys });
        }
    }
    // Statements that match as the request stands come last: what they need is often to be left alone.
    open.sort_by_key(|open| open.matches);
    open
}

/// Values worth trying for a key, by what the statements compare it with.
fn candidates(judgement: &Judgement<'_>, open: &[Open<'_>], lower: &str) -> Vec<Values> {
    let mut values: Vec<Values> = Vec::new();
    let mut add = |value: Values| {
        if values.len() < MAX_CANDIDATES && !values.contains(&value) {
            values.push(value);
        }
    };
    let query = &judgement.query;
    for open in open {
        for block in &open.statement.conditions {
            for key in &block.keys {
                let texts: Vec<&str> = key.values.iter().map(|value| value.value.as_str()).collect();
                if key.name.value.eq_ignore_ascii_case(lower) {
                    compared(block, &texts, query).into_iter().for_each(&mut add);
                }
                let actual = query.context.find(&key.name.value, &key.name.value.to_ascii_lowercase());
                for text in texts {
                    match actual.map(|found| &found.entry.values) {
                        Some(Values::Scalar(actual)) => {
                            extract(text, lower, actual).map(Values::Scalar).into_iter().for_each(&mut add);
                        }
                        Some(Values::List(actual)) => {
                            actual
                                .iter()
                                .filter_map(|one| extract(text, lower, one))
                                .map(Values::Scalar)
                                .for_each(&mut add);
                        }
                        None if text.to_ascii_lowercase().contains(&format!("${{{lower}")) => {
                            add(Values::Scalar("x".to_owned()));
                        }
                        None => {}
                    }
                }
            }
        }
        for entry in open.statement.resource.iter().flat_map(|resource| &resource.entries) {
            extract(&entry.value, lower, &query.resource).map(Values::Scalar).into_iter().for_each(&mut add);
        }
    }
    add(Values::Scalar("something-else".to_owned()));
    values
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
    let template = crate::variable::Template::read(text, crate::policy::Version::V2012);
    template.resolve(&query.context).tokens.map_or_else(|| text.to_string(), |tokens| crate::variable::text(&tokens))
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
