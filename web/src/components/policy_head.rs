//! The head of a policy that stands alone: its name, its type and what it says about the selected request.

use yew::prelude::*;

use super::badge::badge;
use super::icon::Icon;
use crate::state::{StateHandle, short_type_name};

/// What the head is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PolicyHeadProps {
    /// The state of the panels.
    pub state: StateHandle,
}

/// The head of the selected policy.
#[component]
pub fn PolicyHead(props: &PolicyHeadProps) -> Html {
    let state = &props.state;
    let Some(policy) = state.scenario.policies.get(state.selected_policy) else { return html! {} };
    let badge = state.evaluation().and_then(|evaluation| badge(&evaluation.trace, &policy.name));
    let attached = policy.attached_to.join(", ");
    html! {
        <div class="emb__head">
            <b>{ &policy.name }</b>
            <span>{ short_type_name(policy.policy_type) }</span>
            if let Some(badge) = badge {
                <span class="say" data-is={badge.state}><Icon glyph={badge.glyph} />{ badge.word }</span>
            }
            if !attached.is_empty() { <span class="emb__on">{ "on " }<code>{ attached }</code></span> }
        </div>
    }
}
