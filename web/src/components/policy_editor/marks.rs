//! What an evaluation draws into the text of one policy.

use iam_evaluator::order::sort_by_key;

use iam_evaluator::trace::{Evaluation, Finding, FindingType, NodeKind, Outcome, Role, TraceNode};
use yew::AttrValue;

use crate::components::editor::{Bar, BarEffect, Diagnostic, Mark, MarkKind, Severity};
use crate::state::source::{offset, offsets};
use crate::trace::{Ids, doubtful};

/// The signs in the gutter: of statements first, then of their elements and values. `part` is what is shown of the trace.
pub(super) fn marks(evaluation: &Evaluation, part: &TraceNode, policy: &str) -> Vec<Mark> {
    let doubtful = doubtful(evaluation);
    let mut found = Vec::new();
    collect(part, policy, &doubtful, Doubt::No, &mut found);
    sort_by_key(&mut found, |(rank, mark)| (*rank, mark.offset));
    found.into_iter().map(|(_, mark)| mark).collect()
}

/// Whether a node above could come out otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubt {
    Yes,
    No,
}

fn collect(node: &TraceNode, policy: &str, doubtful: &Ids<'_>, doubt: Doubt, found: &mut Vec<(u8, Mark)>) {
    let doubt = if doubtful.contains(&node.id) { Doubt::Yes } else { doubt };
    let rank = match node.kind {
        NodeKind::Statement => Some(0),
        NodeKind::Element => Some(1),
        NodeKind::Value => Some(2),
        NodeKind::Evaluation
        | NodeKind::PolicyType
        | NodeKind::Level
        | NodeKind::Policy
        | NodeKind::Operator
        | NodeKind::Key => None,
    };
    let span = node.span.as_ref().filter(|span| span.policy == policy);
    if let (Some(rank), Some(span)) = (rank, span) {
        let (kind, word) = kind(node, doubt);
        let title = if node.reason.text.is_empty() { word.to_owned() } else { format!("{word}: {}", node.reason.text) };
        let mark = Mark {
            offset: offset(span.start.offset),
            kind,
            node: AttrValue::from(node.id.clone()),
            title: title.into(),
        };
        found.push((rank, mark));
    }
    for child in &node.children {
        collect(child, policy, doubtful, doubt, found);
    }
}

fn kind(node: &TraceNode, doubt: Doubt) -> (MarkKind, &'static str) {
    match node.outcome {
        Outcome::Allows if node.role == Role::Overridden => (MarkKind::Overridden, "allows, overridden"),
        Outcome::Allows => (MarkKind::Allows, "allows"),
        Outcome::Denies => (MarkKind::Denies, "denies"),
        Outcome::Invalid => (MarkKind::Invalid, "cannot be read"),
        Outcome::NoDecision | Outcome::NotApplicable => (MarkKind::NotApplicable, "takes no part"),
        Outcome::Match | Outcome::NoMatch if doubt == Doubt::Yes && node.kind == NodeKind::Value => {
            (MarkKind::Assumed, "assumed")
        }
        Outcome::Match => (MarkKind::Match, "matches"),
        Outcome::NoMatch => (MarkKind::NoMatch, "does not match"),
    }
}

/// The bars beside the statements that decide.
pub(super) fn bars(root: &TraceNode, policy: &str) -> Vec<Bar> {
    let mut found = Vec::new();
    collect_bars(root, policy, &mut found);
    found
}

fn collect_bars(node: &TraceNode, policy: &str, found: &mut Vec<Bar>) {
    let span = node.span.as_ref().filter(|span| span.policy == policy);
    if let (NodeKind::Statement, Role::Decisive, Some(span)) = (node.kind, node.role, span) {
        let (start, end) = offsets(span);
        let effect = match node.outcome {
            Outcome::Allows | Outcome::Match => Some(BarEffect::Allow),
            Outcome::Denies => Some(BarEffect::Deny),
            Outcome::NoMatch | Outcome::NoDecision | Outcome::NotApplicable | Outcome::Invalid => None,
        };
        found.extend(effect.map(|effect| Bar { range: start..end, effect }));
    }
    for child in &node.children {
        collect_bars(child, policy, found);
    }
}

/// The squiggle of a finding.
pub(super) fn diagnostic(at: usize, finding: &Finding) -> Option<Diagnostic> {
    let (start, end) = offsets(finding.span.as_ref()?);
    Some(Diagnostic {
        id: AttrValue::from(at.to_string()),
        range: start..end,
        severity: match finding.kind {
            FindingType::Error => Severity::Error,
            FindingType::SecurityWarning | FindingType::Warning => Severity::Warning,
            FindingType::Suggestion => Severity::Hint,
        },
        message: AttrValue::from(finding.message.text.clone()),
        code: AttrValue::from(finding.code.clone().into_owned()),
        fixes: finding.fixes.iter().map(|fix| AttrValue::from(fix.title.clone())).collect(),
    })
}
