//! Values worth trying for a context key: what the policies compare it with, and what they do not.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::policy::{Comparison, ConditionBlock, Operator, Statement, Version};
use crate::request::context::Values;
use crate::request::query::Query;
use crate::variable::{self, Template};

/// The most values that are tried for one key.
const MAX_CANDIDATES: usize = 16;

/// A value that is most likely none of the policies'.
pub(super) fn other() -> Values {
    Values::Scalar("something-else".to_owned())
}

/// Values worth trying for each key, by what the statements compare it with.
pub(super) fn worth_trying<'s>(
    query: &Query,
    statements: impl Iterator<Item = &'s Statement>,
) -> BTreeMap<String, Vec<Values>> {
    let mut all: BTreeMap<String, Vec<Values>> = BTreeMap::new();
    let mut add = |key: String, value: Values| {
        let values = all.entry(key).or_default();
        if values.len() < MAX_CANDIDATES && !values.contains(&value) {
            values.push(value);
        }
    };
    for statement in statements {
        for block in &statement.conditions {
            for key in &block.keys {
                let lower = key.name.value.to_ascii_lowercase();
                let texts: Vec<&str> =
                    key.values.iter().take(MAX_CANDIDATES).map(|value| value.value.as_str()).collect();
                for value in compared(block, &texts, query) {
                    add(lower.clone(), value);
                }
                let actual = query.context.find(&key.name.value).map(|found| &found.entry.values);
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
