//! What stands in the place of the decision while the request cannot be read.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::button::button;
use super::icon::{Glyph, icon};
use super::message::ticks;
use crate::state::{Action, Dispatch, InvalidInput, Panel};

/// "No decision", with a link to the field that is wrong.
pub fn no_decision_bar(dispatch: &Dispatch, error: &InvalidInput) -> Html {
    let InvalidInput { pointer, message, .. } = error;
    let onclick = {
        let (dispatch, pointer) = (dispatch.clone(), pointer.clone());
        Callback::from(move |event: MouseEvent| {
            dispatch.dispatch(Action::ChosePanel(Panel::Request));
            focus_field(&event, &pointer);
        })
    };
    html! {
        <div id="decision" part="decision" tabindex="-1" class="decision decision--none" data-is="none">
            <span class="decision__icon">{ icon(Glyph::Dash) }</span>
            <div class="decision__text" role="status" aria-label="Decision">
                <strong class="decision__verdict">{ "No decision" }</strong>
                <span class="decision__why">
                    <span class="sr">{ ": " }</span>
                    { button("ref", onclick, ticks(message)) }
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
