//! The policies: a tab for each, and the selected one to edit.

use gloo::timers::callback::Timeout;
use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;
use web_sys::Element;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::no_policy::NoPolicy;
use super::policy_bar::PolicyBar;
use super::policy_editor::PolicyEditor;
use super::policy_head::PolicyHead;
use super::policy_tabs::PolicyTabs;
use super::scroll::focus_first;
use super::setting::use_setting;
use crate::state::{Action, StateHandle};

/// A policy that is as small as a policy can be.
const EMPTY: &str = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": []\n}";

/// What the panel is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PoliciesProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The panel of the policies.
#[component]
pub fn Policies(props: &PoliciesProps) -> Html {
    let state = &props.state;
    let setting = use_setting();
    let onadd = {
        let dispatch = state.dispatcher();
        move |_| {
            let policy = PolicyInput::new("policy", PolicyType::Identity, EMPTY);
            dispatch.dispatch(Action::AddedPolicy(Box::new(policy)));
        }
    };
    let onkeydown = {
        let (dispatch, opened) = (state.dispatcher(), state.came_from.is_some());
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && opened && !event.default_prevented() {
                dispatch.dispatch(Action::LeftNode);
                let ground = event.target_dyn_into::<Element>().and_then(|target| target.closest(".pg").ok()?);
                // The row can take the keyboard once its panel is shown.
                Timeout::new(0, move || {
                    if let Some(ground) = ground {
                        focus_first(&ground, ".tree [tabindex='0']");
                    }
                })
                .forget();
            }
        }
    };
    let count = state.scenario.policies.len();
    if !setting.is_page() {
        return html! {
            <section class="panel panel--policies" part="policies" role={setting.panel_role()} aria-label="Policies" {onkeydown}>
                if count > 1 { <PolicyTabs state={state.clone()} /> } else { <PolicyHead state={state.clone()} /> }
                <PolicyEditor state={state.clone()} />
            </section>
        };
    }
    html! {
        <section class="panel panel--policies" aria-label="Policies" {onkeydown}>
            <div class="panel__head">
                <h2 class="panel__title">{ "Policies" }</h2>
                <span class="muted">{ count }</span>
                <span class="grow" />
                <button type="button" class="btn btn--quiet" onclick={onadd}><Icon glyph={Glyph::Plus} />{ "Add policy" }</button>
            </div>
            if count == 0 {
                <NoPolicy dispatch={state.dispatcher()} />
            } else {
                <PolicyTabs state={state.clone()} />
                <PolicyBar key={state.policy_keys.get(state.selected_policy).copied().unwrap_or_default()} state={state.clone()} />
                <PolicyEditor state={state.clone()} />
            }
        </section>
    }
}
