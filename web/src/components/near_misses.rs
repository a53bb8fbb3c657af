//! Statements that did not match, the closest first, each with what kept it from matching.

use iam_evaluator::trace::{Evaluation, NearMiss, NodeKind, Outcome, TraceNode};
use yew::prelude::*;

use super::comparison::ComparisonLines;
use super::icon::{Glyph, Icon};
use super::message::MessageText;
use crate::state::{Action, Dispatch, TraceFilter, find_node};
use crate::trace::{Comparison, Shared};

/// What the list is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NearMissesProps {
    /// Whose near misses.
    pub evaluation: Shared<Evaluation>,
    /// Where the list reports.
    pub dispatch: Dispatch,
}

/// The ranking of near misses, or a word that there is none.
#[component]
pub fn NearMisses(props: &NearMissesProps) -> Html {
    let NearMissesProps { evaluation, dispatch } = props;
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
                <span class="chip" data-is="near"><Icon glyph={Glyph::Near} />{ rank }</span>
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
                <MessageText message={element.reason.clone()} dispatch={dispatch.clone()} />
            </p>
            if let Some(comparison) = comparison {
                <ComparisonLines {comparison} />
            } else if let Some(leaf) = closest.filter(|leaf| leaf.id != element.id) {
                <p class="near__leaf">
                    <span class="tr__code">{ &leaf.label }</span>{ " " }
                    <MessageText message={leaf.reason.clone()} dispatch={dispatch.clone()} />
                </p>
            }
        </>
    }
}

fn line(node: &TraceNode, dispatch: &Dispatch) -> Html {
    let Some(span) = &node.span else { return Html::default() };
    let (id, dispatch) = (AttrValue::from(node.id.clone()), dispatch.clone());
    let label = format!("line {} of {}", span.start.line, span.policy);
    let onclick = move |_: MouseEvent| dispatch.dispatch(Action::OpenedNode(id.clone()));
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
    let dispatch = dispatch.clone();
    let onclick = move |_: MouseEvent| dispatch.dispatch(Action::ChoseFilter(TraceFilter::All));
    html! {
        <div class="empty">
            <Icon glyph={Glyph::Near} />
            <h3>{ "Nothing came close" }</h3>
            <p>{ "No statement that does not match is worth a second look." }</p>
            <div class="row"><button type="button" class="btn" {onclick}>{ "Show all" }</button></div>
        </div>
    }
}
