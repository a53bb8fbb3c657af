//! JSON with lines.

use iam_evaluator::json::{Node, Value as Json, parse};

use super::lines::Lines;
use super::tree::{Entry, Tree, Value};

/// A text that is not JSON: where, and why.
#[derive(Debug)]
pub struct NotJson {
    /// Counted from 1.
    pub line: usize,
}

/// Reads JSON.
///
/// # Errors
/// Where the text stops being JSON.
pub fn read(text: &str) -> Result<Tree, NotJson> {
    let lines = Lines::of(text);
    parse(text).map(|node| tree(&node, &lines)).map_err(|error| NotJson { line: lines.line(error.span.start) })
}

fn tree(node: &Node, lines: &Lines) -> Tree {
    let value = match &node.value {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(text) => Value::Number(text.clone()),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(nodes) => Value::List(nodes.iter().map(|node| tree(node, lines)).collect()),
        Json::Object(members) => Value::Map(
            members
                .iter()
                .map(|member| Entry {
                    key: member.key.value.clone(),
                    line: lines.line(member.key.span.start),
                    value: tree(&member.node, lines),
                })
                .collect(),
        ),
    };
    Tree { line: lines.line(node.span.start), value }
}
