//! Undo and redo by keyboard, outside fields and editors, which have their own.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::{until_then, use_change};
use crate::state::{Action, Dispatch};

/// Ctrl+Z and Ctrl+Shift+Z, with Command on a Mac; Ctrl+Y too.
#[hook]
pub fn use_shortcuts(dispatch: Dispatch) {
    use_change((), move || {
        // The browser's own undo would change the field that was left last.
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&gloo::utils::document(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let typed = target.as_ref().is_some_and(types_text);
            if typed || event.alt_key() || !(event.ctrl_key() || event.meta_key()) {
                return;
            }
            let action = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => Action::Undid,
                ("z", true) | ("y", false) => Action::Redid,
                _ => return,
            };
            event.prevent_default();
            dispatch.dispatch(action);
        });
        until_then(listener)
    });
}

/// Whether an element takes text. The host of an editor stands for what is inside its shadow root.
fn types_text(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.shadow_root().is_some()
}
