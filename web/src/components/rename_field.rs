//! A field for a new name: Enter or leaving it takes the name, Escape does not.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::hooks::use_focus;

/// What the field is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RenameFieldProps {
    /// What it names.
    pub label: AttrValue,
    /// The present name.
    pub value: AttrValue,
    /// Takes the new name; none if it stays as it was.
    pub ondone: Callback<Option<String>>,
}

/// A field for a new name.
#[component]
pub fn RenameField(props: &RenameFieldProps) -> Html {
    let node = use_focus();
    let cancelled = use_mut_ref(|| false);
    let onkeydown = {
        let cancelled = cancelled.clone();
        move |event: KeyboardEvent| {
            let field = event.target_unchecked_into::<HtmlInputElement>();
            match event.key().as_str() {
                "Enter" => {}
                "Escape" => *cancelled.borrow_mut() = true,
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
            let _ = field.blur();
        }
    };
    let onblur = {
        let ondone = props.ondone.clone();
        move |event: FocusEvent| {
            let name = event.target_unchecked_into::<HtmlInputElement>().value();
            ondone.emit(Some(name).filter(|_| !*cancelled.borrow()));
        }
    };
    html! {
        <input ref={node} class="field" aria-label={props.label.clone()} value={props.value.clone()} {onkeydown} {onblur} />
    }
}
