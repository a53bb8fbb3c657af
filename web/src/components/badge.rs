//! What a policy says about the selected request, as an icon and a word.

use iam_evaluator::trace::{NodeKind, Outcome, Role, TraceNode};

use super::icon::Glyph;

/// An icon, a state for its colour, and a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// Its icon.
    pub glyph: Glyph,
    /// Its colour, as `data-is`.
    pub state: &'static str,
    /// Its word.
    pub word: &'static str,
}

/// The badge of the policy of this name, where the request could be judged.
pub fn badge(root: &TraceNode, policy: &str) -> Option<Badge> {
    let node = policy_node(root, policy)?;
    let (glyph, state, word) = match (node.outcome, node.role) {
        (Outcome::Allows | Outcome::Match, Role::Overridden) => (Glyph::Overridden, "allowed", "allows"),
        (Outcome::Allows | Outcome::Match, _) => (Glyph::Allowed, "allowed", "allows"),
        (Outcome::Denies, _) => (Glyph::ExplicitDeny, "explicitDeny", "denies"),
        (Outcome::NoDecision | Outcome::NoMatch, _) => (Glyph::ImplicitDeny, "none", "no decision"),
        (Outcome::NotApplicable, _) => (Glyph::Dash, "none", "takes no part"),
        (Outcome::Invalid, _) => (Glyph::Invalid, "invalid", "cannot be read"),
    };
    Some(Badge { glyph, state, word })
}

fn policy_node<'a>(root: &'a TraceNode, policy: &str) -> Option<&'a TraceNode> {
    if root.kind == NodeKind::Policy {
        let named = root.span.as_ref().map_or(root.label.as_str(), |span| span.policy.as_str());
        return (named == policy).then_some(root);
    }
    root.children.iter().find_map(|child| policy_node(child, policy))
}
