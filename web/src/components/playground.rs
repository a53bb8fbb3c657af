//! The whole playground: policies, request, decision and trace.

use yew::prelude::*;

use super::decision_column::DecisionColumn;
use super::gallery::Gallery;
use super::panel_tabs::{PanelTabs, panel_name};
use super::policies::Policies;
use super::request_panel::RequestPanel;
use super::splitter::{Splitter, SplitterSide};
use super::toasts::Toasts;
use super::top_bar::TopBar;
use crate::gallery;
use crate::state::{Dialog, State};

/// The whole playground, to be mounted anywhere.
#[component]
pub fn Playground() -> Html {
    let state = use_reducer(|| State::new(gallery::first()));
    html! {
        <div class="pg">
            <a class="btn skip" href="#decision">{ "Go to the decision" }</a>
            <TopBar state={state.clone()} />
            <main class="cols" data-panel={panel_name(state.panel)}>
                <PanelTabs panel={state.panel} dispatch={state.dispatcher()} />
                <Policies state={state.clone()} />
                <Splitter side={SplitterSide::Policies} />
                <RequestPanel state={state.clone()} />
                <Splitter side={SplitterSide::Request} />
                <DecisionColumn state={state.clone()} />
            </main>
            { match state.dialog {
                Some(Dialog::Gallery) => html! { <Gallery dispatch={state.dispatcher()} /> },
                Some(Dialog::Share | Dialog::Revisions) | None => html! {},
            } }
            <Toasts toast={state.toast.clone()} dispatch={state.dispatcher()} />
        </div>
    }
}
