//! What reads a missing key, and whether a value for it could change the decision.

use iam_evaluator::trace::{MissingKey, Presence};
use yew::prelude::*;

use super::button::{button, clicked};
use crate::state::{Action, StateHandle, find_node};

/// The most places that are named.
const PLACES: usize = 3;

/// What reads a missing key.
pub fn missing_note(state: &StateHandle, missing: &MissingKey) -> Html {
    let dispatch = &state.dispatcher();
    let trace = state.evaluation().map(|evaluation| &evaluation.trace);
    let mut places: Vec<(String, String)> = Vec::new();
    for node in missing.nodes.iter().filter_map(|id| find_node(trace?, id)) {
        let Some(span) = &node.span else { continue };
        let place = format!("{}:{}", span.policy, span.start.line);
        if places.iter().all(|(_, other)| *other != place) {
            places.push((node.id.clone(), place));
        }
    }
    let more = places.len().saturating_sub(PLACES);
    let witness = missing.witness.as_ref().map(|witness| {
        let set = Action::AppliedWitness(witness.context.clone());
        button("btn btn--small", clicked(dispatch, set), html! { "Set it" })
    });
    html! {
        <span class="cr__note">
            <span>{ "read by" }</span>
            { for places.into_iter().take(PLACES).map(|(node, place)| {
                let onclick = clicked(dispatch, Action::OpenedNode(AttrValue::from(node)));
                html! { <button key={place.clone()} type="button" class="ref" {onclick}>{ place }</button> }
            }) }
            if more > 0 { <span>{ format!("and {more} more") }</span> }
            <span>{ match missing.presence {
                Presence::Always => "AWS always sends it",
                Presence::Sometimes => "AWS sends it with some requests",
            } }</span>
            if missing.could_change {
                <span class="chip chip--solid" data-is="assume">{ "could change the decision" }</span>
                { witness }
            } else {
                <span>{ "cannot change this one" }</span>
            }
        </span>
    }
}
