//! What the caret stands in, and how that came out.

use iam_evaluator::trace::{NodeKind, Outcome, TraceNode};
use yew::prelude::*;

use super::button::{clicked, icon_button};
use super::icon::{Glyph, icon};
use crate::state::{Action, FocusOrigin, StateHandle, edit, path_to};

/// What the caret stands in.
pub fn caret_line(state: &StateHandle) -> Html {
    let node = state.node_at_caret();
    let place = state.caret.zip(state.scenario.policies.get(state.selected_policy)).map(|(caret, policy)| {
        let (line, column) = edit::line_and_column(&policy.document, caret);
        format!("{line}:{column}")
    });
    let Some((root, node)) = state.evaluation().map(|it| &it.trace).zip(node) else {
        return html! {
            <div class="where">
                <p class="where__path muted">{ "Put the caret into a statement to see how it came out" }</p>
                <span class="grow" /><span class="where__lc">{ place }</span>
            </div>
        };
    };
    let open = Action::OpenedInTrace(AttrValue::from(node.id.clone()), FocusOrigin::Source);
    let (glyph, word, tone) = outcome(node);
    html! {
        <div class="where">
            <p class="where__path">
                { path(root, node) }
                <span class="where__out" data-is={tone}>{ icon(glyph) }{ word }</span>
            </p>
            <span class="grow" />
            <span class="where__lc">{ place }</span>
            { icon_button(Glyph::Right, "Show in the trace", clicked(&state.dispatcher(), open)) }
        </div>
    }
}

/// The statement, and the node itself; what stands between them is left out.
fn path(root: &TraceNode, node: &TraceNode) -> Html {
    let nodes = path_to(root, &node.id).unwrap_or_default();
    let from = nodes.iter().position(|node| node.kind == NodeKind::Statement).unwrap_or(nodes.len().saturating_sub(1));
    let shown = nodes.get(from..).unwrap_or_default();
    let label = |node: &TraceNode| match node.kind {
        NodeKind::Value | NodeKind::Key => html! { <b><code>{ &node.label }</code></b> },
        _ => html! { <b>{ &node.label }</b> },
    };
    match shown {
        [] => html! {},
        [only] => label(only),
        [first, between @ .., last] => html! {
            <>
                { label(first) }{ icon(Glyph::Chevron) }
                if !between.is_empty() { <span>{ "\u{2026}" }</span>{ icon(Glyph::Chevron) } }
                { label(last) }
            </>
        },
    }
}

fn outcome(node: &TraceNode) -> (Glyph, &'static str, Option<&'static str>) {
    match node.outcome {
        Outcome::Match => (Glyph::Match, "matches", None),
        Outcome::NoMatch => (Glyph::NoMatch, "does not match", None),
        Outcome::Allows => (Glyph::Allowed, "allows", Some("allowed")),
        Outcome::Denies => (Glyph::ExplicitDeny, "denies", Some("explicitDeny")),
        Outcome::NoDecision => (Glyph::ImplicitDeny, "no decision", None),
        Outcome::NotApplicable => (Glyph::Dash, "takes no part", None),
        Outcome::Invalid => (Glyph::Invalid, "cannot be read", Some("invalid")),
    }
}
