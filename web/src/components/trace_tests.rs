//! Snapshots of the decision and of its evidence.

use std::rc::Rc;

use iam_evaluator::trace::{Decision, Evaluation};
use yew::prelude::*;

use super::assumptions::Assumptions;
use super::decision_bar::DecisionBar;
use super::lanes::lanes;
use super::narrative::narrative;
use super::near_misses::near_misses;
use super::offers::rows;
use super::rendered::{check, rendered};
use super::trace_tree::TraceTree;
use crate::state::{Dispatch, TraceFilter, repairs};
use crate::trace::Shared;
use crate::trace::samples::{region_lock, wrong_family};

/// The evaluation as a drawing takes it.
fn given(evaluation: Evaluation) -> Shared<Evaluation> {
    Shared::new(Rc::new(evaluation))
}

fn tree(evaluation: Evaluation, filter: TraceFilter, focused: Option<&'static str>) -> impl Fn(Dispatch) -> Html {
    let evaluation = given(evaluation);
    move |dispatch| {
        let focused = focused.map(AttrValue::from);
        html! { <TraceTree evaluation={evaluation.clone()} {filter} {focused} {dispatch} /> }
    }
}

#[test]
fn a_decision_says_its_condition_and_links_its_reason() {
    let evaluation = given(region_lock());
    check(
        "decision-explicit-deny",
        move |dispatch| html! { <DecisionBar evaluation={evaluation.clone()} {dispatch} /> },
    );
}

#[test]
fn a_decision_that_was_not_expected_says_so() {
    let evaluation = given(wrong_family(0));
    check("decision-not-as-expected", move |dispatch| {
        html! { <DecisionBar evaluation={evaluation.clone()} expected={Decision::Allowed} {dispatch} /> }
    });
}

#[test]
fn a_decision_that_was_expected_does_not_mention_it() {
    let evaluation = given(wrong_family(0));
    let html = rendered(move |dispatch| {
        html! { <DecisionBar evaluation={evaluation.clone()} expected={Decision::ImplicitDeny} {dispatch} /> }
    });
    assert!(!html.contains("expected"), "{html}");
}

#[test]
fn an_assumption_that_could_change_the_decision_can_be_set() {
    let evaluation = given(region_lock());
    check("assumptions", move |dispatch| html! { <Assumptions evaluation={evaluation.clone()} {dispatch} /> });
}

#[test]
fn without_assumptions_there_is_no_strip() {
    let evaluation = given(wrong_family(0));
    assert_eq!(rendered(move |dispatch| html! { <Assumptions evaluation={evaluation.clone()} {dispatch} /> }), "");
}

#[test]
fn lanes_are_dashed_after_the_one_that_blocks() {
    let evaluation = given(region_lock());
    check("lanes-explicit-deny", move |_| lanes(&evaluation, &Callback::noop()));
}

#[test]
fn the_tree_is_open_along_what_decides() {
    check("trace-explicit-deny", tree(region_lock(), TraceFilter::All, None));
}

#[test]
fn the_decisive_rows_leave_out_what_had_no_part() {
    let html = rendered(tree(region_lock(), TraceFilter::Decisive, None));
    assert!(html.contains("DenyOutsideEU") && !html.contains("FullAccess"), "{html}");
}

#[test]
fn the_closest_statement_is_open_down_to_the_difference() {
    check("trace-implicit-deny", tree(wrong_family(1), TraceFilter::All, None));
}

#[test]
fn a_node_that_is_pointed_at_is_shown_with_its_policy() {
    let html = rendered(tree(region_lock(), TraceFilter::All, Some("0/0/0/0/0/0")));
    assert!(html.contains("region-lock:7"), "{html}");
}

#[test]
fn a_long_run_of_statements_that_do_not_match_is_one_row() {
    let html = rendered(tree(wrong_family(1000), TraceFilter::All, None));
    assert!(html.contains("1000 statements that do not match"), "{html}");
    assert!(html.matches("role=\"treeitem\"").count() < 10, "{html}");
}

#[test]
fn near_misses_show_where_the_texts_part() {
    let evaluation = given(wrong_family(1));
    check("near-misses", move |dispatch| near_misses(&dispatch, &evaluation));
}

#[test]
fn sentences_end_with_the_decision() {
    let evaluation = given(wrong_family(1));
    check("sentences", move |dispatch| narrative(&evaluation, &dispatch));
}

#[test]
fn an_offer_says_what_it_changes() {
    let scenario = crate::gallery::first();
    let offers = scenario.requests.iter().flat_map(|request| repairs(&scenario, request)).collect::<Vec<_>>();
    let request = offers.iter().find(|offer| offer.policies.is_empty()).cloned();
    let policy = offers.iter().find(|offer| !offer.policies.is_empty()).cloned();
    let offers = Rc::new(request.into_iter().chain(policy).collect::<Vec<_>>());
    let html = rendered(move |dispatch| rows(&offers, &dispatch));
    assert!(html.contains("Apply to the request") && html.contains("<ins>"), "{html}");
}
