//! What an action makes of the state. Pure: the same state and action give the same state.

use std::rc::Rc;

use iam_evaluator::scenario::Scenario;
use yew::{AttrValue, Reducible};

use crate::compare::Compared;

use super::history::{Step, Target};
use super::{Action, Answers, Focus, FocusOrigin, Panel, Reveal, State, change, find_node, paste, source};

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let before = Rc::clone(&self);
        let mut state = Rc::unwrap_or_clone(self);
        match action {
            Action::OpenedScenario(scenario) => state.open(scenario),
            Action::SelectedPolicy(place) => state.select_policy(place),
            Action::SelectedRequest(place) => state.select_request(place),
            Action::PointedAtNode(node) => state.focus = node.map(|node| Focus { node, origin: FocusOrigin::Trace }),
            Action::OpenedNode(node) => state.open_node(node),
            Action::OpenedInTrace(node, origin) => {
                state.turn_to_part_of(&node);
                state.focus = Some(Focus { node, origin });
                state.panel = Panel::Trace;
            }
            Action::MovedCaret(offset) => state.move_caret(offset),
            Action::WentTo(policy, start, end) => state.reveal(policy, start, end),
            Action::Arrived(nonce) => {
                if state.reveal.as_ref().is_some_and(|reveal| reveal.nonce == nonce) {
                    state.reveal = None;
                }
            }
            Action::LeftNode => {
                state.came_from = None;
                state.panel = Panel::Trace;
            }
            Action::ChoseFilter(filter) => state.filter = filter,
            Action::ChosePanel(panel) => state.panel = panel,
            Action::ChoseRequestView(view) => state.request_view = view,
            Action::ComparedWith(base) => state.compared = Some(Rc::new(Compared::new(base, &state))),
            Action::StoppedComparing => state.compared = None,
            Action::OpenedDialog(dialog) => state.dialog = Some(dialog),
            Action::ClosedDialog => state.dialog = None,
            Action::Told(toast) => state.toast = toast,
            Action::Kept(saved) => state.saved = saved,
            Action::Undid => state.travel(|state, now| state.history.undo(now)),
            Action::Redid => state.travel(|state, now| state.history.redo(now)),
            Action::Rested => state.history = state.history.rested(),
            Action::Pasted(found, beside) => {
                if let Some(target) = paste::apply(&mut state, &found, beside) {
                    state.settle(&before, target);
                    state.show_pasted(&found);
                }
            }
            change => {
                if let Some(target) = change::apply(&mut state, change) {
                    state.settle(&before, target);
                }
            }
        }
        if state == *before { before } else { Rc::new(state) }
    }
}

impl State {
    /// What undo needs to come back here.
    fn step(&self) -> Step {
        Step {
            scenario: Rc::clone(&self.scenario),
            policy_keys: Rc::clone(&self.policy_keys),
            request_keys: Rc::clone(&self.request_keys),
            selected_policy: self.selected_policy,
            selected_request: self.selected_request,
        }
    }

    /// After a change of the document: evaluates what changed and makes it undoable.
    fn settle(&mut self, before: &State, target: Target) {
        self.history = before.history.record(before.step(), target);
        self.evaluate(before);
    }

    fn evaluate(&mut self, before: &State) {
        self.selected_policy = self.selected_policy.min(self.scenario.policies.len().saturating_sub(1));
        self.selected_request = self.selected_request.min(self.scenario.requests.len().saturating_sub(1));
        if !Rc::ptr_eq(&self.scenario, &before.scenario) {
            let before = Some((&*before.scenario, &*before.answers));
            self.answers = Rc::new(Answers::new(&self.scenario, self.selected_request, before));
        }
        self.compared = self.compared.take().map(|it| Rc::new(Compared::new(Rc::clone(&it.base), self)));
        self.look();
        let gone = self.focus.as_ref().is_some_and(|focus| {
            self.evaluation().is_none_or(|evaluation| find_node(&evaluation.trace, &focus.node).is_none())
        });
        if gone {
            self.focus = None;
        }
    }

    /// The scenario in the place of the present one, which undo brings back.
    fn open(&mut self, scenario: Rc<Scenario>) {
        let history = self.history.record(self.step(), Target::Other);
        let nonce = self.next_key;
        let opened = State::numbered(scenario, nonce);
        let (panel, filter) = (self.panel, self.filter);
        let (saved, toast, before) = (self.saved, self.toast.take(), self.opened);
        *self = State { history, panel, filter, saved, toast, opened: before.wrapping_add(1), ..opened };
    }

    fn select_policy(&mut self, place: usize) {
        self.selected_policy = place;
        self.caret = None;
        self.reveal = None;
        self.panel = Panel::Policies;
    }

    /// Evaluates the selected request, where it was only decided.
    fn look(&mut self) {
        if !self.answers.holds(self.selected_request) {
            Rc::make_mut(&mut self.answers).look_at(&self.scenario, self.selected_request);
        }
    }

    pub(super) fn select_request(&mut self, place: usize) {
        self.selected_request = place.min(self.scenario.requests.len().saturating_sub(1));
        self.look();
        self.focus = None;
        self.part = None;
    }

    fn open_node(&mut self, node: AttrValue) {
        let span = self.evaluation().and_then(|evaluation| find_node(&evaluation.trace, &node)?.span.clone());
        self.turn_to_part_of(&node);
        self.came_from = Some(node.clone());
        self.focus = Some(Focus { node, origin: FocusOrigin::Trace });
        if let Some(span) = span {
            let (start, end) = source::offsets(&span);
            self.reveal(AttrValue::from(span.policy), start, end);
        }
    }

    fn reveal(&mut self, policy: AttrValue, start: u32, end: u32) {
        let Some(place) = self.policy_index(&policy) else { return };
        let nonce = self.next_key;
        self.next_key = nonce.wrapping_add(1);
        self.selected_policy = place;
        self.panel = Panel::Policies;
        self.reveal = Some(Reveal { policy, start, end, nonce });
    }

    fn move_caret(&mut self, offset: u32) {
        self.caret = Some(offset);
        let node = self.node_at_caret().map(|node| AttrValue::from(node.id.clone()));
        self.focus = node.map(|node| Focus { node, origin: FocusOrigin::Source });
    }

    fn travel(&mut self, way: impl FnOnce(&State, Step) -> Option<(Step, super::History)>) {
        let Some((step, history)) = way(self, self.step()) else { return };
        let before = self.clone();
        self.scenario = step.scenario;
        self.policy_keys = step.policy_keys;
        self.request_keys = step.request_keys;
        self.selected_policy = step.selected_policy;
        self.selected_request = step.selected_request;
        self.history = history;
        self.drafts = Rc::default();
        self.evaluate(&before);
    }
}
