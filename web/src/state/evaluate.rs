//! The one place where the page asks the evaluator.

use std::rc::Rc;

use iam_evaluator::PolicySet;
use iam_evaluator::request::Request;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Evaluation, Role, TraceNode};

pub use iam_evaluator::InvalidInput;

/// What was decided about a request, or why nothing could be.
pub type Outcome = Result<Rc<Evaluation>, InvalidInput>;

/// Every request of `scenario` evaluated; what did not change since `before` is taken from there.
pub fn evaluate_all(scenario: &Scenario, before: Option<(&Scenario, &[Outcome])>) -> Vec<Outcome> {
    let known = before.filter(|(old, _)| old.policies == scenario.policies);
    let mut policies = None;
    scenario
        .requests
        .iter()
        .map(|request| {
            if let Some(outcome) = known.and_then(|(old, results)| remembered(old, results, request)) {
                return outcome;
            }
            let set = policies.get_or_insert_with(|| PolicySet::new(&scenario.policies));
            set.as_ref().map_err(Clone::clone).and_then(|set| set.evaluate(request)).map(Rc::new)
        })
        .collect()
}

fn remembered(old: &Scenario, results: &[Outcome], request: &Request) -> Option<Outcome> {
    let place = old.requests.iter().position(|other| same_question(other, request))?;
    results.get(place).cloned()
}

/// Whether two requests ask the same: their names and what they expect play no part.
fn same_question(a: &Request, b: &Request) -> bool {
    a.principal == b.principal
        && a.action == b.action
        && a.resource == b.resource
        && a.resource_account == b.resource_account
        && a.context == b.context
        && a.settings == b.settings
        && a.call == b.call
}

/// A scenario from its JSON.
///
/// # Errors
/// What is wrong with it, and where.
pub fn read_scenario(json: &str) -> Result<Scenario, InvalidInput> {
    Scenario::read(json)
}

/// One request from its JSON.
///
/// # Errors
/// What is wrong with it, and where, as a pointer into the request.
pub fn read_request(json: &str) -> Result<Request, InvalidInput> {
    let scenario = Scenario::read(&format!("{{\"policies\":[],\"requests\":[{json}\n]}}"));
    let mut requests = scenario.map_err(within_request)?.requests;
    Ok(requests.pop().unwrap_or_default())
}

fn within_request(mut error: InvalidInput) -> InvalidInput {
    if let Some(rest) = error.pointer.strip_prefix("/requests/0") {
        error.pointer = rest.to_owned();
    }
    error
}

/// The node with this id, below `root` or `root` itself.
pub fn find_node<'a>(root: &'a TraceNode, id: &str) -> Option<&'a TraceNode> {
    if root.id == id {
        return Some(root);
    }
    root.children.iter().find_map(|child| find_node(child, id))
}

/// The nodes from `root` to the one with this id, both included.
pub fn path_to<'a>(root: &'a TraceNode, id: &str) -> Option<Vec<&'a TraceNode>> {
    if root.id == id {
        return Some(vec![root]);
    }
    root.children.iter().find_map(|child| {
        let mut path = path_to(child, id)?;
        path.insert(0, root);
        Some(path)
    })
}

/// The first decisive node that stands in a policy.
pub(super) fn decisive_with_span(root: &TraceNode) -> Option<&TraceNode> {
    if root.role == Role::Decisive && root.span.is_some() {
        return Some(root);
    }
    root.children.iter().find_map(decisive_with_span)
}
