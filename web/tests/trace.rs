//! Laws of the trace as it is drawn, held on every request of the gallery.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::rc::Rc;

use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Decision, Evaluation, Role, TraceNode};
use playground::state::{Action, State, TraceFilter, repairs};
use playground::trace::{Branch, Chip, Notes, Openness, counts, lines, sentences};
use yew::Reducible;

/// Every request of the gallery with its evaluation.
fn each(mut check: impl FnMut(&Scenario, usize, &Evaluation)) {
    for scenario in playground::gallery::all() {
        let mut state = Rc::new(State::new(scenario.clone()));
        for place in 0..scenario.requests.len() {
            state = state.reduce(Action::SelectedRequest(place));
            let outcome = state.outcome().unwrap();
            check(&scenario, place, outcome.as_ref().unwrap());
        }
    }
}

fn ids<'a>(node: &'a TraceNode, found: &mut Vec<&'a str>) {
    for child in &node.children {
        found.push(&child.id);
        ids(child, found);
    }
}

fn drawn(branches: Vec<Branch<'_>>, times: &mut BTreeMap<String, usize>) {
    for branch in branches {
        for node in branch.nodes() {
            *times.entry(node.id.clone()).or_default() += 1;
        }
        drawn(branch.children(&|_| false), times);
    }
}

#[test]
fn every_node_is_drawn_by_exactly_one_row() {
    each(|scenario, _, evaluation| {
        let mut times = BTreeMap::new();
        drawn(Branch::top(&evaluation.trace), &mut times);
        let mut nodes = Vec::new();
        ids(&evaluation.trace, &mut nodes);
        for node in nodes {
            assert_eq!(times.get(node), Some(&1), "{node} of {:?}", scenario.title);
        }
    });
}

#[test]
fn every_node_can_be_revealed() {
    each(|scenario, _, evaluation| {
        let mut nodes = Vec::new();
        ids(&evaluation.trace, &mut nodes);
        for node in nodes {
            let mut openness = Openness::default();
            openness.reveal(&evaluation.trace, node, &Notes::of(evaluation));
            let shown = lines(evaluation, TraceFilter::All, &openness);
            assert!(shown.iter().any(|line| line.row.draws(node)), "{node} of {:?}", scenario.title);
        }
    });
}

#[test]
fn what_decides_is_in_sight_at_first() {
    each(|scenario, _, evaluation| {
        let shown = lines(evaluation, TraceFilter::All, &Openness::default());
        let told = evaluation.reason.parts.iter().filter_map(|part| part.node.as_deref());
        for node in told {
            assert!(shown.iter().any(|line| line.row.draws(node)), "{node} of {:?}", scenario.title);
        }
        let types = evaluation.trace.children.iter().filter(|node| node.role == Role::Decisive).count();
        let chips = shown.iter().filter(|line| line.row.chip == Some(Chip::Decides)).count();
        if evaluation.parts.is_empty() {
            assert_eq!(types, chips, "{:?}", scenario.title);
        }
    });
}

#[test]
fn filters_only_leave_out() {
    each(|_, _, evaluation| {
        let counts = counts(evaluation);
        assert!(counts.decisive <= counts.all);
        assert_eq!(counts.near_misses, evaluation.near_misses.len());
    });
}

#[test]
fn sentences_are_whole() {
    each(|scenario, _, evaluation| {
        let told = sentences(evaluation);
        assert!(!told.is_empty());
        assert!(told.iter().all(|sentence| !sentence.subject.is_empty()), "{:?}", scenario.title);
    });
}

#[test]
fn an_offer_that_is_applied_makes_the_request_pass() {
    let mut tried = 0;
    each(|scenario, place, evaluation| {
        if evaluation.decision == Decision::Allowed {
            return;
        }
        for offer in repairs(scenario, scenario.requests.get(place).unwrap()) {
            let state = Rc::new(State::new(scenario.clone())).reduce(Action::SelectedRequest(place));
            let title = offer.title.text.clone();
            let state = state.reduce(Action::AppliedRepair(Box::new(offer)));
            let decision = state.decision(place).unwrap().unwrap();
            assert_eq!(decision, Decision::Allowed, "{title} in {:?}", scenario.title);
            tried += 1;
        }
    });
    assert!(tried > 20, "{tried} offers");
}

#[test]
fn rows_are_counted_without_being_made() {
    each(|scenario, _, evaluation| {
        let mut times = 0;
        count(Branch::top(&evaluation.trace), &mut times);
        assert_eq!(counts(evaluation).all, times, "{:?}", scenario.title);
    });
}

fn count(branches: Vec<Branch<'_>>, times: &mut usize) {
    for branch in branches {
        *times += usize::from(!branch.nodes().is_empty());
        count(branch.children(&|_| false), times);
    }
}
