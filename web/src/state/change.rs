//! Changes of the document. Each says what it was made to, so that undo can take typing together.

use iam_evaluator::order::sort_by_key;
use std::rc::Rc;

use iam_evaluator::request::{Context, Request};
use iam_evaluator::scenario::{PolicyInput, Scenario};
use iam_evaluator::trace::{ContextValue, Edit};
use yew::AttrValue;

use super::history::Target;
use super::{Action, Draft, PolicyField, RequestField, State, edit, read_request, repair};

/// Makes the change; `None` where there was nothing to change.
pub(super) fn apply(state: &mut State, action: Action) -> Option<Target> {
    match action {
        Action::EditedTitle(title) => {
            state.document().title = Some(title).filter(|title| !title.is_empty());
            Some(Target::Title)
        }
        Action::EditedPolicy(place, text) => {
            policy(state, place)?.document = text;
            Some(Target::Policy(*state.policy_keys.get(place)?))
        }
        Action::ChangedPolicy(place, field) => change_policy(state, place, field),
        Action::AddedPolicy(new) => Some(insert_policy(state, state.scenario.policies.len(), *new)),
        Action::DuplicatedPolicy(place) => {
            let copy = state.scenario.policies.get(place)?.clone();
            Some(insert_policy(state, place + 1, copy))
        }
        Action::RemovedPolicy(place) => remove_policy(state, place),
        Action::MovedPolicy(from, to) => move_policy(state, from, to),
        Action::AppliedFix(edits) => apply_edits(state, &edits),
        Action::AppliedRepair(offer) => repair::apply(state, &offer),
        Action::ChangedRequest(field) => change_request(state, field),
        Action::EditedRequestText(text) => edit_request_text(state, text),
        Action::AddedRequest => add_request(state),
        Action::RemovedRequest(place) => remove_request(state, place),
        Action::RenamedRequest(place, name) => {
            let key = *state.request_keys.get(place)?;
            state.document().requests.get_mut(place)?.name = Some(name).filter(|name| !name.is_empty());
            forget_draft(state, key);
            Some(Target::Request(key, "name".to_owned()))
        }
        Action::Expected(decision) => {
            request(state)?.expect = decision;
            Some(Target::Other)
        }
        Action::SetContext(key, value) => {
            let target = request_target(state, &format!("/context/{key}"))?;
            set_context(&mut request(state)?.context, &key, value);
            Some(target)
        }
        Action::RenamedContextKey(from, to) => rename_context_key(state, &from, to),
        Action::AppliedWitness(changes) => {
            let context = &mut request(state)?.context;
            for (key, value) in changes {
                set_context(context, &key, value);
            }
            Some(Target::Other)
        }
        // What is left changes what is shown, not the document.
        _ => None,
    }
}

impl State {
    /// The document, to be changed.
    pub(super) fn document(&mut self) -> &mut Scenario {
        Rc::make_mut(&mut self.scenario)
    }

    pub(super) fn take_key(&mut self) -> u32 {
        let key = self.next_key;
        self.next_key = key.wrapping_add(1);
        key
    }
}

fn policy(state: &mut State, place: usize) -> Option<&mut PolicyInput> {
    state.document().policies.get_mut(place)
}

/// The selected request; what was typed as its JSON is given up.
pub(super) fn request(state: &mut State) -> Option<&mut Request> {
    let place = state.selected_request;
    let key = *state.request_keys.get(place)?;
    forget_draft(state, key);
    state.document().requests.get_mut(place)
}

fn request_target(state: &State, field: &str) -> Option<Target> {
    Some(Target::Request(*state.request_keys.get(state.selected_request)?, field.to_owned()))
}

fn forget_draft(state: &mut State, key: u32) {
    if state.drafts.iter().any(|(of, _)| *of == key) {
        Rc::make_mut(&mut state.drafts).retain(|(of, _)| *of != key);
    }
}

fn change_policy(state: &mut State, place: usize, field: PolicyField) -> Option<Target> {
    let name = match &field {
        PolicyField::Name(name) => free_name(&state.scenario, name, Some(place)),
        _ => String::new(),
    };
    let policy = policy(state, place)?;
    match field {
        PolicyField::Name(_) => policy.name = name,
        PolicyField::Type(policy_type) => policy.policy_type = policy_type,
        PolicyField::AttachedTo(attached_to) => policy.attached_to = attached_to,
        PolicyField::ResourceType(resource_type) => policy.resource_type = resource_type,
        PolicyField::EndpointType(endpoint_type) => policy.endpoint_type = endpoint_type,
    }
    Some(Target::Other)
}

/// `name`, with a number after it where another policy has it.
fn free_name(scenario: &Scenario, name: &str, own: Option<usize>) -> String {
    let taken =
        |name: &str| scenario.policies.iter().enumerate().any(|(at, policy)| Some(at) != own && policy.name == name);
    let name = name.trim();
    let name = if name.is_empty() { "policy" } else { name };
    if !taken(name) {
        return name.to_owned();
    }
    // Of as many numbers as there are policies, and one more, one is free.
    let last = scenario.policies.len() + 2;
    (2..=last).map(|number| format!("{name}-{number}")).find(|name| !taken(name)).unwrap_or_default()
}

pub(super) fn insert_policy(state: &mut State, place: usize, mut new: PolicyInput) -> Target {
    new.name = free_name(&state.scenario, &new.name, None);
    let key = state.take_key();
    let place = place.min(state.scenario.policies.len());
    state.document().policies.insert(place, new);
    Rc::make_mut(&mut state.policy_keys).insert(place, key);
    show_policy(state, place);
    Target::Other
}

fn remove_policy(state: &mut State, place: usize) -> Option<Target> {
    state.scenario.policies.get(place)?;
    state.document().policies.remove(place);
    Rc::make_mut(&mut state.policy_keys).remove(place);
    let shown = state.selected_policy;
    show_policy(state, if shown > place { shown - 1 } else { shown });
    Some(Target::Other)
}

fn move_policy(state: &mut State, from: usize, to: usize) -> Option<Target> {
    let count = state.scenario.policies.len();
    if from >= count || to >= count || from == to {
        return None;
    }
    let policies = &mut state.document().policies;
    let policy = policies.remove(from);
    policies.insert(to, policy);
    let keys = Rc::make_mut(&mut state.policy_keys);
    let key = keys.remove(from);
    keys.insert(to, key);
    state.selected_policy = to;
    Some(Target::Other)
}

fn show_policy(state: &mut State, place: usize) {
    state.selected_policy = place;
    state.caret = None;
    state.reveal = None;
}

/// Applies edits from the last to the first, so that the offsets of those before stay true.
pub(super) fn apply_edits(state: &mut State, edits: &[Edit]) -> Option<Target> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    sort_by_key(&mut edits, |edit| std::cmp::Reverse(edit.span.start.offset));
    for Edit { span, text } in edits {
        let place = state.policy_index(&span.policy)?;
        let document = &mut policy(state, place)?.document;
        *document = edit::replace(document, span.start.offset, span.end.offset, text);
    }
    Some(Target::Other)
}

fn change_request(state: &mut State, field: RequestField) -> Option<Target> {
    let name = match &field {
        RequestField::Principal(_) => "/principal",
        RequestField::Action(_) => "/action",
        RequestField::Resource(_) => "/resource",
        RequestField::ResourceAccount(_) => "/resourceAccount",
    };
    let target = request_target(state, name)?;
    let request = request(state)?;
    match field {
        RequestField::Principal(principal) => request.principal = principal,
        RequestField::Action(action) => request.action = action,
        RequestField::Resource(resource) => request.resource = resource,
        RequestField::ResourceAccount(account) => request.resource_account = account,
    }
    Some(target)
}

fn edit_request_text(state: &mut State, text: String) -> Option<Target> {
    let place = state.selected_request;
    let key = *state.request_keys.get(place)?;
    let error = match read_request(&text) {
        Ok(request) => {
            *state.document().requests.get_mut(place)? = request;
            None
        }
        Err(error) => Some(error),
    };
    forget_draft(state, key);
    Rc::make_mut(&mut state.drafts).push((key, Draft { text: AttrValue::from(text), error }));
    Some(Target::Request(key, String::new()))
}

fn add_request(state: &mut State) -> Option<Target> {
    let mut copy = state.request()?.clone();
    copy.name = Some(format!("Request {}", state.scenario.requests.len() + 1));
    copy.expect = None;
    copy.expect_because = None;
    let place = state.selected_request + 1;
    let key = state.take_key();
    state.document().requests.insert(place, copy);
    Rc::make_mut(&mut state.request_keys).insert(place, key);
    state.selected_request = place;
    Some(Target::Other)
}

fn remove_request(state: &mut State, place: usize) -> Option<Target> {
    if state.scenario.requests.len() < 2 || place >= state.scenario.requests.len() {
        return None;
    }
    state.document().requests.remove(place);
    Rc::make_mut(&mut state.request_keys).remove(place);
    if state.selected_request > place {
        state.selected_request -= 1;
    }
    Some(Target::Other)
}

/// Context keys are compared without regard to case.
pub(super) fn set_context(context: &mut Context, key: &str, value: Option<ContextValue>) {
    let place = context.0.iter().position(|(other, _)| other.eq_ignore_ascii_case(key));
    match (place, value) {
        (Some(place), None) => {
            context.0.remove(place);
        }
        (Some(place), Some(value)) => {
            if let Some(entry) = context.0.get_mut(place) {
                entry.1 = value;
            }
        }
        (None, Some(value)) => context.0.push((key.to_owned(), value)),
        (None, None) => {}
    }
}

fn rename_context_key(state: &mut State, from: &str, to: String) -> Option<Target> {
    let target = request_target(state, "/context")?;
    let context = &mut request(state)?.context;
    if context.0.iter().any(|(key, _)| key != from && key.eq_ignore_ascii_case(&to)) {
        return None;
    }
    context.0.iter_mut().find(|(key, _)| key == from)?.0 = to;
    Some(target)
}
