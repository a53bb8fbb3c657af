//! What would make the request pass: the evaluator's offers, each with a button that applies it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use iam_evaluator::Repair;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Decision, Evaluation, Message};
use yew::prelude::*;

use super::button::{button, clicked_undoably};
use super::icon::{Glyph, icon};
use super::message::sentence;
use super::setting::Editing;
use crate::hooks::{until_then, use_change};
use crate::state::{Action, Dispatch, repairs, why_no_repair};
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
    /// Where the buttons report.
    pub dispatch: Dispatch,
}

/// The offers; nothing where the request passes.
#[component]
pub fn Repairs(props: &RepairsProps) -> Html {
    let RepairsProps { evaluation, scenario, request, editing, dispatch } = props;
    let found = use_offers(evaluation, scenario, *request);
    if evaluation.decision == Decision::Allowed || *editing == Editing::Locked {
        return Html::default();
    }
    html! {
        <details class="fixes">
            <summary>
                { icon(Glyph::Chevron) }
                <span>{ "What would make this pass?" }</span>
                <span class="muted">{ found.as_ref().map_or("…".to_owned(), |found| count(&found.offers)) }</span>
            </summary>
            if let Some(why) = found.as_ref().and_then(|found| found.why_none.clone()) {
                <p class="fixes__none">{ sentence(&why, None) }</p>
            }
            { offers(found.as_ref().map_or(&[], |found| &found.offers), dispatch) }
        </details>
    }
}

/// What was found for a decision.
#[derive(Clone)]
struct FoundOffers {
    offers: Rc<Vec<Repair>>,
    /// Where there is no offer, what stands in the way.
    why_none: Option<Message>,
}

/// The offers for a decision, once nothing has changed for a while; none before.
#[hook]
fn use_offers(evaluation: &Shared<Evaluation>, scenario: &Shared<Scenario>, request: usize) -> Option<FoundOffers> {
    let found = use_state(|| None::<(Shared<Evaluation>, FoundOffers)>);
    use_change((evaluation.clone(), scenario.clone(), request), {
        let (setter, evaluation, scenario) = (found.setter(), evaluation.clone(), scenario.clone());
        move || {
            let sought = (evaluation.decision != Decision::Allowed).then(|| {
                Timeout::new(QUIET, move || {
                    let asked = scenario.requests.get(request);
                    let offers = asked.map(|asked| repairs(&scenario, asked)).unwrap_or_default();
                    let why_none =
                        asked.filter(|_| offers.is_empty()).and_then(|asked| why_no_repair(&scenario, asked));
                    setter.set(Some((evaluation, FoundOffers { offers: Rc::new(offers), why_none })));
                })
            });
            until_then(sought)
        }
    });
    found.as_ref().filter(|(of, _)| of == evaluation).map(|(_, found)| found.clone())
}

/// The offers, one a row.
pub fn offers(offers: &[Repair], dispatch: &Dispatch) -> Html {
    html! {
        <ol aria-label="What would make this pass">
            { for offers.iter().enumerate().map(|(place, offer)| item(place + 1, offer, dispatch)) }
        </ol>
    }
}

fn item(number: usize, offer: &Repair, dispatch: &Dispatch) -> Html {
    let onclick = clicked_undoably(dispatch, Action::AppliedRepair(Box::new(offer.clone())), "Applied".into());
    let mut policies: Vec<&str> = offer.policies.iter().map(|edit| edit.span.policy.as_str()).collect();
    policies.dedup();
    html! {
        <li class="fix" key={offer.title.text.clone()}>
            <span class="fix__n" aria-hidden="true">{ number }</span>
            <div>
                <p>{ sentence(&offer.title, None) }</p>
                { for offer.policies.iter().map(|edit| html! { <p class="diff"><ins>{ added(&edit.text) }</ins></p> }) }
            </div>
            { button("btn btn--small", onclick, html! {
                <>
                    { "Apply to " }
                    if policies.is_empty() { { "the request" } } else { { policies.join(", ") } }
                    <span class="sr">{ ": " }{ &offer.title.text }</span>
                </>
            }) }
        </li>
    }
}

/// "2 edits to the request, 1 to a policy"
fn count(offers: &[Repair]) -> String {
    let policies = offers.iter().filter(|offer| !offer.policies.is_empty()).count();
    let requests = offers.len() - policies;
    let edits = |count: usize| if count == 1 { "1 edit".to_owned() } else { format!("{count} edits") };
    let to_policies = if policies == 1 { "a policy" } else { "policies" };
    match (requests, policies) {
        (0, 0) => "nothing found".to_owned(),
        (_, 0) => format!("{} to the request", edits(requests)),
        (0, _) => format!("{} to {to_policies}", edits(policies)),
        _ => format!("{} to the request, {policies} to {to_policies}", edits(requests)),
    }
}

/// The new text without what joins it to its neighbours, as far to the left as it goes.
fn added(text: &str) -> String {
    let text = text.trim_matches(|character: char| character == ',' || character.is_whitespace());
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let least = text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| indent(&line)).min();
    let mut added = String::new();
    for (place, line) in text.lines().enumerate() {
        if place > 0 {
            added.push('\n');
        }
        let from = if place == 0 { 0 } else { least.unwrap_or_default() };
        added.push_str(line.get(from..).unwrap_or_default());
    }
    added
}
