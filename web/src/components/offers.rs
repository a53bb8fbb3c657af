//! What would make a request pass, as it is drawn: a part of the program that is fetched when a request is denied.

use iam_evaluator::Repair;
use iam_evaluator::request::Request;
use iam_evaluator::scenario::Scenario;
use yew::prelude::*;

use super::button::{button, clicked_undoably};
use super::message::sentence;
use crate::state::{Action, Dispatch, repairs, why_no_repair};

/// What was found for a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// How much, in words.
    pub count: String,
    /// Where there is no offer, what stands in the way.
    pub why_none: Html,
    /// The offers, one a row.
    pub rows: Html,
}

/// Seeks offers for a request of a scenario and draws them.
pub type SeekOffers = fn(&Scenario, &Request, &Dispatch) -> Offers;

/// Seeks offers and draws them.
pub fn seek_offers(scenario: &Scenario, request: &Request, dispatch: &Dispatch) -> Offers {
    let offers = repairs(scenario, request);
    let why = if offers.is_empty() { why_no_repair(scenario, request) } else { None };
    let why_none = why.map(|why| html! { <p class="fixes__none">{ sentence(&why, None) }</p> });
    Offers { count: count(&offers), why_none: why_none.unwrap_or_default(), rows: rows(&offers, dispatch) }
}

/// The offers, one a row.
pub fn rows(offers: &[Repair], dispatch: &Dispatch) -> Html {
    offers.iter().enumerate().map(|(place, offer)| item(place + 1, offer, dispatch)).collect()
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
