//! From statements to the decision: which policies take part, what their statements come to, AWS's flow chart.
//!
//! [`decide`](PolicySet::decide_query) answers fast; [`Judgement::new`] keeps all it judged. Both gather the same facts and ask the same
//! flow chart.

pub(crate) mod facts;
pub mod flow;
mod frame;
mod public_access;
pub mod scope;
pub(crate) mod what_if;
pub(crate) mod witness;

use alloc::vec::Vec;

use self::facts::{Effects, Presence, gather};
use self::flow::{ExplicitAccount, Facts, Frame, Reason};
use self::scope::{Scopes, Standing, StandingDoubt};
use crate::matching::StatementJudgement;
use crate::matching::grants::Grants;
use crate::policy::{Effect, PolicyType};
use crate::request::Decision;
use crate::request::query::{OwnerSource, Query};
use crate::request::requester::RequesterKind;
use crate::set::index::Place;
use crate::set::{Level, PolicySet};

/// Something about the frame that was taken as given; each becomes an assumption of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameDoubt {
    /// No trust policy was given, and every role has one.
    TrustPolicyNotGiven,
    /// No key policy was given, and every key has one: the default one was taken.
    KeyPolicyNotGiven,
    /// The owner of the resource was taken to be the requester's account.
    ResourceAccountAssumed,
    /// S3 Block Public Access was taken to be on.
    BlockPublicAccessAssumed,
}

/// One request judged by a set of policies, with all its evidence.
#[derive(Clone, Debug)]
pub(crate) struct Judgement<'s> {
    pub(crate) set: &'s PolicySet,
    pub(crate) query: &'s Query,
    pub(crate) scopes: Scopes<'s>,
    /// For each policy, its statements; empty for a policy that takes no part or cannot be read.
    pub(crate) statements: Vec<Vec<StatementJudgement>>,
    pub(crate) frame: Frame,
    /// What the statements came to as the request stands.
    pub(crate) facts: Facts,
    /// What they come to at least, and at most, whatever is not known.
    pub(crate) must: Facts,
    pub(crate) may: Facts,
    /// Other frames that could be the real one.
    pub(crate) other_frames: Vec<(FrameDoubt, Frame)>,
    /// A policy that exists and was not given.
    pub(crate) not_given: Option<FrameDoubt>,
    /// Policies that might take part, or not, for what is not known.
    pub(crate) standings: Vec<StandingDoubt>,
    /// Whether the call may need further decisions that nobody asked for.
    pub(crate) hints_at_call: bool,
    pub(crate) decision: Decision,
    /// Never empty; the deciding one first.
    pub(crate) reasons: Vec<Reason>,
}

impl PolicySet {
    /// The decision alone, with no evidence kept.
    pub(crate) fn decide_query(&self, query: &Query) -> Decision {
        let scopes = Scopes::new(self, query);
        let frame = Frame::new(query, &scopes);
        if frame.needs_no_permission {
            return Decision::Allowed;
        }
        let Some(index) = self.index(scopes.kind) else { return Decision::ImplicitDeny };
        let candidates = index.candidates(query);
        let matches = |place: Place, ask: bool| {
            let member = scopes.members.get(place.member).filter(|member| member.standing == Standing::TakesPart)?;
            let pattern = member.reading.patterns.get(place.statement)?;
            let scope = member.matching_scope(frame.has_boundary);
            if ask { pattern.matches(query, scope) } else { pattern.matches_beside_action(query, scope) }
        };
        if candidates.any(Effect::Deny, |place, ask| matches(place, ask).is_some()) {
            return Decision::ExplicitDeny;
        }
        let mut effects = Effects::none(&scopes, default_key_policy(&frame, &scopes, query));
        let mut identity = false;
        candidates.any(Effect::Allow, |place, ask| {
            let policy_type = scopes.members.get(place.member).map(|member| member.reading.policy.policy_type);
            // Another Allow adds nothing to one of the same policy, or of any identity-based one; but each may grant to others.
            let adds = match policy_type {
                Some(PolicyType::Resource) => true,
                Some(PolicyType::Identity) => !identity,
                _ => !effects.allow(place.member),
            };
            if let Some(to) = adds.then(|| matches(place, ask)).flatten() {
                effects.add(&scopes, place.member, Effect::Allow, to);
                identity |= policy_type == Some(PolicyType::Identity);
            }
            false
        });
        flow::decide(&frame, gather(self, query, &scopes, Presence::AsGiven, &effects))
    }
}

impl<'s> Judgement<'s> {
    /// Judges `query` by `set`.
    pub(crate) fn new(set: &'s PolicySet, query: &'s Query) -> Self {
        let scopes = Scopes::new(set, query).sifted(query);
        let frame = Frame::new(query, &scopes);
        let statements: Vec<Vec<StatementJudgement>> = scopes
            .members
            .iter()
            .map(|member| match member.standing {
                Standing::TakesPart => {
                    let scope = member.matching_scope(frame.has_boundary);
                    member.reading.patterns.iter().map(|pattern| pattern.judge(query, scope)).collect()
                }
                Standing::Unread | Standing::Elsewhere | Standing::LeftOut(_) => Vec::new(),
            })
            .collect();
        let not_given = policy_not_given(&frame, &scopes);
        let default = default_key_policy(&frame, &scopes, query);
        let facts = facts::facts(set, query, &scopes, &statements, default);
        let must = facts::facts_at_least(set, query, &scopes, &statements);
        let may = facts::facts_at_most(set, query, &scopes, &statements, not_given.is_some(), &frame);
        Self {
            other_frames: other_frames(query, &frame, &scopes),
            standings: open_standings(query, &scopes),
            decision: flow::decide(&frame, facts),
            reasons: flow::reasons(&frame, facts),
            set,
            query,
            scopes,
            statements,
            frame,
            facts,
            must,
            may,
            not_given,
            hints_at_call: false,
        }
    }

    /// Every policy of `policy_type` with its index.
    pub(crate) fn members(&self, policy_type: PolicyType) -> impl Iterator<Item = (usize, &scope::Scoped<'s>)> {
        let of_type = move |member: &&scope::Scoped<'s>| member.reading.policy.policy_type == policy_type;
        self.scopes.members.iter().enumerate().filter(move |(_, member)| of_type(member))
    }

    /// The effect of a statement.
    pub(crate) fn effect(&self, policy: usize, statement: usize) -> Option<Effect> {
        let reading = self.scopes.members.get(policy)?.reading;
        Some(reading.patterns.get(statement)?.effect)
    }

    /// Whether a statement has this effect in a policy of this type.
    pub(crate) fn is(&self, policy: usize, statement: usize, policy_type: PolicyType, effect: Effect) -> bool {
        let member = self.scopes.members.get(policy);
        member.is_some_and(|member| member.reading.policy.policy_type == policy_type)
            && self.effect(policy, statement) == Some(effect)
    }

    /// The SCP levels that concern the requester and allow nothing of the request.
    pub(crate) fn blocking_levels(&self) -> impl Iterator<Item = &Level> {
        let allows = |policy: &usize| {
            let statements = self.statements.get(*policy).map(Vec::as_slice).unwrap_or_default();
            let mut judged = statements.iter().enumerate();
            judged.any(|(at, judged)| judged.matches && self.effect(*policy, at) == Some(Effect::Allow))
        };
        let levels = scope::levels(&self.set.service_control, &self.query.requester.account);
        levels.filter(move |level| !level.members.iter().any(allows))
    }
}

fn has_resource_policy(scopes: &Scopes<'_>) -> bool {
    scopes.members.iter().any(|member| {
        member.reading.policy.policy_type == PolicyType::Resource
            && matches!(member.standing, Standing::TakesPart | Standing::Unread)
    })
}

/// A key policy that was not given is taken to be the default one, which delegates to the key's account.
fn default_key_policy(frame: &Frame, scopes: &Scopes<'_>, query: &Query) -> Grants {
    let is_default = frame.explicit_account == Some(ExplicitAccount::KeyPolicy)
        && !has_resource_policy(scopes)
        && frame.same_account
        && frame.same_partition
        && query.requester.has_account();
    match (is_default, frame.requester) {
        (false, _) => Grants::NONE,
        (true, RequesterKind::Root) => Grants::ACCOUNT | Grants::ROOT,
        (true, _) => Grants::ACCOUNT,
    }
}

fn policy_not_given(frame: &Frame, scopes: &Scopes<'_>) -> Option<FrameDoubt> {
    if has_resource_policy(scopes) {
        return None;
    }
    match frame.explicit_account? {
        ExplicitAccount::TrustPolicy => Some(FrameDoubt::TrustPolicyNotGiven),
        ExplicitAccount::KeyPolicy => Some(FrameDoubt::KeyPolicyNotGiven),
    }
}

/// Why policies might take part that do not, or the other way round.
fn open_standings(query: &Query, scopes: &Scopes<'_>) -> Vec<StandingDoubt> {
    let mut doubts = Vec::new();
    for doubt in scopes.members.iter().filter_map(|member| member.assumed) {
        if !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    }
    let unnamed = query.has_no_resource() && scope::needs_resource_policy(query);
    if unnamed && !doubts.contains(&StandingDoubt::ResourceNotNamed) {
        doubts.push(StandingDoubt::ResourceNotNamed);
    }
    if scope::is_alias_of_key(query) {
        doubts.push(StandingDoubt::KeyNotNamed);
    }
    doubts
}

/// What the frame could be instead, for each thing of it that was taken as given.
fn other_frames(query: &Query, frame: &Frame, scopes: &Scopes<'_>) -> Vec<(FrameDoubt, Frame)> {
    let mut frames = Vec::new();
    if query.owner_source == OwnerSource::Assumed && query.requester.has_account() {
        let blocked = query.settings.s3_block_public_access != Some(false)
            && public_access::concerns(query, false)
            && public_access::has_public_policy(scopes);
        let other = Frame { same_account: false, public_access_blocked: blocked, ..*frame };
        frames.push((FrameDoubt::ResourceAccountAssumed, other));
    }
    if frame.public_access_blocked && query.settings.s3_block_public_access.is_none() {
        frames.push((FrameDoubt::BlockPublicAccessAssumed, Frame { public_access_blocked: false, ..*frame }));
    }
    frames
}
