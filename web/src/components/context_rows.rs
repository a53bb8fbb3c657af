//! The request context: keys that the policies read and the request lacks on top, then what is given, then what is derived.

use iam_evaluator::order::sort_by_key;
use std::rc::Rc;

use iam_evaluator::trace::MissingKey;
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
    let onhold = use_callback((), {
        let held = held.clone();
        move |key: Option<AttrValue>, ()| held.set(key)
    });
    let Some(request) = state.request() else { return html! {} };
    let evaluation = state.evaluation().cloned();
    let mut missing: Vec<MissingKey> = evaluation.as_ref().map(|it| it.missing_context.clone()).unwrap_or_default();
    sort_by_key(&mut missing, |key| !key.could_change);
    let lacking = missing.len();
    let row = |key: &str, value: Option<_>, missing: Option<MissingKey>| {
        html! {
            <ContextRow
                key={key.to_ascii_lowercase()} state={state.clone()} name={key.to_owned()} {value}
                missing={missing.map(Rc::new)} onhold={onhold.clone()}
            />
        }
    };
    let is_held = |key: &str| held.as_ref().is_some_and(|held| held.eq_ignore_ascii_case(key));
    let given = |held: bool| request.context.0.iter().filter(move |(key, _)| is_held(key) == held);
    let on_top = given(true).map(|(key, value)| row(key, Some(value.clone()), None));
    let lacked = missing.into_iter().map(|it| row(&it.key.clone(), None, Some(it)));
    let below = given(false).map(|(key, value)| row(key, Some(value.clone()), None));
    let rows: Html = on_top.chain(lacked).chain(below).collect();
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
            { rows }
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
