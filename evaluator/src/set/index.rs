//! The statements of a set by action, so that a decision looks at no statement of another service or action; and at none whose
//! resources all begin otherwise.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::Member;
use crate::arn::Sieve;
use crate::glob::Glob;
use crate::matching::action::Covered;
use crate::order::Named;
use crate::policy::{Effect, ResourceKind};
use crate::request::query::Query;

/// A statement: which policy of the set, and which of its statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) member: usize,
    pub(crate) statement: usize,
}

/// Statements by effect.
#[derive(Clone, Debug, Default)]
struct Places {
    denies: Vec<(Place, Sieve)>,
    allows: Vec<(Place, Sieve)>,
}

/// The statements of the policies, each read for one kind of resource.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    pub(super) kind: ResourceKind,
    services: Named<Service>,
    /// The statements whose actions can be of any service: these have to be asked.
    any: Places,
}

/// The statements that name actions of one service.
#[derive(Clone, Debug, Default)]
struct Service {
    names: Named<Places>,
    /// By patterns of names, each once.
    patterns: Vec<(String, Glob, Places)>,
}

/// The statements whose action is that of a query, or can be.
pub(crate) struct Candidates<'i> {
    /// With whether their action still has to be asked.
    places: Vec<(&'i Places, bool)>,
    /// How the resource begins.
    beginning: Option<u64>,
}

impl Index {
    pub(super) fn new(members: &[Arc<Member>], kind: ResourceKind) -> Self {
        let mut index = Self { kind, services: Named::default(), any: Places::default() };
        for (member, of) in members.iter().enumerate() {
            let Some(reading) = of.reading(kind) else { continue };
            for (statement, pattern) in reading.patterns.iter().enumerate() {
                let Some(action) = &pattern.action else { continue };
                let place = (Place { member, statement }, pattern.sieve());
                match action.covered() {
                    None => index.any.add(pattern.effect, place),
                    Some(covered) => {
                        for covered in covered {
                            if let Some(places) = index.places(&covered) {
                                places.add(pattern.effect, place);
                            }
                        }
                    }
                }
            }
        }
        index
    }

    fn places(&mut self, covered: &Covered<'_>) -> Option<&mut Places> {
        let Covered { service, name, glob } = covered;
        let service = self.services.or(service, Service::default())?;
        if glob.is_literal() {
            return service.names.or(name, Places::default());
        }
        let known = service.patterns.iter().position(|(pattern, ..)| pattern == name);
        let at = known.unwrap_or(service.patterns.len());
        if known.is_none() {
            service.patterns.push(((*name).to_owned(), (*glob).clone(), Places::default()));
        }
        service.patterns.get_mut(at).map(|(_, _, places)| places)
    }

    /// The statements whose action is the query's, or can be.
    pub(crate) fn candidates(&self, query: &Query) -> Candidates<'_> {
        let mut places = alloc::vec![(&self.any, true)];
        if let Some(service) = self.services.get_hashed(query.service(), query.service_hash) {
            let name = query.name();
            places.extend(service.names.get_hashed(name, query.name_hash).map(|places| (places, false)));
            for (_, glob, of) in &service.patterns {
                if glob.matches(name) {
                    places.push((of, false));
                }
            }
        }
        Candidates { places, beginning: query.cut.and_then(|cut| cut.beginning(&query.resource)) }
    }
}

impl Candidates<'_> {
    /// Whether one of the statements of an effect fits; it is told whether the action still has to be asked.
    pub(crate) fn any(&self, effect: Effect, mut fits: impl FnMut(Place, bool) -> bool) -> bool {
        for (places, ask) in &self.places {
            for (place, sieve) in places.of(effect) {
                let may_match = self.beginning.is_none_or(|beginning| sieve.lets(beginning));
                if may_match && fits(*place, *ask) {
                    return true;
                }
            }
        }
        false
    }
}

impl Places {
    fn of(&self, effect: Effect) -> &[(Place, Sieve)] {
        match effect {
            Effect::Deny => &self.denies,
            Effect::Allow => &self.allows,
        }
    }

    fn add(&mut self, effect: Effect, place: (Place, Sieve)) {
        let places = match effect {
            Effect::Deny => &mut self.denies,
            Effect::Allow => &mut self.allows,
        };
        // A statement that names an action twice stands once.
        if places.last().is_none_or(|(last, _)| *last != place.0) {
            places.push(place);
        }
    }
}
