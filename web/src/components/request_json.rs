//! The selected request as JSON: the same data as the form.

use yew::prelude::*;

use super::editor::{Editor, Happened};
use super::icon::{Glyph, icon};
use super::message::ticks;
use super::setting::Setting;
use crate::state::{Action, StateHandle};

/// The selected request as JSON.
pub fn request_json(state: &StateHandle, setting: Setting) -> Html {
    let readonly = !setting.is_free();
    let key = state.request_keys.get(state.selected_request).copied().unwrap_or_default();
    let dispatch = state.dispatcher();
    let onevent = Callback::from(move |happened: Happened| {
        if let Happened::Edited(text) = happened {
            dispatch.dispatch(Action::EditedRequestText(text));
        }
    });
    let text = state.draft().map_or_else(|| AttrValue::from(state.request_json()), |draft| draft.text.clone());
    let error = state.draft().and_then(|draft| draft.error.as_ref());
    html! {
        <>
            <div class="ed"><Editor {key} label="Request, JSON editor" {text} {readonly} embedded={!setting.is_page()} {onevent} /></div>
            if let Some(error) = error {
                <p class="err err--below">{ icon(Glyph::Error) }<span>{ ticks(&error.message) }</span></p>
            }
        </>
    }
}
