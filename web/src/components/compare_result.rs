//! What came out otherwise, and what changed in the policies.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::compare_table::CompareTable;
use super::copy_text::CopyText;
use super::icon::{Glyph, icon};
use super::policy_diff::PolicyDiff;
use crate::compare::{Compared, PolicyChange, PolicyPair, markdown};
use crate::hooks::{for_good, use_change};
use crate::state::{Action, StateHandle};

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct CompareResultProps {
    /// The page's state.
    pub state: StateHandle,
    /// The scenario beside its base.
    pub compared: Rc<Compared>,
    /// Asks for another base.
    pub onanother: Callback<()>,
}

/// What came out otherwise, and what changed in the policies.
#[component]
pub fn CompareResult(props: &CompareResultProps) -> Html {
    let CompareResultProps { state, compared, onanother } = props;
    let node = use_node_ref();
    // What was chosen is no longer there: the keyboard goes to what came of it.
    use_change(Rc::as_ptr(&compared.base), {
        let node = node.clone();
        move || {
            if let Some(heading) = node.cast::<HtmlElement>() {
                let _ = heading.focus();
            }
            for_good()
        }
    });
    let onanother = onanother.reform(|_: MouseEvent| ());
    let onstop = {
        let dispatch = state.dispatcher();
        move |_| {
            dispatch.dispatch(Action::StoppedComparing);
            dispatch.dispatch(Action::ClosedDialog);
        }
    };
    let (changed, same): (Vec<_>, Vec<_>) =
        compared.policies(&state.scenario).into_iter().partition(|pair| pair.change() != PolicyChange::Same);
    let same: Vec<&str> = same.iter().map(PolicyPair::name).collect();
    html! {
        <>
            <div class="dialog__body diff__body" role="region" aria-label="Changes" tabindex="0">
                <div class="diff__head">
                    <h3 class="diff__sum" ref={node} tabindex="-1">{ compared.tally().to_string() }</h3>
                    <p class="muted">{ "Before: " }<b>{ &compared.base.label }</b>{ ". Now: what is on the screen." }</p>
                </div>
                <CompareTable compared={compared.clone()} />
                <h3>{ "Policies" }</h3>
                { for changed.into_iter().map(|pair| {
                    let key = pair.name().to_owned();
                    html! { <PolicyDiff {key} {pair} /> }
                }) }
                if !same.is_empty() {
                    <p class="muted">{ format!("As before: {}", same.join(", ")) }</p>
                }
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn btn--quiet" onclick={onanother}>{ icon(Glyph::Compare) }{ "Compare with another" }</button>
                <button type="button" class="btn btn--quiet" onclick={onstop}>{ "Stop comparing" }</button>
                <span class="grow" />
                <CopyText class="btn--primary" label="Copy as Markdown" text={markdown(compared, state)} />
            </div>
        </>
    }
}
