//! AWS's order of evaluation as a row of lanes.

use iam_evaluator::trace::{Decision, Evaluation, Lane, LaneResult, LaneState};
use yew::prelude::*;

use super::icon::{Glyph, icon};

/// Eight lanes; each leads to its evidence in the trace.
pub fn lanes(evaluation: &Evaluation, onopen: &Callback<AttrValue>) -> Html {
    let block = evaluation.lanes.iter().position(|lane| lane.state == LaneState::Blocks);
    let after = |place: usize| block.is_some_and(|block| place > block);
    html! {
        <ol class="lanes" aria-label="Order of evaluation">
            { for evaluation.lanes.iter().enumerate().map(|(place, lane)| {
                item(lane, evaluation.decision, after(place), onopen)
            }) }
        </ol>
    }
}

fn item(lane: &LaneResult, decision: Decision, after: bool, onopen: &Callback<AttrValue>) -> Html {
    let (full, short) = names(lane.lane);
    let said = state(lane.state);
    let (tone, glyph) = look(lane.state, decision);
    let node = lane.nodes.first().map(|node| AttrValue::from(node.clone()));
    let disabled = node.is_none().then_some("true");
    let onopen = onopen.clone();
    let onclick = move |_: MouseEvent| {
        if let Some(node) = node.clone() {
            onopen.emit(node);
        }
    };
    html! {
        <li key={full} class="lane" data-is={tone} data-after={after.then_some("")}>
            <button class="lane__btn" type="button" title={format!("{full}: {said}")} aria-disabled={disabled} {onclick}>
                <span class="lane__dot">{ icon(glyph) }</span>
                <span class="lane__name">{ short }</span>
                <span class="sr">{ ": " }</span>
                <span class="lane__say">{ said }</span>
            </button>
        </li>
    }
}

/// A lane's name, and the same where there is little room.
fn names(lane: Lane) -> (&'static str, &'static str) {
    match lane {
        Lane::ExplicitDeny => ("Explicit deny in any policy", "Explicit deny"),
        Lane::ResourceControl => ("Resource control policies", "RCP"),
        Lane::ServiceControl => ("Service control policies", "SCP"),
        Lane::VpcEndpoint => ("VPC endpoint policy", "VPC endpoint"),
        Lane::Resource => ("Resource-based policy", "Resource"),
        Lane::Identity => ("Identity-based policies", "Identity"),
        Lane::PermissionsBoundary => ("Permissions boundary", "Boundary"),
        Lane::Session => ("Session policy", "Session"),
    }
}

fn state(state: LaneState) -> &'static str {
    match state {
        LaneState::Passes => "passes",
        LaneState::Blocks => "blocks",
        LaneState::NotNeeded => "not needed",
        LaneState::NotGiven => "not given",
        LaneState::LeftOut => "left out",
        LaneState::NotReached => "not reached",
    }
}

/// The colour and the icon of a state. What blocks has the colour of the decision.
fn look(state: LaneState, decision: Decision) -> (&'static str, Glyph) {
    match state {
        LaneState::Passes => ("passes", Glyph::Allowed),
        LaneState::Blocks => match decision {
            Decision::ImplicitDeny => ("implicitDeny", Glyph::ImplicitDeny),
            Decision::Allowed | Decision::ExplicitDeny => ("blocks", Glyph::ExplicitDeny),
        },
        LaneState::NotNeeded => ("none", Glyph::Dot),
        LaneState::NotGiven | LaneState::LeftOut => ("none", Glyph::Dash),
        LaneState::NotReached => ("none", Glyph::NotReached),
    }
}
