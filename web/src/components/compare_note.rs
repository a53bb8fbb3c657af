//! While the scenario is compared: with what, and how many requests come out otherwise.

use yew::prelude::*;

use super::button::IconButton;
use super::icon::{Glyph, Icon};
use crate::state::{Action, Dialog, StateHandle};

/// What the note is given.
#[derive(Clone, PartialEq, Properties)]
pub struct CompareNoteProps {
    /// The page's state.
    pub state: StateHandle,
}

/// With what the scenario is compared, and what came of it.
#[component]
pub fn CompareNote(props: &CompareNoteProps) -> Html {
    let state = &props.state;
    let Some(compared) = &state.compared else { return html! {} };
    let act = |action: Action| {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    html! {
        <div class="versus" role="group" aria-label="Comparison">
            <Icon glyph={Glyph::Compare} />
            <p class="versus__text"><b>{ compared.tally().to_string() }</b><span class="muted">{ " since " }{ &compared.base.label }</span></p>
            <button type="button" class="btn btn--small" onclick={act(Action::OpenedDialog(Dialog::Compare))}>{ "Show changes" }</button>
            <IconButton class="btn--small" glyph={Glyph::Cross} label="Stop comparing" onclick={act(Action::StoppedComparing)} />
        </div>
    }
}
