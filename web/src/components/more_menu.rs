//! What is needed now and then: files, revisions, comparing.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::button::clicked;
use super::icon::{Glyph, icon};
use super::popup::{Popup, put_away};
use crate::files;
use crate::state::{Action, Dialog, Dispatch};

/// What the menu is given.
#[derive(Clone, PartialEq, Properties)]
pub struct MoreMenuProps {
    /// Whether there is something to undo.
    pub undo: bool,
    /// Whether there is something to redo.
    pub redo: bool,
    /// Takes what the person did.
    pub dispatch: Dispatch,
}

/// What is needed now and then.
#[component]
pub fn MoreMenu(props: &MoreMenuProps) -> Html {
    let field = use_node_ref();
    let go = |dialog: Dialog| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            put_away(&event);
            dispatch.dispatch(Action::OpenedDialog(dialog));
        })
    };
    let travel = |possible: bool, glyph: Glyph, words: &'static str, action: Action| {
        item(NARROW, glyph, words, (!possible).then_some("true"), clicked(&props.dispatch, action))
    };
    let onopen = {
        let field = field.clone();
        Callback::from(move |event: MouseEvent| {
            put_away(&event);
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.click();
            }
        })
    };
    let onchange = {
        let dispatch = props.dispatch.clone();
        move |event: Event| {
            let field = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(file) = field.files().and_then(|files| files.get(0)) {
                spawn_local(files::open(file, dispatch.clone()));
            }
            field.set_value("");
        }
    };
    html! {
        <Popup class="menu" button="btn btn--icon btn--quiet" glyph={Glyph::More} label="More">
            <div class="pop menu__list">
                { travel(props.undo, Glyph::Undo, "Undo", Action::Undid) }
                { travel(props.redo, Glyph::Redo, "Redo", Action::Redid) }
                { item(NARROW, Glyph::Grid, "Gallery", None, go(Dialog::Gallery)) }
                { item(NARROW, Glyph::Paste, "Paste", None, go(Dialog::Paste)) }
                { item(WIDE, Glyph::Open, "Open a file", None, onopen) }
                { item(WIDE, Glyph::History, "Revisions", None, go(Dialog::Revisions)) }
                { item(WIDE, Glyph::Compare, "Compare with\u{2026}", None, go(Dialog::Compare)) }
            </div>
            <input ref={field} type="file" accept=".json,application/json" class="menu__file" aria-label="File to open" tabindex="-1" {onchange} />
        </Popup>
    }
}

/// The classes of an item.
const WIDE: &str = "menu__item";

/// Those of one that stands in the bar where that has room.
const NARROW: &str = "menu__item menu__narrow";

fn item(
    class: &'static str,
    glyph: Glyph,
    words: &'static str,
    disabled: Option<&'static str>,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! { <button type="button" {class} aria-disabled={disabled} {onclick}>{ icon(glyph) }{ words }</button> }
}
