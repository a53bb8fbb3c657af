//! Values worth trying for a context key: what the policies compare it with, and what they do not.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::order::Named;
use crate::policy::{Comparison, ConditionBlock, ConditionKey, Operator, Statement, Version};
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
pub(super) fn worth_trying(query: &Query, statements: &[&Statement]) -> Named<Vec<Values>> {
    let fixed = fixed(statements);
    let mut all = Candidates(Named::default());
    for statement in statements {
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

fn fixed<'s>(statements: &[&'s Statement]) -> Fixed<'s> {
    let mut fixed = Fixed::default();
    let blocks = statements.iter().flat_map(|statement| &statement.conditions);
    for key in blocks.flat_map(|block| &block.keys) {
        let own = key.values.iter().map(|value| value.value.as_str()).filter(|text| !text.contains("${"));
        if let Some(texts) = fixed.or(&key.name.value.to_ascii_lowercase(), Vec::new()) {
            texts.extend(own.take(MAX_TEXTS));
        }
    }
    fixed
}

/// The texts that a key is compared with, with something in place of the variables that have no value.
fn texts(key: &ConditionKey, fixed: &Fixed<'_>, query: &Query) -> Vec<String> {
    let mut texts = Vec::new();
    for text in key.values.iter().take(MAX_TEXTS).map(|value| &value.value) {
        if text.contains("${") {
            let template = Template::read(text, Version::V2012);
            texts.push(template.filled(&query.context, ANY));
            let names = template.keys().filter_map(|name| fixed.get(&name.to_ascii_lowercase()));
            texts.extend(names.flatten().take(2).map(|value| template.filled(&query.context, value)));
        }
        // A document of 2008 has no variables.
        texts.push(text.clone());
    }
    texts
}

/// For each variable of `pattern` the text with which the pattern fits one of `actual`, and any text.
fn for_variables(pattern: &str, actual: &[&str], all: &mut Candidates) {
    if !pattern.contains("${") {
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
            Comparison::Bool => scalars.extend(["true".to_owned(), "false".to_owned()]),
            Comparison::NumericEquals
            | Comparison::NumericNotEquals
            | Comparison::NumericLessThan
            | Comparison::NumericLessThanEquals
            | Comparison::NumericGreaterThan
            | Comparison::NumericGreaterThanEquals => scalars.extend(numbers(text)),
            Comparison::DateEquals
            | Comparison::DateNotEquals
            | Comparison::DateLessThan
            | Comparison::DateLessThanEquals
            | Comparison::DateGreaterThan
            | Comparison::DateGreaterThanEquals => scalars.extend(dates(text)),
            Comparison::IpAddress | Comparison::NotIpAddress => scalars.extend(addresses(text)),
            Comparison::BinaryEquals => scalars.extend([text.clone(), "AA==".to_owned()]),
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
                let filled = |filler: &str| text.replace('*', filler).replace('?', ANY);
                scalars.extend([filled(ANY), filled("other"), filled("")]);
            }
        }
    }
    as_values(operator, scalars)
}

/// The number, one above, one below, and one that is larger by less than a whole.
fn numbers(text: &str) -> [String; 4] {
    let digits = text.trim_start_matches(['-', '+']);
    let next = if text.contains('.') { format!("{text}5") } else { format!("{text}.5") };
    [text.to_owned(), format!("9{digits}"), format!("-9{digits}"), next]
}

/// The date, one long before, one long after, and one a little later.
fn dates(text: &str) -> Vec<String> {
    let mut dates = alloc::vec![text.to_owned(), "1970-01-01T00:00:00Z".to_owned(), "2999-01-01T00:00:00Z".to_owned()];
    let later = match (text.len(), text.strip_suffix('Z')) {
        (4, None) => Some(format!("{text}-01-01T00:00:00.5Z")),
        (7, None) => Some(format!("{text}-01T00:00:00.5Z")),
        (10, None) if text.contains('-') => Some(format!("{text}T00:00:00.5Z")),
        (17, Some(before)) => Some(format!("{before}:00.5Z")),
        (20, Some(before)) => Some(format!("{before}.5Z")),
        (_, Some(before)) if before.contains('.') => Some(format!("{before}5Z")),
        _ => text.parse::<u64>().ok().and_then(|seconds| seconds.checked_add(1)).map(|seconds| seconds.to_string()),
    };
    dates.extend(later);
    dates
}

/// The first and the last address of the range, and one of each family that is hardly in it.
fn addresses(text: &str) -> Vec<String> {
    let first = text.split('/').next().unwrap_or_default().to_owned();
    let last = Range::parse(text).map(|range| range.last().to_string());
    let mut addresses = alloc::vec![first];
    addresses.extend(last);
    addresses.extend(["198.51.100.77".to_owned(), "2001:db8:ffff::77".to_owned()]);
    addresses
}

fn as_values(operator: Operator, scalars: Vec<String>) -> Vec<Values> {
    if operator.set.is_none() {
        return scalars.into_iter().map(Values::Scalar).collect();
    }
    let other = "something-else".to_owned();
    let single = scalars.iter().map(|text| Values::List(alloc::vec![text.clone()]));
    let mut values: Vec<Values> = single.collect();
    values.push(Values::List(alloc::vec![other.clone()]));
    values.extend(scalars.first().map(|text| Values::List(alloc::vec![text.clone(), other])));
    if scalars.len() > 1 {
        values.push(Values::List(scalars));
    }
    values
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
