//! The decision and its trace, or why there is none.

use yew::prelude::*;

use super::decision_bar::DecisionBar;
use super::icon::{Glyph, Icon};
use super::no_decision::NoDecision;
use super::setting::use_setting;
use super::trace_panel::TracePanel;
use crate::state::StateHandle;
use crate::trace::Shared;

/// What the column is given.
#[derive(Clone, PartialEq, Properties)]
pub struct DecisionColumnProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The decision and its trace.
#[component]
pub fn DecisionColumn(props: &DecisionColumnProps) -> Html {
    let state = &props.state;
    let setting = use_setting();
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
                        <TracePanel {evaluation} {scenario} request={state.selected_request} {focused} filter={state.filter} {dispatch} />
                    </div>
                </>
            }
        }
        Some(Err(error)) => html! {
            <>
                <NoDecision error={error.clone()} {dispatch} />
                <div class="panel panel--trace">
                    <div class="empty">
                        <Icon glyph={Glyph::Tree} />
                        <h2 role={setting.heading_role()}>{ "No trace" }</h2>
                        <p>{ "The trace is back as soon as the request can be read." }</p>
                    </div>
                </div>
            </>
        },
        None => html! { <div class="panel panel--trace" /> },
    };
    html! { <section class="outcome" role={setting.panel_role()} aria-label="Decision and trace">{ inside }</section> }
}
