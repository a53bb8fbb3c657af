//! The value of a context key: a text field, a choice, or a list.

use iam_evaluator::trace::ContextValue;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::value_list::ValueList;
use crate::state::kind::{self, Kind};

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ContextInputProps {
    /// The key's name.
    pub name: AttrValue,
    /// How the value is shown.
    pub kind: Kind,
    /// The value, where there is one.
    pub value: Option<ContextValue>,
    /// Takes the new value.
    pub set: Callback<Option<ContextValue>>,
}

/// The value of a context key.
#[component]
pub fn ContextInput(props: &ContextInputProps) -> Html {
    let ContextInputProps { name, kind, value, set } = props.clone();
    let label = format!("Value of {name}");
    let text = value.as_ref().map(kind::text);
    match kind {
        Kind::List => {
            let values = match value {
                Some(ContextValue::List(values)) => values,
                Some(other) => vec![kind::text(&other)],
                None => Vec::new(),
            };
            html! { <ValueList {name} {values} {set} /> }
        }
        Kind::Boolean if text.as_deref().is_none_or(|text| matches!(text, "" | "true" | "false")) => {
            let onchange = move |event: Event| {
                let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
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
                let text = event.target_unchecked_into::<HtmlInputElement>().value();
                set.emit(Some(kind.value(&text)));
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
