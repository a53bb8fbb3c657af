//! What this browser kept: the work as it was before another scenario took its place, or when a person said so.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialog::Modal;
use super::icon::{Glyph, icon};
use crate::hooks::{for_good, use_change};
use crate::keep::{self, Revision};
use crate::state::{Action, StateHandle, Toast, json, read_scenario};

/// What the dialog is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RevisionsProps {
    /// The page's state.
    pub state: StateHandle,
}

/// What this browser kept.
#[component]
pub fn Revisions(props: &RevisionsProps) -> Html {
    let state = &props.state;
    let kept = use_state(|| None::<Vec<Revision>>);
    let load = {
        let kept = kept.setter();
        move || spawn_local(async move { kept.set(Some(keep::revisions().await)) })
    };
    use_change((), {
        let load = load.clone();
        move || {
            load();
            for_good()
        }
    });
    let onkeep = {
        let (scenario, dispatch) = (Rc::clone(&state.scenario), state.dispatcher());
        move |_| {
            let label = scenario.title.clone().unwrap_or_else(|| "Untitled".to_owned());
            let (json, dispatch, load) = (json::pretty(&*scenario), dispatch.clone(), load.clone());
            spawn_local(async move {
                if keep::keep_revision(&label, &json).await.is_err() {
                    dispatch.dispatch(Action::Told(Some(Toast::new("This browser keeps nothing"))));
                }
                load();
            });
        }
    };
    html! {
        <Modal label="Revisions" dispatch={state.dispatcher()}>
            <div class="dialog__body">
                <p class="muted">{ "This browser keeps the last 30 states that another scenario took the place of, and those that you keep. Nothing of them leaves it." }</p>
                { match &*kept {
                    None => html! {},
                    Some(kept) if kept.is_empty() => html! {
                        <div class="empty">{ icon(Glyph::History) }<h3>{ "Nothing kept yet" }</h3><p>{ "Open another scenario, and what you have now is kept here." }</p></div>
                    },
                    Some(kept) => html! { <ul class="copies">{ for kept.iter().map(|it| item(it, state)) }</ul> },
                } }
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn" onclick={onkeep}>{ icon(Glyph::History) }{ "Keep a revision now" }</button>
            </div>
        </Modal>
    }
}

fn item(revision: &Revision, state: &StateHandle) -> Html {
    let (dispatch, text) = (state.dispatcher(), revision.scenario.clone());
    let onclick = move |_| match read_scenario(&text) {
        Ok(scenario) => {
            dispatch.dispatch(Action::OpenedScenario(Rc::new(scenario)));
            dispatch.dispatch(Action::Told(Some(Toast::undoable("Opened a revision"))));
        }
        Err(error) => dispatch.dispatch(Action::Told(Some(Toast::new(error.message)))),
    };
    row(revision, "Open", "Open", Callback::from(onclick))
}

/// A revision in a list, with a button that does something with it; `does` says what, before the revision's name.
pub fn row(revision: &Revision, button: &'static str, does: &str, onclick: Callback<MouseEvent>) -> Html {
    let when = when(revision);
    html! {
        <li key={revision.id.unwrap_or_default()} class="copy">
            { icon(Glyph::History) }
            <div><b>{ &revision.label }</b><p>{ when.clone() }</p></div>
            <button type="button" class="btn btn--small" aria-label={format!("{does} {}, {when}", revision.label)} {onclick}>{ button }</button>
        </li>
    }
}

/// When a revision was kept, as the person writes dates.
pub fn when(revision: &Revision) -> String {
    let date = js_sys::Date::new(&revision.at.into());
    String::from(date.to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED))
}
