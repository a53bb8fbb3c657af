//! One request in the table.

use iam_evaluator::trace::Decision;
use yew::prelude::*;

use super::button::clicked;
use super::compare_table::decided;
use super::decision_word::decision_word;
use super::icon::{Glyph, labelled};
use crate::state::{Action, StateHandle};

/// What was decided before; none where nothing could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before(pub Option<Decision>);

/// One request in the table.
pub fn request_row(state: &StateHandle, place: usize, before: Option<Before>) -> Html {
    let Some(request) = state.scenario.requests.get(place) else { return html! {} };
    let key = state.request_keys.get(place).copied().unwrap_or_default();
    let selected = state.selected_request == place;
    let kept = state.keeps(place);
    let now = state.decision(place).and_then(Result::ok);
    let what = format!("{} \u{b7} {}", request.action, last_part(&request.resource));
    let name = request.name.clone().unwrap_or_else(|| format!("Request {}", place + 1));
    let onclick = clicked(&state.dispatcher(), Action::SelectedRequest(place));
    let class = match (selected, kept == Some(false)) {
        (true, true) => "is-selected is-wrong",
        (true, false) => "is-selected",
        (false, true) => "is-wrong",
        (false, false) => "",
    };
    html! {
        <tr {key} {class} onclick={onclick.clone()}>
            <td>
                <button type="button" class="req__pick" aria-current={selected.then_some("true")} {onclick}>
                    <span class="req__name">{ name }</span>
                    <span class="req__what" title={format!("{} \u{b7} {}", request.action, request.resource)}>{ what }</span>
                </button>
            </td>
            <td>
                if let Some(decision) = request.expect { { decision_word(decision) } } else { <span class="muted">{ "none" }</span> }
            </td>
            <td>
                { match before {
                    Some(Before(before)) => turn_cell(before, now),
                    None => decided(now),
                } }
            </td>
            <td>{ ok(kept) }</td>
        </tr>
    }
}

/// What was decided before and what is decided now; once where it is the same.
pub fn turn_cell(before: Option<Decision>, now: Option<Decision>) -> Html {
    if before == now {
        return decided(now);
    }
    html! { <span class="turn"><span class="turn__was">{ decided(before) }<span class="turn__to">{ "\u{2192}" }</span></span>{ decided(now) }</span> }
}

fn ok(kept: Option<bool>) -> Html {
    let (state, glyph, label) = match kept {
        Some(true) => ("ok", Glyph::Match, "as expected"),
        Some(false) => ("wrong", Glyph::NoMatch, "not as expected"),
        None => ("none", Glyph::Dash, "no expectation"),
    };
    html! { <span class="ok" data-is={state}>{ labelled(glyph, label) }</span> }
}

/// What tells one resource from another: what follows the kind of resource in its ARN.
fn last_part(resource: &str) -> &str {
    let name = resource.splitn(6, ':').nth(5).unwrap_or(resource);
    name.split_once('/').map_or(name, |(_, rest)| rest)
}
