//! The requests: a table of all, and the selected one to edit.

use yew::prelude::*;

use super::button::{button, clicked, titled};
use super::compare_note::compare_note;
use super::icon::Glyph;
use super::request_foot::RequestFoot;
use super::request_form::request_form;
use super::request_json::request_json;
use super::request_views::request_views;
use super::requests_table::requests_table;
use super::setting::Setting;
use super::tally::tally;
use crate::state::{Action, RequestView, StateHandle};

/// The panel of the requests in the playground's own page.
pub fn request_panel(state: &StateHandle) -> Html {
    let key = state.request_keys.get(state.selected_request).copied().unwrap_or_default();
    let onadd = clicked(&state.dispatcher(), Action::AddedRequest);
    let setting = Setting::default();
    html! {
        <section class="panel panel--request" aria-label="Request">
            <div class="panel__head">
                <h2 class="panel__title">{ "Requests" }</h2>
                { tally(state) }
                <span class="grow" />
                { button("btn btn--quiet", onadd, titled(Glyph::Plus, "Add this request")) }
            </div>
            { compare_note(state) }
            { requests_table(state) }
            <RequestFoot key={format!("foot {key}")} state={state.clone()} />
            { request_views(state) }
            { match state.request_view {
                RequestView::Form => request_form(state, setting),
                RequestView::Json => request_json(state, setting),
            } }
        </section>
    }
}

/// The panel of the requests in somebody else's page, which says what they are.
pub fn given_requests(state: &StateHandle, setting: Setting) -> Html {
    let several = state.scenario.requests.len() > 1;
    html! {
        <section class="panel panel--request" part="request" role={setting.panel_role()} aria-label="Request">
            if several { { requests_table(state) } } else { <div class="emb__head"><b>{ "request" }</b></div> }
            { if setting.is_free() { request_form(state, setting) } else { request_json(state, setting) } }
        </section>
    }
}
