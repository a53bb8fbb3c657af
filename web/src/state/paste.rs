//! Taking in what was found in a pasted text.

use std::rc::Rc;

use iam_evaluator::scenario::{MAX_POLICIES, MAX_REQUESTS, Scenario};
use iam_evaluator::trace::{NodeKind, Role, TraceNode};
use yew::AttrValue;

use super::change::insert_policy;
use super::history::Target;
use super::{Focus, FocusOrigin, Panel, State};
use crate::paste::Found;

/// Whether what was found is added to what is there or takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Added to what is there.
    Yes,
    /// In the place of the policies, where policies were found, and of the requests, where requests were.
    No,
}

/// Whether a scenario has room for what was found.
pub fn fits(scenario: &Scenario, found: &Found, beside: Beside) -> bool {
    let count = |there: usize, new: usize| if beside == Beside::Yes { there + new } else { new };
    count(scenario.policies.len(), found.policies.len()) <= MAX_POLICIES
        && count(scenario.requests.len(), found.requests.len()) <= MAX_REQUESTS
}

/// Takes it in; the first of its requests is selected. `None` where there is nothing, or no room.
pub(super) fn apply(state: &mut State, found: &Found, beside: Beside) -> Option<Target> {
    if found.is_empty() || !fits(&state.scenario, found, beside) {
        return None;
    }
    if beside == Beside::No && !found.policies.is_empty() {
        state.document().policies.clear();
        state.policy_keys = Rc::default();
    }
    if beside == Beside::No && !found.requests.is_empty() {
        state.document().requests.clear();
        state.request_keys = Rc::default();
        state.drafts = Rc::default();
    }
    let first = state.scenario.policies.len();
    for policy in &found.policies {
        insert_policy(state, usize::MAX, policy.clone());
    }
    if !found.policies.is_empty() {
        state.selected_policy = first;
    }
    if !found.requests.is_empty() {
        state.selected_request = state.scenario.requests.len();
    }
    for request in &found.requests {
        let key = state.take_key();
        state.document().requests.push(request.clone());
        Rc::make_mut(&mut state.request_keys).push(key);
    }
    Some(Target::Other)
}

impl State {
    /// Points at the node that decides the pasted request; without a request, shows the pasted policy.
    pub(super) fn show_pasted(&mut self, found: &Found) {
        if found.requests.is_empty() {
            self.panel = Panel::Policies;
            return;
        }
        let node = self.evaluation().map(|evaluation| AttrValue::from(deciding(&evaluation.trace).id.clone()));
        self.pasted = (self.pasted.0.wrapping_add(1), node.clone());
        self.focus = node.map(|node| Focus { node, origin: FocusOrigin::Request });
        self.part = None;
        self.panel = Panel::Trace;
    }
}

/// The statement that decides; where none does, the policy or the policy type.
fn deciding(root: &TraceNode) -> &TraceNode {
    let mut node = root;
    while node.kind != NodeKind::Statement {
        let Some(child) = node.children.iter().find(|child| child.role == Role::Decisive) else { break };
        node = child;
    }
    node
}
