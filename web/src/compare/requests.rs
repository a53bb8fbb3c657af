//! Every request of two scenarios, with what was decided before and what is decided now.

use iam_evaluator::order::sort_by_key;
use std::fmt;

use iam_evaluator::request::Request;
use iam_evaluator::trace::Decision;
use yew::AttrValue;

use super::Base;
use crate::state::{State, same_question};

/// What became of a request's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is allowed, and was not.
    NewlyAllowed,
    /// It is denied, and was not.
    NewlyDenied,
    /// It is denied in another way, or one of the two could not be decided.
    Otherwise,
    /// It is what it was.
    Same,
}

/// Where a request stands, and whether it asks the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// In both, the same.
    Alike,
    /// In both, but it asks something else now.
    Changed,
    /// Only now. It is asked of the policies of before, too.
    Added,
    /// Only before. It is asked of the policies of now, too.
    Removed,
}

/// One request, before and now.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the present scenario, where it has one.
    pub place: Option<usize>,
    /// Its name.
    pub name: AttrValue,
    /// What it asks for.
    pub action: AttrValue,
    /// On which resource.
    pub resource: AttrValue,
    /// Whether it asks the same.
    pub asked: Asked,
    /// What was decided; none where nothing could be.
    pub before: Option<Decision>,
    /// What is decided; none where nothing can be.
    pub now: Option<Decision>,
}

impl Row {
    /// What became of its decision.
    pub fn turn(&self) -> Turn {
        match (self.before, self.now) {
            (before, now) if before == now => Turn::Same,
            (Some(_), Some(Decision::Allowed)) => Turn::NewlyAllowed,
            (Some(Decision::Allowed), Some(_)) => Turn::NewlyDenied,
            _ => Turn::Otherwise,
        }
    }
}

/// How many requests came out otherwise, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that are allowed and were not.
    pub newly_allowed: usize,
    /// Those that are denied and were not.
    pub newly_denied: usize,
    /// Those that changed in another way.
    pub otherwise: usize,
    /// Those that came out as before.
    pub same: usize,
}

impl Tally {
    pub(super) fn of(rows: &[Row]) -> Self {
        let count = |turn: Turn| rows.iter().filter(|row| row.turn() == turn).count();
        Self {
            newly_allowed: count(Turn::NewlyAllowed),
            newly_denied: count(Turn::NewlyDenied),
            otherwise: count(Turn::Otherwise),
            same: count(Turn::Same),
        }
    }
}

/// `2 newly allowed, 1 newly denied`
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { newly_allowed, newly_denied, otherwise, .. } = *self;
        if newly_allowed + newly_denied + otherwise == 0 {
            return f.write_str("every decision as before");
        }
        write!(f, "{newly_allowed} newly allowed, {newly_denied} newly denied")?;
        if otherwise > 0 {
            write!(f, ", {otherwise} changed otherwise")?;
        }
        Ok(())
    }
}

/// The requests of both, those that come out otherwise first, otherwise in the order of the present ones.
pub(super) fn rows(base: &Base, state: &State) -> Vec<Row> {
    let (before, now) = (&base.scenario.requests, &state.scenario.requests);
    let partners = partners(before, now);
    let present = now.iter().zip(&partners).enumerate().map(|(place, (request, partner))| {
        let old = partner.and_then(|at| before.get(at));
        let asked = match old {
            None => Asked::Added,
            Some(old) if same_question(old, request) => Asked::Alike,
            Some(_) => Asked::Changed,
        };
        Row {
            place: Some(place),
            name: name(request, place),
            action: request.action.clone().into(),
            resource: request.resource.clone().into(),
            asked,
            before: match partner {
                Some(at) => base.answers.decision(*at).and_then(Result::ok),
                None => base.answers.ask(request).ok(),
            },
            now: state.decision(place).and_then(Result::ok),
        }
    });
    let gone = before.iter().enumerate().filter(|(at, _)| !partners.contains(&Some(*at))).map(|(at, request)| Row {
        place: None,
        name: name(request, at),
        action: request.action.clone().into(),
        resource: request.resource.clone().into(),
        asked: Asked::Removed,
        before: base.answers.decision(at).and_then(Result::ok),
        now: state.answers.ask(request).ok(),
    });
    let mut rows: Vec<Row> = present.chain(gone).collect();
    sort_by_key(&mut rows, |row| row.turn() == Turn::Same);
    rows
}

fn name(request: &Request, place: usize) -> AttrValue {
    request.name.clone().unwrap_or_else(|| format!("Request {}", place + 1)).into()
}

/// Whether a request of before, at its place, is one of now, at its own.
type SameRequest<'r> = dyn Fn(usize, &Request, usize, &Request) -> bool + 'r;

/// For each request of now, the one of before that it was: the one that asks the same under the same name, else the one of the same
/// name, else the one that asks the same. Requests without a name have their place for a name.
fn partners(before: &[Request], now: &[Request]) -> Vec<Option<usize>> {
    let mut partners = vec![None; now.len()];
    let mut free: Vec<usize> = (0..before.len()).collect();
    let same_name = |at: usize, old: &Request, place: usize, new: &Request| match (&old.name, &new.name) {
        (None, None) => at == place,
        (old, new) => old == new,
    };
    let rules: [&SameRequest<'_>; 3] = [
        &|at, old, place, new| same_name(at, old, place, new) && same_question(old, new),
        &same_name,
        &|_, old, _, new| same_question(old, new),
    ];
    for rule in rules {
        for (place, (new, partner)) in now.iter().zip(&mut partners).enumerate() {
            if partner.is_some() {
                continue;
            }
            let found = free.iter().position(|at| before.get(*at).is_some_and(|old| rule(*at, old, place, new)));
            *partner = found.map(|found| free.remove(found));
        }
    }
    partners
}
