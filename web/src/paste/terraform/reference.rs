//! What expressions refer to: other blocks of the text, and what only a deployment knows.

use super::super::found::Found;
use super::super::hcl::{Block, Body, Expr, Kind, Part};
use super::super::tree::{Entry, MAX_DEPTH, Tree, Value};
use super::super::{arn_shape, placeholder};

/// The text that expressions refer into.
pub struct Config<'a> {
    /// All of it.
    pub body: &'a Body,
}

impl<'a> Config<'a> {
    /// The value of an expression, with placeholders for what is not known.
    pub fn tree(&self, expr: &Expr, found: &mut Found) -> Tree {
        self.value(expr, found, 0)
    }

    pub(super) fn value(&self, expr: &Expr, found: &mut Found, depth: usize) -> Tree {
        let line = expr.line;
        if depth > MAX_DEPTH {
            found.note(line, "it is nested too deep, or refers to itself");
            return Tree { line, value: Value::Null };
        }
        let value = match &expr.kind {
            Kind::Literal(text) => match text.as_str() {
                "null" => Value::Null,
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => Value::Number(text.clone()),
            },
            Kind::List(items) => Value::List(items.iter().map(|item| self.value(item, found, depth + 1)).collect()),
            Kind::Object(entries) => Value::Map(
                entries
                    .iter()
                    .map(|(key, value)| Entry {
                        key: self.key(key, found, depth),
                        line: key.line,
                        value: self.value(value, found, depth + 1),
                    })
                    .collect(),
            ),
            Kind::Template(parts) => return self.template(parts, line, found, depth),
            Kind::Call(name, arguments) => return self.call(name, arguments, line, found, depth),
            Kind::Other(text) => return self.reference(text, line, found, depth),
        };
        Tree { line, value }
    }

    fn key(&self, key: &Expr, found: &mut Found, depth: usize) -> String {
        match &key.kind {
            Kind::Literal(word) => word.clone(),
            _ => self.value(key, found, depth + 1).scalar().unwrap_or_default(),
        }
    }

    fn template(&self, parts: &[Part], line: usize, found: &mut Found, depth: usize) -> Tree {
        if let [Part::Interpolation(only)] = parts {
            return self.reference(only, line, found, depth);
        }
        let mut text = String::new();
        let mut at = line;
        for part in parts {
            match part {
                Part::Text(plain) => {
                    text.push_str(plain);
                    at += plain.matches('\n').count();
                }
                Part::Interpolation(code) => {
                    let value = self.reference(code, at, found, depth);
                    text.push_str(&value.scalar().unwrap_or_else(|| placeholder::named(code)));
                }
                Part::Directive(code) => found.note(at, format!("`%{{{code}}}` is not read")),
            }
        }
        Tree::text(line, text)
    }

    fn call(&self, name: &str, arguments: &[Expr], line: usize, found: &mut Found, depth: usize) -> Tree {
        match (name, arguments) {
            (
                "jsonencode" | "jsondecode" | "toset" | "tolist" | "tostring" | "compact" | "distinct" | "sort",
                [only],
            ) => self.value(only, found, depth + 1),
            ("concat" | "flatten", many) => {
                let values = many.iter().map(|it| self.value(it, found, depth + 1));
                let items = values.flat_map(|it| it.items().to_vec()).collect();
                Tree { line, value: Value::List(items) }
            }
            ("join", [separator, list]) => {
                let (separator, list) = (self.value(separator, found, depth + 1), self.value(list, found, depth + 1));
                let items: Vec<String> = list.items().iter().filter_map(Tree::scalar).collect();
                Tree::text(line, items.join(separator.as_text().unwrap_or_default()))
            }
            _ => replaced(&format!("{name}(…)"), placeholder::named(name), line, found),
        }
    }

    fn reference(&self, code: &str, line: usize, found: &mut Found, depth: usize) -> Tree {
        let path = plain_path(code);
        let fields: Vec<&str> = path.split('.').collect();
        let value = match fields.as_slice() {
            ["data", "aws_caller_identity", _, "account_id" | "id"] => placeholder::ACCOUNT.to_owned(),
            ["data", "aws_caller_identity", _, "arn"] => placeholder::iam_arn("user", "REF_caller"),
            ["data", "aws_region", _, "name" | "id" | "region"] => placeholder::REGION.to_owned(),
            ["data", "aws_partition", _, "partition" | "id"] => placeholder::PARTITION.to_owned(),
            ["data", "aws_partition", _, "dns_suffix"] => "amazonaws.com".to_owned(),
            ["data", "aws_iam_policy_document", name, "json" | "minified_json"] => {
                return match self.block("data", "aws_iam_policy_document", name) {
                    Some(block) if depth < MAX_DEPTH => self.document_of(block, found, depth + 1),
                    _ => replaced(code, placeholder::named(name), line, found),
                };
            }
            ["local", name] => {
                return match self.local(name) {
                    Some(value) => self.value(value, found, depth + 1),
                    None => replaced(code, named(name), line, found),
                };
            }
            ["var", name] => named(name),
            ["data", kind, name, attribute] | [kind, name, attribute] if kind.starts_with("aws_") => {
                match self.given(kind, name, attribute) {
                    Some(given) => return Tree::text(line, given),
                    None => self.attribute(kind, name, attribute),
                }
            }
            ["module", module, output] => {
                arn_shape::of_word(output, &placeholder::named(&format!("{module}_{output}")))
                    .unwrap_or_else(|| placeholder::named(&format!("{module}_{output}")))
            }
            _ => fields
                .last()
                .and_then(|last| arn_shape::of_word(last, &placeholder::named(code)))
                .unwrap_or_else(|| placeholder::named(code)),
        };
        replaced(code, value, line, found)
    }

    /// An attribute that the text itself gives: the name of a bucket.
    fn given(&self, kind: &str, name: &str, attribute: &str) -> Option<String> {
        let block = self.block("resource", kind, name)?;
        match attribute {
            "id" | "name" | "bucket" => literal(block, "bucket").or_else(|| literal(block, "name")),
            _ => None,
        }
    }

    fn attribute(&self, kind: &str, name: &str, attribute: &str) -> String {
        let own = self.name_of(kind, name);
        if attribute.ends_with("arn")
            || (attribute == "id" && matches!(kind, "aws_sns_topic" | "aws_secretsmanager_secret"))
        {
            return arn_shape::of_type(kind, &own).or_else(|| arn_shape::of_word("arn", &own)).unwrap_or(own);
        }
        own
    }

    fn name_of(&self, kind: &str, name: &str) -> String {
        self.given(kind, name, "name").unwrap_or_else(|| placeholder::named(name))
    }

    /// The ARN of a resource of the text.
    pub fn arn_of(&self, kind: &str, name: &str) -> Option<String> {
        arn_shape::of_type(kind, &self.name_of(kind, name))
    }

    /// The ARN of the resource that an expression is an attribute of.
    pub fn arn_of_reference(&self, expr: &Expr) -> Option<String> {
        let code = match &expr.kind {
            Kind::Other(code) => code,
            Kind::Template(parts) => match parts.as_slice() {
                [Part::Interpolation(code)] => code,
                _ => return None,
            },
            _ => return None,
        };
        let path = plain_path(code);
        match path.split('.').collect::<Vec<_>>().as_slice() {
            [kind, name, _] if kind.starts_with("aws_") => self.arn_of(kind, name),
            _ => None,
        }
    }

    /// Whom attachments of the text attach a managed policy to.
    pub fn attached_to_policy(&self, name: &str, found: &mut Found) -> Vec<String> {
        let policy = self.arn_of("aws_iam_policy", name);
        let mut attached = Vec::new();
        for block in &self.body.blocks {
            let owner = match block.labels.first().map(String::as_str) {
                Some("aws_iam_role_policy_attachment") => "role",
                Some("aws_iam_user_policy_attachment") => "user",
                _ => continue,
            };
            if block.body.get("policy_arn").and_then(|value| self.arn_of_reference(value)) == policy
                && let Some(value) = block.body.get(owner)
            {
                let text = || self.tree(value, found).scalar().map(|name| placeholder::iam_arn(owner, &name));
                attached.extend(self.arn_of_reference(value).or_else(text));
            }
        }
        attached
    }

    fn block(&self, kind: &str, first: &str, second: &str) -> Option<&'a Block> {
        let body: &'a Body = self.body;
        body.blocks
            .iter()
            .find(|block| block.kind == kind && block.labels.iter().map(String::as_str).eq([first, second]))
    }

    fn local(&self, name: &str) -> Option<&'a Expr> {
        let body: &'a Body = self.body;
        body.blocks.iter().filter(|block| block.kind == "locals").find_map(|block| block.body.get(name))
    }

    /// The names of the policy documents that something else refers to.
    pub fn used_documents(&self) -> Vec<String> {
        let names = self
            .body
            .blocks
            .iter()
            .filter(|block| block.labels.first().is_some_and(|kind| kind == "aws_iam_policy_document"));
        names
            .filter_map(|block| block.labels.get(1))
            .filter(|name| self.mentions(&format!("data.aws_iam_policy_document.{name}")))
            .cloned()
            .collect()
    }

    /// Whether an expression of the text refers to this; outputs do not count.
    pub fn mentions(&self, path: &str) -> bool {
        fn body_mentions(body: &Body, path: &str) -> bool {
            body.attributes.iter().any(|attribute| expr_mentions(&attribute.value, path))
                || body.blocks.iter().any(|block| block.kind != "output" && body_mentions(&block.body, path))
        }
        fn expr_mentions(expr: &Expr, path: &str) -> bool {
            match &expr.kind {
                Kind::Literal(_) => false,
                Kind::Other(code) => code_mentions(code, path),
                Kind::Template(parts) => {
                    parts.iter().any(|part| matches!(part, Part::Interpolation(code) if code_mentions(code, path)))
                }
                Kind::List(items) | Kind::Call(_, items) => items.iter().any(|item| expr_mentions(item, path)),
                Kind::Object(entries) => {
                    entries.iter().any(|(key, value)| expr_mentions(key, path) || expr_mentions(value, path))
                }
            }
        }
        body_mentions(self.body, path)
    }
}

fn code_mentions(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let after = code.get(at + path.len()..).unwrap_or_default();
        !after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
    })
}

/// A reference without its indices: `aws_s3_bucket.logs[0].arn` as `aws_s3_bucket.logs.arn`.
fn plain_path(code: &str) -> String {
    let mut path = String::new();
    let mut depth = 0_usize;
    for c in code.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => path.push(c),
            _ => {}
        }
    }
    path.replace(".*.", ".")
}

fn named(name: &str) -> String {
    let value = placeholder::named(name);
    arn_shape::of_word(name, &value).unwrap_or(value)
}

fn replaced(what: &str, value: String, line: usize, found: &mut Found) -> Tree {
    let what: String = what.chars().take(80).collect();
    found.note(line, format!("`{value}` stands for `{what}`"));
    Tree::text(line, value)
}

/// An attribute that is plain text.
pub fn literal(block: &Block, name: &str) -> Option<String> {
    match &block.body.get(name)?.kind {
        Kind::Template(parts) => match parts.as_slice() {
            [Part::Text(text)] => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}
