//! The tab of one policy: its name over its type and what it says about the selected request.

use yew::prelude::*;

use super::badge::badge;
use super::icon::icon;
use crate::hooks::{for_good, use_change};
use crate::state::{Action, StateHandle, short_type_name};

/// What the tab is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PolicyTabProps {
    /// The page's state.
    pub state: StateHandle,
    /// The policy's place in the scenario.
    pub place: usize,
}

/// The tab of one policy.
#[component]
pub fn PolicyTab(props: &PolicyTabProps) -> Html {
    let (state, place) = (&props.state, props.place);
    let node = use_node_ref();
    let selected = state.selected_policy == place;
    use_change(selected, {
        let node = node.clone();
        move || {
            if let Some(tab) = node.cast::<web_sys::Element>().filter(|_| selected) {
                super::scroll::into_strip(&tab);
            }
            for_good()
        }
    });
    let Some(policy) = state.scenario.policies.get(place) else { return html! {} };
    let badge = state.evaluation().and_then(|evaluation| badge(&evaluation.trace, &policy.name));
    let dispatch = state.dispatcher();
    let onclick = move |_| dispatch.dispatch(Action::SelectedPolicy(place));
    html! {
        <button
            ref={node} type="button" class="tab" role="tab" aria-selected={selected.to_string()}
            tabindex={if selected { "0" } else { "-1" }} {onclick}
        >
            <span class="tab__line">
                <span class="tab__name">{ &policy.name }</span>
                if let Some(badge) = badge {
                    <span class="tab__badge" data-is={badge.state}>{ icon(badge.glyph) }</span>
                }
            </span>
            <span class="tab__type">
                { short_type_name(policy.policy_type) }
                if let Some(badge) = badge { { " \u{b7} " }{ badge.word } }
            </span>
        </button>
    }
}
