//! What the page knows and what a person can do to it: one [`State`], one [`Action`], one pure reducer.

mod action;
mod change;
pub mod edit;
mod evaluate;
mod focus;
mod groups;
mod history;
pub mod json;
pub mod kind;
mod page;
mod paste;
mod reduce;
mod repair;
pub mod source;

use std::rc::Rc;

use crate::compare::Compared;
use crate::keep::Opening;
use iam_evaluator::policy::PolicyType;
use iam_evaluator::request::Request;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Decision, Evaluation};
use yew::{AttrValue, UseReducerDispatcher, UseReducerHandle};

pub use action::{Action, PolicyField, RequestField};
pub(crate) use evaluate::same_question;
pub use evaluate::{Answers, InvalidInput, decisions, find_node, path_to, read_request, read_scenario};
pub use focus::{Focus, FocusOrigin, Panel, RequestView, Reveal, TraceFilter};
pub use groups::{Group, groups, neighbours};
pub use history::History;
pub use page::{Dialog, Saved, Toast};
pub use paste::{Beside, fits};
pub use repair::{repairs, why_no_repair};
pub use source::deepest as deepest_in;

/// What a component needs to report what a person did.
pub type Dispatch = UseReducerDispatcher<State>;

/// The JSON of a request as a person types it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What was typed.
    pub text: AttrValue,
    /// Why it cannot be read.
    pub error: Option<InvalidInput>,
}

/// What a component is given that reads the state and reports what a person did.
pub type StateHandle = UseReducerHandle<State>;

/// Everything the page knows.
#[derive(Clone, Debug)]
pub struct State {
    /// The document that is edited.
    pub scenario: Rc<Scenario>,
    /// For each policy, a number that stays its own through renaming and moving.
    pub policy_keys: Rc<Vec<u32>>,
    /// For each request, a number that stays its own through renaming and moving.
    pub request_keys: Rc<Vec<u32>>,
    /// The number that the next policy or request gets.
    pub next_key: u32,
    /// The policy that is shown.
    pub selected_policy: usize,
    /// The request whose trace is shown.
    pub selected_request: usize,
    /// The JSON of requests as it was typed, by the request's number.
    pub drafts: Rc<Vec<(u32, Draft)>>,
    /// What was decided about each request, or why nothing could be.
    pub answers: Rc<Answers>,
    /// What is pointed at.
    pub focus: Option<Focus>,
    /// What an editor scrolls to.
    pub reveal: Option<Reveal>,
    /// The node that was opened from the trace, to go back to.
    pub came_from: Option<AttrValue>,
    /// Of a call that needs several decisions, the node of the one that the editors speak of.
    pub part: Option<AttrValue>,
    /// Where the caret stands in the shown policy, in UTF-16 units.
    pub caret: Option<u32>,
    /// Which part of the trace is shown.
    pub filter: TraceFilter,
    /// Which panel is shown where not all have room.
    pub panel: Panel,
    /// Whether the request is a form or JSON.
    pub request_view: RequestView,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// A short message about what just happened.
    pub toast: Option<Toast>,
    /// Whether this browser keeps the work.
    pub saved: Saved,
    /// How often requests were pasted, and the node that decided the last one.
    pub pasted: (u32, Option<AttrValue>),
    /// How many scenarios were opened before this one.
    pub opened: u32,
    /// What the scenario is compared with, and how its requests came out before and come out now.
    pub compared: Option<Rc<Compared>>,
    /// What can be undone and redone.
    pub history: History,
}

/// Large parts are compared by address: a change makes a new one, and comparing every node would cost more than drawing.
impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && Rc::ptr_eq(&self.answers, &other.answers)
            && Rc::ptr_eq(&self.policy_keys, &other.policy_keys)
            && Rc::ptr_eq(&self.request_keys, &other.request_keys)
            && Rc::ptr_eq(&self.drafts, &other.drafts)
            && self.compared.as_ref().map(Rc::as_ptr) == other.compared.as_ref().map(Rc::as_ptr)
            && self.history.is_at(&other.history)
            && self.shown() == other.shown()
    }
}

impl State {
    /// What is small enough to be compared by value.
    fn shown(&self) -> impl PartialEq + '_ {
        let selected = (self.selected_policy, self.selected_request, self.panel, self.request_view, self.filter);
        (
            (selected, &self.focus, &self.reveal, &self.part, &self.came_from),
            (self.caret, self.dialog, &self.toast, self.saved, self.opened),
        )
    }

    /// The page with `scenario` just opened.
    pub fn new(scenario: Scenario) -> Self {
        Self::numbered(Rc::new(scenario), 0)
    }

    /// The page as it opens.
    pub fn opened_with(opening: &Opening) -> Self {
        let opened = Self::numbered(Rc::clone(&opening.scenario), 0);
        Self { toast: opening.toast.clone(), saved: opening.saved, ..opened }
    }

    /// With another request selected.
    #[must_use]
    pub fn selecting(mut self, request: usize) -> Self {
        self.select_request(request);
        self
    }

    /// The same, with the numbers of policies and requests counted from `first`.
    fn numbered(scenario: Rc<Scenario>, first: u32) -> Self {
        let between = first.saturating_add(source::offset(scenario.policies.len()));
        let next_key = between.saturating_add(source::offset(scenario.requests.len()));
        let answers = Answers::new(&scenario, 0, None);
        let mut state = Self {
            scenario,
            policy_keys: Rc::new((first..between).collect()),
            request_keys: Rc::new((between..next_key).collect()),
            next_key,
            selected_policy: 0,
            selected_request: 0,
            drafts: Rc::default(),
            answers: Rc::new(answers),
            focus: None,
            reveal: None,
            part: None,
            came_from: None,
            caret: None,
            filter: TraceFilter::All,
            panel: Panel::Trace,
            request_view: RequestView::Form,
            dialog: None,
            toast: None,
            saved: Saved::NotYet,
            pasted: (0, None),
            opened: 0,
            compared: None,
            history: History::default(),
        };
        state.selected_policy = state.deciding_policy().unwrap_or(0);
        state
    }

    /// What was decided about the request at this place, or why nothing could be.
    pub fn decision(&self, request: usize) -> Option<Result<Decision, &InvalidInput>> {
        match self.unread(request) {
            Some(error) => Some(Err(error)),
            None => self.answers.decision(request),
        }
    }

    /// The evaluation of the selected request, or why there is none.
    pub fn outcome(&self) -> Option<Result<&Rc<Evaluation>, &InvalidInput>> {
        match self.decision(self.selected_request)? {
            Ok(_) => self.answers.evaluation(self.selected_request).map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// Why the JSON of this request, as it was typed, cannot be read.
    fn unread(&self, request: usize) -> Option<&InvalidInput> {
        self.draft_of(request)?.error.as_ref()
    }

    /// The evaluation of the selected request, where there is one.
    pub fn evaluation(&self) -> Option<&Rc<Evaluation>> {
        self.outcome()?.ok()
    }

    /// An evaluation to read the findings of the policies from: the selected request's, or that of any other.
    pub fn judgement(&self) -> Option<&Rc<Evaluation>> {
        self.evaluation().or_else(|| self.answers.any())
    }

    /// The selected request.
    pub fn request(&self) -> Option<&Request> {
        self.scenario.requests.get(self.selected_request)
    }

    /// The JSON of the selected request as it was typed.
    pub fn draft(&self) -> Option<&Draft> {
        self.draft_of(self.selected_request)
    }

    fn draft_of(&self, request: usize) -> Option<&Draft> {
        let key = self.request_keys.get(request)?;
        self.drafts.iter().find(|(of, _)| of == key).map(|(_, draft)| draft)
    }

    /// Whether this request came out as it is expected to; none where nothing is expected.
    pub fn keeps(&self, request: usize) -> Option<bool> {
        let expected = self.scenario.requests.get(request)?.expect?;
        Some(self.decision(request)? == Ok(expected))
    }

    /// Of how many requests something is expected, and how many of them came out otherwise.
    pub fn expectations(&self) -> (usize, usize) {
        let (mut all, mut wrong) = (0, 0);
        for request in 0..self.scenario.requests.len() {
            if let Some(kept) = self.keeps(request) {
                all += 1;
                wrong += usize::from(!kept);
            }
        }
        (all, wrong)
    }

    /// The selected request as JSON.
    pub fn request_json(&self) -> String {
        self.request().map(json::pretty).unwrap_or_default()
    }

    /// What the focused node was compared with, as a JSON pointer into the request.
    pub fn compared_with(&self) -> Option<&str> {
        let focus = self.focus.as_ref()?;
        find_node(&self.evaluation()?.trace, &focus.node)?.request.as_deref()
    }

    /// The name of the shown policy.
    pub fn policy_name(&self) -> Option<&str> {
        self.scenario.policies.get(self.selected_policy).map(|policy| policy.name.as_str())
    }

    /// Where the policy of this name stands in the scenario.
    pub fn policy_index(&self, name: &str) -> Option<usize> {
        self.scenario.policies.iter().position(|policy| policy.name == name)
    }

    /// The policy that the decision of the selected request points at.
    fn deciding_policy(&self) -> Option<usize> {
        let trace = &self.evaluation()?.trace;
        let node = evaluate::decisive_with_span(trace)?;
        self.policy_index(&node.span.as_ref()?.policy)
    }
}

/// The name of a policy type in a sentence or a label.
pub fn type_name(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Identity => "Identity-based policy",
        PolicyType::Resource => "Resource-based policy",
        PolicyType::PermissionsBoundary => "Permissions boundary",
        PolicyType::Session => "Session policy",
        PolicyType::ServiceControl => "Service control policy",
        PolicyType::ResourceControl => "Resource control policy",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
    }
}

/// The name of a policy type where there is little room.
pub fn short_type_name(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Identity => "Identity",
        PolicyType::Resource => "Resource",
        PolicyType::PermissionsBoundary => "Boundary",
        PolicyType::Session => "Session",
        PolicyType::ServiceControl => "SCP",
        PolicyType::ResourceControl => "RCP",
        PolicyType::VpcEndpoint => "VPC endpoint",
    }
}
