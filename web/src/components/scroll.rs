//! Brings an element into view or gives it the keyboard, without moving the page.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Scrolls the strip that holds `element` sideways, so far that all of it shows, or its beginning where it is wider.
pub fn into_strip(element: &Element) {
    let Ok(Some(strip)) = element.closest(".tabs") else { return };
    let (inner, outer) = (element.get_bounding_client_rect(), strip.get_bounding_client_rect());
    let before = inner.left() - outer.left();
    let over = (inner.right() - outer.right()).max(0.0).min(before);
    if over != 0.0 {
        strip.scroll_by_with_x_and_y(over, 0.0);
    }
}

/// Gives the keyboard to the first element within `ground` that `selector` finds.
pub fn focus_first(ground: &Element, selector: &str) {
    let found = ground.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// What is selected in a panel: a policy's tab, a request, a row of the trace.
const SELECTED: &str = "[role=tab][tabindex='0'], [aria-current], [role=treeitem][tabindex='0']";

/// Gives the keyboard to what is selected in the panel of a button that is gone by what it did.
pub fn keep_keyboard(event: &Event) {
    let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(button) = button.and_then(|target| target.closest("button").ok()?) else { return };
    let Ok(Some(panel)) = button.closest(".panel") else { return };
    // What was done is drawn by then.
    Timeout::new(0, move || {
        if !button.is_connected() {
            focus_first(&panel, SELECTED);
        }
    })
    .forget();
}
