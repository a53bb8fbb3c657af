//! What `aws sts decode-authorization-message` prints.
//!
//! Source: AWS STS API Reference, "DecodeAuthorizationMessage".

use iam_evaluator::request::{Context, ContextValue, Decision, PrincipalFields, PrincipalInput, Request};

use super::found::{Found, Shape};
use super::json;
use super::tree::{Tree, Value};
use super::unread::note_unread;

/// Keys that are parts of the request's ARNs, not of its context.
const NOT_CONTEXT: [&str; 7] =
    ["aws:Account", "aws:ARN", "aws:ID", "aws:Region", "aws:Resource", "aws:Service", "aws:Type"];

/// Reads the decoded message; `None` where it is something else.
pub fn read(tree: &Tree) -> Option<Found> {
    if let Some(text) = tree.text_of("DecodedMessage") {
        let mut found = read(&json::read(text).ok()?)?;
        // The lines are those of the text in the text.
        for note in &mut found.notes {
            note.line = tree.get("DecodedMessage").map_or(1, |it| it.line);
        }
        return Some(found);
    }
    let context = tree.get("context").filter(|_| tree.get("allowed").is_some())?;
    let mut found = Found::new(Shape::AccessDenied);
    let action = context.text_of("action")?.to_owned();
    let principal = context.get("principal")?;
    let fields = PrincipalFields {
        arn: principal.text_of("arn").map(str::to_owned),
        id: principal.text_of("id").map(str::to_owned),
        ..PrincipalFields::default()
    };
    let is = |key: &str| tree.get(key).is_some_and(|it| it.value == Value::Bool(true));
    let expect = match (is("allowed"), is("explicitDeny")) {
        (true, _) => Decision::Allowed,
        (false, true) => Decision::ExplicitDeny,
        (false, false) => Decision::ImplicitDeny,
    };
    let request = Request {
        name: Some(format!("Denied {action}")),
        principal: PrincipalInput::Long(fields),
        resource: context.text_of("resource").unwrap_or("*").to_owned(),
        context: Context(conditions(context, &mut found)),
        expect: Some(expect),
        action,
        ..Request::default()
    };
    found.request(tree.line, request);
    note_unread(&mut found, tree, "", &["allowed", "explicitDeny", "context"]);
    note_unread(&mut found, context, "", &["principal", "action", "resource", "conditions"]);
    Some(found)
}

fn conditions(context: &Tree, found: &mut Found) -> Vec<(String, ContextValue)> {
    let items = context.at(&["conditions", "items"]).map(Tree::items).unwrap_or_default();
    let mut entries: Vec<(String, ContextValue)> = Vec::new();
    for item in items {
        let Some(key) = item.text_of("key") else { continue };
        let values = item.at(&["values", "items"]).map(Tree::items).unwrap_or_default();
        let mut values: Vec<String> = values.iter().filter_map(|value| value.get("value")?.scalar()).collect();
        // Tags of the account stand there with its number before them.
        let of_account = key.starts_with(|c: char| c.is_ascii_digit());
        if !key.contains(':') || of_account || NOT_CONTEXT.contains(&key) || values.is_empty() {
            found.note(item.line, format!("`{key}` is no context key that policies read"));
            continue;
        }
        if entries.iter().any(|(other, _)| other.eq_ignore_ascii_case(key)) {
            found.note(item.line, format!("`{key}` stands there before"));
            continue;
        }
        let value = match (values.pop(), values.is_empty()) {
            (Some(only), true) => ContextValue::Text(only),
            (last, _) => ContextValue::List(values.into_iter().chain(last).collect()),
        };
        entries.push((key.to_owned(), value));
    }
    entries
}
