//! The choice between form and JSON, and the presets of the principal.

use yew::prelude::*;

use super::principal_preset::PrincipalPreset;
use crate::state::{Action, RequestView, StateHandle};

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestViewsProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The choice between form and JSON.
#[component]
pub fn RequestViews(props: &RequestViewsProps) -> Html {
    let state = &props.state;
    let item = |view: RequestView, label: &'static str| {
        let dispatch = state.dispatcher();
        let onclick = move |_| dispatch.dispatch(Action::ChoseRequestView(view));
        html! {
            <button type="button" class="seg__item" aria-pressed={(state.request_view == view).to_string()} {onclick}>{ label }</button>
        }
    };
    html! {
        <div class="bar bar--bare">
            <div class="seg" role="group" aria-label="Edit as">
                { item(RequestView::Form, "Form") }
                { item(RequestView::Json, "JSON") }
            </div>
            <span class="grow" />
            if let Some(request) = state.request() {
                <PrincipalPreset dispatch={state.dispatcher()} principal={request.principal.clone()} />
            }
        </div>
    }
}
