//! The choice between form and JSON, and the presets of the principal.

use yew::prelude::*;

use super::button::clicked;
use super::principal_preset::principal_preset;
use crate::state::{Action, RequestView, StateHandle};

/// The choice between form and JSON.
pub fn request_views(state: &StateHandle) -> Html {
    let dispatch = &state.dispatcher();
    let item = |view: RequestView, label: &'static str| {
        let onclick = clicked(dispatch, Action::ChoseRequestView(view));
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
                { principal_preset(dispatch, &request.principal) }
            }
        </div>
    }
}
