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
            for policy_type in ORDER {
                let statements = matching(judgement, &[policy_type], Effect::Deny);
                if !statements.is_empty() {
                    return Deciding { types: alloc::vec![policy_type], statements };
                }
            }
            Deciding::default()
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
    Deciding { types: types.to_vec(), statements: granting(judgement, types, kinds) }
}

/// The Allows of policy types that match and grant one of `kinds`, or anything where that is none.
pub(super) fn granting(judgement: &Judgement<'_>, types: &[PolicyType], kinds: Grants) -> Vec<(usize, usize)> {
    let mut statements = matching(judgement, types, Effect::Allow);
    statements.retain(|(policy, position)| {
        let judged = judgement.statements.get(*policy).and_then(|statements| statements.get(*position));
        kinds.is_none() || judged.is_some_and(|judged| judged.grants.any(kinds))
    });
    statements
}

/// The statements of policy types with an effect that match, in the author's order.
pub(super) fn matching(judgement: &Judgement<'_>, types: &[PolicyType], effect: Effect) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for policy_type in types {
        for (policy, statements) in judgement.statements.iter().enumerate() {
            for (position, judged) in statements.iter().enumerate() {
                if judged.matches && judgement.is(policy, position, *policy_type, effect) {
                    found.push((policy, position));
                }
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
