//! The one place where the page asks the evaluator.

use std::rc::Rc;

use iam_evaluator::PolicySet;
use iam_evaluator::request::Request;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Decision, Evaluation, Role, TraceNode};

pub use iam_evaluator::InvalidInput;

/// What is known about one request.
#[derive(Clone, Debug)]
struct Answer {
    decision: Result<Decision, InvalidInput>,
    /// All that led to it, where somebody looks at it.
    evaluation: Option<Rc<Evaluation>>,
}

/// What was decided about every request, and all that led to it for the ones that are looked at.
#[derive(Clone, Debug)]
pub struct Answers {
    policies: Result<Rc<PolicySet>, InvalidInput>,
    of: Vec<Answer>,
}

impl Answers {
    /// Decides every request of `scenario`; what did not change since `before` is taken from there.
    pub fn new(scenario: &Scenario, selected: usize, before: Option<(&Scenario, &Self)>) -> Self {
        let known = before.filter(|(old, _)| old.policies == scenario.policies);
        let read = || match before.map(|(_, answers)| &answers.policies) {
            Some(Ok(policies)) => policies.with(&scenario.policies).map(Rc::new),
            Some(Err(_)) | None => PolicySet::new(&scenario.policies).map(Rc::new),
        };
        let policies = known.map_or_else(read, |(_, answers)| answers.policies.clone());
        let of = scenario.requests.iter().map(|request| {
            let remembered = known.and_then(|(old, answers)| answers.remembered(old, request));
            remembered.unwrap_or_else(|| decide(&policies, request))
        });
        let mut answers = Self { of: of.collect(), policies };
        answers.look_at(scenario, selected);
        answers
    }

    /// Evaluates the request that is looked at; where it cannot be read, one that can, for the findings of the policies.
    pub fn look_at(&mut self, scenario: &Scenario, selected: usize) {
        let is_readable = |answer: &Answer| answer.decision.is_ok();
        let readable = || self.of.iter().position(is_readable);
        let Some(place) = Some(selected).filter(|at| self.of.get(*at).is_some_and(is_readable)).or_else(readable)
        else {
            return;
        };
        let (Ok(policies), Some(answer)) = (&self.policies, self.of.get_mut(place)) else { return };
        if let (None, Some(request)) = (&answer.evaluation, scenario.requests.get(place)) {
            let evaluation = policies.evaluate(request).map(Rc::new);
            answer.decision = evaluation.as_ref().map(|it| it.decision).map_err(Clone::clone);
            answer.evaluation = evaluation.ok();
        }
    }

    /// Whether the evaluation of this request is there, or cannot be.
    pub fn holds(&self, request: usize) -> bool {
        self.of.get(request).is_none_or(|answer| answer.evaluation.is_some() || answer.decision.is_err())
    }

    /// What was decided about this request.
    pub fn decision(&self, request: usize) -> Option<Result<Decision, &InvalidInput>> {
        self.of.get(request).map(|answer| answer.decision.as_ref().copied())
    }

    /// What these policies decide about any request.
    ///
    /// # Errors
    /// Why nothing can be decided.
    pub fn ask(&self, request: &Request) -> Result<Decision, InvalidInput> {
        decide(&self.policies, request).decision
    }

    /// All that led to it, where it is there.
    pub fn evaluation(&self, request: usize) -> Option<&Rc<Evaluation>> {
        self.of.get(request)?.evaluation.as_ref()
    }

    /// The first evaluation that is there.
    pub fn any(&self) -> Option<&Rc<Evaluation>> {
        self.of.iter().find_map(|answer| answer.evaluation.as_ref())
    }

    fn remembered(&self, old: &Scenario, request: &Request) -> Option<Answer> {
        let place = old.requests.iter().position(|other| same_question(other, request))?;
        self.of.get(place).cloned()
    }
}

fn decide(policies: &Result<Rc<PolicySet>, InvalidInput>, request: &Request) -> Answer {
    let decision = policies.as_ref().map_err(Clone::clone).and_then(|policies| policies.decide(request));
    Answer { decision, evaluation: None }
}

/// The decision of every request; none where it cannot be read.
pub fn decisions(scenario: &Scenario) -> Vec<Option<Decision>> {
    let answers = Answers::new(scenario, 0, None);
    answers.of.into_iter().map(|answer| answer.decision.ok()).collect()
}

/// Whether two requests ask the same: their names and what they expect play no part.
pub(crate) fn same_question(a: &Request, b: &Request) -> bool {
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
