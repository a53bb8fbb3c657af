//! The ground of the page: it takes files that are dropped on it.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, HtmlElement};
use yew::prelude::*;

use crate::files;
use crate::hooks::{until_then, use_change};
use crate::state::Dispatch;

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct DropZoneProps {
    /// Takes what the person did.
    pub dispatch: Dispatch,
    /// What stands on it.
    pub children: Html,
}

/// The ground of the page.
#[component]
pub fn DropZone(props: &DropZoneProps) -> Html {
    let node = use_node_ref();
    use_change((), {
        let (dispatch, node) = (props.dispatch.clone(), node.clone());
        move || {
            let ground = node.cast::<HtmlElement>();
            let listeners = ground.map(|ground| {
                let option = EventListenerOptions::enable_prevent_default;
                let over = EventListener::new_with_options(&ground, "dragover", option(), |event| {
                    if carries_files(event) {
                        event.prevent_default();
                    }
                });
                let dropped = EventListener::new_with_options(&ground, "drop", option(), move |event| {
                    let Some(files) = event.dyn_ref::<DragEvent>().and_then(|it| it.data_transfer()?.files()) else {
                        return;
                    };
                    if files.length() == 0 {
                        return;
                    }
                    event.prevent_default();
                    for file in (0..files.length()).filter_map(|at| files.get(at)) {
                        spawn_local(files::open(file, dispatch.clone()));
                    }
                });
                (over, dropped)
            });
            until_then(listeners)
        }
    });
    html! { <div class="pg" ref={node}>{ props.children.clone() }</div> }
}

fn carries_files(event: &web_sys::Event) -> bool {
    let types = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).map(|it| it.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}
