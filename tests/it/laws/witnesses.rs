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
    /// It has a witness.
    Witnessed,
    /// No change of the context shows it, and there is an open question.
    BesideAnOpenQuestion,
    /// No change of the context shows it, and there is no open question.
    WithoutReason,
    /// A change of the context shows it.
    NotFound,
    /// There are too many worlds to look at all of them.
    NotDecided,
}

#[test]
fn a_key_that_a_change_of_the_context_shows_to_matter_has_a_witness() {
    let counts: RefCell<BTreeMap<Class, usize>> = RefCell::default();
    let lacking: RefCell<Vec<String>> = RefCell::default();
    for_each_scenario(600, |scenario, _| {
        for_each_evaluation(scenario, |set, request, evaluation| {
            for key in evaluation.missing_context.iter().filter(|key| key.could_change) {
                let class = class(scenario, set, request, evaluation, key);
                *counts.borrow_mut().entry(class).or_default() += 1;
                if matches!(class, Class::WithoutReason | Class::NotFound | Class::NotDecided) {
                    let request = serde_json::to_string(request).unwrap_or_default();
                    lacking.borrow_mut().push(format!("{class:?}: {} of {request} in {scenario}", key.key));
                }
            }
            Ok(())
        })
    });
    let (counts, lacking) = (counts.into_inner(), lacking.into_inner());
    let all: usize = counts.values().sum();
    println!("keys that could change the decision: {all}; {counts:?}");
    println!("without a witness that a change of the context could give: {} of {all}", lacking.len());
    assert!(all > 150, "only {all} keys");
    assert!(lacking.len() * 100 <= all, "more than one in a hundred:\n{}", lacking.join("\n"));
}

fn class(scenario: &Value, set: &PolicySet, request: &Request, evaluation: &Evaluation, key: &MissingKey) -> Class {
    if key.witness.is_some() {
        return Class::Witnessed;
    }
    let open = evaluation.assumptions.iter().any(|assumption| assumption.could_change);
    match look(scenario, set, request, evaluation, &key.key) {
        Seen::Matters => Class::NotFound,
        Seen::TooMany => Class::NotDecided,
        Seen::Never if open => Class::BesideAnOpenQuestion,
        Seen::Never => Class::WithoutReason,
    }
}
