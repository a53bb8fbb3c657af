//! Which of the known shapes a text has.

use std::rc::Rc;

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::{PolicyInput, Scenario};

use super::document::{around, guessed, is_document, is_statement};
use super::found::{Found, Shape};
use super::tree::Tree;
use super::unread::note_unread;
use super::{aws_cli, cloudformation, cloudtrail, decoded, denial, json, terraform, url, yaml};

/// The longest text that is read, in bytes.
pub const MAX_TEXT: usize = 1024 * 1024;

/// How often a text may hold a text: JSON in a JSON string.
const MAX_LAYERS: usize = 4;

/// What a pasted text holds. It never fails: what is not understood is among the notes.
///
/// ```
/// use iam_evaluator::policy::PolicyType;
/// use playground::paste::{Shape, recognise};
/// let found = recognise(r#"{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#);
/// assert_eq!((found.shape, found.policies[0].policy_type), (Shape::Policy, PolicyType::Identity));
/// ```
pub fn recognise(text: &str) -> Found {
    if text.trim().is_empty() {
        return Found::default();
    }
    if text.len() > MAX_TEXT {
        let mut found = Found::new(Shape::Unknown);
        found.note(1, format!("the text is longer than the {MAX_TEXT} bytes that are read"));
        return found;
    }
    layer(text.strip_prefix('\u{feff}').unwrap_or(text), 0).sorted()
}

fn layer(text: &str, layers: usize) -> Found {
    if let Some(decoded) = url::decode(text).filter(|_| layers < MAX_LAYERS) {
        return layer(&decoded, layers + 1);
    }
    match json::read(text) {
        Ok(tree) => of_json(&tree, text, layers),
        Err(error) => of_text(text, error.line),
    }
}

fn of_json(tree: &Tree, text: &str, layers: usize) -> Found {
    if let Some(inner) = tree.as_text().filter(|_| layers < MAX_LAYERS) {
        return layer(inner, layers + 1);
    }
    if tree.get("policies").is_some() && tree.get("requests").is_some() {
        return scenario(text);
    }
    if let Some(found) = policy(tree, text) {
        return found;
    }
    if let Some(found) = of_tree(tree) {
        return found;
    }
    let several: Vec<Found> = match &tree.value {
        super::tree::Value::List(items) => {
            items.iter().filter_map(|item| policy(item, &item.to_json()).or_else(|| of_tree(item))).collect()
        }
        _ => Vec::new(),
    };
    if !several.is_empty() {
        return together(several);
    }
    messages(tree).unwrap_or_else(|| {
        nothing(tree.line, "this JSON holds no policy, no request and no message about denied access")
    })
}

fn of_tree(tree: &Tree) -> Option<Found> {
    cloudformation::read(tree)
        .or_else(|| cloudtrail::read(tree))
        .or_else(|| decoded::read(tree))
        .or_else(|| aws_cli::read(tree))
}

fn scenario(text: &str) -> Found {
    let mut found = Found::new(Shape::Scenario);
    match Scenario::read(text) {
        Ok(scenario) => {
            found.policies.clone_from(&scenario.policies);
            found.requests.clone_from(&scenario.requests);
            found.scenario = Some(Rc::new(scenario));
        }
        Err(error) => {
            let line = error.span.map_or(1, |span| super::lines::Lines::of(text).line(span.start));
            found.note(line, format!("{} (`{}`)", error.message, error.pointer));
        }
    }
    found
}

/// A document as it is written, or a statement put into one.
fn policy(tree: &Tree, text: &str) -> Option<Found> {
    let mut found = Found::new(Shape::Policy);
    let statements = tree.items();
    if is_document(tree) {
        found.policy(tree.line, guessed("policy", tree, text.trim().to_owned()));
    } else if !statements.is_empty() && statements.iter().all(is_statement) {
        let document = around(tree.clone());
        let json = document.to_json();
        found.policy(tree.line, guessed("policy", &document, json));
        found.note(tree.line, "a statement without its document: it was put into one of version 2012-10-17");
    } else {
        return None;
    }
    Some(found)
}

fn together(several: Vec<Found>) -> Found {
    let mut all = Found::default();
    for found in several {
        all.shape = found.shape;
        for policy in found.policies {
            all.policy(1, policy);
        }
        for request in found.requests {
            all.request(1, request);
        }
        for note in found.notes {
            all.note(note.line, note.text);
        }
    }
    all
}

/// Messages about denied access in the texts of a JSON value, as SDKs and logs write them.
fn messages(tree: &Tree) -> Option<Found> {
    let mut found = Found::new(Shape::AccessDenied);
    for text in tree.texts() {
        let message = text.as_text().unwrap_or_default();
        if denial::is_denial(message) && message.contains(' ') {
            denial::read(message, text.line, &mut found);
        }
    }
    if found.is_empty() && found.notes.is_empty() {
        return None;
    }
    let speaks = |tree: &Tree| {
        tree.texts().iter().any(|it| it.as_text().is_some_and(|text| text.contains(' ') && denial::is_denial(text)))
    };
    let read: Vec<&str> =
        tree.entries().iter().filter(|entry| speaks(&entry.value)).map(|entry| entry.key.as_str()).collect();
    note_unread(&mut found, tree, "", &read);
    Some(found)
}

/// A text that is not JSON; `line` is where it stops being some.
fn of_text(text: &str, line: usize) -> Found {
    if let Some(found) = json_lines(text) {
        return found;
    }
    if terraform::is_terraform(text) {
        return terraform::parse(text);
    }
    let start = text.trim_start();
    if start.starts_with('{') && text.contains("\"Statement\"") && !text.contains("\"Resources\"") {
        let mut found = Found::new(Shape::Policy);
        found.policy(1, PolicyInput::new("policy", PolicyType::Identity, text.trim()));
        found.note(line, "this is not JSON from here on; the policy is added as it is");
        return found;
    }
    if denial::is_denial(text) {
        let mut found = Found::new(Shape::AccessDenied);
        denial::read(text, 1, &mut found);
        return found;
    }
    if start.starts_with(['{', '[']) {
        // Objects of Terraform look alike, but for `=`.
        let found = terraform::parse(text);
        return if found.is_empty() { nothing(line, "this is not JSON from here on") } else { found };
    }
    of_yaml(text)
}

/// One value a line: events as log tools print them.
fn json_lines(text: &str) -> Option<Found> {
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let tree = json::read(line).ok().filter(Tree::is_map)?;
        let mut found = of_json(&tree, line, MAX_LAYERS);
        for note in &mut found.notes {
            note.line += number;
        }
        all.push(found);
    }
    (all.len() > 1).then(|| together(all))
}

fn of_yaml(text: &str) -> Found {
    let documents = match yaml::read(text) {
        Ok(documents) => documents,
        Err(error) if text.contains(": ") => {
            return nothing(error.line, &format!("this is not YAML from here on: {}", error.why));
        }
        Err(_) => Vec::new(),
    };
    let known = documents.iter().filter(|tree| tree.is_map() || !tree.items().is_empty());
    let found: Vec<Found> = known
        .filter_map(|tree| policy(tree, &tree.to_json()).or_else(|| of_tree(tree)).or_else(|| messages(tree)))
        .collect();
    if found.is_empty() { nothing(1, "this text is in none of the shapes that are known") } else { together(found) }
}

fn nothing(line: usize, why: &str) -> Found {
    let mut found = Found::new(Shape::Unknown);
    found.note(line, why);
    found
}
