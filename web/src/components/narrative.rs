//! The trace as numbered sentences.

use iam_evaluator::trace::Evaluation;
use yew::prelude::*;

use super::decision_bar::{lead, verdict};
use super::message::{sentence, to_node};
use crate::state::Dispatch;
use crate::trace::{Sentence, sentences};

/// The trace to be read from beginning to end; the last sentence is the decision.
pub fn narrative(evaluation: &Evaluation, dispatch: &Dispatch) -> Html {
    html! {
        <ol class="sentences" aria-label="The trace as sentences">
            { for sentences(evaluation).iter().enumerate().map(|(place, sentence)| item(place, sentence, dispatch)) }
            <li key="decision">
                <b>{ verdict(evaluation.decision) }</b>
                if let Some(condition) = &evaluation.condition {
                    { lead(condition) }{ sentence(condition, Some(dispatch)) }
                }
                { ": " }
                { sentence(&evaluation.reason, Some(dispatch)) }
            </li>
        </ol>
    }
}

fn item(place: usize, told: &Sentence, dispatch: &Dispatch) -> Html {
    let subject = match &told.node {
        Some(node) => to_node(dispatch, node, html! { { &told.subject } }),
        None => html! { { &told.subject } },
    };
    html! {
        <li key={format!("{place} {}", told.subject)}>
            { subject }
            if !told.said.text.is_empty() { { ": " }{ sentence(&told.said, None) } }
        </li>
    }
}
