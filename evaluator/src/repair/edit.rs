//! Edits of policies with which a request would pass: one more entry in a statement that nearly applies, one more exempt value in a Deny,
//! one more statement for exactly what was asked.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Edits;
use crate::evaluation::Judgement;
use crate::evaluation::flow::Reason;
use crate::evaluation::scope::Standing;
use crate::explain::repair as words;
use crate::matching::StatementJudgement;
use crate::policy::{Effect, ListElement, Polarity, Policy, PolicyType, Statement};
use crate::request::context::Values;
use crate::request::requester::RequesterKind;
use crate::span::ByteSpan;
use crate::trace::Message;

/// The place of an edit: the policy's position, the bytes, the new text.
type Place = (usize, ByteSpan, String);

/// Offers for all denied parts of a call together.
pub(super) fn offers(judgements: &[&Judgement<'_>]) -> Vec<(Message, Edits)> {
    let mut offers = Vec::new();
    if let [judgement] = judgements {
        offers.extend(more_entries(judgement));
    }
    offers.extend(more_statements(judgements));
    offers
}

/// An Allow whose Action or Resource alone fails gets the asked one; a Deny is kept off by its own exemptions.
fn more_entries(judgement: &Judgement<'_>) -> Vec<(Message, Edits)> {
    let mut offers = Vec::new();
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
                        offers
                            .push((title, Edits { request: Vec::new(), policies: alloc::vec![(policy, span, text)] }));
                    }
                }
                _ => {}
            }
        }
    }
    if let Some(places) = exempt.filter(|places| !places.is_empty()) {
        let names = places.iter().filter_map(|(policy, ..)| judgement.scopes.members.get(*policy));
        let names: Vec<String> = names.map(|member| member.reading.policy.name.clone()).collect();
        offers.insert(0, (words::exempt(&names), Edits { request: Vec::new(), policies: places }));
    }
    offers
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
    if other.polarity == Polarity::Not || other.entries.iter().any(|entry| entry.value.contains(['*', '?'])) {
        return None;
    }
    // For an action without a resource only `*` would do, and that would widen what else the statement allows.
    if element.polarity == Polarity::Not || added == "*" {
        return None;
    }
    let (span, text) = with_entry(policy, element, added)?;
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
                let spans: Vec<ByteSpan> = key.values.iter().map(|value| value.span).collect();
                return add_to_list(&policy.source, &spans, actual);
            }
        }
    }
    let action = statement.action.as_ref().filter(|element| element.polarity == Polarity::Not)?;
    with_entry(policy, action, &judgement.query.action)
}

fn with_entry(policy: &Policy, element: &ListElement, added: &str) -> Option<(ByteSpan, String)> {
    let spans: Vec<ByteSpan> = element.entries.iter().map(|entry| entry.span).collect();
    add_to_list(&policy.source, &spans, added)
}

/// The edit that adds a string behind those at `spans`, which stand alone or in an array.
fn add_to_list(source: &str, spans: &[ByteSpan], added: &str) -> Option<(ByteSpan, String)> {
    let (first, last) = (spans.first()?, spans.last()?);
    let text = quoted(added);
    if source.get(..first.start)?.trim_end().ends_with('[') {
        let end = ByteSpan::new(last.end, last.end);
        let between = if let [.., one, _] = spans {
            source.get(one.end..last.start)?.to_owned()
        } else {
            let indent = source.get(..first.start)?.rsplit('[').next().unwrap_or_default();
            format!(",{}", if indent.is_empty() { " " } else { indent })
        };
        return Some((end, format!("{between}{text}")));
    }
    Some((*first, format!("[{}, {text}]", source.get(first.start..first.end)?)))
}

fn quoted(text: &str) -> String {
    crate::json::to_text(text).unwrap_or_default()
}

/// A statement of its own in each policy whose Allow is lacking, for exactly what was asked.
fn more_statements(judgements: &[&Judgement<'_>]) -> Option<(Message, Edits)> {
    let mut wanted: Vec<(usize, Vec<String>)> = Vec::new();
    for judgement in judgements {
        for policy in lacking(judgement)? {
            let statement = new_statement(judgement, policy)?;
            match wanted.iter_mut().find(|(index, _)| *index == policy) {
                Some((_, statements)) => statements.push(statement),
                None => wanted.push((policy, alloc::vec![statement])),
            }
        }
    }
    let first = judgements.first()?;
    let mut places = Vec::new();
    let mut names = Vec::new();
    for (index, statements) in &wanted {
        let policy = &first.scopes.members.get(*index)?.reading.policy;
        names.push(policy.name.clone());
        places.extend(appended(policy, statements)?.into_iter().map(|(span, text)| (*index, span, text)));
    }
    if places.is_empty() {
        return None;
    }
    Some((words::add_statements(&names), Edits { request: Vec::new(), policies: places }))
}

/// One policy for each reason that lacks an Allow; `None` where no Allow would do.
fn lacking(judgement: &Judgement<'_>) -> Option<Vec<usize>> {
    let mut policies = Vec::new();
    for reason in &judgement.reasons {
        match reason {
            Reason::ScpNoAllow => {
                policies.extend(judgement.blocking_levels().filter_map(|level| level.members.first().copied()));
            }
            other => policies.push(readable(judgement, lacking_allow(*other)?)?),
        }
    }
    policies.dedup();
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
    let mut members = alloc::vec![("Effect", quoted("Allow"))];
    match policy.policy_type {
        PolicyType::Resource | PolicyType::VpcEndpoint => members.push(("Principal", principal(judgement)?)),
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl
        | PolicyType::ResourceControl => {}
    }
    members.push(("Action", quoted(&query.action)));
    let trust = judgement.reasons.contains(&Reason::TrustPolicyNoAllow) && policy.policy_type == PolicyType::Resource;
    if !trust {
        members.push(("Resource", quoted(&query.resource)));
    }
    let lines: Vec<String> = members.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
    Some(format!("{{\n{}\n}}", lines.join(",\n")))
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

/// The edits that add statements behind the last one; one that stands alone gets its array.
fn appended(policy: &Policy, statements: &[String]) -> Option<Vec<(ByteSpan, String)>> {
    let all = &policy.document.statements;
    let (first, last) = (all.first()?.span, all.last()?.span);
    let before = policy.source.get(..last.start)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indent: String = line.chars().take_while(|character| character.is_whitespace()).collect();
    let indented = |text: &String| text.replace('\n', &format!("\n{indent}"));
    let added: Vec<String> = statements.iter().map(indented).collect();
    let added = added.join(&format!(",\n{indent}"));
    if policy.source.get(..first.start)?.trim_end().ends_with('[') {
        return Some(alloc::vec![(ByteSpan::new(last.end, last.end), format!(",\n{indent}{added}"))]);
    }
    let open = (ByteSpan::new(first.start, first.start), "[".to_owned());
    Some(alloc::vec![open, (ByteSpan::new(last.end, last.end), format!(", {added}]"))])
}
