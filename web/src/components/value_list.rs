//! The values of a multivalued key: each can be removed, and one can be added.

use iam_evaluator::trace::ContextValue;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::icon::{Glyph, icon};

/// The values of a multivalued key.
pub fn value_list(name: &str, values: &[String], set: &Callback<Option<ContextValue>>) -> Html {
    let add = {
        let (values, set) = (values.to_vec(), set.clone());
        move |field: &HtmlInputElement| {
            let text = field.value();
            if text.trim().is_empty() {
                return;
            }
            let mut values = values.clone();
            values.push(text.trim().to_owned());
            field.set_value("");
            set.emit(Some(ContextValue::List(values)));
        }
    };
    let onkeydown = {
        let add = add.clone();
        move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | ",") {
                event.prevent_default();
                add(&event.target_unchecked_into());
            }
        }
    };
    let onblur = move |event: FocusEvent| add(&event.target_unchecked_into());
    html! {
        <span class="tokens">
            { for values.iter().enumerate().map(|(at, value)| {
                let mut rest = values.to_vec();
                rest.remove(at);
                let set = set.clone();
                let onclick = move |_| set.emit(Some(ContextValue::List(rest.clone())));
                html! {
                    <span key={format!("{value} {}", earlier(values, at))} class="token">
                        { value }
                        <button type="button" aria-label={format!("Remove {value}")} {onclick}>{ icon(Glyph::Cross) }</button>
                    </span>
                }
            }) }
            <input
                class="tokens__new" aria-label={format!("Add a value to {name}")} placeholder="add a value"
                spellcheck="false" autocomplete="off" {onkeydown} {onblur}
            />
        </span>
    }
}

/// How often the value at this place stands before it, so that equal values have different keys.
fn earlier(values: &[String], at: usize) -> usize {
    let value = values.get(at);
    values.iter().take(at).filter(|other| Some(*other) == value).count()
}
