//! What can be done with the selected request.

use iam_evaluator::trace::Decision;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::button::IconButton;
use super::decision_word::look;
use super::icon::{Glyph, Icon};
use super::rename_field::RenameField;
use crate::state::{Action, StateHandle, Toast};

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
    let act = |action: Action| {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let onexpect = {
        let dispatch = state.dispatcher();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            let expected = DECISIONS.into_iter().find(|decision| look(*decision).1 == chosen);
            dispatch.dispatch(Action::Expected(expected));
        }
    };
    let onremove = {
        let (dispatch, text) = (state.dispatcher(), format!("Removed {name}"));
        move |_| {
            dispatch.dispatch(Action::RemovedRequest(place));
            dispatch.dispatch(Action::Told(Some(Toast::undoable(text.clone()))));
        }
    };
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
                <button type="button" class="btn btn--quiet btn--small" onclick={act(Action::Expected(Some(actual)))}>
                    <Icon glyph={Glyph::Flag} /><span>{ "Expect this" }<span class="foot__long">{ " decision" }</span></span>
                </button>
            }
            <span class="bar__acts">
                <IconButton class="btn--small" glyph={Glyph::Pen} label="Rename request" onclick={move |_| renaming.set(true)} />
                <IconButton class="btn--small" glyph={Glyph::Duplicate} label="Duplicate request" onclick={act(Action::AddedRequest)} />
                <IconButton class="btn--small" glyph={Glyph::Trash} label="Remove request" disabled={only} onclick={onremove} />
            </span>
        </div>
    }
}
