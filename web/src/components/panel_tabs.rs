//! The tabs that choose a panel where not all have room.

use yew::prelude::*;

use super::button::clicked;
use super::roving;
use crate::state::{Action, Dispatch, Panel};

/// A panel's name in attributes.
pub fn panel_name(panel: Panel) -> &'static str {
    match panel {
        Panel::Policies => "policies",
        Panel::Request => "request",
        Panel::Trace => "trace",
    }
}

/// The tabs that choose a panel where not all have room.
pub fn panel_tabs(dispatch: &Dispatch, shown: Panel) -> Html {
    let tab = |panel: Panel, label: &'static str| {
        let selected = shown == panel;
        let onclick = clicked(dispatch, Action::ChosePanel(panel));
        html! {
            <button
                key={panel_name(panel)} type="button" class="nav__item" role="tab" data-panel={panel_name(panel)}
                aria-selected={selected.to_string()} tabindex={if selected { "0" } else { "-1" }} {onclick}
            >
                { label }
            </button>
        }
    };
    html! {
        <div class="nav" role="tablist" aria-label="Panels" onkeydown={roving::across("[role=tab]")}>
            { tab(Panel::Policies, "Policies") }
            { tab(Panel::Request, "Request") }
            { tab(Panel::Trace, "Trace") }
        </div>
    }
}
