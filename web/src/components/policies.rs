//! The policies: a tab for each, and the selected one to edit.

use gloo::timers::callback::Timeout;
use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;
use web_sys::Element;
use yew::prelude::*;

use super::button::{button, clicked, titled};
use super::icon::Glyph;
use super::no_policy::no_policy;
use super::policy_bar::PolicyBar;
use super::policy_editor::PolicyEditor;
use super::policy_head::policy_head;
use super::policy_tabs::policy_tabs;
use super::scroll::focus_first;
use super::setting::Setting;
use crate::state::{Action, StateHandle};

/// A policy that is as small as a policy can be.
const EMPTY: &str = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": []\n}";

/// The panel of the policies in the playground's own page.
pub fn policies(state: &StateHandle) -> Html {
    let dispatch = &state.dispatcher();
    let count = state.scenario.policies.len();
    let added = PolicyInput::new("policy", PolicyType::Identity, EMPTY);
    let onadd = clicked(dispatch, Action::AddedPolicy(Box::new(added)));
    html! {
        <section class="panel panel--policies" aria-label="Policies" onkeydown={back(state)}>
            <div class="panel__head">
                <h2 class="panel__title">{ "Policies" }</h2>
                <span class="muted">{ count }</span>
                <span class="grow" />
                { button("btn btn--quiet", onadd, titled(Glyph::Plus, "Add policy")) }
            </div>
            if count == 0 {
                { no_policy(dispatch) }
            } else {
                { policy_tabs(state) }
                <PolicyBar key={state.policy_keys.get(state.selected_policy).copied().unwrap_or_default()} state={state.clone()} />
                <PolicyEditor state={state.clone()} setting={Setting::default()} />
            }
        </section>
    }
}

/// The panel of the policies in somebody else's page, which says what they are.
pub fn given_policies(state: &StateHandle, setting: Setting) -> Html {
    let several = state.scenario.policies.len() > 1;
    html! {
        <section class="panel panel--policies" part="policies" role={setting.panel_role()} aria-label="Policies" onkeydown={back(state)}>
            if several { { policy_tabs(state) } } else { { policy_head(state) } }
            <PolicyEditor state={state.clone()} {setting} />
        </section>
    }
}

/// Escape leads back to the row of the trace from where a policy was opened.
fn back(state: &StateHandle) -> Callback<KeyboardEvent> {
    let (dispatch, opened) = (state.dispatcher(), state.came_from.is_some());
    Callback::from(move |event: KeyboardEvent| {
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
    })
}
