//! The trace to be read from beginning to end: a sentence for each judgement that matters.

use iam_evaluator::trace::{Evaluation, Message, NodeKind, Outcome, Role, TraceNode};

use super::branch::is_heading;
use super::lines::each;
use super::row::Above;
use super::{Branch, Notes, shown};

/// One numbered sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// The node that it speaks of; none where it speaks of several.
    pub node: Option<String>,
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
        if let Branch::Chain(nodes) | Branch::NotGiven(nodes) = branch
            && let Some(tail) = branch.tail()
            && is_told(nodes, above, &notes)
        {
            let node = matches!(branch, Branch::Chain(_)).then(|| branch.id());
            told.push(Sentence { node, subject: subject(nodes), said: said(tail) });
        }
    });
    told
}

/// The reason; with the request's value where the two were compared and do not match.
fn said(node: &TraceNode) -> Message {
    let mut said = node.reason.clone();
    let differs = node.outcome == Outcome::NoMatch;
    let actual = node.compared.as_ref().filter(|_| differs).and_then(|compared| compared.actual.as_ref());
    if let Some(actual) = actual.map(shown) {
        said.text = format!("{} (`{actual}`)", said.text);
        said.parts.clear();
    }
    said
}

fn is_told(joined: &[&TraceNode], above: Above, notes: &Notes<'_>) -> bool {
    let Some(head) = joined.first() else { return false };
    match head.kind {
        NodeKind::Evaluation | NodeKind::PolicyType | NodeKind::Level | NodeKind::Policy => true,
        NodeKind::Statement => head.role != Role::None || notes.closest == Some(head.id.as_str()),
        NodeKind::Element | NodeKind::Operator | NodeKind::Key => {
            above.decisive || joined.iter().any(|node| notes.fails_closest(&node.id))
        }
        NodeKind::Value => notes.fails_closest(&head.id),
    }
}

/// What a sentence is about: a policy type, a policy's statement, or the elements and where they stand.
fn subject(nodes: &[&TraceNode]) -> String {
    let names: Vec<&str> = nodes.iter().map(|node| node.label.as_str()).filter(|label| !label.is_empty()).collect();
    let Some(tail) = nodes.last() else { return String::new() };
    let Some(span) = tail.span.as_ref().filter(|_| !is_heading(tail.kind)) else { return names.join(", ") };
    let line = span.start.line;
    match (tail.kind, tail.reason.param("effect")) {
        (NodeKind::Statement, Some(effect)) => format!("{} › {} ({effect}, line {line})", span.policy, names.join(" ")),
        _ => format!("{} (line {line})", names.join(" ")),
    }
}
