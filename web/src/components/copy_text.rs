//! A button that copies a text, and then says so.

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::hooks::{until_then, use_change};

/// What the button is given.
#[derive(Clone, PartialEq, Properties)]
pub struct CopyTextProps {
    /// What it copies.
    pub text: AttrValue,
    /// What stands on it.
    pub label: AttrValue,
    /// Its accessible name, where the label alone does not say what is copied.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// Whether there is nothing to copy.
    #[prop_or_default]
    pub disabled: bool,
}

/// How long the button says so, in milliseconds.
const SAID: u32 = 2_000;

/// A button that copies a text.
#[component]
pub fn CopyText(props: &CopyTextProps) -> Html {
    let said = use_state_eq(|| None::<&'static str>);
    use_change(*said, {
        let (now, said) = (*said, said.setter());
        move || {
            let timer = now.map(|_| Timeout::new(SAID, move || said.set(None)));
            until_then(timer)
        }
    });
    let onclick = {
        let (text, said) = (props.text.clone(), said.setter());
        move |_: MouseEvent| {
            let (text, said) = (text.clone(), said.clone());
            spawn_local(async move {
                let clipboard = gloo::utils::window().navigator().clipboard();
                let written = JsFuture::from(clipboard.write_text(&text)).await;
                said.set(Some(if written.is_ok() { "Copied" } else { "Not copied" }));
            });
        }
    };
    html! {
        <button
            type="button" class={classes!("btn", props.class.clone())} disabled={props.disabled}
            aria-label={props.name.clone().filter(|_| said.is_none())} {onclick}
        >
            { said.map_or_else(|| props.label.clone(), AttrValue::Static) }
        </button>
    }
}
