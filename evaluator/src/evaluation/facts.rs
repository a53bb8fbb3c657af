//! What the statements of a set come to: the facts that AWS's flow chart asks for, as the request stands, at least, and at most.

use alloc::vec::Vec;

use super::flow::{Facts, Frame};
use super::scope::{self, Scopes, Standing};
use crate::matching::grants::Grants;
use crate::matching::{StatementJudgement, Tri};
use crate::policy::{Effect, PolicyType};
use crate::request::query::Query;
use crate::request::requester::RequesterKind;
use crate::set::PolicySet;

/// What the statements that count come to.
#[derive(Clone, Debug)]
pub(crate) struct Effects {
    /// Whether one denies.
    pub(crate) denied: bool,
    /// For each policy whether one of its statements allows.
    pub(crate) allows: Vec<bool>,
    /// To whom those of resource-based policies grant.
    pub(crate) grants: Grants,
}

impl Effects {
    /// Of no statement.
    pub(crate) fn none(scopes: &Scopes<'_>, grants: Grants) -> Self {
        Self { denied: false, allows: alloc::vec![false; scopes.members.len()], grants }
    }

    /// Those of the statements that count: of each it is asked to whom it grants then.
    fn of(
        scopes: &Scopes<'_>,
        statements: &[Vec<StatementJudgement>],
        grants: Grants,
        counts: &dyn Fn(usize, &StatementJudgement) -> Option<Grants>,
    ) -> Self {
        let mut effects = Self::none(scopes, grants);
        for (policy, (member, judged)) in scopes.members.iter().zip(statements).enumerate() {
            for (pattern, judged) in member.reading.patterns.iter().zip(judged) {
                if let Some(to) = counts(policy, judged) {
                    effects.add(scopes, policy, pattern.effect, to);
                }
            }
        }
        effects
    }

    /// Adds what a statement of a policy does.
    pub(crate) fn add(&mut self, scopes: &Scopes<'_>, policy: usize, effect: Effect, to: Grants) {
        if effect == Effect::Deny {
            self.denied = true;
            return;
        }
        if let Some(allows) = self.allows.get_mut(policy) {
            *allows = true;
        }
        if is_resource(scopes, policy) {
            self.grants = self.grants | to;
        }
    }

    /// Whether a statement of the policy allows.
    pub(crate) fn allow(&self, policy: usize) -> bool {
        self.allows.get(policy) == Some(&true)
    }
}

fn is_resource(scopes: &Scopes<'_>, policy: usize) -> bool {
    scopes.members.get(policy).is_some_and(|member| member.reading.policy.policy_type == PolicyType::Resource)
}

/// As the request stands.
pub(super) fn facts(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
    default: Grants,
) -> Facts {
    let effects = Effects::of(scopes, statements, default, &|_, judged| judged.matches.then_some(judged.grants));
    gather(set, query, scopes, Presence::AsGiven, &effects)
}

/// Whatever is not known.
pub(super) fn facts_at_least(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
) -> Facts {
    let effects = Effects::of(scopes, statements, Grants::NONE, &|policy, judged| {
        let certain = judged.tri == Tri::Yes && !scopes.is_assumed(policy);
        certain.then_some(judged.grants.without(judged.open_grants))
    });
    gather(set, query, scopes, Presence::Most, &effects)
}

/// With all that is not known.
pub(super) fn facts_at_most(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    statements: &[Vec<StatementJudgement>],
    not_given: bool,
    frame: &Frame,
) -> Facts {
    let mut effects = Effects::of(scopes, statements, Grants::NONE, &|_, judged| {
        (judged.tri != Tri::No).then_some(judged.grants | judged.open_grants)
    });
    let all = all_grants(frame.requester);
    for (policy, member) in scopes.members.iter().enumerate() {
        if member.standing == Standing::Unread || member.assumed.is_some() {
            effects.add(scopes, policy, Effect::Deny, all);
            effects.add(scopes, policy, Effect::Allow, all);
        }
    }
    if not_given {
        (effects.denied, effects.grants) = (true, effects.grants | all);
    }
    gather(set, query, scopes, Presence::Most, &effects)
}

/// Which policies count as attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Those that take part.
    AsGiven,
    /// Those that might, too.
    Most,
}

/// Puts together what each policy came to. A policy that is not given limits nothing; one that was given and cannot be read allows nothing.
pub(crate) fn gather(
    set: &PolicySet,
    query: &Query,
    scopes: &Scopes<'_>,
    presence: Presence,
    effects: &Effects,
) -> Facts {
    let counts = |index: usize| {
        scopes.members.get(index).is_some_and(|member| match member.standing {
            Standing::TakesPart | Standing::Unread => true,
            Standing::Elsewhere => presence == Presence::Most && member.assumed.is_some(),
            Standing::LeftOut(_) => false,
        })
    };
    let mut types: [(bool, bool); 7] = Default::default();
    for (index, member) in scopes.members.iter().enumerate() {
        if let Some((given, allowing)) = types.get_mut(member.reading.policy.policy_type as usize)
            && counts(index)
        {
            *given = true;
            *allowing |= effects.allow(index);
        }
    }
    let of_type = |policy_type: PolicyType| types.get(policy_type as usize).copied().unwrap_or_default();
    let limits = |policy_type| {
        let (given, allowing) = of_type(policy_type);
        allowing || !given
    };
    let mut service_control = true;
    for level in scope::levels(&set.service_control, &query.requester.account) {
        let (mut given, mut allowing) = (false, false);
        for index in level.members.iter().copied().filter(|index| counts(*index)) {
            given = true;
            allowing |= effects.allow(index);
        }
        service_control &= allowing || !given;
    }
    Facts {
        denied: effects.denied,
        service_control,
        vpc_endpoint: limits(PolicyType::VpcEndpoint),
        identity: of_type(PolicyType::Identity).1,
        boundary: limits(PolicyType::PermissionsBoundary),
        session: limits(PolicyType::Session),
        grants: effects.grants,
    }
}

/// Every kind that a policy could grant to such a requester.
pub(super) fn all_grants(requester: RequesterKind) -> Grants {
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
