//! One request in the table.

use iam_evaluator::trace::Decision;
use yew::prelude::*;

use super::compare_table::decided;
use super::decision_word::DecisionWord;
use super::icon::{Glyph, Icon};
use crate::state::{Action, StateHandle};

/// What the row is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestRowProps {
    /// The page's state.
    pub state: StateHandle,
    /// The request's place in the scenario.
    pub place: usize,
    /// While comparing, what was decided before.
    pub before: Option<Before>,
}

/// What was decided before; none where nothing could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before(pub Option<Decision>);

/// One request in the table.
#[component]
pub fn RequestRow(props: &RequestRowProps) -> Html {
    let (state, place) = (&props.state, props.place);
    let Some(request) = state.scenario.requests.get(place) else { return html! {} };
    let selected = state.selected_request == place;
    let kept = state.keeps(place);
    let now = state.decision(place).and_then(Result::ok);
    let what = format!("{} \u{b7} {}", request.action, last_part(&request.resource));
    let name = request.name.clone().unwrap_or_else(|| format!("Request {}", place + 1));
    let dispatch = state.dispatcher();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::SelectedRequest(place)));
    html! {
        <tr class={classes!(selected.then_some("is-selected"), (kept == Some(false)).then_some("is-wrong"))} onclick={onclick.clone()}>
            <td>
                <button type="button" class="req__pick" aria-current={selected.then_some("true")} {onclick}>
                    <span class="req__name">{ name }</span>
                    <span class="req__what" title={format!("{} \u{b7} {}", request.action, request.resource)}>{ what }</span>
                </button>
            </td>
            <td>
                if let Some(decision) = request.expect { <DecisionWord {decision} /> } else { <span class="muted">{ "none" }</span> }
            </td>
            <td>
                { match props.before {
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
    html! { <span class="ok" data-is={state}><Icon {glyph} {label} /></span> }
}

/// What tells one resource from another: what follows the kind of resource in its ARN.
fn last_part(resource: &str) -> &str {
    let name = resource.splitn(6, ':').nth(5).unwrap_or(resource);
    name.split_once('/').map_or(name, |(_, rest)| rest)
}
