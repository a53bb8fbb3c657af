//! A field that has the keyboard as soon as it is drawn.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::change::{for_good, use_change};

/// The field that gets the keyboard when it is drawn first, with what stands in it selected where it has one line.
#[hook]
pub fn use_focus() -> NodeRef {
    let node = use_node_ref();
    let field = node.clone();
    use_change((), move || {
        if let Some(field) = field.cast::<HtmlElement>() {
            let _ = field.focus();
            if let Some(line) = field.dyn_ref::<HtmlInputElement>() {
                line.select();
            }
        }
        for_good()
    });
    node
}
