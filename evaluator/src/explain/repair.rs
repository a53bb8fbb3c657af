//! The titles of repairs.

use alloc::format;
use alloc::string::String;

use super::message::Sentence;
pub(crate) use super::written::span;
use crate::policy::PolicyType;
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
        sentence = sentence.param("key", key).param("value", &text(value));
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

/// "the deny of statement 2 of `region-lock` names no exception that this request could be added to"
pub(crate) fn outright_deny(policy: &str, position: usize) -> Message {
    Sentence::new(&format!("the deny of statement {} of ", position + 1))
        .code(policy)
        .text(" names no exception that this request could be added to")
        .param("policy", policy)
        .message("OutrightDeny")
}

/// "no identity-based policy takes part that a statement could be added to"
pub(crate) fn no_policy(policy_type: PolicyType) -> Message {
    let name = match policy_type {
        PolicyType::Identity => "identity-based policy",
        PolicyType::Resource => "resource-based policy",
        PolicyType::PermissionsBoundary => "permissions boundary",
        PolicyType::Session => "session policy",
        PolicyType::ServiceControl => "service control policy",
        PolicyType::ResourceControl => "resource control policy",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
    };
    Sentence::new(&format!("no {name} takes part that a statement could be added to")).message("NoPolicyToExtend")
}

/// "only a grant to everyone would let an anonymous request pass"
pub(crate) fn only_for_everyone() -> Message {
    Sentence::new("only a grant to everyone would let an anonymous request pass").message("OnlyForEveryone")
}

/// "S3 Block Public Access keeps the public out, whatever the policies say"
pub(crate) fn public_access_blocked() -> Message {
    Sentence::new("S3 Block Public Access keeps the public out, whatever the policies say")
        .message("PublicAccessBlocked")
}

/// "the service refuses this call, whatever the policies say"
pub(crate) fn refused_by_the_service() -> Message {
    Sentence::new("the service refuses this call, whatever the policies say").message("RefusedByTheService")
}

/// "every edit that was tried leaves it denied"
pub(crate) fn nothing_helps() -> Message {
    Sentence::new("every edit that was tried leaves it denied").message("NothingHelps")
}

fn names(mut sentence: Sentence, policies: &[String]) -> Sentence {
    for (index, policy) in policies.iter().enumerate() {
        if index > 0 {
            sentence = sentence.text(if index + 1 == policies.len() { " and " } else { ", " });
        }
        sentence = sentence.code(policy);
    }
    sentence.param("policies", &policies.join(","))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Text(text) | ContextValue::Number(text) => text.clone(),
        ContextValue::Boolean(value) => format!("{value}"),
        ContextValue::List(values) => values.join(", "),
    }
}
