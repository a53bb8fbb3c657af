//! The scenarios to start from: the files of `gallery/`, part of the program.

use iam_evaluator::scenario::Scenario;

use crate::state::read_scenario;

/// The text of each scenario, the first visit's first.
pub const SCENARIOS: &[&str] = include!(concat!(env!("OUT_DIR"), "/gallery.rs"));

/// All of them, in order.
pub fn all() -> impl Iterator<Item = Scenario> {
    SCENARIOS.iter().filter_map(|text| read_scenario(text).ok())
}

/// What a first visit shows.
pub fn first() -> Scenario {
    all().next().unwrap_or_default()
}
