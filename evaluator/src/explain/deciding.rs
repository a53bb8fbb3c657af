//! Which statements the decision rests on.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::tree::{Deciding, ORDER};
use crate::evaluation::Judgement;
use crate::evaluation::flow::Reason;
use crate::matching::grants::Grants;
use crate::policy::{Effect, PolicyType};
use crate::request::requester::RequesterKind;

/// The policy types and statements that decide: on a denial by statements the first policy type in AWS's order that denies.
pub(super) fn find(judgement: &Judgement<'_>) -> Deciding {
    let Some(first) = judgement.reasons.first() else { return Deciding::default() };
    match first {
        Reason::ExplicitDeny => {
            let types = ORDER.into_iter().find(|of| !matching(judgement, *of, Effect::Deny).is_empty());
            let types: Vec<PolicyType> = types.into_iter().collect();
            let statements = types.iter().flat_map(|of| matching(judgement, *of, Effect::Deny)).collect();
            Deciding { types, statements }
        }
        Reason::IdentityAndResource => allowing(judgement, &[PolicyType::Resource, PolicyType::Identity], Grants::NONE),
        Reason::RootUser if judgement.frame.requester == RequesterKind::FederatedUser => {
            allowing(judgement, &[PolicyType::Session], Grants::NONE)
        }
        reason if reason.allows() => match reason.lane() {
            Some(lane) => allowing(judgement, &[lane], kinds(*reason)),
            None => Deciding::default(),
        },
        reason => Deciding { types: reason.lane().into_iter().collect(), statements: Vec::new() },
    }
}

/// The grants that a reason rests on; none where any will do.
pub(super) fn kinds(reason: Reason) -> Grants {
    match reason {
        Reason::ResourceDirect => {
            Grants::USER | Grants::SESSION | Grants::PUBLIC | Grants::ROOT | Grants::SERVICE | Grants::PROVIDER
        }
        Reason::ResourceEntity => Grants::ROLE | Grants::FED_PARENT_USER,
        _ => Grants::NONE,
    }
}

fn allowing(judgement: &Judgement<'_>, types: &[PolicyType], kinds: Grants) -> Deciding {
    let statements = types.iter().flat_map(|of| granting(judgement, *of, kinds)).collect();
    Deciding { types: types.to_vec(), statements }
}

/// The Allows of a policy type that match and grant one of `kinds`, or anything where that is none.
pub(super) fn granting(judgement: &Judgement<'_>, policy_type: PolicyType, kinds: Grants) -> Vec<(usize, usize)> {
    let mut statements = matching(judgement, policy_type, Effect::Allow);
    statements.retain(|(policy, position)| {
        let judged = judgement.statements.get(*policy).and_then(|statements| statements.get(*position));
        kinds.is_none() || judged.is_some_and(|judged| judged.grants.any(kinds))
    });
    statements
}

/// The statements of a policy type with an effect that match, in the author's order.
pub(super) fn matching(judgement: &Judgement<'_>, policy_type: PolicyType, effect: Effect) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (policy, _) in judgement.members(policy_type) {
        for (position, judged) in judgement.statements.get(policy).into_iter().flatten().enumerate() {
            if judged.matches && judgement.effect(policy, position) == Some(effect) {
                found.push((policy, position));
            }
        }
    }
    found
}

/// The names by which a test may mean a statement: `policy/Sid` and `policy/2`.
pub(super) fn statement_name(policy: &str, sid: Option<&str>, position: usize) -> [String; 2] {
    let number = format!("{policy}/{}", position + 1);
    match sid {
        Some(sid) => [format!("{policy}/{sid}"), number],
        None => [number.clone(), number],
    }
}
