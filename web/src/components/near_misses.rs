//! Statements that did not match, the closest first, each with what kept it from matching.

use iam_evaluator::trace::{Evaluation, NearMiss, NodeKind, Outcome, TraceNode};
use yew::prelude::*;

use super::button::{button, clicked};
use super::comparison::comparison_lines;
use super::empty::empty;
use super::icon::{Glyph, icon};
use super::message::sentence;
use crate::state::{Action, Dispatch, TraceFilter, find_node};
use crate::trace::Comparison;

/// The ranking of near misses, or a word that there is none.
pub fn near_misses(dispatch: &Dispatch, evaluation: &Evaluation) -> Html {
    if evaluation.near_misses.is_empty() {
        return nothing(dispatch);
    }
    let items = evaluation.near_misses.iter().enumerate().filter_map(|(place, near)| {
        let statement = find_node(&evaluation.trace, &near.statement)?;
        Some(item(place + 1, near, statement, dispatch))
    });
    html! { <ol class="nears" aria-label="Near misses">{ for items }</ol> }
}

fn item(rank: usize, near: &NearMiss, statement: &TraceNode, dispatch: &Dispatch) -> Html {
    let policy = statement.span.as_ref().map(|span| format!("{} › ", span.policy));
    let failing = near.failing.iter().filter_map(|id| find_node(statement, id));
    html! {
        <li class="near" key={near.statement.clone()}>
            <div class="near__head">
                <span class="chip" data-is="near">{ icon(Glyph::Near) }{ rank }</span>
                <b>{ policy }{ &statement.label }</b>
                { meter(near) }
                <span class="muted">{ format!("{} of {} match", near.matched, near.of) }</span>
                <span class="grow" />
                { line(leaf(near, statement).unwrap_or(statement), dispatch) }
            </div>
            { for failing.map(|element| reason(element, dispatch)) }
        </li>
    }
}

/// How many elements matched, as boxes.
fn meter(near: &NearMiss) -> Html {
    let label = format!("{} of {} elements match", near.matched, near.of);
    html! {
        <span class="meter" role="img" aria-label={label}>
            { for (0..near.of).map(|place| html! { <i data-on={(place < near.matched).then_some("")} /> }) }
        </span>
    }
}

/// What kept the statement from matching: the element's reason, and the comparison that came closest.
fn reason(element: &TraceNode, dispatch: &Dispatch) -> Html {
    let closest = closest(element);
    let comparison = closest.and_then(|leaf| leaf.compared.as_ref()).and_then(Comparison::of);
    html! {
        <>
            <p class="muted">
                <span class="tr__el">{ &element.label }</span>{ " " }
                { sentence(&element.reason, Some(dispatch)) }
            </p>
            if let Some(comparison) = comparison {
                { comparison_lines(&comparison) }
            } else if let Some(leaf) = closest.filter(|leaf| leaf.id != element.id) {
                <p class="near__leaf">
                    <span class="tr__code">{ &leaf.label }</span>{ " " }
                    { sentence(&leaf.reason, Some(dispatch)) }
                </p>
            }
        </>
    }
}

fn line(node: &TraceNode, dispatch: &Dispatch) -> Html {
    let Some(span) = &node.span else { return Html::default() };
    let label = format!("line {} of {}", span.start.line, span.policy);
    let onclick = clicked(dispatch, Action::OpenedNode(AttrValue::from(node.id.clone())));
    html! { <button type="button" class="ref" aria-label={label} {onclick}>{ "line " }{ span.start.line }</button> }
}

fn leaf<'a>(near: &NearMiss, statement: &'a TraceNode) -> Option<&'a TraceNode> {
    closest(find_node(statement, near.failing.first()?)?)
}

/// The failing leaf that agrees longest with the request.
fn closest(element: &TraceNode) -> Option<&TraceNode> {
    let mut best: Option<&TraceNode> = None;
    visit(element, &mut |leaf| {
        if best.is_none_or(|best| agreement(leaf) > agreement(best)) {
            best = Some(leaf);
        }
    });
    best
}

fn agreement(leaf: &TraceNode) -> usize {
    leaf.compared.as_ref().and_then(|compared| compared.first_difference).map_or(0, |at| at.pattern)
}

fn visit<'a>(node: &'a TraceNode, each: &mut dyn FnMut(&'a TraceNode)) {
    let failing = node.outcome == Outcome::NoMatch;
    if failing && (node.kind == NodeKind::Value || node.children.is_empty()) {
        each(node);
    }
    node.children.iter().for_each(|child| visit(child, each));
}

fn nothing(dispatch: &Dispatch) -> Html {
    let all = clicked(dispatch, Action::ChoseFilter(TraceFilter::All));
    empty(
        Glyph::Near,
        html! { <h3>{ "Nothing came close" }</h3> },
        "No statement that does not match is worth a second look.",
        html! { <div class="row">{ button("btn", all, html! { "Show all" }) }</div> },
    )
}
