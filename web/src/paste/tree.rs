//! A value with the lines of its parts: what JSON, YAML and Terraform have in common.

use iam_evaluator::json;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// How deep values may be nested, in every notation.
pub const MAX_DEPTH: usize = iam_evaluator::json::MAX_DEPTH;

/// A value and the line where it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Counted from 1.
    pub line: usize,
    /// What it is.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number's own text.
    Number(String),
    /// A text.
    Text(String),
    /// Values in a row.
    List(Vec<Tree>),
    /// Names with values, in the author's order.
    Map(Vec<Entry>),
}

/// A name with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name.
    pub key: String,
    /// Where the name stands.
    pub line: usize,
    /// The value.
    pub value: Tree,
}

impl Tree {
    /// A text.
    pub fn text(line: usize, text: impl Into<String>) -> Self {
        Self { line, value: Value::Text(text.into()) }
    }

    /// Names with values.
    pub fn map(line: usize, entries: Vec<Entry>) -> Self {
        Self { line, value: Value::Map(entries) }
    }

    /// The value of a name.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value at the end of a path of names.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |tree, key| tree.get(key))
    }

    /// The text of a name.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// Its text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// A text, a number or a truth value as text.
    pub fn scalar(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text.clone()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Its names with values; empty where it has none.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => &[],
        }
    }

    /// The values of a list; a single value is a list of one, nothing is an empty one.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => std::slice::from_ref(self),
        }
    }

    /// Whether it is names with values.
    pub fn is_map(&self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    /// Every text in it, names left out.
    pub fn texts(&self) -> Vec<&Self> {
        match &self.value {
            Value::Text(_) => vec![self],
            Value::List(items) => items.iter().flat_map(Self::texts).collect(),
            Value::Map(entries) => entries.iter().flat_map(|entry| entry.value.texts()).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
        }
    }

    /// As JSON, two spaces a level.
    pub fn to_json(&self) -> String {
        crate::state::json::pretty(self)
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for entry in entries {
                    map.serialize_entry(&entry.key, &entry.value)?;
                }
                map.end()
            }
            Value::Number(text) if json::is_number(text) => json::serialize_verbatim(text, serializer),
            Value::Text(text) | Value::Number(text) => serializer.serialize_str(text),
        }
    }
}
