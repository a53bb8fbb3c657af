//! The scenarios to start from: the files of `gallery/`, part of the program.

use iam_evaluator::order::sort_by_key;
use std::rc::Rc;

use iam_evaluator::scenario::Scenario;

use crate::lowercase::lowercase;
use crate::state::read_scenario;

/// The text of each scenario, the first visit's first.
pub const SCENARIOS: &[&str] = include!(concat!(env!("OUT_DIR"), "/gallery.rs"));

/// The first of them by itself: all others are fetched with the gallery.
const FIRST: &str = match SCENARIOS {
    [first, ..] => first,
    [] => "{}",
};

/// All of them, in order.
pub fn all() -> impl Iterator<Item = Scenario> {
    SCENARIOS.iter().filter_map(|text| read_scenario(text).ok())
}

/// What a first visit shows.
pub fn first() -> Scenario {
    read_scenario(FIRST).unwrap_or_default()
}

/// Whether every sought word stands in the title, the description, a tag, or an action of `scenario`.
pub fn answers(scenario: &Scenario, sought: &str) -> bool {
    let actions = scenario.requests.iter().map(|request| request.action.as_str());
    let texts = [scenario.title.as_deref(), scenario.description.as_deref()].into_iter().flatten();
    let all: Vec<&str> = texts.chain(scenario.tags.iter().map(String::as_str)).chain(actions).collect();
    let all = lowercase(&all.join(" "));
    lowercase(sought).split_whitespace().all(|word| all.contains(word))
}

/// Every tag, the most used first, equal ones in the order in which they first appear.
pub fn tags(scenarios: &[Rc<Scenario>]) -> Vec<String> {
    let mut counts: Vec<(&String, usize)> = Vec::new();
    for tag in scenarios.iter().flat_map(|scenario| &scenario.tags) {
        match counts.iter_mut().find(|(other, _)| *other == tag) {
            Some((_, count)) => *count += 1,
            None => counts.push((tag, 1)),
        }
    }
    sort_by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(tag, _)| tag.clone()).collect()
}
