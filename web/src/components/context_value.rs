//! The value of a context key: a text field, a choice, or a list.

use iam_evaluator::trace::ContextValue;
use yew::prelude::*;

use super::field::text_of;
use super::value_list::value_list;
use crate::state::kind::{self, Kind};

/// The value of a context key.
pub fn context_value(
    name: &str,
    kind: Kind,
    value: Option<&ContextValue>,
    set: Callback<Option<ContextValue>>,
) -> Html {
    let label = format!("Value of {name}");
    let text = value.map(kind::text);
    match kind {
        Kind::List => {
            let values = match value {
                Some(ContextValue::List(values)) => values.clone(),
                Some(other) => vec![kind::text(other)],
                None => Vec::new(),
            };
            value_list(name, &values, &set)
        }
        Kind::Boolean if text.as_deref().is_none_or(|text| matches!(text, "" | "true" | "false")) => {
            let onchange = move |event: Event| {
                let chosen = text_of(&event);
                set.emit((!chosen.is_empty()).then(|| kind.value(&chosen)));
            };
            html! {
                <select class="field field--code" aria-label={label} {onchange}>
                    if text.as_deref().is_none_or(str::is_empty) {
                        <option value="" selected=true>{ if text.is_none() { "absent" } else { "choose" } }</option>
                    }
                    <option selected={text.as_deref() == Some("true")}>{ "true" }</option>
                    <option selected={text.as_deref() == Some("false")}>{ "false" }</option>
                </select>
            }
        }
        Kind::Text | Kind::Boolean | Kind::Number | Kind::Date | Kind::Address | Kind::Arn => {
            let oninput = move |event: InputEvent| {
                set.emit(Some(kind.value(&text_of(&event))));
            };
            html! {
                <input
                    class="field field--code" aria-label={label} value={text.clone().unwrap_or_default()} {oninput}
                    placeholder={if text.is_none() { "absent" } else { "" }} spellcheck="false" autocomplete="off" autocapitalize="off"
                />
            }
        }
    }
}
