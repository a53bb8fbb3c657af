//! What would make a denied request pass: first other requests, then edits of policies. Every offer was tried and gives `allowed`;
//! none widens a wildcard.

mod ask;
mod edit;
mod none;

use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

use crate::call;
use crate::evaluation::Judgement;
use crate::explain::{Pack, Packed, repair as words};
use crate::order::sort_by_key;
use crate::request::invalid::InvalidInput;
use crate::request::query::Query;
use crate::request::{ContextValue, Decision, Request};
use crate::scenario::PolicyInput;
use crate::set::PolicySet;
use crate::span::ByteSpan;
use crate::trace::{Message, Span};

/// The most offers of an answer.
const MAX_REPAIRS: usize = 6;

/// One way to make a request pass.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repair {
    /// What it does.
    pub title: Message,
    /// What is decided then.
    pub decision: Decision,
    /// Changes of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub request: Vec<RequestEdit>,
    /// Changes of policies, in the order of their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyEdit>,
}

/// A field of the request and the value to give it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RequestEdit {
    /// A JSON pointer: `/resource` or `/context/…`.
    pub pointer: String,
    /// The new value; `None` removes the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<ContextValue>,
}

/// A range of a policy's text and what to put in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PolicyEdit {
    /// What is replaced; an empty range inserts.
    pub span: Span,
    /// The new text.
    pub text: String,
}

impl Pack for Repair {
    fn pack(&self, packed: &mut Packed) {
        self.title.pack(packed);
        self.decision.pack(packed);
        self.request.pack(packed);
        self.policies.pack(packed);
    }
}

impl Pack for RequestEdit {
    fn pack(&self, packed: &mut Packed) {
        packed.text(&self.pointer);
        self.value.pack(packed);
    }
}

impl Pack for PolicyEdit {
    fn pack(&self, packed: &mut Packed) {
        self.span.pack(packed);
        packed.text(&self.text);
    }
}

/// What would make `request` pass; empty where it passes, and where nothing was found that does not widen a wildcard.
///
/// # Errors
/// As [`PolicySet::new`] and [`PolicySet::evaluate`].
pub fn repairs(policies: &[PolicyInput], request: &Request) -> Result<Vec<Repair>, InvalidInput> {
    let set = PolicySet::new(policies)?;
    let queries = call::queries(request)?;
    let denied = denied(&set, &queries);
    let mut offers = Vec::new();
    if let [(0, asked), ..] = denied.as_slice() {
        ask::add_offers(asked, request, &mut offers);
    }
    edit::add_offers(&denied, &mut offers);
    let mut repairs: Vec<Repair> = Vec::new();
    for offer in offers {
        if repairs.len() == MAX_REPAIRS {
            break;
        }
        let (title, edits) = offer;
        let fresh = !repairs.iter().any(|known| known.title.text == title.text);
        if fresh && edits.allow(policies, request) {
            repairs.push(edits.into_repair(title, &set));
        }
    }
    Ok(repairs)
}

/// For a request without [`repairs`], what stands in the way; none where the request passes.
///
/// # Errors
/// As [`repairs`].
pub fn why_no_repair(policies: &[PolicyInput], request: &Request) -> Result<Option<Message>, InvalidInput> {
    let set = PolicySet::new(policies)?;
    let queries = call::queries(request)?;
    let denied = denied(&set, &queries);
    Ok(if denied.is_empty() { None } else { Some(none::why(&denied)) })
}

/// The parts of a call that are denied, with their places in it.
fn denied<'s>(set: &'s PolicySet, queries: &'s [Query]) -> Vec<(usize, Judgement<'s>)> {
    let mut denied = Vec::new();
    for (place, query) in queries.iter().enumerate() {
        let judgement = Judgement::new(set, query);
        if judgement.decision != Decision::Allowed {
            denied.push((place, judgement));
        }
    }
    denied
}

/// The place of an edit: the policy's position, the bytes to replace, the new text.
type Place = (usize, ByteSpan, String);

/// What an offer does, and what it changes.
type Offer = (Message, Edits);

/// What an offer changes.
#[derive(Clone, Debug, Default)]
struct Edits {
    request: Vec<RequestEdit>,
    policies: Vec<Place>,
}

impl Edits {
    /// Whether the request is allowed with the changes.
    fn allow(&self, policies: &[PolicyInput], request: &Request) -> bool {
        let mut changed: Vec<PolicyInput> = policies.to_vec();
        let mut edits = self.policies.clone();
        // From the end to the beginning, so that places stay what they were.
        sort_by_key(&mut edits, |(policy, span, _)| (*policy, core::cmp::Reverse(span.start)));
        for (policy, span, text) in edits {
            let Some(input) = changed.get_mut(policy) else { return false };
            let (Some(before), Some(after)) = (input.document.get(..span.start), input.document.get(span.end..)) else {
                return false;
            };
            input.document = [before, &text, after].concat();
        }
        let request = ask::with(request, &self.request);
        let decision = PolicySet::new(&changed).and_then(|set| set.decide(&request));
        matches!(decision, Ok(Decision::Allowed))
    }

    fn into_repair(self, title: Message, set: &PolicySet) -> Repair {
        let mut policies = Vec::new();
        for (index, bytes, text) in self.policies {
            if let Some(policy) = set.policies().nth(index) {
                policies.push(PolicyEdit { span: words::span(policy, bytes), text });
            }
        }
        Repair { title, decision: Decision::Allowed, request: self.request, policies }
    }
}
