//! Values worth trying for a context key: what the policies compare it with, and what they do not.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::candidate::Candidate;
use crate::glob::{find, has_variable};
use crate::order::Named;
use crate::policy::{Comparison, ConditionBlock, ConditionKey, Operator, Version};
use crate::request::context::Values;
use crate::request::query::Query;
use crate::value::ip::Range;
use crate::variable::Template;

/// The most values that are thought of for one key.
const MAX_CANDIDATES: usize = 40;
/// The most texts of one condition that values are made of.
const MAX_TEXTS: usize = 16;
/// What stands for any text.
const ANY: &str = "x";

/// The candidates of each key, by its name in lower case.
struct Candidates(Named<Vec<Values>>);

/// Texts that a key is compared with as they stand, by its name in lower case.
type Fixed<'s> = Named<Vec<&'s str>>;

/// Values that are most likely none of the policies': a text, and a list, which an operator without set operator never takes.
pub(super) fn others() -> Vec<Values> {
    let text = "something-else".to_owned();
    alloc::vec![Values::Scalar(text.clone()), Values::List(alloc::vec![text])]
}

/// Values worth trying for each key, by what the statements compare it with.
pub(super) fn worth_trying(query: &Query, candidates: &[Candidate<'_>]) -> Named<Vec<Values>> {
    let fixed = fixed(candidates);
    let mut all = Candidates(Named::default());
    for Candidate { statement, .. } in candidates {
        for block in &statement.conditions {
            for key in &block.keys {
                let lower = key.name.value.to_ascii_lowercase();
                for value in compared(block, &texts(key, &fixed, query)) {
                    all.add(&lower, value);
                }
                let actual = query.context.find(&key.name.value).map(|found| &found.entry.values);
                let actual: Vec<&str> = match actual {
                    Some(Values::Scalar(text)) => alloc::vec![text.as_str()],
                    Some(Values::List(texts)) => texts.iter().map(String::as_str).collect(),
                    None => fixed.get(&lower).cloned().unwrap_or_default(),
                };
                for value in key.values.iter().take(MAX_TEXTS) {
                    for_variables(&value.value, &actual, &mut all);
                }
            }
        }
        for entry in statement.resource.iter().flat_map(|resource| &resource.entries) {
            for_variables(&entry.value, &[&query.resource], &mut all);
        }
    }
    for values in all.0.values_mut() {
        values.extend(others());
    }
    all.0
}

impl Candidates {
    fn add(&mut self, lower: &str, value: Values) {
        let Some(values) = self.0.or(lower, Vec::new()) else { return };
        if values.len() < MAX_CANDIDATES && !values.contains(&value) {
            values.push(value);
        }
    }
}

fn fixed<'s>(candidates: &[Candidate<'s>]) -> Fixed<'s> {
    let mut fixed = Fixed::default();
    for Candidate { statement, .. } in candidates {
        for key in statement.conditions.iter().flat_map(|block| &block.keys) {
            let own = key.values.iter().map(|value| value.value.as_str()).filter(|text| !has_variable(text));
            if let Some(texts) = fixed.or(&key.name.value.to_ascii_lowercase(), Vec::new()) {
                texts.extend(own.take(MAX_TEXTS));
            }
        }
    }
    fixed
}

/// The texts that a key is compared with, with something in place of the variables that have no value.
fn texts(key: &ConditionKey, fixed: &Fixed<'_>, query: &Query) -> Vec<String> {
    let mut texts = Vec::new();
    for text in key.values.iter().take(MAX_TEXTS).map(|value| &value.value) {
        if has_variable(text) {
            let template = Template::read(text, Version::V2012);
            texts.push(template.filled(&query.context, ANY));
            let names = template.keys().into_iter().filter_map(|name| fixed.get(&name.to_ascii_lowercase()));
            texts.extend(names.flatten().take(2).map(|value| template.filled(&query.context, value)));
        }
        // A document of 2008 has no variables.
        texts.push(text.clone());
    }
    texts
}

/// For each variable of `pattern` the text with which the pattern fits one of `actual`, and any text.
fn for_variables(pattern: &str, actual: &[&str], all: &mut Candidates) {
    if !has_variable(pattern) {
        return;
    }
    for key in Template::read(pattern, Version::V2012).keys() {
        let lower = key.to_ascii_lowercase();
        for text in actual.iter().filter_map(|text| extract(pattern, &lower, text)) {
            all.add(&lower, Values::Scalar(text));
        }
        all.add(&lower, Values::Scalar(ANY.to_owned()));
    }
}

/// Values that hold, and values that do not, for one key under one operator.
fn compared(block: &ConditionBlock, texts: &[String]) -> Vec<Values> {
    let Some(operator) = block.operator else { return Vec::new() };
    let mut scalars: Vec<String> = Vec::new();
    for text in texts {
        match operator.comparison {
            // Whatever is given is present.
            Comparison::Null => {}
            Comparison::Bool => add(&mut scalars, &["true", "false"]),
            Comparison::NumericEquals
            | Comparison::NumericNotEquals
            | Comparison::NumericLessThan
            | Comparison::NumericLessThanEquals
            | Comparison::NumericGreaterThan
            | Comparison::NumericGreaterThanEquals => add_numbers(text, &mut scalars),
            Comparison::DateEquals
            | Comparison::DateNotEquals
            | Comparison::DateLessThan
            | Comparison::DateLessThanEquals
            | Comparison::DateGreaterThan
            | Comparison::DateGreaterThanEquals => add_dates(text, &mut scalars),
            Comparison::IpAddress | Comparison::NotIpAddress => add_addresses(text, &mut scalars),
            Comparison::BinaryEquals => add(&mut scalars, &[text, "AA=="]),
            Comparison::StringEquals
            | Comparison::StringNotEquals
            | Comparison::StringEqualsIgnoreCase
            | Comparison::StringNotEqualsIgnoreCase => scalars.push(text.clone()),
            Comparison::StringLike
            | Comparison::StringNotLike
            | Comparison::ArnEquals
            | Comparison::ArnLike
            | Comparison::ArnNotEquals
            | Comparison::ArnNotLike => {
                for filler in [ANY, "other", ""] {
                    scalars.push(text.replace('*', filler).replace('?', ANY));
                }
            }
        }
    }
    as_values(operator, scalars)
}

fn add(scalars: &mut Vec<String>, texts: &[&str]) {
    for text in texts {
        scalars.push((*text).to_owned());
    }
}

/// Adds the number, one above, one below, and one that is larger by less than a whole.
fn add_numbers(text: &str, scalars: &mut Vec<String>) {
    let digits = text.trim_start_matches(['-', '+']);
    let fraction = if text.as_bytes().contains(&b'.') { "5" } else { ".5" };
    add(scalars, &[text, &["9", digits].concat(), &["-9", digits].concat(), &[text, fraction].concat()]);
}

/// Adds the date, one long before, one long after, and one a little later.
fn add_dates(text: &str, scalars: &mut Vec<String>) {
    add(scalars, &[text, "1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z"]);
    let (before, later) = match (text.len(), text.strip_suffix('Z')) {
        (4, None) => (text, "-01-01T00:00:00.5Z"),
        (7, None) => (text, "-01T00:00:00.5Z"),
        (10, None) if text.as_bytes().contains(&b'-') => (text, "T00:00:00.5Z"),
        (17, Some(before)) => (before, ":00.5Z"),
        (20, Some(before)) => (before, ".5Z"),
        (_, Some(before)) if before.as_bytes().contains(&b'.') => (before, "5Z"),
        _ => {
            let next = text.parse::<u64>().ok().and_then(|seconds| seconds.checked_add(1));
            scalars.extend(next.map(|seconds| seconds.to_string()));
            return;
        }
    };
    scalars.push([before, later].concat());
}

/// Adds the first and the last address of the range, and one of each family that is hardly in it.
fn add_addresses(text: &str, scalars: &mut Vec<String>) {
    add(scalars, &[text.split('/').next().unwrap_or_default()]);
    scalars.extend(Range::parse(text).map(|range| range.last().to_string()));
    add(scalars, &["198.51.100.77", "2001:db8:ffff::77"]);
}

fn as_values(operator: Operator, scalars: Vec<String>) -> Vec<Values> {
    let mut values = Vec::new();
    if operator.set.is_none() {
        for text in scalars {
            values.push(Values::Scalar(text));
        }
        return values;
    }
    let other = "something-else".to_owned();
    for text in &scalars {
        values.push(Values::List(alloc::vec![text.clone()]));
    }
    values.push(Values::List(alloc::vec![other.clone()]));
    if let Some(first) = scalars.first() {
        values.push(Values::List(alloc::vec![first.clone(), other]));
    }
    if scalars.len() > 1 {
        values.push(Values::List(scalars));
    }
    values
}

/// The text that the variable `${key}` of `pattern` would need for the pattern to fit `actual`, as far as its neighbours tell.
fn extract(pattern: &str, lower: &str, actual: &str) -> Option<String> {
    let start = find(&pattern.to_ascii_lowercase(), &["${", lower].concat())?;
    let (before, rest) = pattern.split_at_checked(start)?;
    let (_, after) = rest.split_once('}')?;
    let before = before.rfind(['*', '?', '}']).and_then(|at| before.get(at + 1..)).unwrap_or(before);
    let after = after.find(['*', '?', '$']).and_then(|at| after.get(..at)).unwrap_or(after);
    let begin = find(actual, before)? + before.len();
    let tail = actual.get(begin..)?;
    let end = if after.is_empty() { tail.len() } else { find(tail, after)? };
    tail.get(..end).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}
