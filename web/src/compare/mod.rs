//! The scenario beside another one: which requests come out otherwise, and what changed in the policies, line by line.

mod lines;
mod markdown;
mod policies;
mod read;
mod requests;

use std::rc::Rc;

use iam_evaluator::scenario::Scenario;
use yew::AttrValue;

use crate::state::{Answers, State};

pub use lines::{Line, Lines, Part, Side, side_by_side};
pub use markdown::markdown;
pub(crate) use markdown::{asked_words, change_words, turn_words};
pub use policies::{PolicyChange, PolicyPair, pairs};
pub use read::{read_link, read_text};
pub use requests::{Asked, Row, Tally, Turn};

/// What the scenario is compared with.
#[derive(Clone, Debug)]
pub struct Base {
    /// What it is called.
    pub label: AttrValue,
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What its policies decide.
    pub answers: Answers,
    /// Puts a state beside it. Only who makes a base needs the program for that.
    rows: fn(&Base, &State) -> Vec<Row>,
}

/// A base is itself alone: what was chosen twice was read twice.
impl PartialEq for Base {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario) && self.label == other.label
    }
}

impl Base {
    /// A scenario of this name.
    pub fn new(label: impl Into<AttrValue>, scenario: Scenario) -> Self {
        let answers = Answers::new(&scenario, 0, None);
        Self { label: label.into(), scenario: Rc::new(scenario), answers, rows: requests::rows }
    }
}

/// The scenario beside its base.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What it is compared with.
    pub base: Rc<Base>,
    /// Every request, the ones that come out otherwise first.
    pub rows: Vec<Row>,
}

impl Compared {
    /// What is on the screen beside `base`.
    pub fn new(base: Rc<Base>, state: &State) -> Self {
        let rows = (base.rows)(&base, state);
        Self { base, rows }
    }

    /// How many requests came out otherwise, and how.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rows)
    }

    /// The policies of both, in the order of the present ones; those that are gone come last.
    pub fn policies(&self, now: &Scenario) -> Vec<PolicyPair> {
        pairs(&self.base.scenario.policies, &now.policies)
    }
}
