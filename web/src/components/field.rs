//! What was typed into a field, or chosen from a list.

use web_sys::{Event, HtmlInputElement};
use yew::TargetCast;

/// The text of the field in which an event happened, or the value of its choice.
pub fn text_of(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}
