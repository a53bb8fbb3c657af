//! Buttons, and what a click on them does.

use yew::prelude::*;

use super::icon::{Glyph, icon};
use super::scroll::keep_keyboard;
use crate::state::{Action, Dispatch, Toast};

/// A click that does this.
pub fn clicked(dispatch: &Dispatch, action: Action) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        dispatch.dispatch(action.clone());
        keep_keyboard(&event);
    })
}

/// A click that does this and says so, with the offer to undo it.
pub fn clicked_undoably(dispatch: &Dispatch, action: Action, said: String) -> Callback<MouseEvent> {
    let (dispatch, toast) = (dispatch.clone(), Toast::undoable(said));
    Callback::from(move |event: MouseEvent| {
        dispatch.dispatch(action.clone());
        dispatch.dispatch(Action::Told(Some(toast.clone())));
        keep_keyboard(&event);
    })
}

/// A button of these classes with `inside` on it.
pub fn button(class: &'static str, onclick: Callback<MouseEvent>, inside: Html) -> Html {
    html! { <button type="button" {class} {onclick}>{ inside }</button> }
}

/// An icon and words beside it.
pub fn titled(glyph: Glyph, words: &'static str) -> Html {
    html! { <>{ icon(glyph) }{ words }</> }
}

/// The classes of a small icon button.
pub const SMALL: &str = "btn btn--icon btn--quiet btn--small";

/// A small button that is an icon with a name.
pub fn icon_button(glyph: Glyph, label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    icon_button_of(SMALL, glyph, AttrValue::Static(label), Some(onclick))
}

/// A button of these classes that is an icon with a name, also shown when pointed at. It stays in the tab order when there is nothing to do.
pub fn icon_button_of(
    class: &'static str,
    glyph: Glyph,
    label: AttrValue,
    onclick: Option<Callback<MouseEvent>>,
) -> Html {
    let disabled = onclick.is_none().then_some("true");
    html! {
        <button type="button" {class} aria-label={label.clone()} title={label} aria-disabled={disabled} {onclick}>
            { icon(glyph) }
        </button>
    }
}
