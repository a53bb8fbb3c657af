//! The selected request as JSON: the same data as the form.

use yew::prelude::*;

use super::editor::Editor;
use super::icon::{Glyph, icon};
use super::message::ticks;
use super::setting::Setting;
use crate::state::{Action, StateHandle};

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestJsonProps {
    /// The page's state.
    pub state: StateHandle,
    /// Where the panels stand.
    pub setting: Setting,
}

/// The selected request as JSON.
#[component]
pub fn RequestJson(props: &RequestJsonProps) -> Html {
    let state = &props.state;
    let readonly = !props.setting.is_free();
    let onchange = use_callback(state.dispatcher(), |text: String, dispatch| {
        dispatch.dispatch(Action::EditedRequestText(text));
    });
    let text = state.draft().map_or_else(|| AttrValue::from(state.request_json()), |draft| draft.text.clone());
    let error = state.draft().and_then(|draft| draft.error.as_ref());
    html! {
        <>
            <div class="ed"><Editor label="Request, JSON editor" {text} {readonly} {onchange} /></div>
            if let Some(error) = error {
                <p class="err err--below">{ icon(Glyph::Error) }<span>{ ticks(&error.message) }</span></p>
            }
        </>
    }
}
