//! The two questions to a set of policies: what is decided, and why.

use alloc::vec::Vec;

use crate::call;
use crate::evaluation::Judgement;
use crate::explain;
use crate::request::invalid::InvalidInput;
use crate::request::query::Query;
use crate::request::{Decision, Request};
use crate::set::PolicySet;
use crate::trace::{Evaluation, Witness};

/// A request, read once and asked of any set of policies.
#[derive(Clone, Debug)]
pub struct Question {
    /// The asked one first.
    queries: Vec<Query>,
}

impl Question {
    /// Reads `request`.
    ///
    /// # Errors
    /// A pointer to what of the request cannot be judged.
    pub fn new(request: &Request) -> Result<Self, InvalidInput> {
        Ok(Self { queries: call::queries(request)? })
    }
}

impl PolicySet {
    /// Decides a request and shows all that led to it.
    ///
    /// # Errors
    /// A pointer to what of the request cannot be judged. A policy is never an error: one that cannot be read says so in the answer.
    pub fn evaluate(&self, request: &Request) -> Result<Evaluation, InvalidInput> {
        let mut queries = call::queries(request)?;
        let asked = queries.remove(0);
        let mut first = Judgement::new(self, asked);
        first.hints_at_call = call::hints_at_parts(request);
        if queries.is_empty() {
            return Ok(explain::single(&first));
        }
        let rest = queries.into_iter().map(|query| Judgement::new(self, query));
        let judgements: Vec<_> = core::iter::once(first).chain(rest).collect();
        let decide_with = |witness: &Witness| self.decide(&request.with(witness)).ok();
        explain::several(&judgements, decide_with)
            .ok_or_else(|| InvalidInput::new("NO_PARTS", "/call", "the call has no parts"))
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
            changed.context.0.retain(|(name, _)| !name.eq_ignore_ascii_case(key));
            changed.context.0.extend(value.iter().map(|value| (key.clone(), value.clone())));
        }
        changed
    }
}
