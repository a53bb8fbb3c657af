//! AWS's order as a row of eight lanes, each with how it came out.

use alloc::vec::Vec;

use super::answer::LaneCame;
use super::tree::ORDER;
use super::{Explained, deciding};
use crate::evaluation::flow::Reason;
use crate::evaluation::scope::Standing;
use crate::policy::{Effect, PolicyType};
use crate::request::Decision;
use crate::request::requester::RequesterKind;
use crate::trace::{Lane, LaneState};

/// The Deny statements that match.
pub(super) fn denying(explained: &Explained<'_, '_>) -> Vec<u32> {
    let judgement = explained.judgement;
    let mut nodes = Vec::new();
    for at in deciding::matching(judgement, &ORDER, Effect::Deny) {
        nodes.extend(explained.tree.statement(at));
    }
    nodes
}

/// The explicit deny, then every policy type.
pub(super) fn all(explained: &Explained<'_, '_>) -> Vec<LaneCame> {
    let judgement = explained.judgement;
    let denied = judgement.decision == Decision::ExplicitDeny;
    let mut lanes = Vec::with_capacity(1 + ORDER.len());
    let first = if denied { LaneState::Blocks } else { LaneState::Passes };
    lanes.push(LaneCame { lane: Lane::ExplicitDeny, state: first, node: None });
    let blocking = judgement.reasons.first().and_then(|reason| reason.lane());
    let mut blocked = denied || judgement.reasons.first() == Some(&Reason::ServiceHardDeny);
    for policy_type in ORDER {
        let blocks_here = judgement.decision == Decision::ImplicitDeny && blocking == Some(policy_type);
        let state = if blocks_here { LaneState::Blocks } else { state(explained, policy_type, blocked) };
        blocked |= blocks_here;
        lanes.push(LaneCame { lane: lane(policy_type), state, node: explained.tree.policy_type(policy_type) });
    }
    lanes
}

fn state(explained: &Explained<'_, '_>, policy_type: PolicyType, blocked: bool) -> LaneState {
    let judgement = explained.judgement;
    let mut given = false;
    let mut counts = false;
    for (_, member) in judgement.members(policy_type) {
        given = true;
        counts |= matches!(member.standing, Standing::TakesPart | Standing::Unread);
    }
    if !given {
        return LaneState::NotGiven;
    }
    if !counts {
        return LaneState::LeftOut;
    }
    if judgement.decision == Decision::ExplicitDeny {
        let denies = !deciding::matching(judgement, &[policy_type], Effect::Deny).is_empty();
        return if denies { LaneState::Blocks } else { LaneState::NotReached };
    }
    if blocked {
        return LaneState::NotReached;
    }
    let facts = &judgement.facts;
    let passes = match policy_type {
        // Its Allow is attached everywhere.
        PolicyType::ResourceControl => true,
        PolicyType::ServiceControl => facts.service_control,
        PolicyType::VpcEndpoint => facts.vpc_endpoint,
        PolicyType::Resource if judgement.decision == Decision::ImplicitDeny => !facts.grants.is_none(),
        PolicyType::Resource => judgement.reasons.iter().any(|reason| reason.lane() == Some(PolicyType::Resource)),
        PolicyType::Identity => facts.identity || judgement.frame.requester == RequesterKind::Root,
        PolicyType::PermissionsBoundary => facts.boundary,
        PolicyType::Session => facts.session,
    };
    let fails_too = judgement.reasons.iter().any(|reason| !reason.allows() && reason.lane() == Some(policy_type));
    match (passes, fails_too, judgement.decision) {
        (_, true, _) => LaneState::Blocks,
        (true, false, _) => LaneState::Passes,
        (false, false, _) => LaneState::NotNeeded,
    }
}

fn lane(policy_type: PolicyType) -> Lane {
    match policy_type {
        PolicyType::Identity => Lane::Identity,
        PolicyType::Resource => Lane::Resource,
        PolicyType::PermissionsBoundary => Lane::PermissionsBoundary,
        PolicyType::Session => Lane::Session,
        PolicyType::ServiceControl => Lane::ServiceControl,
        PolicyType::ResourceControl => Lane::ResourceControl,
        PolicyType::VpcEndpoint => Lane::VpcEndpoint,
    }
}
