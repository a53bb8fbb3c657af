//! The bar on top: the title, undo and redo, and what concerns the whole scenario.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::about::About;
use super::button::IconButton;
use super::icon::{Glyph, Icon};
use super::more_menu::MoreMenu;
use crate::hooks::use_theme;
use crate::state::{Action, Dialog, StateHandle};

/// What the bar is given.
#[derive(Clone, PartialEq, Properties)]
pub struct TopBarProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The bar on top.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let state = &props.state;
    let (theme, next_theme) = use_theme();
    let act = |action: Action| {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let oninput = {
        let dispatch = state.dispatcher();
        move |event: InputEvent| {
            dispatch.dispatch(Action::EditedTitle(event.target_unchecked_into::<HtmlInputElement>().value()));
        }
    };
    let title = state.scenario.title.clone().unwrap_or_default();
    html! {
        <header class="top">
            <h1 class="top__brand">{ mark() }<span class="top__words">{ "IAM Policy Playground" }</span></h1>
            <span class="top__rule" />
            <div class="top__title">
                <input class="top__name" aria-label="Title of the scenario" placeholder="Untitled" value={title} {oninput} />
                <About description={state.scenario.description.clone().unwrap_or_default()} />
            </div>
            <span class="top__saved">{ state.saved.text() }</span>
            <div class="top__acts">
                <IconButton class="top__hide" glyph={Glyph::Undo} label="Undo" disabled={!state.history.can_undo()} onclick={act(Action::Undid)} />
                <IconButton class="top__hide" glyph={Glyph::Redo} label="Redo" disabled={!state.history.can_redo()} onclick={act(Action::Redid)} />
                <span class="gap top__hide" />
                <button type="button" class="btn btn--quiet top__hide" onclick={act(Action::OpenedDialog(Dialog::Gallery))}>
                    <Icon glyph={Glyph::Grid} />{ "Gallery" }
                </button>
                <button type="button" class="btn btn--quiet top__hide" onclick={act(Action::OpenedDialog(Dialog::Paste))}>
                    <Icon glyph={Glyph::Paste} />{ "Paste" }
                </button>
                <IconButton class="top__hide-s" glyph={Glyph::Theme} label={format!("Theme: {theme}")} onclick={next_theme} />
                <MoreMenu undo={state.history.can_undo()} redo={state.history.can_redo()} dispatch={state.dispatcher()} />
                <span class="gap top__hide" />
                <button type="button" class="btn btn--primary" onclick={act(Action::OpenedDialog(Dialog::Share))}>
                    <Icon glyph={Glyph::Share} />{ "Share" }
                </button>
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
