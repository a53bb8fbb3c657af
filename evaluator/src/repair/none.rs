//! Why nothing is offered for a request that is denied.

use super::edit::{exemption, lacking_allow, readable};
use crate::evaluation::Judgement;
use crate::evaluation::flow::Reason;
use crate::explain::repair as words;
use crate::policy::Effect;
use crate::request::requester::RequesterKind;
use crate::trace::Message;

/// What stands in the way, of all denied parts of a call the first that is known.
pub(super) fn why(denied: &[(usize, Judgement<'_>)]) -> Message {
    denied.iter().find_map(|(_, judgement)| obstacle(judgement)).unwrap_or_else(words::nothing_helps)
}

fn obstacle(judgement: &Judgement<'_>) -> Option<Message> {
    outright_deny(judgement).or_else(|| judgement.reasons.iter().find_map(|reason| of_reason(judgement, *reason)))
}

/// A Deny that matches and names no exception.
fn outright_deny(judgement: &Judgement<'_>) -> Option<Message> {
    let members = judgement.scopes.members.iter().zip(&judgement.statements).enumerate();
    for (policy, (member, judged)) in members {
        let read = &member.reading.policy;
        for (position, (statement, judged)) in read.document.statements.iter().zip(judged).enumerate() {
            let denies = judged.matches && judgement.effect(policy, position) == Some(Effect::Deny);
            if denies && exemption(judgement, read, statement, judged).is_none() {
                return Some(words::outright_deny(&read.name, position));
            }
        }
    }
    None
}

fn of_reason(judgement: &Judgement<'_>, reason: Reason) -> Option<Message> {
    match reason {
        Reason::ServiceHardDeny => Some(words::refused_by_the_service()),
        Reason::S3BlockPublicAccess => Some(words::public_access_blocked()),
        Reason::AnonymousNotPublic => Some(words::only_for_everyone()),
        Reason::FederatedWithoutSessionPolicy => Some(words::no_policy(crate::policy::PolicyType::Session)),
        Reason::NoIdentityAllow
        | Reason::BoundaryNoAllow
        | Reason::SessionNoAllow
        | Reason::VpceNoAllow
        | Reason::ServiceNotNamed
        | Reason::TrustPolicyNoAllow
        | Reason::KeyPolicyDoesNotDelegate
        | Reason::NoResourceAllowCrossAccount => {
            let policy_type = lacking_allow(reason)?;
            if readable(judgement, policy_type).is_none() {
                return Some(words::no_policy(policy_type));
            }
            let anonymous = judgement.query.requester.kind == RequesterKind::Anonymous;
            anonymous.then(words::only_for_everyone)
        }
        Reason::ExplicitDeny
        | Reason::ScpNoAllow
        | Reason::NoPermissionNeeded
        | Reason::KmsGrant
        | Reason::RootUser
        | Reason::ResourceDirect
        | Reason::ResourceEntity
        | Reason::IdentityAllow
        | Reason::IdentityAndResource => None,
    }
}
