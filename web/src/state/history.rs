//! Undo and redo over all panels: whole documents, since they share what did not change.

use std::rc::Rc;

use iam_evaluator::scenario::Scenario;

/// The most steps that are kept.
const LIMIT: usize = 200;

/// A document as it was, with what was selected.
#[derive(Clone, Debug)]
pub struct Step {
    /// The document.
    pub scenario: Rc<Scenario>,
    /// The numbers of its policies.
    pub policy_keys: Rc<Vec<u32>>,
    /// The numbers of its requests.
    pub request_keys: Rc<Vec<u32>>,
    /// The policy that was shown.
    pub selected_policy: usize,
    /// The request that was selected.
    pub selected_request: usize,
}

/// What can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Rc<Vec<Step>>,
    future: Rc<Vec<Step>>,
    /// What the last change was made to; a further change of the same is the same step.
    target: Option<Target>,
}

/// What a change is made to, as far as undo takes changes together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The text of the policy with this number.
    Policy(u32),
    /// A field of the request with this number.
    Request(u32, String),
    /// The title.
    Title,
    /// Something that is a step of its own.
    Other,
}

impl History {
    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Whether it is the same history at the same place.
    pub fn is_at(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.past, &other.past) && Rc::ptr_eq(&self.future, &other.future) && self.target == other.target
    }

    /// With `before` as one more step back, unless the last change was made to the same target.
    #[must_use]
    pub fn record(&self, before: Step, target: Target) -> Self {
        let joins = target != Target::Other && self.target.as_ref() == Some(&target) && self.can_undo();
        let mut past = self.past.clone();
        if !joins {
            let steps = Rc::make_mut(&mut past);
            steps.push(before);
            let surplus = steps.len().saturating_sub(LIMIT);
            steps.drain(..surplus);
        }
        Self { past, future: Rc::default(), target: Some(target) }
    }

    /// The last step back, with the history from there.
    pub fn undo(&self, now: Step) -> Option<(Step, Self)> {
        let (step, past) = pop(&self.past)?;
        Some((step, Self { past, future: push(&self.future, now), target: None }))
    }

    /// The last step that was undone, with the history from there.
    pub fn redo(&self, now: Step) -> Option<(Step, Self)> {
        let (step, future) = pop(&self.future)?;
        Some((step, Self { past: push(&self.past, now), future, target: None }))
    }

    /// As it is, but the next change is a step of its own.
    #[must_use]
    pub fn rested(&self) -> Self {
        Self { target: None, ..self.clone() }
    }
}

fn pop(steps: &Rc<Vec<Step>>) -> Option<(Step, Rc<Vec<Step>>)> {
    let (last, rest) = steps.split_last()?;
    Some((last.clone(), Rc::new(rest.to_vec())))
}

fn push(steps: &Rc<Vec<Step>>, step: Step) -> Rc<Vec<Step>> {
    let mut steps = steps.to_vec();
    steps.push(step);
    Rc::new(steps)
}
