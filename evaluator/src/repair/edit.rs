//! Edits of policies with which a request would pass: one more entry in a statement that nearly applies, one more exempt value in a Deny,
//! one more statement for exactly what was asked.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Edits, Offer, Place};
use crate::evaluation::Judgement;
use crate::evaluation::flow::Reason;
use crate::evaluation::scope::Standing;
use crate::explain::repair as words;
use crate::glob::{after_last, has_wildcard};
use crate::matching::StatementJudgement;
use crate::policy::{Effect, Polarity, Policy, PolicyType, Statement};
use crate::request::context::Values;
use crate::request::requester::RequesterKind;
use crate::span::{ByteSpan, Spanned};
use crate::trace::Message;

/// Adds offers for all denied parts of a call together.
pub(super) fn add_offers(denied: &[(usize, Judgement<'_>)], offers: &mut Vec<Offer>) {
    if let [(_, judgement)] = denied {
        add_more_entries(judgement, offers);
    }
    offers.extend(more_statements(denied));
}

fn offer(title: Message, policies: Vec<Place>) -> Offer {
    (title, Edits { request: Vec::new(), policies })
}

/// An Allow whose Action or Resource alone fails gets the asked one; a Deny is kept off by its own exemptions.
fn add_more_entries(judgement: &Judgement<'_>, offers: &mut Vec<Offer>) {
    let before = offers.len();
    let mut exempt: Option<Vec<Place>> = Some(Vec::new());
    for (policy, statements) in judgement.statements.iter().enumerate() {
        let Some(member) = judgement.scopes.members.get(policy) else { continue };
        let read = &member.reading.policy;
        for (position, (statement, judged)) in read.document.statements.iter().zip(statements).enumerate() {
            match (judgement.effect(policy, position), judged.matches) {
                (Some(Effect::Deny), true) => match (exemption(judgement, read, statement, judged), &mut exempt) {
                    (Some((span, text)), Some(places)) => places.push((policy, span, text)),
                    _ => exempt = None,
                },
                (Some(Effect::Allow), false) => {
                    if let Some((span, text, added)) = widened(judgement, read, statement, judged) {
                        let title = words::add_entry(&read.name, position, &added);
                        offers.push(offer(title, alloc::vec![(policy, span, text)]));
                    }
                }
                _ => {}
            }
        }
    }
    if let Some(places) = exempt.filter(|places| !places.is_empty()) {
        let mut names = Vec::new();
        for (policy, ..) in &places {
            names.extend(judgement.scopes.members.get(*policy).map(|member| member.reading.policy.name.clone()));
        }
        offers.insert(before, offer(words::exempt(&names), places));
    }
}

fn widened(
    judgement: &Judgement<'_>,
    policy: &Policy,
    statement: &Statement,
    judged: &StatementJudgement,
) -> Option<(ByteSpan, String, String)> {
    let action_fails = judged.action.as_ref().is_some_and(|element| !element.matches);
    let resource_fails = judged.resource.as_ref().is_some_and(|element| !element.matches);
    let rest_holds = judged.principal.as_ref().is_none_or(|element| element.matches)
        && judged.conditions.iter().all(|operator| operator.matches);
    if !rest_holds || action_fails == resource_fails {
        return None;
    }
    let (action, resource) = (statement.action.as_ref()?, statement.resource.as_ref()?);
    let (element, added, other) = if action_fails {
        (action, &judgement.query.action, resource)
    } else {
        (resource, &judgement.query.resource, action)
    };
    // With a wildcard on the other side one more entry would allow far more than was asked.
    if other.polarity == Polarity::Not || other.entries.iter().any(|entry| has_wildcard(&entry.value)) {
        return None;
    }
    // For an action without a resource only `*` would do, and that would widen what else the statement allows.
    if element.polarity == Polarity::Not || added == "*" {
        return None;
    }
    let (span, text) = add_to_list(&policy.source, &element.entries, added)?;
    Some((span, text, added.clone()))
}

/// One more action in a Deny's `NotAction`, or the asked value among those that a negated operator spares.
pub(super) fn exemption(
    judgement: &Judgement<'_>,
    policy: &Policy,
    statement: &Statement,
    judged: &StatementJudgement,
) -> Option<(ByteSpan, String)> {
    for (block, judged) in statement.conditions.iter().zip(&judged.conditions) {
        let negated = block.operator.is_some_and(|operator| operator.comparison.is_negated() && operator.set.is_none());
        for (key, judged) in block.keys.iter().zip(&judged.keys).filter(|_| negated) {
            let entry = judged.actual.and_then(|place| judgement.query.context.at(place));
            if let Some(Values::Scalar(actual)) = entry.map(|entry| &entry.values) {
                return add_to_list(&policy.source, &key.values, actual);
            }
        }
    }
    let action = statement.action.as_ref().filter(|element| element.polarity == Polarity::Not)?;
    add_to_list(&policy.source, &action.entries, &judgement.query.action)
}

/// The edit that adds a string behind others, which stand alone or in an array.
fn add_to_list(source: &str, others: &[Spanned<String>], added: &str) -> Option<(ByteSpan, String)> {
    let (first, last) = (others.first()?.span, others.last()?.span);
    let text = quoted(added);
    if source.get(..first.start)?.trim_ascii_end().ends_with('[') {
        let end = ByteSpan::new(last.end, last.end);
        let between = if let [.., one, _] = others {
            source.get(one.span.end..last.start)?.to_owned()
        } else {
            let indent = after_last(source.get(..first.start)?, b'[');
            format!(",{}", if indent.is_empty() { " " } else { indent })
        };
        return Some((end, format!("{between}{text}")));
    }
    Some((first, format!("[{}, {text}]", source.get(first.start..first.end)?)))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// A statement of its own in each policy whose Allow is lacking, for exactly what was asked.
fn more_statements(denied: &[(usize, Judgement<'_>)]) -> Option<Offer> {
    let mut wanted: Vec<(usize, Vec<String>)> = Vec::new();
    for (_, judgement) in denied {
        for policy in lacking(judgement)? {
            let statement = new_statement(judgement, policy)?;
            match wanted.iter_mut().find(|(index, _)| *index == policy) {
                Some((_, statements)) => statements.push(statement),
                None => wanted.push((policy, alloc::vec![statement])),
            }
        }
    }
    let (_, first) = denied.first()?;
    let mut places = Vec::new();
    let mut names = Vec::new();
    for (index, statements) in &wanted {
        let policy = &first.scopes.members.get(*index)?.reading.policy;
        names.push(policy.name.clone());
        append(*index, policy, statements, &mut places)?;
    }
    if places.is_empty() {
        return None;
    }
    Some(offer(words::add_statements(&names), places))
}

/// One policy for each reason that lacks an Allow; `None` where no Allow would do.
fn lacking(judgement: &Judgement<'_>) -> Option<Vec<usize>> {
    let mut policies = Vec::new();
    let mut add = |policy: usize| {
        if policies.last() != Some(&policy) {
            policies.push(policy);
        }
    };
    for reason in &judgement.reasons {
        if *reason == Reason::ScpNoAllow {
            for level in judgement.blocking_levels() {
                if let Some(policy) = level.members.first() {
                    add(*policy);
                }
            }
        } else {
            add(readable(judgement, lacking_allow(*reason)?)?);
        }
    }
    Some(policies)
}

/// The type of policy that lacks an Allow; none where that is not the reason, or where several levels of policies could.
pub(super) fn lacking_allow(reason: Reason) -> Option<PolicyType> {
    match reason {
        Reason::NoIdentityAllow => Some(PolicyType::Identity),
        Reason::BoundaryNoAllow => Some(PolicyType::PermissionsBoundary),
        Reason::SessionNoAllow => Some(PolicyType::Session),
        Reason::VpceNoAllow => Some(PolicyType::VpcEndpoint),
        Reason::AnonymousNotPublic
        | Reason::ServiceNotNamed
        | Reason::TrustPolicyNoAllow
        | Reason::KeyPolicyDoesNotDelegate
        | Reason::NoResourceAllowCrossAccount => Some(PolicyType::Resource),
        _ => None,
    }
}

pub(super) fn readable(judgement: &Judgement<'_>, policy_type: PolicyType) -> Option<usize> {
    let mut members = judgement.members(policy_type);
    members.find(|(_, member)| member.standing == Standing::TakesPart).map(|(index, _)| index)
}

fn new_statement(judgement: &Judgement<'_>, policy: usize) -> Option<String> {
    let query = judgement.query;
    let policy = &judgement.scopes.members.get(policy)?.reading.policy;
    let mut text = "{\n  \"Effect\": \"Allow\"".to_owned();
    let mut add = |name: &str, value: &str| {
        for piece in [",\n  \"", name, "\": ", value] {
            text.push_str(piece);
        }
    };
    match policy.policy_type {
        PolicyType::Resource | PolicyType::VpcEndpoint => add("Principal", &principal(judgement)?),
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl
        | PolicyType::ResourceControl => {}
    }
    add("Action", &quoted(&query.action));
    let trust = judgement.reasons.contains(&Reason::TrustPolicyNoAllow) && policy.policy_type == PolicyType::Resource;
    if !trust {
        add("Resource", &quoted(&query.resource));
    }
    text.push_str("\n}");
    Some(text)
}

fn principal(judgement: &Judgement<'_>) -> Option<String> {
    let requester = &judgement.query.requester;
    let (key, value) = match requester.kind {
        // Everyone would be a wider grant than anybody asked for.
        RequesterKind::Anonymous => return None,
        RequesterKind::Service => ("Service", requester.arn.clone()),
        RequesterKind::Provider => ("Federated", requester.arn.clone()),
        RequesterKind::Root | RequesterKind::User | RequesterKind::RoleSession | RequesterKind::FederatedUser => {
            ("AWS", requester.principal_arn()?)
        }
    };
    Some(format!("{{ \"{key}\": {} }}", quoted(&value)))
}

/// Adds the edits that add statements behind the last one; one that stands alone gets its array.
fn append(index: usize, policy: &Policy, statements: &[String], places: &mut Vec<Place>) -> Option<()> {
    let all = &policy.document.statements;
    let (first, last) = (all.first()?.span, all.last()?.span);
    let before = policy.source.get(..last.start)?;
    let line = after_last(before, b'\n');
    let indent = line.get(..line.len() - line.trim_ascii_start().len()).unwrap_or_default();
    let break_line = ["\n", indent].concat();
    let added = statements.join(",\n").replace('\n', &break_line);
    let in_array = policy.source.get(..first.start)?.trim_ascii_end().ends_with('[');
    let text = if in_array {
        [",", &break_line, &added].concat()
    } else {
        places.push((index, ByteSpan::new(first.start, first.start), "[".to_owned()));
        [", ", &added, "]"].concat()
    };
    places.push((index, ByteSpan::new(last.end, last.end), text));
    Some(())
}
