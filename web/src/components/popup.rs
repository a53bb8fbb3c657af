//! A button of the bar on top and what it opens over the page.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, Node};
use yew::prelude::*;

use super::icon::{Glyph, icon};
use super::scroll::focus_first;
use crate::hooks::{until_then, use_change};

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PopupProps {
    /// Its class.
    pub class: &'static str,
    /// The classes of its button.
    pub button: &'static str,
    /// What stands on the button.
    pub glyph: Glyph,
    /// The button's name.
    pub label: &'static str,
    /// What it opens.
    pub children: Html,
}

/// A button and what it opens, until Escape, or something else is pressed or takes the keyboard.
#[component]
pub fn Popup(props: &PopupProps) -> Html {
    let PopupProps { class, button, glyph, label, children } = props;
    let node = use_node_ref();
    use_change((), {
        let node = node.clone();
        move || {
            let listen = |event: &'static str| {
                let node = node.clone();
                EventListener::new(&gloo::utils::document(), event, move |event| {
                    let at = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                    if let Some(popup) = node.cast::<Element>().filter(|popup| !popup.contains(at.as_ref())) {
                        let _ = popup.remove_attribute("open");
                    }
                })
            };
            until_then([listen("pointerdown"), listen("focusin")])
        }
    });
    let onkeydown = |event: KeyboardEvent| {
        if event.key() == "Escape" {
            put_away(&event);
        }
    };
    html! {
        <details ref={node} class={*class} {onkeydown}>
            <summary class={*button} aria-label={*label} title={*label}>{ icon(*glyph) }</summary>
            { children.clone() }
        </details>
    }
}

/// Puts away the popup in which something happened; its button has the keyboard then.
pub fn put_away(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(popup) = target.and_then(|target| target.closest("details").ok()?) {
        let _ = popup.remove_attribute("open");
        focus_first(&popup, "summary");
    }
}
