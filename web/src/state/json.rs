//! JSON as a person reads it: two spaces a level.

use iam_evaluator::json;
use serde::Serialize;

/// `value` as JSON.
pub fn pretty<T: Serialize>(value: &T) -> String {
    // Not by `to_string_pretty`: a second serializer would be compiled for every type.
    let text = serde_json::to_string(value).unwrap_or_default();
    json::parse(&text).map_or(text, |node| node.to_pretty())
}
