//! The way from a place in a policy's text to the judgement about it.

use iam_evaluator::trace::{NodeKind, Span, TraceNode};
use yew::AttrValue;

use super::{State, find_node};

/// The UTF-16 offsets of a span.
pub fn offsets(span: &Span) -> (u32, u32) {
    (offset(span.start.offset), offset(span.end.offset))
}

/// An offset as editors take it.
pub fn offset(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl State {
    /// The deepest node that holds the caret of the shown policy.
    pub fn node_at_caret(&self) -> Option<&TraceNode> {
        deepest(part(&self.evaluation()?.trace, self.part.as_deref()), self.policy_name()?, self.caret?)
    }

    /// Turns to the part of the call that holds this node.
    pub(super) fn turn_to_part_of(&mut self, node: &str) {
        let part = self.evaluation().and_then(|evaluation| {
            let mut parts = evaluation.trace.children.iter().filter(|child| child.kind == NodeKind::Evaluation);
            parts.find(|part| find_node(part, node).is_some()).map(|part| AttrValue::from(part.id.clone()))
        });
        self.part = part.or_else(|| self.part.take());
    }
}

/// The part of a call with this id, else the part that was asked for; the root where there is only one decision.
pub fn part<'a>(root: &'a TraceNode, id: Option<&str>) -> &'a TraceNode {
    let mut parts = root.children.iter().filter(|child| child.kind == NodeKind::Evaluation);
    let chosen = parts.clone().find(|part| Some(part.id.as_str()) == id);
    chosen.or_else(|| parts.next()).unwrap_or(root)
}

/// The deepest node below `root` whose range in `policy` holds `caret`.
pub fn deepest<'a>(root: &'a TraceNode, policy: &str, caret: u32) -> Option<&'a TraceNode> {
    let below = root.children.iter().filter_map(|child| deepest(child, policy, caret));
    let own = root.span.as_ref().filter(|span| span.policy == policy && holds(span, caret)).map(|_| root);
    below.min_by_key(|node| node.span.as_ref().map(length)).or(own)
}

fn holds(span: &Span, caret: u32) -> bool {
    let (start, end) = offsets(span);
    (start..=end).contains(&caret)
}

fn length(span: &Span) -> usize {
    span.end.offset.saturating_sub(span.start.offset)
}
