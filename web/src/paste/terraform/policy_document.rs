//! The data source `aws_iam_policy_document` as the JSON that it makes.
//!
//! Source: Terraform Registry, AWS provider, "Data Source: aws_iam_policy_document".

use super::super::found::Found;
use super::super::hcl::Block;
use super::super::tree::{Entry, Tree, Value};
use super::reference::Config;

/// Attributes of a statement and the elements that they become.
const ELEMENTS: [(&str, &str); 4] =
    [("actions", "Action"), ("not_actions", "NotAction"), ("resources", "Resource"), ("not_resources", "NotResource")];

impl Config<'_> {
    /// The document of a data source.
    pub fn policy_document(&self, block: &Block, found: &mut Found) -> Tree {
        self.document_of(block, found, 0)
    }

    pub(super) fn document_of(&self, block: &Block, found: &mut Found, depth: usize) -> Tree {
        let line = block.line;
        let version = block.body.get("version").map(|it| self.value(it, found, depth + 1));
        let mut entries = vec![entry(line, "Version", version.unwrap_or_else(|| Tree::text(line, "2012-10-17")))];
        if let Some(id) = block.body.get("policy_id") {
            entries.push(entry(id.line, "Id", self.value(id, found, depth + 1)));
        }
        let mut statements = Vec::new();
        for name in ["source_policy_documents", "override_policy_documents"] {
            if let Some(sources) = block.body.get(name) {
                for source in self.value(sources, found, depth + 1).items() {
                    match source.get("Statement") {
                        Some(more) => statements.extend(more.items().to_vec()),
                        None => found.note(source.line, format!("`{name}` holds a document that is not in this text")),
                    }
                }
            }
        }
        for inner in &block.body.blocks {
            match inner.kind.as_str() {
                "statement" => statements.push(self.statement(inner, found, depth)),
                kind => found.note(
                    inner.line,
                    format!("`{}` is not read", [&[kind.to_owned()], inner.labels.as_slice()].concat().join(" ")),
                ),
            }
        }
        entries.push(entry(line, "Statement", Tree { line, value: Value::List(statements) }));
        let known = ["version", "policy_id", "source_policy_documents", "override_policy_documents"];
        for attribute in block.body.attributes.iter().filter(|it| !known.contains(&it.name.as_str())) {
            found.note(attribute.line, format!("`{}` is not read", attribute.name));
        }
        Tree::map(line, entries)
    }

    fn statement(&self, block: &Block, found: &mut Found, depth: usize) -> Tree {
        let line = block.line;
        let mut entries = Vec::new();
        if let Some(sid) = block.body.get("sid") {
            entries.push(entry(sid.line, "Sid", self.value(sid, found, depth + 1)));
        }
        let effect = block.body.get("effect").map(|it| self.value(it, found, depth + 1));
        entries.push(entry(line, "Effect", effect.unwrap_or_else(|| Tree::text(line, "Allow"))));
        for (kind, element) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
            if block.body.blocks.iter().any(|inner| inner.kind == kind) {
                entries.push(entry(line, element, self.principals(block, kind, found, depth)));
            }
        }
        for (name, element) in ELEMENTS {
            if let Some(values) = block.body.get(name) {
                let values = self.value(values, found, depth + 1);
                entries.push(entry(values.line, element, variables(one_or_many(values))));
            }
        }
        let conditions = self.conditions(block, found, depth);
        if !conditions.is_empty() {
            entries.push(entry(line, "Condition", Tree::map(line, conditions)));
        }
        note_rest(block, found);
        Tree::map(line, entries)
    }

    /// Principals of one type stand together; everybody is `*`.
    fn principals(&self, block: &Block, kind: &str, found: &mut Found, depth: usize) -> Tree {
        let mut types: Vec<Entry> = Vec::new();
        for inner in block.body.blocks.iter().filter(|inner| inner.kind == kind) {
            let name = inner
                .body
                .get("type")
                .map(|it| self.value(it, found, depth + 1))
                .and_then(|it| it.scalar())
                .unwrap_or_default();
            let identifiers = inner.body.get("identifiers").map(|it| self.value(it, found, depth + 1));
            let identifiers = variables(identifiers.unwrap_or_else(|| Tree::text(inner.line, "*")));
            if name == "*" {
                return Tree::text(inner.line, "*");
            }
            append(&mut types, &name, identifiers);
        }
        Tree::map(block.line, types.into_iter().map(|it| Entry { value: one_or_many(it.value), ..it }).collect())
    }

    fn conditions(&self, block: &Block, found: &mut Found, depth: usize) -> Vec<Entry> {
        let mut tests: Vec<Entry> = Vec::new();
        for inner in block.body.blocks.iter().filter(|inner| inner.kind == "condition") {
            let mut scalar =
                |name: &str| inner.body.get(name).map(|it| self.value(it, found, depth + 1)).and_then(|it| it.scalar());
            let (Some(test), Some(variable)) = (scalar("test"), scalar("variable")) else {
                found.note(inner.line, "a condition without `test` or `variable`");
                continue;
            };
            let values = inner.body.get("values").map(|it| self.value(it, found, depth + 1));
            let values = variables(values.unwrap_or(Tree { line: inner.line, value: Value::List(Vec::new()) }));
            let line = inner.line;
            let place = tests.iter().position(|it| it.key == test).unwrap_or_else(|| {
                tests.push(entry(line, &test, Tree::map(line, Vec::new())));
                tests.len() - 1
            });
            if let Some(Value::Map(keys)) = tests.get_mut(place).map(|it| &mut it.value.value) {
                append(keys, &variable, values);
            }
        }
        for test in &mut tests {
            if let Value::Map(keys) = &mut test.value.value {
                for key in keys {
                    key.value = one_or_many(key.value.clone());
                }
            }
        }
        tests
    }
}

fn entry(line: usize, key: &str, value: Tree) -> Entry {
    Entry { key: key.to_owned(), line, value }
}

/// Values put after those that a name has already.
fn append(entries: &mut Vec<Entry>, key: &str, values: Tree) {
    match entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => {
            let all = entry.value.items().iter().chain(values.items()).cloned().collect();
            entry.value.value = Value::List(all);
        }
        None => entries.push(entry(values.line, key, values)),
    }
}

/// A list of one value as that value.
fn one_or_many(tree: Tree) -> Tree {
    match tree.items() {
        [only] => only.clone(),
        _ => tree,
    }
}

/// `&{…}` is how the data source writes a policy variable.
fn variables(tree: Tree) -> Tree {
    let line = tree.line;
    let value = match tree.value {
        Value::Text(text) => Value::Text(text.replace("&{", "${")),
        Value::List(items) => Value::List(items.into_iter().map(variables).collect()),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Map(_)) => other,
    };
    Tree { line, value }
}

/// What of a statement is not read.
fn note_rest(block: &Block, found: &mut Found) {
    let known = |name: &str| name == "sid" || name == "effect" || ELEMENTS.iter().any(|(it, _)| *it == name);
    for attribute in block.body.attributes.iter().filter(|it| !known(&it.name)) {
        found.note(attribute.line, format!("`{}` is not read", attribute.name));
    }
    for inner in
        block.body.blocks.iter().filter(|it| !["principals", "not_principals", "condition"].contains(&it.kind.as_str()))
    {
        let name = [std::slice::from_ref(&inner.kind), inner.labels.as_slice()].concat().join(" ");
        found.note(inner.line, format!("`{name}` is not read"));
    }
}
