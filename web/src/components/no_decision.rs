//! What stands in the place of the decision while the request cannot be read.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::message::ticks;
use crate::state::{Action, Dispatch, InvalidInput, Panel};

/// What the bar is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NoDecisionProps {
    /// What is wrong, and where.
    pub error: InvalidInput,
    /// Where the link reports.
    pub dispatch: Dispatch,
}

/// "No decision", with a link to the field that is wrong.
#[component]
pub fn NoDecision(props: &NoDecisionProps) -> Html {
    let InvalidInput { pointer, message, .. } = &props.error;
    let onclick = {
        let (dispatch, pointer) = (props.dispatch.clone(), pointer.clone());
        move |event: MouseEvent| {
            dispatch.dispatch(Action::ChosePanel(Panel::Request));
            focus_field(&event, &pointer);
        }
    };
    html! {
        <div id="decision" part="decision" tabindex="-1" class="decision decision--none" data-is="none">
            <span class="decision__icon"><Icon glyph={Glyph::Dash} /></span>
            <div class="decision__text" role="status" aria-label="Decision">
                <strong class="decision__verdict">{ "No decision" }</strong>
                <span class="decision__why">
                    <span class="sr">{ ": " }</span>
                    <button type="button" class="ref" {onclick}>{ ticks(message) }</button>
                </span>
            </div>
        </div>
    }
}

/// Gives the keyboard to the field that a pointer into the request names, or to the nearest one around it.
fn focus_field(event: &MouseEvent, pointer: &str) {
    let page = event.target_dyn_into::<Element>().and_then(|link| link.closest(".pg").ok()?);
    let Some(page) = page else { return };
    let mut sought = pointer;
    loop {
        let quoted = sought.replace('\\', "\\\\").replace('"', "\\\"");
        let found = page.query_selector(&format!("[data-pointer=\"{quoted}\"]")).ok().flatten();
        if let Some(field) = found.and_then(|field| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(field).ok()) {
            field.focus().ok();
            return;
        }
        match sought.rsplit_once('/') {
            Some((around, _)) if !around.is_empty() => sought = around,
            _ => return,
        }
    }
}
