//! The dialogs: a part of the program that is fetched when the first of them is opened.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::compare_dialog::CompareDialog;
use super::dialog_sheet;
use super::fetched::{Fetched, UNREACHABLE};
use super::gallery::Gallery;
use super::paste_dialog::PasteDialog;
use super::revisions::Revisions;
use super::share_dialog::ShareDialog;
use crate::hooks::{for_good, use_change};
use crate::state::{Action, Dialog, StateHandle, Toast};

/// Draws a dialog.
pub type DrawDialog = fn(Dialog, &StateHandle) -> Html;

/// What an open dialog is given.
#[derive(Clone, PartialEq, Properties)]
pub struct OpenDialogProps {
    /// Which one is open.
    pub dialog: Dialog,
    /// The page's state.
    pub state: StateHandle,
    /// Where it comes from.
    pub dialogs: Fetched<DrawDialog>,
}

/// An open dialog, once it is there.
#[component]
pub fn OpenDialog(props: &OpenDialogProps) -> Html {
    let draw = use_state(|| None::<DrawDialog>);
    use_change(props.dialogs, {
        let (draw, dispatch, dialogs) = (draw.setter(), props.state.dispatcher(), props.dialogs);
        move || {
            spawn_local(async move {
                let fetched = dialogs.fetch().await;
                if fetched.is_none() {
                    dispatch.dispatch(Action::ClosedDialog);
                    dispatch.dispatch(Action::Told(Some(Toast::new(UNREACHABLE))));
                }
                draw.set(fetched);
            });
            for_good()
        }
    });
    match *draw {
        Some(draw) => draw(props.dialog, &props.state),
        None => html! {
            <div class="toasts" role="status"><p class="toast toast--late">{ "Fetching this part of the page" }</p></div>
        },
    }
}

/// Draws a dialog.
pub fn draw_dialog(dialog: Dialog, state: &StateHandle) -> Html {
    dialog_sheet::adopt();
    match dialog {
        Dialog::Gallery => html! { <Gallery dispatch={state.dispatcher()} /> },
        Dialog::Share => html! { <ShareDialog state={state.clone()} /> },
        Dialog::Paste => html! { <PasteDialog state={state.clone()} /> },
        Dialog::Revisions => html! { <Revisions state={state.clone()} /> },
        Dialog::Compare => html! { <CompareDialog state={state.clone()} /> },
    }
}
