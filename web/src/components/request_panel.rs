//! The requests: a table of all, and the selected one to edit.

use yew::prelude::*;

use super::compare_note::CompareNote;
use super::icon::{Glyph, Icon};
use super::request_foot::RequestFoot;
use super::request_form::RequestForm;
use super::request_json::RequestJson;
use super::request_views::RequestViews;
use super::requests_table::RequestsTable;
use super::setting::use_setting;
use super::tally::Tally;
use crate::state::{Action, RequestView, StateHandle};

/// What the panel is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestPanelProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The panel of the requests.
#[component]
pub fn RequestPanel(props: &RequestPanelProps) -> Html {
    let state = &props.state;
    let setting = use_setting();
    let dispatch = state.dispatcher();
    let onadd = move |_| dispatch.dispatch(Action::AddedRequest);
    let key = state.request_keys.get(state.selected_request).copied().unwrap_or_default();
    if !setting.is_page() {
        let several = state.scenario.requests.len() > 1;
        return html! {
            <section class="panel panel--request" part="request" role={setting.panel_role()} aria-label="Request">
                if several { <RequestsTable state={state.clone()} /> } else { <div class="emb__head"><b>{ "request" }</b></div> }
                if setting.is_free() {
                    <RequestForm key={format!("form {key}")} state={state.clone()} />
                } else {
                    <RequestJson key={format!("json {key}")} state={state.clone()} />
                }
            </section>
        };
    }
    html! {
        <section class="panel panel--request" aria-label="Request">
            <div class="panel__head">
                <h2 class="panel__title">{ "Requests" }</h2>
                <Tally state={state.clone()} />
                <span class="grow" />
                <button type="button" class="btn btn--quiet" onclick={onadd}><Icon glyph={Glyph::Plus} />{ "Add this request" }</button>
            </div>
            <CompareNote state={state.clone()} />
            <RequestsTable state={state.clone()} />
            <RequestFoot key={format!("foot {key}")} state={state.clone()} />
            <RequestViews state={state.clone()} />
            { match state.request_view {
                RequestView::Form => html! { <RequestForm key={format!("form {key}")} state={state.clone()} /> },
                RequestView::Json => html! { <RequestJson key={format!("json {key}")} state={state.clone()} /> },
            } }
        </section>
    }
}
