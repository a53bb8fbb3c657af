//! What is needed now and then: files, revisions, comparing.

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::icon::{Glyph, icon};
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
    let node = use_node_ref();
    let field = use_node_ref();
    let close = {
        let node = node.clone();
        move || {
            if let Some(menu) = node.cast::<HtmlElement>() {
                let _ = menu.remove_attribute("open");
            }
        }
    };
    let go = |dialog: Dialog| {
        let (dispatch, close) = (props.dispatch.clone(), close.clone());
        move |_: MouseEvent| {
            close();
            dispatch.dispatch(Action::OpenedDialog(dialog));
        }
    };
    let travel = |action: Action| {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(action.clone())
    };
    let onopen = {
        let (field, close) = (field.clone(), close.clone());
        move |_: MouseEvent| {
            close();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.click();
            }
        }
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
    let onkeydown = {
        let (node, close) = (node.clone(), close.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close();
                let summary = node.cast::<HtmlElement>().and_then(|menu| menu.query_selector("summary").ok().flatten());
                if let Some(summary) = summary.and_then(|it| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(it).ok()) {
                    let _ = summary.focus();
                }
            }
        }
    };
    html! {
        <details class="menu" ref={node} {onkeydown}>
            <summary class="btn btn--icon btn--quiet" aria-label="More" title="More">{ icon(Glyph::More) }</summary>
            <div class="pop menu__list">
                <button type="button" class="menu__item menu__narrow" aria-disabled={(!props.undo).then_some("true")} onclick={travel(Action::Undid)}>{ icon(Glyph::Undo) }{ "Undo" }</button>
                <button type="button" class="menu__item menu__narrow" aria-disabled={(!props.redo).then_some("true")} onclick={travel(Action::Redid)}>{ icon(Glyph::Redo) }{ "Redo" }</button>
                <button type="button" class="menu__item menu__narrow" onclick={go(Dialog::Gallery)}>{ icon(Glyph::Grid) }{ "Gallery" }</button>
                <button type="button" class="menu__item menu__narrow" onclick={go(Dialog::Paste)}>{ icon(Glyph::Paste) }{ "Paste" }</button>
                <button type="button" class="menu__item" onclick={onopen}>{ icon(Glyph::Open) }{ "Open a file" }</button>
                <button type="button" class="menu__item" onclick={go(Dialog::Revisions)}>{ icon(Glyph::History) }{ "Revisions" }</button>
                <button type="button" class="menu__item" onclick={go(Dialog::Compare)}>{ icon(Glyph::Compare) }{ "Compare with\u{2026}" }</button>
            </div>
            <input ref={field} type="file" accept=".json,application/json" class="menu__file" aria-label="File to open" tabindex="-1" {onchange} />
        </details>
    }
}
