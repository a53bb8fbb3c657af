//! Looks for a change of the context that alters the decision, for a key that is absent.
//!
//! A world gives some of the absent keys values that the policies make worth trying, and leaves the others absent; `space` holds them
//! and decides in each. A key can change the decision where some world is decided otherwise with the key than without it. Of such worlds
//! the one with the fewest keys is the witness:
//!
//! 1. one in which the key makes the difference, and which is decided otherwise than the request;
//! 2. else the key only takes back what other keys do: a world that is decided otherwise, with a value of the key that leaves it so;
//! 3. else every value takes it back: that world, with the key left absent.
//!
//! What changes the decision only together with an open question, such as what a policy says that cannot be read, has no witness: no
//! change of the context shows it. One search serves a whole evaluation; where there are few worlds it looks at all of them.

mod candidate;
mod space;
mod values;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use self::candidate::Candidate;
use self::space::{Space, World};
use super::Judgement;
use crate::matching::Tri;
use crate::request::Decision;
use crate::request::context::Values;
use crate::request::query::Query;

/// The most keys that witnesses are looked for.
const MAX_KEYS: usize = 20;
/// The most worlds that are looked at for one key.
const MAX_WORLDS: usize = 4_000;
/// The most worlds that are looked at for one evaluation.
const MAX_WORLDS_IN_ALL: usize = 16_000;

/// Values for context keys, by lower-case key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assignment(Vec<Assigned>);

/// A context key with a value.
#[derive(Clone, Debug)]
pub(crate) struct Assigned {
    lower: String,
    /// The name to give it.
    pub(crate) name: String,
    pub(crate) values: Values,
}

impl Assignment {
    /// Whether nothing is given.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All that is given.
    pub(crate) fn iter(&self) -> core::slice::Iter<'_, Assigned> {
        self.0.iter()
    }

    /// Gives a key its value.
    fn give(&mut self, assigned: Assigned) {
        let at = self.0.partition_point(|known| known.lower < assigned.lower);
        match self.0.get_mut(at).filter(|known| known.lower == assigned.lower) {
            Some(known) => *known = assigned,
            None => self.0.insert(at, assigned),
        }
    }

    /// Gives what another one gives.
    pub(crate) fn extend(&mut self, other: &Self) {
        for assigned in &other.0 {
            self.give(assigned.clone());
        }
    }
}

/// The call that a request is a part of: its decision, and what it would be with values given.
#[derive(Clone, Copy)]
pub(crate) struct Call<'c> {
    pub(crate) decision: Decision,
    pub(crate) decide: &'c dyn Fn(&Assignment) -> Decision,
}

/// A change that alters the decision.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) assignment: Assignment,
    /// The decision that it gives.
    pub(crate) decision: Decision,
}

/// A search for changes.
pub(crate) struct Search<'j, 's> {
    space: Space<'j, 's>,
    decision: Decision,
    keys_left: usize,
    /// For the key at hand, and for all of them.
    worlds_left: usize,
    worlds_left_in_all: usize,
}

/// The worlds found so far for one key that are no more than second best.
#[derive(Default)]
struct SecondBest {
    /// The key takes back what others do, but not with this value.
    beside: Option<World>,
    /// The key takes back what others do.
    without: Option<World>,
}

impl<'j, 's> Search<'j, 's> {
    /// A search among the statements that could apply or not, for what is not known.
    pub(crate) fn new(judgement: &'j Judgement<'s>, call: Option<Call<'j>>) -> Self {
        let is_absent = |key: &str| !judgement.query.context.has(key);
        let mut statements = Vec::new();
        for (policy, (member, judged)) in judgement.scopes.members.iter().zip(&judgement.statements).enumerate() {
            for (at, judged) in judged.iter().enumerate() {
                if judged.tri == Tri::Open {
                    statements.extend(Candidate::new(judgement, member, (policy, at), &is_absent));
                }
            }
        }
        Self {
            space: Space::new(judgement, call, judgement.query.clone(), statements),
            decision: call.map_or(judgement.decision, |call| call.decision),
            keys_left: MAX_KEYS,
            worlds_left: 0,
            worlds_left_in_all: MAX_WORLDS_IN_ALL,
        }
    }

    /// A change of the context that alters the decision, and to which `key` belongs; without a value for it where every one takes the
    /// change back.
    pub(crate) fn find(&mut self, key: &str) -> Option<Found> {
        self.keys_left = self.keys_left.checked_sub(1)?;
        let own = self.space.position(&key.to_ascii_lowercase())?;
        self.worlds_left = MAX_WORLDS.min(self.worlds_left_in_all);
        let before = self.worlds_left;
        let world = self.search(own);
        self.worlds_left_in_all -= before - self.worlds_left;
        let world = world?;
        Some(Found { decision: self.space.decide(&world), assignment: self.space.assignment(&world) })
    }

    fn search(&mut self, own: usize) -> Option<World> {
        let others = self.space.others(own);
        let mut second_best = SecondBest::default();
        let mut world = self.space.nothing_given();
        for given in 0..=others.len() {
            // Before many keys are tried in all their ways: those that bring about what a statement needs.
            if given == 2
                && let Some(found) = self.directed(own, &mut second_best)
            {
                return Some(found);
            }
            if self.walk(own, &others, given, &mut world, &mut second_best) {
                return Some(world);
            }
            if self.worlds_left == 0 {
                break;
            }
        }
        second_best.beside.or_else(|| self.kept_back(own, second_best.without?))
    }

    /// The world in which the key does not take back what others do: with a value that is as good as none, else with none.
    fn kept_back(&mut self, own: usize, without: World) -> Option<World> {
        if let Some(value) = self.space.as_if_absent(own) {
            let mut given = without.clone();
            given.give(own, value);
            if self.space.decide(&given) != self.decision {
                return Some(given);
            }
        }
        // A part may lack a key that the call has, so that leaving it absent is no change of the call.
        (!self.space.is_of_call()).then_some(without)
    }

    /// Looks at every world in which so many of the other keys are given; true where `world` is one to show.
    fn walk(
        &mut self,
        own: usize,
        others: &[usize],
        given: usize,
        world: &mut World,
        second_best: &mut SecondBest,
    ) -> bool {
        if given == 0 {
            return self.makes_the_difference(own, world, second_best);
        }
        let mut rest = others;
        while let Some((other, further)) = rest.split_first().filter(|_| rest.len() >= given) {
            for value in self.space.values(*other) {
                world.give(*other, value);
                if self.walk(own, further, given - 1, world, second_best) {
                    return true;
                }
                if self.worlds_left == 0 {
                    break;
                }
            }
            world.leave(*other);
            rest = further;
        }
        false
    }

    /// Whether some value of the key alters the decision in this world and of the request; `world` then has it.
    fn makes_the_difference(&mut self, own: usize, world: &mut World, second_best: &mut SecondBest) -> bool {
        world.leave(own);
        let Some(without) = self.look(world) else { return false };
        let (mut beside, mut takes_back) = (None, false);
        for value in self.space.values(own) {
            world.give(own, value);
            let Some(with) = self.look(world) else { break };
            match (with != without, with != self.decision) {
                (true, true) => return true,
                (true, false) => takes_back = true,
                (false, true) if beside.is_none() => beside = Some(world.clone()),
                (false, _) => {}
            }
        }
        world.leave(own);
        if takes_back {
            second_best.beside = second_best.beside.take().or(beside);
            second_best.without.get_or_insert_with(|| world.clone());
        }
        false
    }

    fn look(&mut self, world: &World) -> Option<Decision> {
        self.worlds_left = self.worlds_left.checked_sub(1)?;
        Some(self.space.decide(world))
    }

    /// A world to show among those in which a statement that reads the key applies, or does not, and all others allow, or none does.
    fn directed(&mut self, own: usize, second_best: &mut SecondBest) -> Option<World> {
        for mut world in self.space.directed(own) {
            if self.makes_the_difference(own, &mut world, second_best) {
                return Some(self.shortened(own, world));
            }
        }
        None
    }

    /// Leaves out what the change does not need.
    fn shortened(&mut self, own: usize, mut world: World) -> World {
        for other in self.space.others(own) {
            let mut shorter = world.clone();
            shorter.leave(other);
            let with = self.space.decide(&shorter);
            let mut without = shorter.clone();
            without.leave(own);
            if with != self.decision && with != self.space.decide(&without) {
                world = shorter;
            }
        }
        world
    }
}

/// Values for keys that nobody derives, absent or given, with which a statement matches `query` or does not; empty where it is so already.
pub(crate) fn satisfy(
    judgement: &Judgement<'_>,
    query: &Query,
    (policy, position): (usize, usize),
    wanted: bool,
) -> Option<Assignment> {
    let member = judgement.scopes.members.get(policy)?;
    let is_free = |key: &str| !query.derived.iter().any(|derived| derived.name.eq_ignore_ascii_case(key));
    let candidate = Candidate::new(judgement, member, (policy, position), &is_free)?;
    let pattern = candidate.pattern;
    let mut space = Space::new(judgement, None, query.clone(), alloc::vec![candidate]);
    let mut world = space.nothing_given();
    if !space.bring(0, wanted, &mut world) {
        return None;
    }
    let mut assignment = space.assignment(&world);
    for assigned in &mut assignment.0 {
        if let Some(written) = pattern.keys().into_iter().find(|name| name.eq_ignore_ascii_case(&assigned.lower)) {
            written.clone_into(&mut assigned.name);
        }
    }
    Some(assignment)
}
