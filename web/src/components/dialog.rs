//! A modal dialog: the browser's own, with a head and a body.

use gloo::events::EventListener;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::button::{clicked, icon_button};
use super::icon::Glyph;
use crate::hooks::{Undo, use_change};
use crate::state::{Action, Dispatch};

/// What a dialog is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ModalProps {
    /// Its name, which is its heading too.
    pub label: AttrValue,
    /// Takes what the person did.
    pub dispatch: Dispatch,
    /// A further class.
    #[prop_or_default]
    pub class: Classes,
    /// What is in it.
    pub children: Html,
}

/// A modal dialog, open as long as it is drawn. The keyboard goes back to where it was when it closes.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let node = use_node_ref();
    use_change((), {
        let (dispatch, node) = (props.dispatch.clone(), node.clone());
        move || -> Undo {
            let before = gloo::utils::document().active_element();
            let dialog = node.cast::<HtmlDialogElement>();
            let listener = dialog.as_ref().map(|dialog| {
                let _ = dialog.show_modal();
                EventListener::new(dialog, "close", move |_| dispatch.dispatch(Action::ClosedDialog))
            });
            Box::new(move || {
                drop(listener);
                if let Some(before) =
                    before.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(it).ok())
                {
                    let _ = before.focus();
                }
            })
        }
    });
    let close = clicked(&props.dispatch, Action::ClosedDialog);
    // A click on the dialog itself, not on what is in it, is one on the ground around it.
    let onclick = {
        let (node, dispatch) = (node.clone(), props.dispatch.clone());
        move |event: MouseEvent| {
            if event.target() == node.get().map(Into::into) {
                dispatch.dispatch(Action::ClosedDialog);
            }
        }
    };
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-label={props.label.clone()} {onclick}>
            <div class="dialog__inner">
                <div class="dialog__head">
                    <h2>{ &props.label }</h2>
                    { icon_button(Glyph::Cross, "Close", close) }
                </div>
                { props.children.clone() }
            </div>
        </dialog>
    }
}
