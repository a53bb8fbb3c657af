//! The whole playground, from what it opens with on.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialogs::Dialogs;
use super::page::Page;
use crate::hooks::{for_good, use_change};
use crate::keep::{self, Opening};

/// What the playground is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PlaygroundProps {
    /// Where its dialogs come from.
    pub dialogs: Dialogs,
}

/// The whole playground, to be mounted anywhere.
#[component]
pub fn Playground(props: &PlaygroundProps) -> Html {
    let opening = use_state(|| None::<Rc<Opening>>);
    use_change((), {
        let opening = opening.setter();
        move || {
            spawn_local(async move { opening.set(Some(Rc::new(keep::opening().await))) });
            for_good()
        }
    });
    match &*opening {
        Some(opening) => html! { <Page opening={opening.clone()} dialogs={props.dialogs} /> },
        None => html! { <div class="pg" /> },
    }
}
