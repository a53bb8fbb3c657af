//! What can be done with the selected request.

use iam_evaluator::trace::Decision;
use yew::prelude::*;

use super::button::{SMALL, button, clicked, clicked_undoably, icon_button, icon_button_of};
use super::decision_word::look;
use super::field::text_of;
use super::icon::{Glyph, icon};
use super::rename_field::RenameField;
use crate::state::{Action, StateHandle};

/// What the foot is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestFootProps {
    /// The page's state.
    pub state: StateHandle,
}

const DECISIONS: [Decision; 3] = [Decision::Allowed, Decision::ExplicitDeny, Decision::ImplicitDeny];

/// The foot of the request table.
#[component]
pub fn RequestFoot(props: &RequestFootProps) -> Html {
    let state = &props.state;
    let renaming = use_state_eq(|| false);
    let place = state.selected_request;
    let Some(request) = state.request() else { return html! {} };
    let name = request.name.clone().unwrap_or_default();
    if *renaming {
        let (dispatch, renaming) = (state.dispatcher(), renaming.clone());
        let ondone = Callback::from(move |name: Option<String>| {
            if let Some(name) = name {
                dispatch.dispatch(Action::RenamedRequest(place, name));
            }
            renaming.set(false);
        });
        return html! { <div class="foot"><RenameField label="Name of the request" value={name} {ondone} /></div> };
    }
    let dispatch = &state.dispatcher();
    let onexpect = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let chosen = text_of(&event);
            let expected = DECISIONS.into_iter().find(|decision| look(*decision).1 == chosen);
            dispatch.dispatch(Action::Expected(expected));
        }
    };
    let onpen = Callback::from(move |_| renaming.set(true));
    let onremove = clicked_undoably(dispatch, Action::RemovedRequest(place), format!("Removed {name}"));
    let actual = state.evaluation().map(|evaluation| evaluation.decision);
    let only = state.scenario.requests.len() < 2;
    html! {
        <div class="foot" role="toolbar" aria-label="This request">
            <select class="field field--auto field--bare" aria-label="Expected decision" onchange={onexpect}>
                <option value="" selected={request.expect.is_none()}>{ "expect nothing" }</option>
                { for DECISIONS.into_iter().map(|decision| {
                    let (_, value, word) = look(decision);
                    html! { <option key={value} {value} selected={request.expect == Some(decision)}>{ format!("expect {word}") }</option> }
                }) }
            </select>
            if let Some(actual) = actual.filter(|actual| request.expect != Some(*actual)) {
                { button("btn btn--quiet btn--small", clicked(dispatch, Action::Expected(Some(actual))), html! {
                    <>{ icon(Glyph::Flag) }<span>{ "Expect this" }<span class="foot__long">{ " decision" }</span></span></>
                }) }
            }
            <span class="bar__acts">
                { icon_button(Glyph::Pen, "Rename request", onpen) }
                { icon_button(Glyph::Duplicate, "Duplicate request", clicked(dispatch, Action::AddedRequest)) }
                { icon_button_of(SMALL, Glyph::Trash, "Remove request".into(), (!only).then_some(onremove)) }
            </span>
        </div>
    }
}
