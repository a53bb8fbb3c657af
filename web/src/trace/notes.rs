//! What the evaluation says about nodes elsewhere than in the trace.

use iam_evaluator::order::sort_by_key;
use iam_evaluator::trace::{Decision, Evaluation, LaneState, Outcome, TraceNode};

use super::Ids;
use super::branch::node_at;

/// What the lanes, the assumptions, the missing keys and the near misses say about nodes, by node id.
#[derive(Debug)]
pub struct Notes<'a> {
    /// The decision.
    pub decision: Decision,
    /// The statement that came closest, where nothing allowed.
    pub closest: Option<&'a str>,
    /// Sorted; of the same node the last says more.
    lanes: Vec<(&'a str, LaneState)>,
    could_change: Ids<'a>,
    failing: Ids<'a>,
}

impl<'a> Notes<'a> {
    /// Collects them.
    pub fn of(evaluation: &'a Evaluation) -> Self {
        let mut lanes = Vec::new();
        for lane in &evaluation.lanes {
            lanes.extend(lane.nodes.iter().map(|node| (node.as_str(), lane.state)));
        }
        sort_by_key(&mut lanes, |(node, _)| *node);
        let closest = evaluation.near_misses.first().filter(|_| evaluation.decision == Decision::ImplicitDeny);
        let mut failing = Vec::new();
        for id in closest.iter().flat_map(|near| &near.failing) {
            if let Some(element) = node_at(&evaluation.trace, id) {
                collect_failing(element, &mut failing);
            }
        }
        Self {
            decision: evaluation.decision,
            closest: closest.map(|near| near.statement.as_str()),
            lanes,
            could_change: doubtful(evaluation),
            failing: Ids::of(failing),
        }
    }

    /// The state of the lane whose evidence this node is.
    pub fn lane(&self, node: &str) -> Option<LaneState> {
        let after = self.lanes.partition_point(|(id, _)| *id <= node);
        let (id, state) = self.lanes.get(after.checked_sub(1)?)?;
        (*id == node).then_some(*state)
    }

    /// How the root of the trace came out.
    pub fn outcome(&self) -> Outcome {
        match self.decision {
            Decision::Allowed => Outcome::Allows,
            Decision::ExplicitDeny => Outcome::Denies,
            Decision::ImplicitDeny => Outcome::NoDecision,
        }
    }

    /// Whether something taken as given at this node could change the decision.
    pub fn could_change(&self, node: &str) -> bool {
        self.could_change.contains(node)
    }

    /// Whether this node keeps the closest statement from matching.
    pub fn fails_closest(&self, node: &str) -> bool {
        self.failing.contains(node)
    }
}

/// The nodes at which something taken as given could change the decision.
pub fn doubtful(evaluation: &Evaluation) -> Ids<'_> {
    let mut ids: Vec<&str> = Vec::new();
    for assumption in evaluation.assumptions.iter().filter(|it| it.could_change) {
        ids.extend(assumption.nodes.iter().map(String::as_str));
    }
    for key in evaluation.missing_context.iter().filter(|it| it.could_change) {
        ids.extend(key.nodes.iter().map(String::as_str));
    }
    Ids::of(ids)
}

fn collect_failing<'a>(node: &'a TraceNode, failing: &mut Vec<&'a str>) {
    if node.outcome == Outcome::NoMatch {
        failing.push(&node.id);
        node.children.iter().for_each(|child| collect_failing(child, failing));
    }
}
