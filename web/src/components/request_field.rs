//! One field of the request form, with what is wrong with it.

use std::rc::Rc;

use yew::prelude::*;

use super::field::text_of;
use super::icon::{Glyph, icon};
use super::message::ticks;
use crate::state::{Action, RequestField, StateHandle};

/// Which field.
pub struct Field {
    /// What it holds, as a JSON pointer into the request.
    pub pointer: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Its text.
    pub value: String,
    /// Makes a field of a new text.
    pub set: Rc<dyn Fn(String) -> RequestField>,
}

/// One field of the request form.
pub fn request_field(state: &StateHandle, field: Field) -> Html {
    let Field { pointer, label, value, set } = field;
    let id = format!("request{}", pointer.replace('/', "-"));
    let error = state.outcome().and_then(Result::err).filter(|error| error.pointer == pointer);
    let oninput = {
        let dispatch = state.dispatcher();
        move |event: InputEvent| dispatch.dispatch(Action::ChangedRequest(set(text_of(&event))))
    };
    let source = state.compared_with().is_some_and(|compared| compared == pointer);
    let error_id = format!("{id}-error");
    html! {
        <div class="form__row">
            <label for={id.clone()}>{ label }</label>
            <input
                {id} class={if source { "field field--code is-source" } else { "field field--code" }} {value}
                spellcheck="false" autocomplete="off" autocapitalize="off" aria-invalid={error.map(|_| "true")}
                aria-describedby={error.map(|_| error_id.clone())} data-pointer={pointer} {oninput}
            />
            if let Some(error) = error {
                <p class="err" id={error_id}>{ icon(Glyph::Error) }<span>{ ticks(&error.message) }</span></p>
            }
        </div>
    }
}
