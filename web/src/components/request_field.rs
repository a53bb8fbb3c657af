//! One field of the request form, with what is wrong with it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::message::ticks;
use crate::state::{Action, RequestField, StateHandle};

/// What the field is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestInputProps {
    /// The page's state.
    pub state: StateHandle,
    /// What it holds, as a JSON pointer into the request.
    pub pointer: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Its text.
    pub value: AttrValue,
    /// Makes a field of a new text.
    pub set: Callback<String, RequestField>,
}

/// One field of the request form.
#[component]
pub fn RequestInput(props: &RequestInputProps) -> Html {
    let (state, pointer) = (&props.state, props.pointer);
    let id = format!("request{}", pointer.replace('/', "-"));
    let error = state.outcome().and_then(Result::err).filter(|error| error.pointer == pointer);
    let oninput = {
        let (dispatch, set) = (state.dispatcher(), props.set.clone());
        move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            dispatch.dispatch(Action::ChangedRequest(set.emit(value)));
        }
    };
    let source = state.compared_with().is_some_and(|compared| compared == pointer);
    let error_id = format!("{id}-error");
    html! {
        <div class="form__row">
            <label for={id.clone()}>{ props.label }</label>
            <input
                {id} class={classes!("field", "field--code", source.then_some("is-source"))} value={props.value.clone()}
                spellcheck="false" autocomplete="off" autocapitalize="off" aria-invalid={error.map(|_| "true")}
                aria-describedby={error.map(|_| error_id.clone())} data-pointer={pointer} {oninput}
            />
            if let Some(error) = error {
                <p class="err" id={error_id}><Icon glyph={Glyph::Error} /><span>{ ticks(&error.message) }</span></p>
            }
        </div>
    }
}
