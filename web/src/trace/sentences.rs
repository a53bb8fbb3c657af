//! The trace to be read from beginning to end: a sentence for each judgement that matters.

use iam_evaluator::trace::{Evaluation, Message, NodeKind, Role, TraceNode};

use super::lines::each;
use super::row::Above;
use super::{Branch, Notes};

/// One numbered sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// The node that it speaks of, by the row's id.
    pub node: String,
    /// What it is about.
    pub subject: String,
    /// What is said about it.
    pub said: Message,
}

impl Sentence {
    /// The sentence as plain text.
    pub fn text(&self) -> String {
        if self.said.text.is_empty() { self.subject.clone() } else { format!("{}: {}", self.subject, self.said.text) }
    }
}

/// The judgements in the order of the trace: policy types and policies, the statements that had a part or came close, and
/// the elements that decided about those.
pub fn sentences(evaluation: &Evaluation) -> Vec<Sentence> {
    let notes = Notes::of(evaluation);
    let mut told = Vec::new();
    each(&evaluation.trace, &notes, &mut |branch, above| {
        if let Branch::Chain(nodes) = branch
            && let Some(tail) = branch.tail()
            && is_told(nodes, above, &notes)
        {
            told.push(Sentence { node: branch.id(), subject: subject(nodes), said: tail.reason.clone() });
        }
    });
    told
}

fn is_told(nodes: &[&TraceNode], above: Above, notes: &Notes<'_>) -> bool {
    let Some(head) = nodes.first() else { return false };
    match head.kind {
        NodeKind::Evaluation | NodeKind::PolicyType | NodeKind::Level | NodeKind::Policy => true,
        NodeKind::Statement => head.role != Role::None || notes.closest == Some(head.id.as_str()),
        NodeKind::Element | NodeKind::Operator | NodeKind::Key => {
            above.decisive || nodes.iter().any(|node| notes.fails_closest(&node.id))
        }
        NodeKind::Value => false,
    }
}

/// The names of a chain, from the outermost in.
fn subject(nodes: &[&TraceNode]) -> String {
    let place = nodes.last().and_then(|node| node.span.as_ref());
    let names: Vec<&str> = nodes.iter().map(|node| node.label.as_str()).filter(|label| !label.is_empty()).collect();
    let names = names.join(" · ");
    match place {
        Some(span) => format!("{names} ({}, line {})", span.policy, span.start.line),
        None => names,
    }
}
