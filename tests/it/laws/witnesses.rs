//! Witnesses: where a change of the context can show that a key matters, there is one that does.
//!
//! A key is said to be able to change the decision over all unknowns together. It then is one of these:
//!
//! * It has a witness.
//! * It matters only together with an open question, which no context answers: what a policy says that cannot be read, how AWS takes a
//!   value that is not of its type. Of all that the absent keys could be, nothing shows it while the question stays as it was taken.
//! * It should have a witness and has none, or it was said wrongly that it could change the decision. Of those there is at most one in a hundred.

use std::cell::RefCell;
use std::collections::BTreeMap;

use iam_evaluator::PolicySet;
use iam_evaluator::request::Request;
use iam_evaluator::trace::{Evaluation, MissingKey};
use serde_json::Value;

use super::for_each_scenario;
use super::missing::for_each_evaluation;
use super::worlds::{Seen, look};

/// What a key that could change the decision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Witnessed,
    BesideAnOpenQuestion,
    WithoutReason,
    NotFound,
    NotDecided,
}

#[test]
fn a_key_that_a_change_of_the_context_shows_to_matter_has_a_witness() {
    let counts: RefCell<BTreeMap<Class, usize>> = RefCell::default();
    for_each_scenario(1_500, |scenario, _| {
        for_each_evaluation(scenario, |set, request, evaluation| {
            for key in evaluation.missing_context.iter().filter(|key| key.could_change) {
                let class = class(scenario, set, request, evaluation, key);
                *counts.borrow_mut().entry(class).or_default() += 1;
            }
            Ok(())
        })
    });
    let counts = counts.into_inner();
    let of = |class: Class| counts.get(&class).copied().unwrap_or_default();
    let all: usize = counts.values().sum();
    let lacking = of(Class::WithoutReason) + of(Class::NotFound) + of(Class::NotDecided);
    println!("keys that could change the decision: {all}; {counts:?}");
    println!("without a witness that a change of the context could give: {lacking} of {all}");
    assert!(all > 400, "only {all} keys");
    assert!(lacking * 100 <= all, "{lacking} of {all} keys lack a witness");
}

fn class(scenario: &Value, set: &PolicySet, request: &Request, evaluation: &Evaluation, key: &MissingKey) -> Class {
    if key.witness.is_some() {
        return Class::Witnessed;
    }
    let open = evaluation.assumptions.iter().any(|assumption| assumption.could_change);
    let seen = look(scenario, set, request, evaluation, &key.key);
    if std::env::var("SHOW").is_ok() {
        let codes: Vec<_> = evaluation.assumptions.iter().filter(|a| a.could_change).map(|a| a.code.clone()).collect();
        println!("{} {:?} {:?} {seen:?} {codes:?}", key.key, request.action, evaluation.decision);
        if !matches!(seen, Seen::Never) || !open {
            println!("{}", serde_json::to_string(&scenario).unwrap());
            println!("{}", serde_json::to_string(&request).unwrap());
        }
    }
    match seen {
        Seen::Matters => Class::NotFound,
        Seen::TooMany => Class::NotDecided,
        Seen::Never if open => Class::BesideAnOpenQuestion,
        Seen::Never => Class::WithoutReason,
    }
}
