//! The whole playground, from what it opens with on.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialogs::DrawDialog;
use super::fetched::Fetched;
use super::offers::SeekOffers;
use super::page::Page;
use crate::hooks::{for_good, use_change};
use crate::keep::{self, Opening};

/// What the playground is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PlaygroundProps {
    /// Where its dialogs come from.
    pub dialogs: Fetched<DrawDialog>,
    /// Where the offers for a denied request come from.
    pub repairs: Fetched<SeekOffers>,
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
        Some(opening) => html! { <Page opening={opening.clone()} dialogs={props.dialogs} repairs={props.repairs} /> },
        None => html! { <div class="pg" /> },
    }
}
