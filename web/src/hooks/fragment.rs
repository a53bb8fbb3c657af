//! A link that is put into the address of the open page.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{until_then, use_change};
use crate::state::{Action, Dispatch, Toast};
use crate::{keep, share};

/// Opens links that arrive while the page is open.
#[hook]
pub fn use_fragment(dispatch: Dispatch) {
    use_change((), move || {
        let listener = EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
            let fragment = gloo::utils::window().location().hash().unwrap_or_default();
            if !share::is_link(&fragment) {
                return;
            }
            keep::leave_fragment();
            let dispatch = dispatch.clone();
            spawn_local(async move {
                match share::decode(&fragment).await {
                    Ok(scenario) => {
                        dispatch.dispatch(Action::OpenedScenario(Rc::new(scenario)));
                        dispatch.dispatch(Action::Told(Some(Toast::undoable("Opened from a link"))));
                    }
                    Err(refused) => {
                        let sentence = format!("{refused}; your work is as it was");
                        dispatch.dispatch(Action::Told(Some(Toast::new(sentence))));
                    }
                }
            });
        });
        until_then(listener)
    });
}
