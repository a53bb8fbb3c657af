//! The bar on top: the title, undo and redo, and what concerns the whole scenario.

use yew::prelude::*;

use super::about::about;
use super::button::{button, clicked, icon_button_of, titled};
use super::field::text_of;
use super::icon::Glyph;
use super::more_menu::MoreMenu;
use crate::hooks::use_theme;
use crate::state::{Action, Dialog, StateHandle};

/// The bar on top.
#[hook]
pub fn use_top_bar(state: &StateHandle) -> Html {
    let (theme, next_theme) = use_theme();
    let dispatch = &state.dispatcher();
    let travel = |glyph: Glyph, label: &'static str, action: Option<Action>| {
        let onclick = action.map(|action| clicked(dispatch, action));
        icon_button_of("btn btn--icon btn--quiet top__hide", glyph, label.into(), onclick)
    };
    let open = |class: &'static str, glyph: Glyph, words: &'static str, dialog: Dialog| {
        button(class, clicked(dispatch, Action::OpenedDialog(dialog)), titled(glyph, words))
    };
    let oninput = {
        let dispatch = dispatch.clone();
        move |event: InputEvent| dispatch.dispatch(Action::EditedTitle(text_of(&event)))
    };
    let title = state.scenario.title.clone().unwrap_or_default();
    html! {
        <header class="top">
            <h1 class="top__brand">{ mark() }<span class="top__words">{ "IAM Policy Playground" }</span></h1>
            <span class="top__rule" />
            <div class="top__title">
                <input class="top__name" aria-label="Title of the scenario" placeholder="Untitled" value={title} {oninput} />
                { about(state.scenario.description.as_deref().unwrap_or_default()) }
            </div>
            <span class="top__saved">{ state.saved.text() }</span>
            <div class="top__acts">
                { travel(Glyph::Undo, "Undo", state.history.can_undo().then_some(Action::Undid)) }
                { travel(Glyph::Redo, "Redo", state.history.can_redo().then_some(Action::Redid)) }
                <span class="gap top__hide" />
                { open("btn btn--quiet top__hide", Glyph::Grid, "Gallery", Dialog::Gallery) }
                { open("btn btn--quiet top__hide", Glyph::Paste, "Paste", Dialog::Paste) }
                { icon_button_of("btn btn--icon btn--quiet top__hide-s", Glyph::Theme, format!("Theme: {theme}").into(), Some(next_theme)) }
                <MoreMenu undo={state.history.can_undo()} redo={state.history.can_redo()} dispatch={dispatch.clone()} />
                <span class="gap top__hide" />
                { open("btn btn--primary", Glyph::Share, "Share", Dialog::Share) }
            </div>
        </header>
    }
}

/// The mark of the playground: braces around a check.
fn mark() -> Html {
    html! {
        <svg class="top__mark icon" viewBox="0 0 22 22" aria-hidden="true">
            <path d="M7.5 3.5H6.3A1.8 1.8 0 0 0 4.5 5.3v3.4L2.8 11l1.7 2.3v3.4a1.8 1.8 0 0 0 1.8 1.8h1.2M14.5 3.5h1.2a1.8 1.8 0 0 1 1.8 1.8v3.4l1.7 2.3-1.7 2.3v3.4a1.8 1.8 0 0 1-1.8 1.8h-1.2" />
            <path d="m8 11.3 2.2 2.2L14.3 8.8" stroke-width="1.9" />
        </svg>
    }
}
