//! The page: policies, request, decision and trace, and what floats over them.

use std::rc::Rc;

use yew::prelude::*;

use super::decision_column::decision_column;
use super::dialogs::{DrawDialog, OpenDialog};
use super::drop_zone::DropZone;
use super::fetched::Fetched;
use super::offers::SeekOffers;
use super::panel_tabs::{panel_name, panel_tabs};
use super::paste_dialog::use_pasted;
use super::policies::policies;
use super::request_panel::request_panel;
use super::setting::Setting;
use super::splitter::{Splitter, SplitterSide};
use super::toasts::Toasts;
use super::top_bar::use_top_bar;
use crate::hooks::{use_fragment, use_keeping, use_shortcuts};
use crate::keep::Opening;
use crate::state::State;

/// What the page is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// What it opens with.
    pub opening: Rc<Opening>,
    /// Where its dialogs come from.
    pub dialogs: Fetched<DrawDialog>,
    /// Where the offers for a denied request come from.
    pub repairs: Fetched<SeekOffers>,
}

/// The page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let state = use_reducer(|| State::opened_with(&props.opening));
    use_keeping(&state);
    use_fragment(state.dispatcher());
    use_shortcuts(state.dispatcher());
    use_pasted(state.pasted.clone());
    let top_bar = use_top_bar(&state);
    let dispatch = state.dispatcher();
    html! {
        <DropZone dispatch={dispatch.clone()}>
            <a class="btn skip" href="#decision">{ "Go to the decision" }</a>
            { top_bar }
            <main class="cols" data-panel={panel_name(state.panel)}>
                { panel_tabs(&dispatch, state.panel) }
                { policies(&state) }
                <Splitter side={SplitterSide::Policies} />
                { request_panel(&state) }
                <Splitter side={SplitterSide::Request} />
                { decision_column(&state, Setting::default(), props.repairs) }
            </main>
            if let Some(dialog) = state.dialog { <OpenDialog {dialog} state={state.clone()} dialogs={props.dialogs} /> }
            <Toasts toast={state.toast.clone()} {dispatch} />
        </DropZone>
    }
}
