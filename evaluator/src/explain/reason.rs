//! The sentence of the decision, the other reasons, and AWS's own words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::answer::Near;
use super::message::Sentence;
use super::tree::{Deciding, ORDER};
use super::{Explained, deciding, words};
use crate::evaluation::flow::Reason;
use crate::evaluation::{FrameDoubt, Judgement};
use crate::matching::grants::Grants;
use crate::policy::{Effect, Policy, PolicyType, ResourceKind};
use crate::reference;
use crate::request::Decision;
use crate::request::requester::RequesterKind;

/// The deciding reason and all the others.
pub(super) fn all(explained: &Explained<'_, '_>, near: &[Near]) -> (Sentence, Vec<Sentence>) {
    let mut sentences = Vec::new();
    for reason in &explained.judgement.reasons {
        if *reason == Reason::ExplicitDeny {
            add_denials(explained, &mut sentences);
        } else {
            sentences.push(sentence(explained, *reason, near));
        }
    }
    if sentences.is_empty() {
        return Default::default();
    }
    (sentences.remove(0), sentences)
}

/// Adds one sentence for each policy type that denies, in AWS's order.
fn add_denials(explained: &Explained<'_, '_>, sentences: &mut Vec<Sentence>) {
    let judgement = explained.judgement;
    let mut allows = overridden(judgement);
    for policy_type in ORDER {
        let statements = deciding::matching(judgement, &[policy_type], Effect::Deny);
        let Some(mut sentence) = first_of(explained, Sentence::new("by "), &statements) else { continue };
        if let Some(at) = allows.first() {
            let node = explained.tree.statement(*at);
            let count = allows.len().to_string();
            let word = if allows.len() == 1 { "1 allow" } else { &format!("{count} allows") };
            sentence = sentence.text("; it overrides ").link(word, node).param("overrides", &count);
        }
        // The first one says it.
        allows.clear();
        sentences.push(sentence.param("type", words::aws_implicit(policy_type)).coded("ExplicitDeny"));
    }
}

fn overridden(judgement: &Judgement<'_>) -> Vec<(usize, usize)> {
    deciding::matching(judgement, &[PolicyType::Resource, PolicyType::Identity], Effect::Allow)
}

fn sentence(explained: &Explained<'_, '_>, reason: Reason, near: &[Near]) -> Sentence {
    let judgement = explained.judgement;
    let (query, frame) = (judgement.query, &judgement.frame);
    let level = judgement.blocking_levels().next().map(|level| level.node.as_str()).unwrap_or_default();
    let value = |name: &str| {
        let value = match name {
            "action" => &query.action,
            "resource" => &query.resource,
            "requester" => &query.requester.arn,
            "owner" if query.owner.is_empty() => "unknown",
            "owner" => &query.owner,
            _ => level,
        };
        value.to_string()
    };
    let says = |template: &str| Sentence::default().filled(template, &value);
    let closest = |template: &str| closest(explained, says(template), reason, near);
    let by = |types: &[PolicyType], kinds: Grants| by(explained, types, kinds);
    let sentence = match reason {
        Reason::NoPermissionNeeded => says("`{action}` needs no permission"),
        Reason::ExplicitDeny => says("a statement denies"),
        Reason::ServiceHardDeny => says(match (frame.requester, query.service()) {
            (RequesterKind::Provider, _) => "an identity provider can do nothing but assume a role by its own action",
            (RequesterKind::Root, "sts") => "the root user cannot call `{action}`",
            (_, "sts") => "temporary credentials cannot call `{action}`",
            _ => "`{resource}` is AWS's own, and no policy can allow `{action}` on it",
        }),
        Reason::ScpNoAllow if level.is_empty() => closest("no SCP allows `{action}`"),
        Reason::ScpNoAllow => says("no SCP allows `{action}` at the level `{level}`").param("level", level),
        Reason::VpceNoAllow => closest("no VPC endpoint policy allows `{action}`"),
        Reason::S3BlockPublicAccess => {
            says("S3 Block Public Access keeps everyone outside the account away from a bucket with a public policy")
        }
        Reason::KmsGrant => says("by a KMS grant"),
        Reason::AnonymousNotPublic => closest("no resource policy allows `{action}` to everyone"),
        Reason::ServiceNotNamed => closest("no resource policy allows `{requester}` to call `{action}`"),
        Reason::TrustPolicyNoAllow => closest("no role trust policy allows `{action}` for this requester"),
        Reason::KeyPolicyDoesNotDelegate => closest(
            "no statement of the key policy allows `{action}` to the requester or leaves it to the account's policies",
        ),
        Reason::NoIdentityAllow => closest("no identity-based policy allows `{action}`"),
        Reason::BoundaryNoAllow => closest("the permissions boundary does not allow `{action}`"),
        Reason::SessionNoAllow => closest("no session policy allows `{action}`"),
        Reason::FederatedWithoutSessionPolicy => {
            says("a federated-user session without a session policy is allowed nothing by its user's policies")
        }
        Reason::NoResourceAllowCrossAccount if !frame.same_partition => {
            says("requester and resource are in different partitions, and nothing is granted across partitions")
        }
        Reason::NoResourceAllowCrossAccount if reference::WITHOUT_RESOURCE_POLICIES.contains(&query.service()) => {
            says(OTHER_ACCOUNT).text("; the service has no resource-based policies")
        }
        Reason::NoResourceAllowCrossAccount => closest(OTHER_ACCOUNT),
        Reason::RootUser if frame.requester == RequesterKind::Root => {
            says("the root user is allowed everything that nothing denies")
        }
        Reason::RootUser => by(&[PolicyType::Session], Grants::NONE).text(", in a session of the root user"),
        Reason::ResourceDirect | Reason::ResourceEntity => by(&[PolicyType::Resource], deciding::kinds(reason)),
        Reason::IdentityAllow => by(&[PolicyType::Identity], Grants::NONE),
        Reason::IdentityAndResource => {
            let sentence = by(&[PolicyType::Identity, PolicyType::Resource], Grants::NONE);
            let default = judgement.not_given == Some(FrameDoubt::KeyPolicyNotGiven) && frame.same_account;
            if default { sentence.text(" and the key's default key policy") } else { sentence }
        }
    };
    let code = words::reason_code(reason);
    sentence.param("action", &query.action).param("resource", &query.resource).coded(code)
}

const OTHER_ACCOUNT: &str =
    "the resource is in another account (`{owner}`), and no resource policy there allows `{action}`";

/// "by identity policy app-role › `AllowTeamReads` (statement 2)"
fn by(explained: &Explained<'_, '_>, types: &[PolicyType], kinds: Grants) -> Sentence {
    let judgement = explained.judgement;
    let mut sentence: Option<Sentence> = None;
    for policy_type in types {
        let statements = deciding::granting(judgement, &[*policy_type], kinds);
        let Some(first) = statements.first() else { continue };
        let before = sentence.map_or_else(|| Sentence::new("by "), |sentence| sentence.text(" and "));
        sentence = first_of(explained, before, &statements);
        if let Some(judged) = judgement.statements.get(first.0).and_then(|statements| statements.get(first.1))
            && *policy_type == PolicyType::Resource
        {
            let granted = if kinds.is_none() { judged.grants } else { judged.grants.common(kinds) };
            sentence = sentence.map(|sentence| sentence.param("kind", granted.name()));
        }
    }
    sentence.unwrap_or_else(|| Sentence::new("by the key's default key policy and the requester's own permissions"))
}

/// Names the first of some statements, and says how many more there are.
fn first_of(explained: &Explained<'_, '_>, sentence: Sentence, statements: &[(usize, usize)]) -> Option<Sentence> {
    let (first, more) = statements.split_first()?;
    let sentence = named(explained, sentence, *first);
    Some(match more.len() {
        0 => sentence,
        1 => sentence.text(" and 1 more statement"),
        more => sentence.text(&format!(" and {more} more statements")),
    })
}

/// "identity policy app-role › `AllowTeamReads` (statement 2)", with its parameters.
fn named(explained: &Explained<'_, '_>, sentence: Sentence, at: (usize, usize)) -> Sentence {
    let Some(member) = explained.judgement.scopes.members.get(at.0) else { return sentence };
    let policy = &member.reading.policy;
    let noun = words::policy_noun(policy.policy_type, member.reading.kind);
    let number = (at.1 + 1).to_string();
    let (name, sid) = name(policy, at.1);
    let mut sentence = sentence.text(noun).text(" ").link(&name, explained.tree.statement(at));
    if let Some(sid) = sid {
        sentence = sentence.text(&[" (statement ", &number, ")"].concat()).param("sid", sid);
    }
    sentence.param("policy", &policy.name).param("statement", &number)
}

/// "app-role › `AllowTeamReads`" or "app-role › statement 2", and the Sid.
fn name(policy: &Policy, position: usize) -> (String, Option<&str>) {
    let sid = policy.document.statements.get(position).and_then(|statement| statement.sid.as_ref());
    match sid.map(|sid| sid.value.as_str()).filter(|sid| !sid.is_empty()) {
        Some(sid) => ([&policy.name, " › ", sid].concat(), Some(sid)),
        None => (format!("{} › statement {}", policy.name, position + 1), None),
    }
}

/// "…; closest: app-role › statement 2, its Resource does not match"
fn closest(explained: &Explained<'_, '_>, sentence: Sentence, reason: Reason, near: &[Near]) -> Sentence {
    let members = &explained.judgement.scopes.members;
    // Only a statement of the policy type that lacks an Allow could cure it.
    for miss in near {
        let (policy, position) = miss.at;
        let Some(policy) = members.get(policy).map(|member| &member.reading.policy) else { continue };
        if reason.lane() != Some(policy.policy_type) {
            continue;
        }
        let (name, _) = name(policy, position);
        let fails = match failing(explained.judgement, miss.at).as_slice() {
            [] => "it has no Resource".to_string(),
            elements => super::do_not_match(elements),
        };
        return sentence.text("; closest: ").link(&name, Some(miss.statement)).text(", ").text(&fails);
    }
    sentence
}

/// The elements of a statement that do not match.
fn failing(judgement: &Judgement<'_>, (policy, position): (usize, usize)) -> Vec<&'static str> {
    let mut failing = Vec::new();
    let Some(judged) = judgement.statements.get(policy).and_then(|statements| statements.get(position)) else {
        return failing;
    };
    let elements = [("Principal", &judged.principal), ("Action", &judged.action), ("Resource", &judged.resource)];
    for (name, element) in elements {
        if element.as_ref().is_some_and(|element| !element.matches) {
            failing.push(name);
        }
    }
    if judged.conditions.iter().any(|operator| !operator.matches) {
        failing.push("Condition");
    }
    failing
}

/// What AWS says of a denial.
pub(super) fn aws_message(judgement: &Judgement<'_>, deciding: &Deciding) -> Option<String> {
    let query = judgement.query;
    let policy_type = match judgement.decision {
        Decision::Allowed => return None,
        Decision::ExplicitDeny => deciding.types.first().copied(),
        Decision::ImplicitDeny => judgement.reasons.first().and_then(|reason| reason.lane()),
    };
    let who = if query.requester.arn.is_empty() { "anonymous" } else { &query.requester.arn };
    let kind = deciding
        .statements
        .first()
        .and_then(|at| judgement.scopes.members.get(at.0))
        .map_or(ResourceKind::Generic, |member| member.reading.kind);
    let because = match (judgement.decision, policy_type, judgement.reasons.first()) {
        (Decision::ExplicitDeny, Some(of), _) => format!(" with an explicit deny in {}", words::aws_explicit(of, kind)),
        (_, _, Some(Reason::S3BlockPublicAccess)) => String::new(),
        (_, _, Some(Reason::TrustPolicyNoAllow)) => {
            format!(" because no role trust policy allows the {} action", query.action)
        }
        (_, Some(of), _) => {
            let policy = if of == PolicyType::PermissionsBoundary { "" } else { " policy" };
            format!(" because no {}{policy} allows the {} action", words::aws_implicit(of), query.action)
        }
        (_, None, _) => String::new(),
    };
    let on = if query.has_no_resource() { "*" } else { &query.resource };
    Some(format!("User: {who} is not authorized to perform: {} on resource: {on}{because}", query.action))
}
