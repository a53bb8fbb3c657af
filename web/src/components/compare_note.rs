//! While the scenario is compared: with what, and how many requests come out otherwise.

use yew::prelude::*;

use super::button::{button, clicked, icon_button};
use super::icon::{Glyph, icon};
use crate::state::{Action, Dialog, StateHandle};

/// With what the scenario is compared, and what came of it.
pub fn compare_note(state: &StateHandle) -> Html {
    let Some(compared) = &state.compared else { return html! {} };
    let dispatch = &state.dispatcher();
    html! {
        <div class="versus" role="group" aria-label="Comparison">
            { icon(Glyph::Compare) }
            <p class="versus__text"><b>{ compared.tally().to_string() }</b><span class="muted">{ " since " }{ &compared.base.label }</span></p>
            { button("btn btn--small", clicked(dispatch, Action::OpenedDialog(Dialog::Compare)), html! { "Show changes" }) }
            { icon_button(Glyph::Cross, "Stop comparing", clicked(dispatch, Action::StoppedComparing)) }
        </div>
    }
}
