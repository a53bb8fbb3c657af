//! The two questions to a set of policies: what is decided, and why.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::call;
use crate::evaluation::Judgement;
use crate::evaluation::witness::Assignment;
use crate::explain::{self, Answer, Packed, Told};
use crate::request::invalid::InvalidInput;
use crate::request::query::Query;
use crate::request::{Context, ContextValue, Decision, Request};
use crate::set::PolicySet;
use crate::trace::{Evaluation, Witness};

/// A request, read once and asked of any set of policies.
#[derive(Clone, Debug)]
pub struct Question {
    /// The asked one first.
    queries: Vec<Query>,
    /// Whether the call may need further decisions that nobody asked for.
    hints_at_call: bool,
    /// The request, of a call of several parts.
    call: Option<Request>,
}

impl Question {
    /// Reads `request`.
    ///
    /// # Errors
    /// A pointer to what of the request cannot be judged.
    pub fn new(request: &Request) -> Result<Self, InvalidInput> {
        let queries = call::queries(request)?;
        let call = (queries.len() > 1).then(|| request.clone());
        Ok(Self { queries, hints_at_call: call::hints_at_parts(request), call })
    }

    /// The same where nothing but the account is known of who asks.
    #[must_use]
    pub fn nameless(mut self) -> Self {
        self.queries.iter_mut().for_each(Query::forget_the_requester);
        self
    }
}

impl PolicySet {
    /// Decides a request and shows all that led to it.
    ///
    /// # Errors
    /// A pointer to what of the request cannot be judged. A policy is never an error: one that cannot be read says so in the answer.
    pub fn evaluate(&self, request: &Request) -> Result<Evaluation, InvalidInput> {
        self.answer(request, explain::written)
    }

    /// What `read` makes of the answer to a request.
    pub(crate) fn answer<T>(&self, request: &Request, read: impl FnOnce(&Answer<'_>) -> T) -> Result<T, InvalidInput> {
        let question = Question::new(request)?;
        self.explain(&question, read).ok_or_else(|| InvalidInput::new("NO_PARTS", "/call", "the call has no parts"))
    }

    /// The same of a request that was read before, in the form that JavaScript builds an [`Evaluation`] from; `told` keeps what it knows
    /// by then.
    pub fn evaluate_packed(&self, question: &Question, told: &mut Told, packed: &mut Packed) {
        self.explain(question, |answer| explain::pack(answer, told, packed));
    }

    fn explain<T>(&self, question: &Question, read: impl FnOnce(&Answer<'_>) -> T) -> Option<T> {
        let mut judgements = Vec::with_capacity(question.queries.len());
        for query in &question.queries {
            judgements.push(Judgement::new(self, query));
        }
        if let Some(first) = judgements.first_mut() {
            first.hints_at_call = question.hints_at_call;
        }
        let answer = match (judgements.as_slice(), &question.call) {
            ([only], _) => explain::single(only),
            (several, Some(request)) => {
                explain::several(several, &|assignment: &Assignment| self.decide(&given(request, assignment)).ok())?
            }
            (_, None) => return None,
        };
        Some(read(&answer))
    }

    /// Decides a request, and keeps nothing: the fast path.
    ///
    /// # Errors
    /// As [`PolicySet::evaluate`].
    pub fn decide(&self, request: &Request) -> Result<Decision, InvalidInput> {
        Ok(self.decide_question(&Question::new(request)?))
    }

    /// [Decides](PolicySet::decide) a request that was read before.
    pub fn decide_question(&self, question: &Question) -> Decision {
        let mut decision = Decision::Allowed;
        for query in &question.queries {
            match self.decide_query(query) {
                Decision::ExplicitDeny => return Decision::ExplicitDeny,
                Decision::ImplicitDeny => decision = Decision::ImplicitDeny,
                Decision::Allowed => {}
            }
        }
        decision
    }
}

impl Request {
    /// The request with the values of a witness.
    #[must_use]
    pub fn with(&self, witness: &Witness) -> Self {
        let mut changed = self.clone();
        for (key, value) in &witness.context {
            replace(&mut changed.context, key, value.as_ref(), str::eq_ignore_ascii_case);
        }
        changed
    }
}

/// The request with other values.
fn given(request: &Request, assignment: &Assignment) -> Request {
    let mut changed = request.clone();
    for assigned in assignment.iter() {
        let value = ContextValue::from(&assigned.values);
        replace(&mut changed.context, &assigned.name, Some(&value), str::eq_ignore_ascii_case);
    }
    changed
}

/// Gives a key a value, or none, in place of what every key that is the same has.
pub(crate) fn replace(context: &mut Context, key: &str, value: Option<&ContextValue>, same: fn(&str, &str) -> bool) {
    context.0.retain(|(name, _)| !same(name, key));
    if let Some(value) = value {
        context.0.push((key.to_owned(), value.clone()));
    }
}
