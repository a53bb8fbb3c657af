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

use alloc::string::String;
use alloc::vec::Vec;

use self::flow::{ExplicitAccount, Facts, Frame, Reason};
use self::scope::{Scopes, Standing};
use crate::matching::grants::Grants;
use crate::matching::{StatementJudgement, Tri};
use crate::policy::{Effect, PolicyType};
use crate::request::Decision;
use crate::request::query::{OwnerSource, Query};
use crate::request::requester::RequesterKind;
use crate::set::PolicySet;

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
    /// The user who asked for a federated session was taken from its name, and policies are attached to users.
    ParentUserAssumed,
    /// The session is by its name one of a service-linked role, and the role's path is not known.
    RolePathUnknown,
    /// The requester is any session of a role, and a policy is attached to one of them.
    SessionNameUnknown,
    /// `*` was asked for an action that has resources, so that the policy of the resource took no part.
    ResourceNotNamed,
}

/// One request judged by a set of policies, with all its evidence.
#[derive(Clone, Debug)]
pub(crate) struct Judgement<'s> {
    pub(crate) set: &'s PolicySet,
    pub(crate) query: Query,
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
    pub(crate) standings: Vec<FrameDoubt>,
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
        let mut allows = alloc::vec![false; scopes.members.len()];
        let mut grants = Grants::NONE;
        for (member, allows) in scopes.members.iter().zip(&mut allows) {
            if member.standing != Standing::TakesPart {
                continue;
            }
            let scope = member.matching_scope(frame.has_boundary);
            for pattern in member.reading.candidates(query) {
                // Another Allow of a policy that allows already adds nothing, but for whom it grants to.
                if *allows && pattern.effect == Effect::Allow && scope.policy_type != PolicyType::Resource {
                    continue;
                }
                match (pattern.matches(query, scope), pattern.effect) {
                    (None, _) => {}
                    (Some(_), Effect::Deny) => return Decision::ExplicitDeny,
                    (Some(to), Effect::Allow) => {
                        *allows = true;
                        if scope.policy_type == PolicyType::Resource {
                            grants = grants | to;
                        }
                    }
                }
            }
        }
        let grants = grants | default_key_policy(&frame, &scopes, query);
        let facts = gather(self, query, &scopes, false, grants, |index| allows.get(index) == Some(&true));
        flow::decide(&frame, facts)
    }
}

impl<'s> Judgement<'s> {
    /// Judges `query` by `set`.
    pub(crate) fn new(set: &'s PolicySet, query: Query) -> Self {
        let scopes = Scopes::new(set, &query);
        let frame = Frame::new(&query, &scopes);
        let statements: Vec<Vec<StatementJudgement>> = scopes
            .members
            .iter()
            .map(|member| match member.standing {
                Standing::TakesPart => {
                    let scope = member.matching_scope(frame.has_boundary);
                    member.reading.patterns.iter().map(|pattern| pattern.judge(&query, scope)).collect()
                }
                Standing::Unread | Standing::Elsewhere | Standing::LeftOut(_) => Vec::new(),
            })
            .collect();
        let not_given = policy_not_given(&frame, &scopes);
        let default = default_key_policy(&frame, &scopes, &query);
        let facts = facts(set, &query, &scopes, &statements, default, |judged| judged.matches);
        let must = facts_at_least(set, &query, &scopes, &statements);
        let may = facts_at_most(set, &query, &scopes, &statements, not_given.is_some(), &frame);
        Self {
            other_frames: other_frames(&query, &frame, &scopes),
            standings: open_standings(&query, &scopes),
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
    gather(set, query, scopes, denied, grants, |index| allows.get(index) == Some(&true))
}

fn facts_at_least(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
) -> Facts {
    let certain = |judged: &StatementJudgement| judged.tri == Tri::Yes;
    let denied = of_effect(scopes, statements, Effect::Deny).any(|(_, judged)| certain(judged));
    let allows = allowing(scopes, statements, &certain);
    let grants = of_effect(scopes, statements, Effect::Allow)
        .filter(|(index, judged)| is_resource(scopes, *index) && certain(judged))
        .fold(Grants::NONE, |grants, (_, judged)| grants | judged.grants.without(judged.open_grants));
    gather(set, query, scopes, denied, grants, |index| allows.get(index) == Some(&true))
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
    let any_unread = scopes.members.iter().any(|member| member.standing == Standing::Unread);
    let unread_resource = (0..scopes.members.len()).any(|index| unread(index) && is_resource(scopes, index));
    let denied =
        not_given || any_unread || of_effect(scopes, statements, Effect::Deny).any(|(_, judged)| possible(judged));
    let allows = allowing(scopes, statements, &possible);
    let anything = if not_given || unread_resource { all_grants(frame.requester) } else { Grants::NONE };
    let grants = of_effect(scopes, statements, Effect::Allow)
        .filter(|(index, judged)| is_resource(scopes, *index) && possible(judged))
        .fold(anything, |grants, (_, judged)| grants | judged.grants | judged.open_grants);
    gather(set, query, scopes, denied, grants, |index| unread(index) || allows.get(index) == Some(&true))
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

/// Puts together what each policy came to. A policy that is not given limits nothing; one that was given and cannot be read allows nothing.
fn gather(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    denied: bool,
    grants: Grants,
    allows: impl Fn(usize) -> bool,
) -> Facts {
    let counts = |index: usize| {
        scopes
            .members
            .get(index)
            .is_some_and(|member| matches!(member.standing, Standing::TakesPart | Standing::Unread))
    };
    let of_type = |policy_type| {
        scopes
            .members
            .iter()
            .enumerate()
            .filter(move |(index, member)| member.reading.policy.policy_type == policy_type && counts(*index))
            .map(|(index, _)| index)
    };
    let limits = |policy_type| of_type(policy_type).next().is_none() || of_type(policy_type).any(&allows);
    let service_control = scope::levels(&set.service_control, &query.requester.account).all(|level| {
        let mut members = level.members.iter().copied().filter(|index| counts(*index)).peekable();
        members.peek().is_none() || members.any(&allows)
    });
    Facts {
        denied,
        service_control,
        vpc_endpoint: limits(PolicyType::VpcEndpoint),
        identity: of_type(PolicyType::Identity).any(&allows),
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
fn open_standings(query: &Query, scopes: &Scopes<'_>) -> Vec<FrameDoubt> {
    let requester = &query.requester;
    let any = |holds: &dyn Fn(&scope::Scoped<'_>) -> bool| scopes.members.iter().any(holds);
    let of_type = |member: &scope::Scoped<'_>, types: &[PolicyType]| types.contains(&member.reading.policy.policy_type);
    let mut doubts = Vec::new();
    let parent_assumed = requester.parent.as_ref().is_some_and(|parent| parent.assumed);
    let to_user = |member: &scope::Scoped<'_>| {
        of_type(member, &[PolicyType::Identity, PolicyType::PermissionsBoundary])
            && member.reading.policy.attached_to.iter().any(|to| to.contains(":user/"))
    };
    if parent_assumed && any(&to_user) {
        doubts.push(FrameDoubt::ParentUserAssumed);
    }
    let to_session = |member: &scope::Scoped<'_>| {
        let own = |to: &String| to.contains(":assumed-role/") && to.split('/').nth(1) == Some(requester.name.as_str());
        member.standing == Standing::Elsewhere && member.reading.policy.attached_to.iter().any(own)
    };
    if requester.kind == RequesterKind::RoleSession && requester.session.is_none() && any(&to_session) {
        doubts.push(FrameDoubt::SessionNameUnknown);
    }
    let of_organization = |member: &scope::Scoped<'_>| {
        of_type(member, &[PolicyType::ServiceControl, PolicyType::ResourceControl])
            && matches!(member.standing, Standing::TakesPart | Standing::Unread)
    };
    let service_linked = requester.role_arn.is_none() && requester.name.starts_with("AWSServiceRoleFor");
    if service_linked && requester.kind == RequesterKind::RoleSession && any(&of_organization) {
        doubts.push(FrameDoubt::RolePathUnknown);
    }
    let elsewhere = |member: &scope::Scoped<'_>| {
        of_type(member, &[PolicyType::ResourceControl]) && member.standing == Standing::Elsewhere
    };
    if query.owner_source == OwnerSource::Assumed && any(&elsewhere) {
        doubts.push(FrameDoubt::ResourceAccountAssumed);
    }
    let about_resource = |member: &scope::Scoped<'_>| {
        of_type(member, &[PolicyType::Resource, PolicyType::ResourceControl])
            && member.standing == Standing::LeftOut(scope::LeftOut::NoResource)
    };
    let has_policy = frame::is_about_trust(&query.action_lower) || any(&about_resource);
    if query.has_no_resource() && !crate::reference::takes_no_resource(&query.action_lower) && has_policy {
        doubts.push(FrameDoubt::ResourceNotNamed);
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
