//! The worlds of a search: which of the free keys has which value, and what is decided then.
//!
//! What a statement comes to is kept for each choice of the keys that it reads, so that a world costs no more than putting that together.

use alloc::string::String;
use alloc::vec::Vec;

use super::candidate::Candidate;
use super::{Assigned, Assignment, Call, values};
use crate::evaluation::facts::{Effects, Presence, gather};
use crate::evaluation::scope::Scoped;
use crate::evaluation::{Judgement, default_key_policy, flow};
use crate::matching::grants::Grants;
use crate::order::{Named, sort_by_key};
use crate::policy::{Effect, PolicyType};
use crate::request::Decision;
use crate::request::context::Values;
use crate::request::query::Query;

/// The most keys of a space; what further keys would do is not looked at.
const MAX_FREE_KEYS: usize = 24;
/// The most values of a key.
const MAX_VALUES: usize = 16;
/// The most choices of its keys' values that are tried to bring a statement about.
const MAX_CHOICES: usize = 200;

/// The endpoint that the request comes through, in lower case: it decides which endpoint policies take part.
const ENDPOINT: &str = "aws:sourcevpce";

/// For each key which of its values it has; none by 0.
#[derive(Clone, Debug)]
pub(super) struct World(Vec<usize>);

impl World {
    pub(super) fn give(&mut self, key: usize, value: usize) {
        if let Some(given) = self.0.get_mut(key) {
            *given = value;
        }
    }

    pub(super) fn leave(&mut self, key: usize) {
        self.give(key, 0);
    }

    fn value(&self, key: usize) -> usize {
        self.0.get(key).copied().unwrap_or(0)
    }
}

/// A name for the numbers of values, a character for each: no key has more than a few times [`MAX_VALUES`].
fn name(numbers: &[usize]) -> String {
    let mut name = String::with_capacity(numbers.len());
    for number in numbers {
        name.extend(u32::try_from(*number).ok().and_then(char::from_u32));
    }
    name
}

struct Key {
    lower: String,
    /// Values that are worth trying: each comes to something else, and to something else than none.
    values: Vec<Values>,
    /// A value that comes to the same as none.
    as_if_absent: Option<Values>,
}

/// All worlds.
pub(super) struct Space<'j, 's> {
    judgement: &'j Judgement<'s>,
    call: Option<Call<'j>>,
    query: Query,
    keys: Vec<Key>,
    statements: Vec<Candidate<'j>>,
    /// What all the other statements come to.
    effects: Effects,
    known: Named<Decision>,
}

impl Key {
    /// The value of a number that a world gives it.
    fn value(&self, number: usize) -> Option<&Values> {
        self.values.iter().chain(&self.as_if_absent).nth(number.checked_sub(1)?)
    }
}

impl<'j, 's> Space<'j, 's> {
    pub(super) fn new(
        judgement: &'j Judgement<'s>,
        call: Option<Call<'j>>,
        query: Query,
        statements: Vec<Candidate<'j>>,
    ) -> Self {
        let default = default_key_policy(&judgement.frame, &judgement.scopes, judgement.query);
        let mut space = Self {
            judgement,
            call,
            query,
            keys: Vec::new(),
            statements,
            effects: Effects::none(&judgement.scopes, default),
            known: Named::default(),
        };
        space.add_keys();
        space.add_the_others();
        space
    }

    /// The keys of the statements, with the values worth trying: of several with which every statement comes to the same, the first.
    fn add_keys(&mut self) {
        let worth_trying = values::worth_trying(&self.query, &self.statements);
        for index in 0..self.statements.len() {
            let names = self.statements.get(index).map(|statement| statement.names.clone()).unwrap_or_default();
            for lower in names {
                let place = match self.position(&lower) {
                    Some(place) => place,
                    None if self.keys.len() >= MAX_FREE_KEYS => continue,
                    None => {
                        let values = worth_trying.get(&lower).cloned().unwrap_or_else(values::others);
                        let key = self.key(lower, values);
                        self.keys.push(key);
                        self.keys.len() - 1
                    }
                };
                if let Some(statement) = self.statements.get_mut(index) {
                    statement.keys.push(place);
                }
            }
        }
    }

    /// A key with those of the candidates that are worth trying: all of them, where what they come to depends on other keys, too.
    fn key(&mut self, lower: String, mut candidates: Vec<Values>) -> Key {
        let is_free = |key: &str| self.statements.iter().any(|other| other.names.iter().any(|name| name == key));
        let entangled = self.statements.iter().any(|statement| statement.pattern.entangles(&lower, &is_free));
        if entangled || lower == ENDPOINT {
            let others = values::others();
            candidates.retain(|value| !others.contains(value));
            candidates.truncate(MAX_VALUES - others.len());
            candidates.extend(others);
            return Key { lower, values: candidates, as_if_absent: None };
        }
        let absent = self.outcomes(&lower);
        let mut known = Vec::new();
        let (mut values, mut as_if_absent) = (Vec::new(), None);
        for value in candidates {
            let before = self.query.context.replace(&lower, value.clone());
            let outcomes = self.outcomes(&lower);
            self.query.context.restore(&lower, before);
            if outcomes == absent {
                as_if_absent.get_or_insert(value);
            } else if !known.contains(&outcomes) && values.len() < MAX_VALUES {
                known.push(outcomes);
                values.push(value);
            }
        }
        Key { lower, values, as_if_absent }
    }

    /// What every condition on a key comes to.
    fn outcomes(&self, lower: &str) -> Vec<bool> {
        let mut outcomes = Vec::new();
        for statement in &self.statements {
            outcomes.extend(statement.pattern.outcomes(lower, &self.query));
        }
        outcomes
    }

    /// What the statements come to that are the same in every world.
    fn add_the_others(&mut self) {
        let judgement = self.judgement;
        for (policy, (member, judged)) in judgement.scopes.members.iter().zip(&judgement.statements).enumerate() {
            for (at, (pattern, judged)) in member.reading.patterns.iter().zip(judged).enumerate() {
                if judged.matches && !self.statements.iter().any(|candidate| candidate.at == (policy, at)) {
                    self.effects.add(&judgement.scopes, policy, pattern.effect, judged.grants);
                }
            }
        }
    }

    /// Whether the request is a part of a call.
    pub(super) fn is_of_call(&self) -> bool {
        self.call.is_some()
    }

    pub(super) fn position(&self, lower: &str) -> Option<usize> {
        self.keys.iter().position(|key| key.lower == lower)
    }

    pub(super) fn nothing_given(&self) -> World {
        World(alloc::vec![0; self.keys.len()])
    }

    /// The values of a key, by the numbers that a world gives them.
    pub(super) fn values(&self, key: usize) -> core::ops::RangeInclusive<usize> {
        1..=self.keys.get(key).map_or(0, |key| key.values.len())
    }

    /// The value that comes to the same as none, by the number that a world gives it; it is not worth trying.
    pub(super) fn as_if_absent(&self, key: usize) -> Option<usize> {
        let key = self.keys.get(key)?;
        key.as_if_absent.as_ref().map(|_| key.values.len() + 1)
    }

    /// The other keys, those first that most statements read together with the key.
    pub(super) fn others(&self, own: usize) -> Vec<usize> {
        let together = |other: usize| {
            self.statements
                .iter()
                .filter(|statement| statement.keys.contains(&own) && statement.keys.contains(&other))
                .count()
        };
        let mut others = Vec::new();
        for key in 0..self.keys.len() {
            if key != own {
                others.push(key);
            }
        }
        sort_by_key(&mut others, |other| core::cmp::Reverse(together(*other)));
        others
    }

    pub(super) fn assignment(&self, world: &World) -> Assignment {
        let mut assignment = Assignment::default();
        for (place, key) in self.keys.iter().enumerate() {
            if let Some(value) = key.value(world.value(place)) {
                assignment.give(Assigned { lower: key.lower.clone(), name: key.lower.clone(), values: value.clone() });
            }
        }
        assignment
    }

    /// The decision in a world.
    pub(super) fn decide(&mut self, world: &World) -> Decision {
        let name = name(&world.0);
        if let Some(decision) = self.known.get(&name) {
            return *decision;
        }
        let decision = self.decide_anew(world);
        self.known.or(&name, decision);
        decision
    }

    fn decide_anew(&mut self, world: &World) -> Decision {
        let judgement = self.judgement;
        if let Some(call) = self.call {
            return (call.decide)(&self.assignment(world));
        }
        if self.moves_an_endpoint(world) {
            let mut decision = judgement.decision;
            self.with(world, &mut |query| decision = judgement.set.decide_query(query));
            return decision;
        }
        let mut effects = self.effects.clone();
        for index in 0..self.statements.len() {
            let Some(to) = self.outcome(index, world) else { continue };
            let Some(statement) = self.statements.get(index) else { continue };
            effects.add(&judgement.scopes, statement.at.0, statement.pattern.effect, to);
        }
        let facts = gather(judgement.set, &self.query, &judgement.scopes, Presence::AsGiven, &effects);
        flow::decide(&judgement.frame, facts)
    }

    /// Whether the world says which endpoint the request comes through, which decides what policies take part.
    fn moves_an_endpoint(&self, world: &World) -> bool {
        let given = self.position(ENDPOINT).is_some_and(|key| world.value(key) > 0);
        let attached = |member: &Scoped<'_>| {
            member.reading.policy.policy_type == PolicyType::VpcEndpoint
                && !member.reading.policy.attached_to.is_empty()
        };
        given && self.judgement.scopes.members.iter().any(attached)
    }

    /// To whom a statement grants in a world; `None` where it does not match.
    fn outcome(&mut self, index: usize, world: &World) -> Option<Grants> {
        let statement = self.statements.get(index)?;
        let values: Vec<usize> = statement.keys.iter().map(|key| world.value(*key)).collect();
        let choice = name(&values);
        if let Some(known) = statement.known.get(&choice) {
            return *known;
        }
        let (pattern, scope) = (statement.pattern, statement.scope);
        let mut outcome = None;
        self.with(world, &mut |query| outcome = pattern.matches(query, scope));
        self.statements.get_mut(index)?.known.or(&choice, outcome);
        outcome
    }

    /// Asks with the values of a world, and takes them back.
    fn with(&mut self, world: &World, ask: &mut dyn FnMut(&Query)) {
        let mut before = Vec::new();
        for (place, key) in self.keys.iter().enumerate() {
            if let Some(value) = key.value(world.value(place)) {
                before.push((&key.lower, self.query.context.replace(&key.lower, value.clone())));
            }
        }
        ask(&self.query);
        for (lower, entries) in before {
            self.query.context.restore(lower, entries);
        }
    }

    /// Worlds in which a statement that reads the key applies, or does not, and all other Allows do, or none does.
    pub(super) fn directed(&mut self, own: usize) -> Vec<World> {
        let mut worlds = Vec::new();
        for reader in 0..self.statements.len() {
            if !self.statements.get(reader).is_some_and(|statement| statement.keys.contains(&own)) {
                continue;
            }
            for wanted in [true, false] {
                let mut world = self.nothing_given();
                if !self.bring(reader, wanted, &mut world) {
                    continue;
                }
                worlds.push(world.clone());
                for allows in [true, false] {
                    let mut world = world.clone();
                    self.bring_others(reader, allows, &mut world);
                    worlds.push(world);
                }
            }
        }
        worlds
    }

    /// Makes every other Allow match, or not, and every other Deny not match, where the keys that are not given yet can do so.
    fn bring_others(&mut self, reader: usize, allows: bool, world: &mut World) {
        for index in 0..self.statements.len() {
            let Some(statement) = self.statements.get(index).filter(|_| index != reader) else { continue };
            let wanted = allows && statement.pattern.effect == Effect::Allow;
            self.bring(index, wanted, world);
        }
    }

    /// Gives keys of a statement that are not given yet values with which it matches, or does not, as few as will do.
    pub(super) fn bring(&mut self, index: usize, wanted: bool, world: &mut World) -> bool {
        if self.outcome(index, world).is_some() == wanted {
            return true;
        }
        let Some(statement) = self.statements.get(index) else { return false };
        let free: Vec<usize> = statement.keys.iter().copied().filter(|key| world.value(*key) == 0).collect();
        if wanted {
            let mut each = world.clone();
            for key in &free {
                self.fit(index, *key, &mut each);
            }
            if self.outcome(index, &each).is_some() {
                *world = each;
                return true;
            }
        }
        let mut choices_left = MAX_CHOICES;
        (1..=free.len()).any(|given| self.choose(index, wanted, &free, given, world, &mut choices_left))
    }

    /// Gives a key the first value with which all that the statement asks of this key holds.
    fn fit(&mut self, index: usize, key: usize, world: &mut World) {
        let Some(pattern) = self.statements.get(index).map(|statement| statement.pattern) else { return };
        let Some(lower) = self.keys.get(key).map(|key| key.lower.clone()) else { return };
        let choices = core::iter::once(0).chain(self.values(key));
        for value in choices {
            world.give(key, value);
            let mut all_hold = false;
            self.with(world, &mut |query| all_hold = !pattern.outcomes(&lower, query).contains(&false));
            if all_hold {
                return;
            }
        }
        world.leave(key);
    }

    /// Tries every choice of values for so many of the keys.
    fn choose(
        &mut self,
        index: usize,
        wanted: bool,
        free: &[usize],
        given: usize,
        world: &mut World,
        choices_left: &mut usize,
    ) -> bool {
        if given == 0 {
            *choices_left = choices_left.saturating_sub(1);
            return self.outcome(index, world).is_some() == wanted;
        }
        let mut rest = free;
        while let Some((key, further)) = rest.split_first().filter(|_| rest.len() >= given && *choices_left > 0) {
            for value in self.values(*key) {
                world.give(*key, value);
                if self.choose(index, wanted, further, given - 1, world, choices_left) {
                    return true;
                }
            }
            world.leave(*key);
            rest = further;
        }
        false
    }
}
