//! A tab for each policy; SCPs and RCPs stand in groups by the organization node that they are attached to.

use yew::prelude::*;

use super::icon::{Glyph, icon};
use super::policy_tab::PolicyTab;
use super::roving;
use crate::state::{StateHandle, groups};

/// A tab for each policy.
pub fn policy_tabs(state: &StateHandle) -> Html {
    let tab = |place: usize| {
        let key = state.policy_keys.get(place).copied().unwrap_or_default();
        html! { <PolicyTab {key} state={state.clone()} {place} /> }
    };
    html! {
        <div class="tabs" role="tablist" aria-label="Policies" onkeydown={roving::across("[role=tab]")}>
            { for groups(&state.scenario.policies).into_iter().map(|group| {
                let tabs = group.places.iter().map(|place| tab(*place)).collect::<Html>();
                match group.node {
                    None => html! { <div key="policies" class="tabs__group" role="presentation">{ tabs }</div> },
                    Some(node) => html! {
                        <div key={format!("node {node}")} class="tabs__group" role="presentation" data-node={node.clone()}>
                            <span class="tabs__node" aria-hidden="true">{ icon(Glyph::Organization) }{ node }</span>
                            { tabs }
                        </div>
                    },
                }
            }) }
        </div>
    }
}
