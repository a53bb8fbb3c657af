//! Reads a policy document: what could be read of it, and everything about its form that AWS refuses or warns of.
//!
//! Source: IAM User Guide, "Grammar of the IAM JSON policy language"; the issue codes are those of "IAM Access Analyzer policy
//! check reference".
//!
//! Reading never fails. An error of form sets [`Issue::unreads`]: IAM stores a document whole or not at all.

mod action;
mod condition;
mod form;
mod issue;
mod principal;
mod resource;
mod statement;
mod syntax;
mod variable;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use self::form::Form;
use super::{Document, Policy, PolicyInput, PolicyType, ResourceKind, Statement, Version};
use crate::finding::Issue;
use crate::json::{self, Member, Node, Value};
use crate::order::{First, sort_by_key};
use crate::span::{ByteSpan, LineIndex, Spanned};
use crate::spelling::nearest;

const ELEMENTS: [&str; 3] = ["Version", "Id", "Statement"];
const CURRENT_VERSION: &str = "2012-10-17";

impl Policy {
    /// Reads a policy as what its type and its resource type say it is.
    ///
    /// ```
    /// use iam_evaluator::policy::{Policy, PolicyInput, PolicyType};
    ///
    /// let input = PolicyInput::new("p", PolicyType::Identity, r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#);
    /// let policy = Policy::read(&input);
    /// assert!(!policy.is_unread());
    /// assert_eq!(policy.issues[0].code, "MISSING_VERSION");
    /// ```
    pub fn read(input: &PolicyInput) -> Self {
        let kind = match input.resource_type.as_deref() {
            Some("AWS::IAM::AssumeRolePolicyDocument") => ResourceKind::RoleTrust,
            Some("AWS::KMS::Key") => ResourceKind::KmsKey,
            Some(_) | None => ResourceKind::Generic,
        };
        Self::read_as(input, kind)
    }

    /// Reads a resource-based policy as that of a role, a key or anything else; `kind` counts for no other type.
    pub fn read_as(input: &PolicyInput, kind: ResourceKind) -> Self {
        let mut reader = Reader {
            source: &input.document,
            form: Form::of(input.policy_type, kind),
            declared: input.policy_type != PolicyType::Resource || input.resource_type.is_some(),
            version: Version::default(),
            issues: Vec::new(),
        };
        let document = reader.document();
        let mut issues = reader.issues;
        sort_by_key(&mut issues, |issue| issue.span.start);
        Self {
            name: input.name.clone(),
            policy_type: input.policy_type,
            attached_to: input.attached_to.clone(),
            resource_type: input.resource_type.clone(),
            endpoint_type: input.endpoint_type,
            source: input.document.clone(),
            lines: LineIndex::new(&input.document),
            document,
            issues,
        }
    }
}

/// Reads one document and collects what it finds.
struct Reader<'a> {
    source: &'a str,
    form: Form,
    /// Whether it was said what the document is; a resource-based policy may yet turn out to be a trust policy.
    declared: bool,
    version: Version,
    issues: Vec<Issue>,
}

impl Reader<'_> {
    fn document(&mut self) -> Document {
        let whole = ByteSpan::new(0, self.source.len());
        let mut document = Document { span: whole, ..Document::default() };
        if let Some(beyond) = syntax::too_long(self.source) {
            self.error_of_form("POLICY_DOCUMENT_TOO_LONG", beyond).with("limit", &json::MAX_UNITS.to_string());
            return document;
        }
        let root = match json::parse(self.source) {
            Ok(root) => root,
            Err(error) => {
                self.not_json(error);
                return document;
            }
        };
        document.span = root.span;
        let Value::Object(all) = &root.value else {
            self.wrong_type("policy", "an object", &root);
            return document;
        };
        let members = self.distinct(all);
        let meant = self.unknown_elements(&members, &ELEMENTS);
        let find = |name: &str| members.iter().copied().find(|member| member.key.value == name);
        if !meant.contains(&"Version") {
            self.read_version(find("Version"), &root);
        }
        if let Some(member) = find("Id") {
            self.read_id(member, all);
        }
        match find("Statement") {
            Some(member) => document.statements = self.read_statements(member),
            None if meant.contains(&"Statement") => {}
            None => {
                self.error_of_form("MISSING_STATEMENT", opening(&root));
            }
        }
        document.version = self.version;
        document
    }

    fn read_version(&mut self, member: Option<&Member>, root: &Node) {
        let Some(member) = member else {
            let at = ByteSpan::new(root.span.start + 1, root.span.start + 1);
            let line = self.version_line(at.start);
            self.warning("MISSING_VERSION", opening(root)).fix("ADD_VERSION", at, line);
            return;
        };
        match &member.node.value {
            Value::String(text) if text == CURRENT_VERSION => self.version = Version::V2012,
            Value::String(text) if text == "2008-10-17" => {}
            Value::String(text) => {
                let issue = self.error_of_form("INVALID_VERSION", member.node.span).with("version", text);
                issue.did_you_mean(member.node.span, Some(CURRENT_VERSION));
            }
            _ => self.wrong_type("Version", "a string", &member.node),
        }
    }

    /// A `Version` with its comma, on a line of its own where the document is written in lines.
    fn version_line(&self, at: usize) -> String {
        let rest = self.source.get(at..).unwrap_or_default();
        let space = rest.get(..rest.len() - rest.trim_ascii_start().len()).unwrap_or_default();
        let comma = if rest.trim_ascii_start().starts_with('}') { "" } else { "," };
        alloc::format!("{space}\"Version\": \"{CURRENT_VERSION}\"{comma}")
    }

    fn read_id(&mut self, member: &Member, members: &[Member]) {
        if !matches!(member.node.value, Value::String(_)) {
            self.wrong_type("Id", "a string", &member.node);
        } else if !self.form.has_id() {
            let policy = self.form.name();
            let issue = self.warning("UNSUPPORTED_POLICY_ID", member.key.span).with("policy", policy);
            issue.fix_by_removing(member, members);
        }
    }

    fn read_statements(&mut self, member: &Member) -> Vec<Statement> {
        let nodes = match &member.node.value {
            Value::Array(nodes) if nodes.is_empty() => {
                self.error_of_form("MISSING_STATEMENT", member.node.span);
                return Vec::new();
            }
            Value::Array(nodes) => nodes.as_slice(),
            Value::Object(_) => core::slice::from_ref(&member.node),
            _ => {
                self.wrong_type("Statement", "an object or an array of objects", &member.node);
                return Vec::new();
            }
        };
        let statements: Vec<Statement> = nodes.iter().filter_map(|node| self.read_statement(node, nodes)).collect();
        self.check_sids(&statements);
        statements
    }

    fn check_sids(&mut self, statements: &[Statement]) {
        let mut first = First::default();
        for (place, statement) in statements.iter().enumerate() {
            let Some(sid) = statement.sid.as_ref().filter(|sid| !sid.value.is_empty()) else { continue };
            let earlier = first.earlier(&sid.value, place).and_then(|place| statements.get(place));
            let Some(earlier) = earlier.and_then(|statement| statement.sid.as_ref()) else { continue };
            let issue = if self.form.has_strict_sids() {
                self.error("UNIQUE_SIDS_REQUIRED", sid.span)
            } else {
                self.warning("UNIQUE_SIDS_RECOMMENDED", sid.span)
            };
            issue.with("sid", &sid.value).related(earlier.span);
        }
    }

    /// The members of an object without those that repeat a name.
    fn distinct<'n>(&mut self, members: &'n [Member]) -> Vec<&'n Member> {
        let mut first = First::default();
        let mut distinct = Vec::new();
        for (place, member) in members.iter().enumerate() {
            let key = &member.key;
            match first.earlier(&key.value, place).and_then(|place| members.get(place)) {
                None => distinct.push(member),
                Some(earlier) => {
                    let issue = self.error_of_form("DUPLICATE_KEY", key.span).with("key", &key.value);
                    issue.related(earlier.key.span);
                }
            }
        }
        distinct
    }

    /// Reports the members that are no elements; returns the elements that they were probably meant to be.
    fn unknown_elements(&mut self, members: &[&Member], known: &[&'static str]) -> Vec<&'static str> {
        let is_there = |name: &str| members.iter().any(|member| member.key.value == name);
        let free: Vec<&'static str> = known.iter().copied().filter(|name| !is_there(name)).collect();
        let mut meant = Vec::new();
        for member in members.iter().filter(|member| !known.contains(&member.key.value.as_str())) {
            let key = &member.key;
            let nearest = nearest(&key.value, &free);
            meant.extend(nearest);
            let issue = self.error_of_form("INVALID_POLICY_ELEMENT", key.span).with("element", &key.value);
            issue.did_you_mean(key.span, nearest);
        }
        meant
    }

    /// The strings of an element that takes one or several; `None` where it is neither.
    fn strings(&mut self, element: &str, node: &Node) -> Option<Vec<Spanned<String>>> {
        let nodes = match &node.value {
            Value::Array(nodes) => nodes.as_slice(),
            Value::String(_) => core::slice::from_ref(node),
            _ => {
                self.wrong_type(element, "a string or an array of strings", node);
                return None;
            }
        };
        let mut strings = Vec::with_capacity(nodes.len());
        for node in nodes {
            match &node.value {
                Value::String(value) => strings.push(Spanned { value: value.clone(), span: node.span }),
                _ => self.wrong_type(element, "a string or an array of strings", node),
            }
        }
        Some(strings)
    }

    fn wrong_type(&mut self, element: &str, expected: &'static str, node: &Node) {
        let issue = self.error_of_form("DATA_TYPE_MISMATCH", node.span);
        issue.with("element", element).with("expected", expected).with("found", node.value.type_name());
    }
}

impl Value {
    /// What JSON calls it, with its article.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// The opening brace, where something that is missing is pointed out.
fn opening(node: &Node) -> ByteSpan {
    ByteSpan::new(node.span.start, node.span.start + 1)
}
