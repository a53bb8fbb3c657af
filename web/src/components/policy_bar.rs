//! What the selected policy is, what it is attached to, and what can be done with it.

use iam_evaluator::policy::PolicyType;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::button::IconButton;
use super::icon::Glyph;
use super::policy_details::PolicyDetails;
use super::rename_field::RenameField;
use crate::state::{Action, PolicyField, StateHandle, Toast, neighbours, type_name};

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
    let act = |action: Option<Action>| {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| {
            if let Some(action) = action.clone() {
                dispatch.dispatch(action);
            }
        })
    };
    let onrename = {
        let (dispatch, renaming) = (state.dispatcher(), renaming.clone());
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
        let dispatch = state.dispatcher();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            if let Some(policy_type) = usize::try_from(chosen).ok().and_then(|chosen| TYPES.get(chosen)) {
                dispatch.dispatch(Action::ChangedPolicy(place, PolicyField::Type(*policy_type)));
            }
        }
    };
    let onattach = {
        let dispatch = state.dispatcher();
        move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let nodes = text.split(',').map(|node| node.trim().to_owned()).filter(|node| !node.is_empty()).collect();
            dispatch.dispatch(Action::ChangedPolicy(place, PolicyField::AttachedTo(nodes)));
        }
    };
    let onremove = {
        let (dispatch, text) = (state.dispatcher(), format!("Removed {}", policy.name));
        move |_| {
            dispatch.dispatch(Action::RemovedPolicy(place));
            dispatch.dispatch(Action::Told(Some(Toast::undoable(text.clone()))));
        }
    };
    let onpen = move |_| renaming.set(true);
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
            <PolicyDetails dispatch={state.dispatcher()} {place} policy={policy.clone()} />
            <span class="bar__acts">
                <IconButton class="btn--small" glyph={Glyph::Pen} label="Rename" onclick={onpen} />
                <IconButton class="btn--small" glyph={Glyph::Duplicate} label="Duplicate" onclick={act(Some(Action::DuplicatedPolicy(place)))} />
                <IconButton
                    class="btn--small" glyph={Glyph::Left} label="Move left" disabled={before.is_none()}
                    onclick={act(before.map(|to| Action::MovedPolicy(place, to)))}
                />
                <IconButton
                    class="btn--small" glyph={Glyph::Right} label="Move right" disabled={after.is_none()}
                    onclick={act(after.map(|to| Action::MovedPolicy(place, to)))}
                />
                <IconButton class="btn--small" glyph={Glyph::Trash} label="Remove" onclick={onremove} />
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
