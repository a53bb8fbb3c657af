//! What would make a request pass, and making it so.

use iam_evaluator::Repair;
use iam_evaluator::request::Request;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{ContextValue, Edit, Message};

use super::State;
use super::change::{apply_edits, request, set_context};
use super::history::Target;

/// The evaluator's offers; none where the request passes or cannot be read.
pub fn repairs(scenario: &Scenario, request: &Request) -> Vec<Repair> {
    iam_evaluator::repairs(&scenario.policies, request).unwrap_or_default()
}

/// Why there is no offer, in the evaluator's words.
pub fn why_no_repair(scenario: &Scenario, request: &Request) -> Option<Message> {
    iam_evaluator::why_no_repair(&scenario.policies, request).ok().flatten()
}

/// Makes the changes of an offer as one step; `None` where one of its places is not there.
pub(super) fn apply(state: &mut State, offer: &Repair) -> Option<Target> {
    for change in &offer.request {
        change_request(request(state)?, &change.pointer, change.value.clone())?;
    }
    let edits: Vec<Edit> =
        offer.policies.iter().map(|edit| Edit { span: edit.span.clone(), text: edit.text.clone() }).collect();
    apply_edits(state, &edits)
}

/// Sets or removes what a JSON pointer into the request names.
fn change_request(request: &mut Request, pointer: &str, value: Option<ContextValue>) -> Option<()> {
    if let Some(key) = pointer.strip_prefix("/context/") {
        set_context(&mut request.context, &key.replace("~1", "/").replace("~0", "~"), value);
        return Some(());
    }
    let ContextValue::Text(text) = value? else { return None };
    match pointer {
        "/resource" => request.resource = text,
        "/action" => request.action = text,
        _ => return None,
    }
    Some(())
}
