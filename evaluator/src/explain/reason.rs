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
use crate::policy::{Effect, PolicyType, ResourceKind};
use crate::request::Decision;
use crate::request::requester::RequesterKind;

/// The deciding reason and all the others.
pub(super) fn all(explained: &Explained<'_, '_>, near: &[Near]) -> (Sentence, Vec<Sentence>) {
    let mut messages = Vec::new();
    for reason in &explained.judgement.reasons {
        if *reason == Reason::ExplicitDeny {
            messages.extend(denials(explained));
        } else {
            messages.push(sentence(explained, *reason, near));
        }
    }
    let mut messages = messages.into_iter();
    (messages.next().unwrap_or_default(), messages.collect())
}

/// One sentence for each policy type that denies, in AWS's order.
fn denials(explained: &Explained<'_, '_>) -> Vec<Sentence> {
    let judgement = explained.judgement;
    let mut messages = Vec::new();
    for policy_type in ORDER {
        let statements = deciding::matching(judgement, policy_type, Effect::Deny);
        let Some(first) = statements.first() else { continue };
        let mut sentence = named(explained, Sentence::new("by "), *first);
        if statements.len() > 1 {
            sentence = sentence.text(&format!(" and {}", more(statements.len() - 1, "statement")));
        }
        let allows = if messages.is_empty() { overridden(judgement) } else { Vec::new() };
        if let Some(at) = allows.first() {
            let node = explained.tree.statement(*at);
            let count = allows.len();
            let word = if count == 1 { "1 allow".to_string() } else { format!("{count} allows") };
            sentence = sentence.text("; it overrides ").link(&word, node).param("overrides", count.to_string());
        }
        messages.push(sentence.param("type", words::aws_implicit(policy_type)).coded("ExplicitDeny"));
    }
    messages
}

fn overridden(judgement: &Judgement<'_>) -> Vec<(usize, usize)> {
    let types = [PolicyType::Resource, PolicyType::Identity];
    types.into_iter().flat_map(|of| deciding::matching(judgement, of, Effect::Allow)).collect()
}

fn sentence(explained: &Explained<'_, '_>, reason: Reason, near: &[Near]) -> Sentence {
    let judgement = explained.judgement;
    let action = judgement.query.action.as_str();
    let code = words::reason_code(reason);
    let closest = |sentence: Sentence| closest(explained, sentence, reason, near);
    let lacks = |noun: &str| Sentence::new(&format!("no {noun} allows ")).code(action);
    let sentence = match reason {
        Reason::NoPermissionNeeded => Sentence::default().code(action).text(" needs no permission"),
        Reason::ExplicitDeny => Sentence::new("a statement denies"),
        Reason::ServiceHardDeny => hard_deny(explained),
        Reason::ScpNoAllow => match judgement.blocking_levels().next().map(|level| level.node.as_str()) {
            Some(level) if !level.is_empty() => lacks("SCP").text(" at the level ").code(level).param("level", level),
            _ => closest(lacks("SCP")),
        },
        Reason::VpceNoAllow => closest(lacks("VPC endpoint policy")),
        Reason::S3BlockPublicAccess => Sentence::new(
            "S3 Block Public Access keeps everyone outside the account away from a bucket with a public policy",
        ),
        Reason::KmsGrant => Sentence::new("by a KMS grant"),
        Reason::AnonymousNotPublic => closest(lacks("resource policy").text(" to everyone")),
        Reason::ServiceNotNamed => closest(
            Sentence::new("no resource policy allows ")
                .code(&judgement.query.requester.arn)
                .text(" to call ")
                .code(action),
        ),
        Reason::TrustPolicyNoAllow => closest(lacks("role trust policy").text(" for this requester")),
        Reason::KeyPolicyDoesNotDelegate => closest(
            Sentence::new("no statement of the key policy allows ")
                .code(action)
                .text(" to the requester or leaves it to the account's policies"),
        ),
        Reason::NoIdentityAllow => closest(lacks("identity-based policy")),
        Reason::BoundaryNoAllow => closest(Sentence::new("the permissions boundary does not allow ").code(action)),
        Reason::SessionNoAllow => closest(lacks("session policy")),
        Reason::FederatedWithoutSessionPolicy => {
            Sentence::new("a federated-user session without a session policy is allowed nothing by its user's policies")
        }
        Reason::NoResourceAllowCrossAccount => cross_account(explained, reason, near),
        Reason::RootUser if judgement.frame.requester == RequesterKind::Root => {
            Sentence::new("the root user is allowed everything that nothing denies")
        }
        Reason::RootUser => by(explained, &[PolicyType::Session], Grants::NONE).text(", in a session of the root user"),
        Reason::ResourceDirect | Reason::ResourceEntity => {
            by(explained, &[PolicyType::Resource], deciding::kinds(reason))
        }
        Reason::IdentityAllow => by(explained, &[PolicyType::Identity], Grants::NONE),
        Reason::IdentityAndResource => {
            let sentence = by(explained, &[PolicyType::Identity, PolicyType::Resource], Grants::NONE);
            let default = judgement.not_given == Some(FrameDoubt::KeyPolicyNotGiven) && judgement.frame.same_account;
            if default { sentence.text(" and the key's default key policy") } else { sentence }
        }
    };
    sentence.param("action", action).param("resource", judgement.query.resource.clone()).coded(code)
}

fn hard_deny(explained: &Explained<'_, '_>) -> Sentence {
    let query = &explained.judgement.query;
    match explained.judgement.frame.requester {
        RequesterKind::Root => Sentence::new("the root user cannot call ").code(&query.action),
        RequesterKind::Provider => {
            Sentence::new("an identity provider can do nothing but assume a role by its own action")
        }
        _ => Sentence::default()
            .code(&query.resource)
            .text(" is AWS's own, and no policy can allow ")
            .code(&query.action)
            .text(" on it"),
    }
}

fn cross_account(explained: &Explained<'_, '_>, reason: Reason, near: &[Near]) -> Sentence {
    let query = &explained.judgement.query;
    if !explained.judgement.frame.same_partition {
        return Sentence::new(
            "requester and resource are in different partitions, and nothing is granted across partitions",
        );
    }
    let own = Sentence::new("the resource is in another account (")
        .code(if query.owner.is_empty() { "unknown" } else { &query.owner })
        .text("), and no resource policy there allows ")
        .code(&query.action);
    if crate::reference::WITHOUT_RESOURCE_POLICIES.contains(&query.service()) {
        return own.text("; the service has no resource-based policies");
    }
    closest(explained, own, reason, near)
}

/// "by identity policy app-role › `AllowTeamReads` (statement 2)"
fn by(explained: &Explained<'_, '_>, types: &[PolicyType], kinds: Grants) -> Sentence {
    let judgement = explained.judgement;
    let mut sentence = Sentence::new("by ");
    let mut any = false;
    for policy_type in types {
        let statements = deciding::granting(judgement, *policy_type, kinds);
        let Some(first) = statements.first() else { continue };
        if any {
            sentence = sentence.text(" and ");
        }
        any = true;
        sentence = named(explained, sentence, *first);
        if statements.len() > 1 {
            sentence = sentence.text(&format!(" and {}", more(statements.len() - 1, "statement")));
        }
        if let Some(judged) = judgement.statements.get(first.0).and_then(|statements| statements.get(first.1))
            && *policy_type == PolicyType::Resource
        {
            let granted = if kinds.is_none() { judged.grants } else { judged.grants.common(kinds) };
            sentence = sentence.param("kind", granted.name());
        }
    }
    if any { sentence } else { Sentence::new("by the key's default key policy and the requester's own permissions") }
}

fn more(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 more {noun}") } else { format!("{count} more {noun}s") }
}

/// "identity policy app-role › `AllowTeamReads` (statement 2)", with its parameters.
fn named(explained: &Explained<'_, '_>, sentence: Sentence, at: (usize, usize)) -> Sentence {
    let Some(member) = explained.judgement.scopes.members.get(at.0) else { return sentence };
    let policy = &member.reading.policy;
    let noun = words::policy_noun(policy.policy_type, member.reading.kind);
    let node = explained.tree.statement(at);
    let sid = policy.document.statements.get(at.1).and_then(|statement| statement.sid.as_ref());
    let sentence = sentence.text(noun).text(" ");
    let number = (at.1 + 1).to_string();
    let sentence = match sid.filter(|sid| !sid.value.is_empty()) {
        Some(sid) => sentence
            .link(&format!("{} › {}", policy.name, sid.value), node)
            .text(&format!(" (statement {number})"))
            .param("sid", sid.value.clone()),
        None => sentence.link(&format!("{} › statement {number}", policy.name), node),
    };
    sentence.param("policy", policy.name.clone()).param("statement", number)
}

/// "…; closest: app-role › statement 2, its Resource does not match"
fn closest(explained: &Explained<'_, '_>, sentence: Sentence, reason: Reason, near: &[Near]) -> Sentence {
    let place = |miss: &Near| {
        let member = explained.judgement.scopes.members.get(miss.at.0)?;
        (Some(member.reading.policy.policy_type) == reason.lane()).then_some((miss.at, member))
    };
    // Only a statement of the policy type that lacks an Allow could cure it.
    let Some((miss, (at, member))) = near.iter().find_map(|miss| Some((miss, place(miss)?))) else { return sentence };
    let policy = &member.reading.policy;
    let sid = policy.document.statements.get(at.1).and_then(|statement| statement.sid.as_ref());
    let name = match sid.filter(|sid| !sid.value.is_empty()) {
        Some(sid) => format!("{} › {}", policy.name, sid.value),
        None => format!("{} › statement {}", policy.name, at.1 + 1),
    };
    let judged = explained.judgement.statements.get(at.0).and_then(|statements| statements.get(at.1));
    let mut failing: Vec<String> = Vec::new();
    if let Some(judged) = judged {
        let mut fails = |name: &str, fails: bool| {
            if fails {
                failing.push(name.to_string());
            }
        };
        fails("Principal", judged.principal.as_ref().is_some_and(|element| !element.matches));
        fails("Action", judged.action.as_ref().is_some_and(|element| !element.matches));
        fails("Resource", judged.resource.as_ref().is_some_and(|element| !element.matches));
        fails("Condition", judged.conditions.iter().any(|operator| !operator.matches));
    }
    if failing.is_empty() {
        return sentence.text("; closest: ").link(&name, Some(miss.statement)).text(", it has no Resource");
    }
    let verb = if failing.len() == 1 { "does" } else { "do" };
    sentence
        .text("; closest: ")
        .link(&name, Some(miss.statement))
        .text(&format!(", its {} {verb} not match", super::enumerate(&failing)))
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
