//! Policy documents: which type a policy has, as far as the document tells, and what it is called.

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;

use super::found::Found;
use super::json;
use super::tree::{Entry, Tree, Value};

/// What a resource-based trust policy sits on.
pub const TRUST: &str = "AWS::IAM::AssumeRolePolicyDocument";

/// Whether a value is a policy document.
pub fn is_document(tree: &Tree) -> bool {
    tree.get("Statement").is_some() || tree.entries().iter().any(|entry| entry.key.eq_ignore_ascii_case("statement"))
}

/// Whether a value is one statement of a policy document.
pub fn is_statement(tree: &Tree) -> bool {
    tree.get("Effect").is_some() && (tree.get("Action").is_some() || tree.get("NotAction").is_some())
}

/// Statements without a document, put into one.
pub fn around(statements: Tree) -> Tree {
    let line = statements.line;
    let entry = |key: &str, value: Tree| Entry { key: key.to_owned(), line, value };
    Tree::map(line, vec![entry("Version", Tree::text(line, "2012-10-17")), entry("Statement", statements)])
}

/// A policy with `document`, of the type that the document tells: with a Principal it is resource-based.
pub fn guessed(name: &str, document: &Tree, text: String) -> PolicyInput {
    let statements = document.get("Statement").map(Tree::items).unwrap_or_default();
    let has_principal = statements.iter().any(|it| it.get("Principal").is_some() || it.get("NotPrincipal").is_some());
    if !has_principal {
        return PolicyInput::new(name, PolicyType::Identity, text);
    }
    let mut policy = PolicyInput::new(name, PolicyType::Resource, text);
    policy.resource_type = resource_type(statements).map(str::to_owned);
    policy
}

/// A trust policy names no resource and only actions of STS; a key policy's actions are all of KMS.
fn resource_type(statements: &[Tree]) -> Option<&'static str> {
    let all = |prefix: &str| {
        statements.iter().all(|statement| {
            let actions = statement.get("Action").map(Tree::items).unwrap_or_default();
            !actions.is_empty() && actions.iter().all(|action| starts(action, prefix))
        })
    };
    if all("sts:") && statements.iter().all(|it| it.get("Resource").is_none() && it.get("NotResource").is_none()) {
        Some(TRUST)
    } else if all("kms:") {
        Some("AWS::KMS::Key")
    } else if all("s3:") {
        Some("AWS::S3::Bucket")
    } else if all("sqs:") {
        Some("AWS::SQS::Queue")
    } else if all("sns:") {
        Some("AWS::SNS::Topic")
    } else {
        None
    }
}

fn starts(action: &Tree, prefix: &str) -> bool {
    action.as_text().and_then(|text| text.get(..prefix.len())).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// The document as text: of a value its JSON, of a text that text itself, URL-decoded. None, with a note, for anything else.
pub fn text(tree: &Tree, what: &str, found: &mut Found) -> Option<String> {
    match &tree.value {
        Value::Map(_) => Some(tree.to_json()),
        Value::Text(text) => {
            let text = super::url::decode(text).unwrap_or_else(|| text.clone());
            match json::read(&text) {
                Ok(document) => Some(document.to_json()),
                Err(error) if text.trim_start().starts_with('{') => {
                    found.note(
                        tree.line,
                        format!("{what} is not JSON from its line {} on; it is added as it is", error.line),
                    );
                    Some(text)
                }
                Err(_) => {
                    found.note(tree.line, format!("{what} is no policy document"));
                    None
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) => {
            found.note(tree.line, format!("{what} is no policy document"));
            None
        }
    }
}

/// A policy of a known type, added.
pub fn add(found: &mut Found, tree: &Tree, name: &str, policy_type: PolicyType, change: impl FnOnce(&mut PolicyInput)) {
    if let Some(text) = text(tree, &format!("`{name}`"), found) {
        let mut policy = PolicyInput::new(name, policy_type, text);
        change(&mut policy);
        found.policy(tree.line, policy);
    }
}
