//! What would make the request pass: the evaluator's offers, each with a button that applies it.

use gloo::timers::callback::Timeout;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Decision, Evaluation};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::fetched::{Fetched, UNREACHABLE};
use super::icon::{Glyph, icon};
use super::offers::{Offers, SeekOffers};
use super::setting::Editing;
use crate::hooks::{until_then, use_change};
use crate::state::Dispatch;
use crate::trace::Shared;

/// How long nothing may change before offers are sought, in milliseconds: each is tried, which takes many evaluations.
const QUIET: u32 = 300;

/// What the panel is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RepairsProps {
    /// Which decision would have to change.
    pub evaluation: Shared<Evaluation>,
    /// What it was made from.
    pub scenario: Shared<Scenario>,
    /// Which of its requests was asked.
    pub request: usize,
    /// Whether the document can be changed.
    pub editing: Editing,
    /// What seeks offers.
    pub repairs: Fetched<SeekOffers>,
    /// Where the buttons report.
    pub dispatch: Dispatch,
}

/// The offers; nothing where the request passes.
#[component]
pub fn Repairs(props: &RepairsProps) -> Html {
    let found = use_offers(props);
    if props.evaluation.decision == Decision::Allowed || props.editing == Editing::Locked {
        return Html::default();
    }
    let found = found.unwrap_or_else(|| Offers { count: "…".to_owned(), ..Offers::default() });
    html! {
        <details class="fixes">
            <summary>
                { icon(Glyph::Chevron) }
                <span>{ "What would make this pass?" }</span>
                <span class="muted">{ found.count }</span>
            </summary>
            { found.why_none }
            <ol aria-label="What would make this pass">{ found.rows }</ol>
        </details>
    }
}

/// The offers for a decision, once nothing has changed for a while; none before.
#[hook]
fn use_offers(props: &RepairsProps) -> Option<Offers> {
    let found = use_state(|| None::<(Shared<Evaluation>, Offers)>);
    let RepairsProps { evaluation, scenario, request, repairs, dispatch, .. } = props;
    use_change((evaluation.clone(), scenario.clone(), *request), {
        let (setter, evaluation, scenario) = (found.setter(), evaluation.clone(), scenario.clone());
        let (request, repairs, dispatch) = (*request, *repairs, dispatch.clone());
        let denied = evaluation.decision != Decision::Allowed;
        move || {
            let seek = move || {
                spawn_local(async move {
                    let seek = repairs.fetch().await;
                    let offers = seek.zip(scenario.requests.get(request));
                    let offers = offers.map(|(seek, asked)| seek(&scenario, asked, &dispatch));
                    setter.set(Some((evaluation, offers.unwrap_or_else(unreachable))));
                });
            };
            until_then(denied.then(|| Timeout::new(QUIET, seek)))
        }
    });
    found.as_ref().filter(|(of, _)| of == evaluation).map(|(_, found)| found.clone())
}

/// What is said where what seeks offers cannot be fetched.
fn unreachable() -> Offers {
    Offers { why_none: html! { <p class="fixes__none">{ UNREACHABLE }</p> }, ..Offers::default() }
}
