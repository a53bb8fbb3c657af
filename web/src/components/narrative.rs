//! The trace as numbered sentences.

use iam_evaluator::trace::Evaluation;
use yew::prelude::*;

use super::decision_bar::{lead, verdict};
use super::message::MessageText;
use crate::state::{Action, Dispatch};
use crate::trace::{Sentence, Shared, sentences};

/// What the sentences are given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NarrativeProps {
    /// What they tell.
    pub evaluation: Shared<Evaluation>,
    /// Where links report.
    pub dispatch: Dispatch,
}

/// The trace to be read from beginning to end; the last sentence is the decision.
#[component]
pub fn Narrative(props: &NarrativeProps) -> Html {
    let NarrativeProps { evaluation, dispatch } = props;
    let told = use_memo(evaluation.clone(), |evaluation| sentences(evaluation));
    html! {
        <ol class="sentences" aria-label="The trace as sentences">
            { for told.iter().enumerate().map(|(place, sentence)| item(place, sentence, dispatch)) }
            <li key="decision">
                <b>{ verdict(evaluation.decision) }</b>
                if let Some(condition) = &evaluation.condition {
                    { lead(condition) }<MessageText message={condition.clone()} dispatch={dispatch.clone()} />
                }
                { ": " }
                <MessageText message={evaluation.reason.clone()} dispatch={dispatch.clone()} />
            </li>
        </ol>
    }
}

fn item(place: usize, sentence: &Sentence, dispatch: &Dispatch) -> Html {
    let subject = match &sentence.node {
        Some(node) => {
            let (node, dispatch) = (AttrValue::from(node.clone()), dispatch.clone());
            let onclick = move |_: MouseEvent| dispatch.dispatch(Action::OpenedNode(node.clone()));
            html! { <button type="button" class="ref" {onclick}>{ &sentence.subject }</button> }
        }
        None => html! { { &sentence.subject } },
    };
    html! {
        <li key={format!("{place} {}", sentence.subject)}>
            { subject }
            if !sentence.said.text.is_empty() { { ": " }<MessageText message={sentence.said.clone()} /> }
        </li>
    }
}
