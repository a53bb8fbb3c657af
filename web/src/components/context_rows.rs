//! The request context: keys that the policies read and the request lacks on top, then what is given, then what is derived.

use std::rc::Rc;

use iam_evaluator::trace::{ContextValue, MissingKey};
use yew::prelude::*;

use super::button::{button, titled};
use super::context_row::ContextRow;
use super::derived_keys::derived_keys;
use super::empty::empty;
use super::icon::{Glyph, icon};
use super::new_key::NewKey;
use super::setting::Setting;
use crate::state::StateHandle;

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ContextRowsProps {
    /// The page's state.
    pub state: StateHandle,
    /// Where the panels stand.
    pub setting: Setting,
}

/// The request context.
#[component]
pub fn ContextRows(props: &ContextRowsProps) -> Html {
    let state = &props.state;
    let heading = props.setting.heading_role();
    let adding = use_state_eq(|| false);
    // A missing key that is being filled in keeps its place until it is left.
    let held = use_state_eq(|| None::<AttrValue>);
    let Some(request) = state.request() else { return html! {} };
    let evaluation = state.evaluation().cloned();
    let missing = evaluation.as_ref().map(|it| it.missing_context.as_slice()).unwrap_or_default();
    let lacking = missing.len();
    let row = |key: &str, value: Option<&ContextValue>, missing: Option<&MissingKey>| {
        html! {
            <ContextRow
                key={key.to_ascii_lowercase()} state={state.clone()} name={key.to_owned()} value={value.cloned()}
                missing={missing.cloned().map(Rc::new)} hold={held.setter()}
            />
        }
    };
    let (mut rows, mut below) = (Vec::new(), Vec::new());
    for (key, value) in &request.context.0 {
        let is_held = held.as_ref().is_some_and(|held| held.eq_ignore_ascii_case(key));
        let place = if is_held { &mut rows } else { &mut below };
        place.push(row(key, Some(value), None));
    }
    for could_change in [true, false] {
        for key in missing.iter().filter(|key| key.could_change == could_change) {
            rows.push(row(&key.key, None, Some(key)));
        }
    }
    rows.append(&mut below);
    let nothing = request.context.0.is_empty() && lacking == 0 && !*adding;
    let shown = *adding;
    let ondone = {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(false))
    };
    let onadd = Callback::from(move |_| adding.set(true));
    html! {
        <div class="ctx">
            <div class="ctx__head">
                <h3 role={heading}>{ "Context" }</h3>
                if lacking > 0 {
                    <span class="chip" data-is="assume">
                        { icon(Glyph::Assumed) }{ if lacking == 1 { "1 key missing".to_owned() } else { format!("{lacking} keys missing") } }
                    </span>
                }
                <span class="grow" />
                { button("btn btn--quiet btn--small", onadd, titled(Glyph::Plus, "Add key")) }
            </div>
            { for rows }
            if shown { <NewKey dispatch={state.dispatcher()} {ondone} /> }
            if nothing {
                { empty(Glyph::Key, html! { <h4 role={heading}>{ "No context keys" }</h4> }, "The policies read none for this request.", html! {}) }
            }
            if let Some(evaluation) = evaluation.filter(|it| !it.derived.is_empty()) {
                { derived_keys(&evaluation.derived) }
            }
        </div>
    }
}
