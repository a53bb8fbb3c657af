//! What could change the decision: every thing that is not known, in every world that the other unknown things leave possible.
//!
//! A statement that is not known to match is taken to match in one world and not in another, independently of the others. That can
//! call a harmless thing able to change the decision, never the reverse.

use alloc::vec::Vec;

use super::facts::all_grants;
use super::flow::{self, Facts, Frame};
use super::scope::{self, Standing};
use super::{FrameDoubt, Judgement};
use crate::matching::Tri;
use crate::matching::grants::Grants;
use crate::policy::{Effect, PolicyType};

impl Judgement<'_> {
    /// Whether the decision is another one in some world, if this statement applies and if it does not.
    pub(crate) fn statement_matters(&self, policy: usize, statement: usize) -> bool {
        let Some(judged) = self.statements.get(policy).and_then(|statements| statements.get(statement)) else {
            return false;
        };
        if judged.tri != Tri::Open {
            return false;
        }
        match self.effect(policy, statement) {
            Some(Effect::Deny) => self.deny_matters(),
            Some(Effect::Allow) => self.allow_matters(policy, judged.grants | judged.open_grants),
            None => false,
        }
    }

    /// Whether a policy that cannot be read could change the decision.
    pub(crate) fn unread_matters(&self, policy: usize) -> bool {
        self.deny_matters() || self.allow_matters(policy, all_grants(self.frame.requester))
    }

    /// Whether an Allow in a policy that cannot be read could change the decision.
    pub(crate) fn unread_allow_matters(&self, policy: usize) -> bool {
        self.allow_matters(policy, all_grants(self.frame.requester))
    }

    /// Whether the policy that always exists and was not given could change the decision.
    pub(crate) fn not_given_matters(&self) -> bool {
        self.deny_matters() || self.grants_matter(all_grants(self.frame.requester))
    }

    /// Whether the decision could be another one if other policies took part: anything that the requester's policies or a Deny can do.
    pub(crate) fn standings_matter(&self) -> bool {
        self.not_given_matters()
            || self.differs(&|world, holds| world.identity = holds)
            || self.differs(&|world, holds| world.boundary = holds)
            || self.differs(&|world, holds| world.service_control = holds)
    }

    /// Whether another frame could change the decision.
    pub(crate) fn frame_matters(&self, doubt: FrameDoubt) -> bool {
        let others = self.other_frames.iter().filter(|(of, _)| *of == doubt);
        others
            .map(|(_, other)| other)
            .any(|other| self.in_some_world(&|world| flow::decide(&self.frame, world) != flow::decide(other, world)))
    }

    fn deny_matters(&self) -> bool {
        !self.must.denied && self.differs(&|world, holds| world.denied = holds)
    }

    fn allow_matters(&self, policy: usize, grants: Grants) -> bool {
        let Some(member) = self.scopes.members.get(policy) else { return false };
        let must = &self.must;
        let (certain, give): (bool, fn(&mut Facts, bool)) = match member.reading.policy.policy_type {
            PolicyType::Resource => return self.grants_matter(grants),
            PolicyType::ResourceControl => return false,
            PolicyType::ServiceControl => (!self.is_only_way_up(policy), |world, holds| world.service_control = holds),
            PolicyType::VpcEndpoint => (must.vpc_endpoint, |world, holds| world.vpc_endpoint = holds),
            PolicyType::Identity => (must.identity, |world, holds| world.identity = holds),
            PolicyType::PermissionsBoundary => (must.boundary, |world, holds| world.boundary = holds),
            PolicyType::Session => (must.session, |world, holds| world.session = holds),
        };
        !certain && self.differs(&give)
    }

    fn grants_matter(&self, grants: Grants) -> bool {
        self.differs(&|world, holds| {
            let without = world.grants.without(grants) | self.must.grants;
            world.grants = if holds { without | grants } else { without };
        })
    }

    /// Whether some level of the policy has no other SCP that is known to allow, while every other level may.
    fn is_only_way_up(&self, policy: usize) -> bool {
        let allows = |index: usize, least: Tri| {
            let Some(member) = self.scopes.members.get(index) else { return false };
            if member.standing == Standing::Unread {
                return least == Tri::Open;
            }
            let judged = self.statements.get(index).map(Vec::as_slice).unwrap_or_default();
            member
                .reading
                .patterns
                .iter()
                .zip(judged)
                .any(|(p, judged)| p.effect == Effect::Allow && judged.tri >= least)
        };
        let mut is_only_way = false;
        for level in scope::levels(&self.set.service_control, &self.query.requester.account) {
            if !level.members.iter().any(|member| allows(*member, Tri::Open)) {
                return false;
            }
            let is_certain = level.members.iter().any(|member| allows(*member, Tri::Yes));
            is_only_way |= level.members.contains(&policy) && !is_certain;
        }
        is_only_way
    }

    /// Whether something that holds in one world and not in another, all else alike, makes the decision another one.
    fn differs(&self, give: &dyn Fn(&mut Facts, bool)) -> bool {
        let in_frame = |frame: &Frame| {
            self.in_some_world(&|world| {
                let decide = |holds| {
                    let mut world = world;
                    give(&mut world, holds);
                    flow::decide(frame, world)
                };
                decide(false) != decide(true)
            })
        };
        in_frame(&self.frame) || self.other_frames.iter().any(|(_, frame)| in_frame(frame))
    }

    /// Whether something holds in a world between what must and what may be, in which it could show.
    ///
    /// A denied world is denied whatever else holds: looking at those that need not be denied loses nothing. A guardrail that does not
    /// allow makes all worlds alike: where it may allow, looking at the worlds in which it does loses nothing either.
    fn in_some_world(&self, holds: &dyn Fn(Facts) -> bool) -> bool {
        let (must, may) = (self.must, self.may);
        let grants: Vec<Grants> = may.grants.without(must.grants).kinds().collect();
        // A bit for each thing that is free, and a world for each choice of them.
        let free = u32::from(may.identity && !must.identity)
            | u32::from(may.boundary && !must.boundary) << 1
            | u32::from(may.session && !must.session) << 2
            | ((1 << grants.len()) - 1) << 3;
        let mut chosen = free;
        loop {
            let has = |bit: usize| chosen >> bit & 1 == 1;
            let world = Facts {
                denied: must.denied,
                service_control: may.service_control,
                vpc_endpoint: may.vpc_endpoint,
                identity: must.identity || has(0),
                boundary: must.boundary || has(1),
                session: must.session || has(2),
                grants: (3..).zip(&grants).filter(|(bit, _)| has(*bit)).fold(must.grants, |all, (_, kind)| all | *kind),
            };
            if holds(world) {
                return true;
            }
            if chosen == 0 {
                return false;
            }
            chosen = (chosen - 1) & free;
        }
    }
}
