//! The way from a place in a policy's text to the judgement about it.

use iam_evaluator::trace::{Span, TraceNode};

use super::State;

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
        deepest(&self.evaluation()?.trace, self.policy_name()?, self.caret?)
    }
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
