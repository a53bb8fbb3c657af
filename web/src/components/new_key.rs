//! A row for the name of a new context key.

use iam_evaluator::trace::ContextValue;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::hooks::use_focus;
use crate::state::{Action, Dispatch};

/// What the row is given.
#[derive(Clone, PartialEq, Properties)]
pub struct NewKeyProps {
    /// Takes what the person did.
    pub dispatch: Dispatch,
    /// Called when the row is no longer needed.
    pub ondone: Callback<()>,
}

/// A row for the name of a new context key.
#[component]
pub fn NewKey(props: &NewKeyProps) -> Html {
    let node = use_focus();
    let take = {
        let (dispatch, ondone) = (props.dispatch.clone(), props.ondone.clone());
        Callback::from(move |name: String| {
            let name = name.trim().to_owned();
            if !name.is_empty() {
                dispatch.dispatch(Action::SetContext(name, Some(ContextValue::Text(String::new()))));
            }
            ondone.emit(());
        })
    };
    let onkeydown = {
        let ondone = props.ondone.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                let _ = event.target_unchecked_into::<HtmlInputElement>().blur();
            }
            "Escape" => ondone.emit(()),
            _ => {}
        }
    };
    let onblur = move |event: FocusEvent| take.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <div class="cr cr--new">
            <input
                ref={node} class="field field--code" aria-label="Name of the new context key" placeholder="aws:RequestedRegion"
                spellcheck="false" autocomplete="off" {onkeydown} {onblur}
            />
        </div>
    }
}
