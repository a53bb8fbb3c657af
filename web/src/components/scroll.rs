//! Brings an element into view within its own strip, without moving the page.

use web_sys::Element;

/// Scrolls the strip that holds `element` sideways, so far that all of it shows.
pub fn into_strip(element: &Element) {
    let Ok(Some(strip)) = element.closest(".tabs") else { return };
    let (inner, outer) = (element.get_bounding_client_rect(), strip.get_bounding_client_rect());
    let over = (inner.right() - outer.right()).max(0.0) - (outer.left() - inner.left()).max(0.0);
    if over != 0.0 {
        strip.scroll_by_with_x_and_y(over, 0.0);
    }
}
