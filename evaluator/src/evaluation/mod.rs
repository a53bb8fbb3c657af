//! From statements to the decision: which policies take part, what their statements come to, AWS's flow chart.
//!
//! [`decide`](PolicySet::decide_query) answers fast; [`Judgement::new`] keeps all it judged. Both gather the same facts and ask the same
//! flow chart.

pub mod flow;
mod frame;
mod public_access;
pub mod scope;
pub(crate) mod what_if;
pub(crate) mod witness;

use alloc::vec::Vec;

use self::flow::{ExplicitAccount, Facts, Frame, Reason};
use self::scope::{Scopes, Standing, StandingDoubt};
use crate::matching::grants::Grants;
use crate::matching::{StatementJudgement, Tri};
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
        let matches = |(place, ask): (Place, bool)| {
            let member = scopes.members.get(place.member).filter(|member| member.standing == Standing::TakesPart)?;
            let pattern = member.reading.patterns.get(place.statement)?;
            let scope = member.matching_scope(frame.has_boundary);
            if ask { pattern.matches(query, scope) } else { pattern.matches_beside_action(query, scope) }
        };
        if candidates.of(Effect::Deny).any(|candidate| matches(candidate).is_some()) {
            return Decision::ExplicitDeny;
        }
        let mut allows = alloc::vec![false; scopes.members.len()];
        let mut grants = Grants::NONE;
        let mut identity = false;
        for candidate in candidates.of(Effect::Allow) {
            let (place, _) = candidate;
            let Some(allows) = allows.get_mut(place.member) else { continue };
            let policy_type = scopes.members.get(place.member).map(|member| member.reading.policy.policy_type);
            // Another Allow adds nothing to one of the same policy, or of any identity-based one; but each may grant to others.
            let adds = match policy_type {
                Some(PolicyType::Resource) => true,
                Some(PolicyType::Identity) => !identity,
                _ => !*allows,
            };
            if let Some(to) = adds.then(|| matches(candidate)).flatten() {
                *allows = true;
                identity |= policy_type == Some(PolicyType::Identity);
                if policy_type == Some(PolicyType::Resource) {
                    grants = grants | to;
                }
            }
        }
        let grants = grants | default_key_policy(&frame, &scopes, query);
        let facts =
            gather(self, query, &scopes, Presence::AsGiven, false, grants, |index| allows.get(index) == Some(&true));
        flow::decide(&frame, facts)
    }
}

impl<'s> Judgement<'s> {
    /// Judges `query` by `set`.
    pub(crate) fn new(set: &'s PolicySet, query: &'s Query) -> Self {
        let scopes = Scopes::new(set, query);
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
        let facts = facts(set, query, &scopes, &statements, default, |judged| judged.matches);
        let must = facts_at_least(set, query, &scopes, &statements);
        let may = facts_at_most(set, query, &scopes, &statements, not_given.is_some(), &frame);
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

    /// The SCP levels that concern the requester and allow nothing of the request.
    pub(crate) fn blocking_levels(&self) -> impl Iterator<Item = &Level> {
        let allows = |policy: &usize| {
            let mut judged = self.statements.get(*policy).into_iter().flatten().enumerate();
            judged.any(|(at, judged)| judged.matches && self.effect(*policy, at) == Some(Effect::Allow))
        };
        let levels = scope::levels(&self.set.service_control, &self.query.requester.account);
        levels.filter(move |level| !level.members.iter().any(allows))
    }
}

fn of_effect<'j>(
    scopes: &'j Scopes<'_>,
    statements: &'j [Vec<StatementJudgement>],
    effect: Effect,
) -> impl Iterator<Item = (usize, &'j StatementJudgement)> {
    scopes.members.iter().zip(statements).enumerate().flat_map(move |(index, (member, judged))| {
        let of = move |(pattern, _): &(&crate::matching::Pattern, &StatementJudgement)| pattern.effect == effect;
        member.reading.patterns.iter().zip(judged).filter(of).map(move |(_, judged)| (index, judged))
    })
}

fn is_resource(scopes: &Scopes<'_>, index: usize) -> bool {
    scopes.members.get(index).is_some_and(|member| member.reading.policy.policy_type == PolicyType::Resource)
}

fn facts(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
    default: Grants,
    counts: impl Fn(&StatementJudgement) -> bool,
) -> Facts {
    let denied = of_effect(scopes, statements, Effect::Deny).any(|(_, judged)| counts(judged));
    let allows = allowing(scopes, statements, &counts);
    let grants = of_effect(scopes, statements, Effect::Allow)
        .filter(|(index, judged)| is_resource(scopes, *index) && counts(judged))
        .fold(default, |grants, (_, judged)| grants | judged.grants);
    gather(set, query, scopes, Presence::AsGiven, denied, grants, |index| allows.get(index) == Some(&true))
}

fn facts_at_least(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
) -> Facts {
    let certain = |judged: &StatementJudgement| judged.tri == Tri::Yes;
    let known = |index: usize| !scopes.is_assumed(index);
    let denied = of_effect(scopes, statements, Effect::Deny).any(|(index, judged)| known(index) && certain(judged));
    let allows = allowing(scopes, statements, &certain);
    let grants = of_effect(scopes, statements, Effect::Allow)
        .filter(|(index, judged)| is_resource(scopes, *index) && certain(judged))
        .fold(Grants::NONE, |grants, (_, judged)| grants | judged.grants.without(judged.open_grants));
    gather(set, query, scopes, Presence::Most, denied, grants, |index| known(index) && allows.get(index) == Some(&true))
}

fn facts_at_most(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
    not_given: bool,
    frame: &Frame,
) -> Facts {
    let possible = |judged: &StatementJudgement| judged.tri != Tri::No;
    let unread = |index: usize| scopes.members.get(index).is_some_and(|member| member.standing == Standing::Unread);
    let anything = |index: usize| unread(index) || scopes.is_assumed(index);
    let any = (0..scopes.members.len()).any(anything);
    let any_resource = (0..scopes.members.len()).any(|index| anything(index) && is_resource(scopes, index));
    let denied = not_given || any || of_effect(scopes, statements, Effect::Deny).any(|(_, judged)| possible(judged));
    let allows = allowing(scopes, statements, &possible);
    let all = if not_given || any_resource { all_grants(frame.requester) } else { Grants::NONE };
    let grants = of_effect(scopes, statements, Effect::Allow)
        .filter(|(index, judged)| is_resource(scopes, *index) && possible(judged))
        .fold(all, |grants, (_, judged)| grants | judged.grants | judged.open_grants);
    let may = |index: usize| anything(index) || allows.get(index) == Some(&true);
    gather(set, query, scopes, Presence::Most, denied, grants, may)
}

/// For each policy whether one of its Allow statements counts.
fn allowing(
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
    counts: &impl Fn(&StatementJudgement) -> bool,
) -> Vec<bool> {
    let mut allows = alloc::vec![false; scopes.members.len()];
    for (index, _) in of_effect(scopes, statements, Effect::Allow).filter(|(_, judged)| counts(judged)) {
        if let Some(allows) = allows.get_mut(index) {
            *allows = true;
        }
    }
    allows
}

/// Which policies count as attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    /// Those that take part.
    AsGiven,
    /// Those that might, too.
    Most,
}

/// Puts together what each policy came to. A policy that is not given limits nothing; one that was given and cannot be read allows nothing.
fn gather(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    presence: Presence,
    denied: bool,
    grants: Grants,
    allows: impl Fn(usize) -> bool,
) -> Facts {
    let counts = |index: usize| {
        scopes.members.get(index).is_some_and(|member| match member.standing {
            Standing::TakesPart | Standing::Unread => true,
            Standing::Elsewhere => presence == Presence::Most && member.assumed.is_some(),
            Standing::LeftOut(_) => false,
        })
    };
    let mut types: [(bool, bool); 7] = Default::default();
    for (index, member) in scopes.members.iter().enumerate().filter(|(index, _)| counts(*index)) {
        if let Some((given, allowing)) = types.get_mut(member.reading.policy.policy_type as usize) {
            *given = true;
            *allowing |= allows(index);
        }
    }
    let of_type = |policy_type: PolicyType| types.get(policy_type as usize).copied().unwrap_or_default();
    let limits = |policy_type| {
        let (given, allowing) = of_type(policy_type);
        allowing || !given
    };
    let service_control = scope::levels(&set.service_control, &query.requester.account).all(|level| {
        let mut members = level.members.iter().copied().filter(|index| counts(*index)).peekable();
        members.peek().is_none() || members.any(&allows)
    });
    Facts {
        denied,
        service_control,
        vpc_endpoint: limits(PolicyType::VpcEndpoint),
        identity: of_type(PolicyType::Identity).1,
        boundary: limits(PolicyType::PermissionsBoundary),
        session: limits(PolicyType::Session),
        grants,
    }
}

/// Every kind that a policy could grant to such a requester.
fn all_grants(requester: RequesterKind) -> Grants {
    let own = match requester {
        RequesterKind::Root => Grants::ROOT | Grants::ACCOUNT,
        RequesterKind::User => Grants::USER | Grants::ACCOUNT,
        RequesterKind::RoleSession => Grants::ROLE | Grants::SESSION | Grants::ACCOUNT,
        RequesterKind::FederatedUser => Grants::FED_PARENT_USER | Grants::SESSION | Grants::ACCOUNT,
        RequesterKind::Provider => Grants::PROVIDER,
        RequesterKind::Service => Grants::SERVICE,
        RequesterKind::Anonymous => Grants::NONE,
    };
    own | Grants::PUBLIC
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
