//! The titles of repairs.

use alloc::format;
use alloc::string::String;

use super::message::Sentence;
use crate::request::ContextValue;
use crate::trace::Message;

/// "ask for `…` with `key` = `value`"
pub(crate) fn ask(resource: Option<&str>, keys: &[(String, ContextValue)]) -> Message {
    let mut sentence = match resource {
        Some(resource) => Sentence::new("ask for ").code(resource).param("resource", resource),
        None => Sentence::default(),
    };
    for (index, (key, value)) in keys.iter().enumerate() {
        let joint = match (index, resource) {
            (0, None) => "set ",
            (0, Some(_)) => ", with ",
            _ => " and ",
        };
        sentence =
            sentence.text(joint).code(key).text(if resource.is_none() { " to " } else { " = " }).code(&text(value));
    }
    if let [(key, value)] = keys {
        sentence = sentence.param("key", key.clone()).param("value", text(value));
    }
    sentence.message("ChangeTheRequest")
}

/// "add `…` to statement 2 of `app-role`"
pub(crate) fn add_entry(policy: &str, position: usize, added: &str) -> Message {
    Sentence::new("add ")
        .code(added)
        .text(&format!(" to statement {} of ", position + 1))
        .code(policy)
        .param("policy", policy)
        .param("added", added)
        .message("AddAnEntry")
}

/// "exempt this request from the deny of `region-lock`"
pub(crate) fn exempt(policies: &[String]) -> Message {
    let sentence = Sentence::new("exempt this request from the deny of ");
    names(sentence, policies).message("ExemptFromTheDeny")
}

/// "allow exactly this in a statement of its own in `app-role`"
pub(crate) fn add_statements(policies: &[String]) -> Message {
    let sentence = Sentence::new("allow exactly this in a statement of its own in ");
    names(sentence, policies).message("AddAStatement")
}

fn names(mut sentence: Sentence, policies: &[String]) -> Sentence {
    for (index, policy) in policies.iter().enumerate() {
        if index > 0 {
            sentence = sentence.text(if index + 1 == policies.len() { " and " } else { ", " });
        }
        sentence = sentence.code(policy);
    }
    sentence.param("policies", policies.join(","))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Text(text) | ContextValue::Number(text) => text.clone(),
        ContextValue::Boolean(value) => format!("{value}"),
        ContextValue::List(values) => values.join(", "),
    }
}
