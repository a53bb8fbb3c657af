//! Brings an element into view or gives it the keyboard, without moving the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

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
