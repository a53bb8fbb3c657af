//! The decision and its trace, or why there is none.

use yew::prelude::*;

use super::decision_bar::DecisionBar;
use super::empty::empty;
use super::fetched::Fetched;
use super::icon::Glyph;
use super::no_decision::no_decision_bar;
use super::offers::SeekOffers;
use super::setting::Setting;
use super::trace_panel::TracePanel;
use crate::state::StateHandle;
use crate::trace::Shared;

/// The decision and its trace.
pub fn decision_column(state: &StateHandle, setting: Setting, repairs: Fetched<SeekOffers>) -> Html {
    let dispatch = state.dispatcher();
    let inside = match state.outcome() {
        Some(Ok(evaluation)) => {
            let evaluation = Shared::new(evaluation.clone());
            let scenario = Shared::new(state.scenario.clone());
            let expected = state.request().and_then(|request| request.expect);
            let focused = state.focus.as_ref().map(|focus| focus.node.clone());
            html! {
                <>
                    <DecisionBar evaluation={evaluation.clone()} {expected} dispatch={dispatch.clone()} />
                    <div class="panel panel--trace" part="trace">
                        <TracePanel {evaluation} {scenario} request={state.selected_request} {focused} filter={state.filter} {setting} {repairs} {dispatch} />
                    </div>
                </>
            }
        }
        Some(Err(error)) => html! {
            <>
                { no_decision_bar(&dispatch, error) }
                <div class="panel panel--trace">
                    { empty(
                        Glyph::Tree,
                        html! { <h2 role={setting.heading_role()}>{ "No trace" }</h2> },
                        "The trace is back as soon as the request can be read.",
                        html! {},
                    ) }
                </div>
            </>
        },
        None => html! { <div class="panel panel--trace" /> },
    };
    html! { <section class="outcome" role={setting.panel_role()} aria-label="Decision and trace">{ inside }</section> }
}
