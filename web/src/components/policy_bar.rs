//! What the selected policy is, what it is attached to, and what can be done with it.

use iam_evaluator::policy::PolicyType;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::button::{SMALL, clicked, clicked_undoably, icon_button, icon_button_of};
use super::field::text_of;
use super::icon::Glyph;
use super::policy_details::policy_details;
use super::rename_field::RenameField;
use crate::state::{Action, PolicyField, StateHandle, neighbours, type_name};

/// What the bar is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PolicyBarProps {
    /// The page's state.
    pub state: StateHandle,
}

/// Every type, in the order of the contract.
const TYPES: [PolicyType; 7] = [
    PolicyType::Identity,
    PolicyType::Resource,
    PolicyType::PermissionsBoundary,
    PolicyType::Session,
    PolicyType::ServiceControl,
    PolicyType::ResourceControl,
    PolicyType::VpcEndpoint,
];

/// The bar of the selected policy.
#[component]
pub fn PolicyBar(props: &PolicyBarProps) -> Html {
    let state = &props.state;
    let renaming = use_state_eq(|| false);
    let place = state.selected_policy;
    let Some(policy) = state.scenario.policies.get(place) else { return html! {} };
    let (before, after) = neighbours(&state.scenario.policies, place);
    let dispatch = &state.dispatcher();
    let onrename = {
        let (dispatch, renaming) = (dispatch.clone(), renaming.clone());
        Callback::from(move |name: Option<String>| {
            if let Some(name) = name {
                dispatch.dispatch(Action::ChangedPolicy(place, PolicyField::Name(name)));
            }
            renaming.set(false);
        })
    };
    if *renaming {
        return html! {
            <div class="bar"><RenameField label="Name of the policy" value={policy.name.clone()} ondone={onrename} /></div>
        };
    }
    let ontype = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            if let Some(policy_type) = usize::try_from(chosen).ok().and_then(|chosen| TYPES.get(chosen)) {
                dispatch.dispatch(Action::ChangedPolicy(place, PolicyField::Type(*policy_type)));
            }
        }
    };
    let onattach = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let text = text_of(&event);
            let nodes = text.split(',').map(|node| node.trim().to_owned()).filter(|node| !node.is_empty()).collect();
            dispatch.dispatch(Action::ChangedPolicy(place, PolicyField::AttachedTo(nodes)));
        }
    };
    let onremove = clicked_undoably(dispatch, Action::RemovedPolicy(place), format!("Removed {}", policy.name));
    let onpen = Callback::from(move |_| renaming.set(true));
    let moved = |to: Option<usize>| to.map(|to| clicked(dispatch, Action::MovedPolicy(place, to)));
    let step =
        |glyph: Glyph, label: &'static str, to: Option<usize>| icon_button_of(SMALL, glyph, label.into(), moved(to));
    let attached = policy.attached_to.join(", ");
    html! {
        <div class="bar" role="toolbar" aria-label="This policy">
            <select class="field field--bare field--auto" aria-label="Policy type" onchange={ontype}>
                { for TYPES.iter().map(|it| html! {
                    <option key={type_name(*it)} selected={*it == policy.policy_type}>{ type_name(*it) }</option>
                }) }
            </select>
            <input
                class="field field--bare bar__attached" aria-label="Attached to" title={attached.clone()}
                placeholder={unattached(policy.policy_type)} value={attached.clone()} onchange={onattach}
            />
            { policy_details(dispatch, place, policy) }
            <span class="bar__acts">
                { icon_button(Glyph::Pen, "Rename", onpen) }
                { icon_button(Glyph::Duplicate, "Duplicate", clicked(dispatch, Action::DuplicatedPolicy(place))) }
                { step(Glyph::Left, "Move left", before) }
                { step(Glyph::Right, "Move right", after) }
                { icon_button(Glyph::Trash, "Remove", onremove) }
            </span>
        </div>
    }
}

/// What it means that nothing is said.
fn unattached(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Identity | PolicyType::PermissionsBoundary | PolicyType::Session => "on whoever asks",
        PolicyType::Resource => "on what is asked for",
        PolicyType::ServiceControl | PolicyType::ResourceControl => "on the organization",
        PolicyType::VpcEndpoint => "on the endpoint",
    }
}
