//! The head of a policy that stands alone: its name, its type and what it says about the selected request.

use yew::prelude::*;

use super::badge::badge;
use super::icon::icon;
use crate::state::{State, short_type_name};

/// The head of the selected policy.
pub fn policy_head(state: &State) -> Html {
    let Some(policy) = state.scenario.policies.get(state.selected_policy) else { return html! {} };
    let badge = state.evaluation().and_then(|evaluation| badge(&evaluation.trace, &policy.name));
    let attached = policy.attached_to.join(", ");
    html! {
        <div class="emb__head">
            <b>{ &policy.name }</b>
            <span>{ short_type_name(policy.policy_type) }</span>
            if let Some(badge) = badge {
                <span class="say" data-is={badge.state}>{ icon(badge.glyph) }{ badge.word }</span>
            }
            if !attached.is_empty() { <span class="emb__on">{ "on " }<code>{ attached }</code></span> }
        </div>
    }
}
