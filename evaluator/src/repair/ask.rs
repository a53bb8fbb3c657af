//! Other requests that would pass: context keys with other values, another resource.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Edits, Offer, RequestEdit};
use crate::answer::replace;
use crate::evaluation::Judgement;
use crate::evaluation::witness::{self, Assignment};
use crate::explain::repair as words;
use crate::glob::{Glob, has_wildcard};
use crate::matching::StatementJudgement;
use crate::order::sort_by_key;
use crate::policy::{Effect, Polarity};
use crate::request::fields::step_name;
use crate::request::{ContextValue, Request};

/// Adds offers for the asked part of a request, the smallest change first.
pub(super) fn add_offers(judgement: &Judgement<'_>, request: &Request, offers: &mut Vec<Offer>) {
    let escape = away_from_denies(judgement);
    if let Some(assignment) = escape.as_ref().filter(|assignment| !assignment.is_empty()) {
        offers.push(offer(request, assignment, None));
    }
    let escape = escape.unwrap_or_default();
    for (policy, statements) in judgement.statements.iter().enumerate() {
        for (position, judged) in statements.iter().enumerate() {
            if judgement.effect(policy, position) != Some(Effect::Allow) || judged.matches || !could_be_asked(judged) {
                continue;
            }
            let resources = other_resources(judgement, policy, position, judged);
            for resource in resources {
                let query = match &resource {
                    Some(resource) => judgement.query.of_resource(resource),
                    None => judgement.query.clone(),
                };
                let Some(mut assignment) = witness::satisfy(judgement, &query, (policy, position), true) else {
                    continue;
                };
                assignment.extend(&escape);
                if resource.is_some() || !assignment.is_empty() {
                    offers.push(offer(request, &assignment, resource.as_deref()));
                }
            }
        }
    }
    sort_by_key(offers, |(_, edits)| edits.request.len());
}

/// Values with which no Deny matches; `None` where one stands whatever the context is.
fn away_from_denies(judgement: &Judgement<'_>) -> Option<Assignment> {
    let mut all = Assignment::default();
    for (policy, statements) in judgement.statements.iter().enumerate() {
        for (position, judged) in statements.iter().enumerate() {
            if judged.matches && judgement.effect(policy, position) == Some(Effect::Deny) {
                all.extend(&witness::satisfy(judgement, judgement.query, (policy, position), false)?);
            }
        }
    }
    Some(all)
}

/// Whether only resource and context keep the statement from applying.
fn could_be_asked(judged: &StatementJudgement) -> bool {
    judged.action.as_ref().is_some_and(|action| action.matches)
        && judged.principal.as_ref().is_none_or(|principal| principal.matches)
}

/// The asked resource where it matches already, else resources that the statement covers.
fn other_resources(
    judgement: &Judgement<'_>,
    policy: usize,
    position: usize,
    judged: &StatementJudgement,
) -> Vec<Option<String>> {
    if judged.resource.as_ref().is_none_or(|resource| resource.matches) {
        return alloc::vec![None];
    }
    let Some(member) = judgement.scopes.members.get(policy) else { return Vec::new() };
    let statement = member.reading.policy.document.statements.get(position);
    let element = statement.and_then(|statement| statement.resource.as_ref());
    let Some(element) = element.filter(|element| element.polarity == Polarity::Plain) else { return Vec::new() };
    let judged = judged.resource.as_ref().map(|resource| resource.entries.as_slice()).unwrap_or_default();
    let mut resources = Vec::new();
    for (entry, judged) in element.entries.iter().zip(judged) {
        let pattern = judged.resolved.as_ref().unwrap_or(&entry.value);
        if let Some(resource) = like(pattern, &judgement.query.resource) {
            resources.push(Some(resource));
        }
    }
    resources
}

/// A concrete ARN that `pattern` covers, as like `asked` as it can be: what is between separators is kept where the pattern covers it.
fn like(pattern: &str, asked: &str) -> Option<String> {
    let separators = [':', '/'];
    let mut pieces = asked.split(separators);
    let mut text = String::new();
    let mut rest = pattern;
    loop {
        let end = rest.find(separators).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        let kept = pieces.next().unwrap_or_default();
        match piece {
            piece if !has_wildcard(piece) => text.push_str(piece),
            piece if Glob::new(piece).matches(kept) && !kept.is_empty() => text.push_str(kept),
            piece => text.push_str(&piece.replace('*', "example").replace('?', "x")),
        }
        let Some(separator) = after.chars().next() else { break };
        text.push(separator);
        rest = after.get(1..)?;
    }
    (text != asked && !has_wildcard(&text)).then_some(text)
}

fn offer(request: &Request, assignment: &Assignment, resource: Option<&str>) -> Offer {
    let mut edits = Vec::new();
    if let Some(resource) = resource {
        edits.push(RequestEdit {
            pointer: "/resource".to_owned(),
            value: Some(ContextValue::Text(resource.to_owned())),
        });
    }
    let mut set = Vec::new();
    for assigned in assignment.iter() {
        let given = request.context.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(&assigned.name));
        let name = given.map_or(&assigned.name, |(key, _)| key);
        let value = ContextValue::from(&assigned.values);
        set.push((name.clone(), value.clone()));
        edits.push(RequestEdit { pointer: pointer(name), value: Some(value) });
    }
    (words::ask(resource, &set), Edits { request: edits, policies: Vec::new() })
}

fn pointer(key: &str) -> String {
    format!("/context/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The request with the changes.
pub(super) fn with(request: &Request, edits: &[RequestEdit]) -> Request {
    let mut changed = request.clone();
    for edit in edits {
        if edit.pointer == "/resource" {
            if let Some(ContextValue::Text(text)) = &edit.value {
                changed.resource.clone_from(text);
            }
            continue;
        }
        let Some(key) = edit.pointer.strip_prefix("/context/") else { continue };
        let key = step_name(key);
        replace(&mut changed.context, &key, edit.value.as_ref(), |name, key| name == key);
    }
    changed
}
