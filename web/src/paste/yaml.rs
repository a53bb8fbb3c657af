//! YAML with lines. CloudFormation's short tags (`!Ref X`) become their long form (`{"Ref": "X"}`).
//!
//! Source: CloudFormation User Guide, "Intrinsic function reference".

use std::collections::BTreeMap;

use iam_evaluator::json;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::tree::{Entry, MAX_DEPTH, Tree, Value};

/// The most values that are read, those that aliases repeat included.
const MAX_VALUES: usize = 100_000;

/// A text that is not YAML: where, and why.
#[derive(Debug)]
pub struct NotYaml {
    /// Counted from 1.
    pub line: usize,
    /// Lower case, no full stop.
    pub why: String,
}

/// The documents of a YAML text.
///
/// # Errors
/// Where the text stops being YAML, is nested too deep or holds too much.
pub fn read(text: &str) -> Result<Vec<Tree>, NotYaml> {
    let mut reader = Reader::default();
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| NotYaml { line: error.marker().line(), why: error.info().to_owned() })?;
        reader.event(event, span.start.line())?;
    }
    Ok(reader.documents)
}

#[derive(Default)]
struct Reader {
    documents: Vec<Tree>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Tree>,
    values: usize,
}

/// A list or a map that is not at its end yet.
struct Open {
    line: usize,
    anchor: usize,
    function: Option<String>,
    parts: Parts,
}

enum Parts {
    List(Vec<Tree>),
    /// The name whose value is still to come, too.
    Map(Vec<Entry>, Option<(String, usize)>),
}

impl Reader {
    fn event(&mut self, event: Event, line: usize) -> Result<(), NotYaml> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = if style == ScalarStyle::Plain && tag.is_none() {
                    plain(&text)
                } else {
                    Value::Text(text.into_owned())
                };
                self.put(within(function(tag.as_deref()), Tree { line, value }), anchor)
            }
            Event::SequenceStart(anchor, tag) => self.open(line, anchor, tag.as_deref(), Parts::List(Vec::new())),
            Event::MappingStart(anchor, tag) => self.open(line, anchor, tag.as_deref(), Parts::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else { return Ok(()) };
                let value = match open.parts {
                    Parts::List(items) => Value::List(items),
                    Parts::Map(entries, _) => Value::Map(entries),
                };
                self.put(within(open.function, Tree { line: open.line, value }), open.anchor)
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some(tree) => self.put(tree, 0),
                None => Err(NotYaml { line, why: "an alias comes before its anchor".to_owned() }),
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Ok(())
            }
        }
    }

    fn open(&mut self, line: usize, anchor: usize, tag: Option<&Tag>, parts: Parts) -> Result<(), NotYaml> {
        if self.open.len() >= MAX_DEPTH {
            return Err(NotYaml { line, why: format!("it is nested deeper than {MAX_DEPTH} levels") });
        }
        self.open.push(Open { line, anchor, function: function(tag), parts });
        Ok(())
    }

    fn put(&mut self, tree: Tree, anchor: usize) -> Result<(), NotYaml> {
        self.values += size(&tree);
        if self.values > MAX_VALUES || self.open.len() + depth(&tree) > MAX_DEPTH {
            return Err(NotYaml { line: tree.line, why: "it holds too much".to_owned() });
        }
        if anchor > 0 {
            self.anchors.insert(anchor, tree.clone());
        }
        match self.open.last_mut().map(|open| &mut open.parts) {
            None => self.documents.push(tree),
            Some(Parts::List(items)) => items.push(tree),
            Some(Parts::Map(entries, name)) => match name.take() {
                Some((key, line)) => entries.push(Entry { key, line, value: tree }),
                None => *name = Some((tree.scalar().unwrap_or_default(), tree.line)),
            },
        }
        Ok(())
    }
}

/// How many values are put in at once: more than one only where an alias repeats some.
fn size(tree: &Tree) -> usize {
    match &tree.value {
        Value::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Map(entries) => 1 + entries.iter().map(|entry| size(&entry.value)).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => 1,
    }
}

fn depth(tree: &Tree) -> usize {
    match &tree.value {
        Value::List(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Map(entries) => 1 + entries.iter().map(|entry| depth(&entry.value)).max().unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => 0,
    }
}

/// The long name of a short tag.
fn function(tag: Option<&Tag>) -> Option<String> {
    let tag = tag?;
    if tag.is_yaml_core_schema() || tag.handle != "!" {
        return None;
    }
    Some(match tag.suffix.as_str() {
        name @ ("Ref" | "Condition") => name.to_owned(),
        name => format!("Fn::{name}"),
    })
}

fn within(function: Option<String>, tree: Tree) -> Tree {
    let line = tree.line;
    match function {
        Some(key) => Tree::map(line, vec![Entry { key, line, value: tree }]),
        None => tree,
    }
}

/// A plain scalar: YAML's core schema, but that numbers with a leading zero are text, as account ids need it.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    json::is_number(text)
}
