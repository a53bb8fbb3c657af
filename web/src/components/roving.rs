//! Arrow keys, Home and End within a group of which one element is in the tab order.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// A listener for the group: arrows focus and click the next element that `selector` finds in it.
pub fn across(selector: &'static str) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let Some(target) = next(&event, selector) else { return };
        event.prevent_default();
        let _ = target.focus();
        target.click();
    })
}

/// A listener for a list: the up and down arrows focus and click the next element that `selector` finds in it.
pub fn down(selector: &'static str) -> Callback<KeyboardEvent> {
    let across = across(selector);
    Callback::from(move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
            across.emit(event);
        }
    })
}

fn next(event: &KeyboardEvent, selector: &str) -> Option<HtmlElement> {
    let group: Element = event.current_target()?.dyn_into().ok()?;
    let now: Element = event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()??;
    let nodes = group.query_selector_all(selector).ok()?;
    let all: Vec<Element> = (0..nodes.length()).filter_map(|at| nodes.get(at)?.dyn_into().ok()).collect();
    let at = all.iter().position(|element| *element == now)?;
    let last = all.len().checked_sub(1)?;
    let to = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        "ArrowLeft" | "ArrowUp" => at.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    all.get(to)?.clone().dyn_into().ok()
}
