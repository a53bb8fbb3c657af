//! What the evaluation says about nodes elsewhere than in the trace.

use std::collections::{BTreeMap, BTreeSet};

use iam_evaluator::trace::{Decision, Evaluation, LaneState, Outcome, TraceNode};

use super::branch::node_at;

/// What the lanes, the assumptions, the missing keys and the near misses say about nodes, by node id.
#[derive(Debug)]
pub struct Notes<'a> {
    /// The decision.
    pub decision: Decision,
    /// The statement that came closest, where nothing allowed.
    pub closest: Option<&'a str>,
    lanes: BTreeMap<&'a str, LaneState>,
    could_change: BTreeSet<&'a str>,
    failing: BTreeSet<&'a str>,
}

impl<'a> Notes<'a> {
    /// Collects them.
    pub fn of(evaluation: &'a Evaluation) -> Self {
        let lanes = evaluation.lanes.iter().flat_map(|lane| lane.nodes.iter().map(|node| (node.as_str(), lane.state)));
        let assumed = evaluation.assumptions.iter().filter(|assumption| assumption.could_change);
        let missing = evaluation.missing_context.iter().filter(|key| key.could_change);
        let could_change = assumed.flat_map(|it| &it.nodes).chain(missing.flat_map(|it| &it.nodes));
        let closest = evaluation.near_misses.first().filter(|_| evaluation.decision == Decision::ImplicitDeny);
        let mut failing = BTreeSet::new();
        for id in closest.iter().flat_map(|near| &near.failing) {
            if let Some(element) = node_at(&evaluation.trace, id) {
                collect_failing(element, &mut failing);
            }
        }
        let mut notes = Self {
            decision: evaluation.decision,
            closest: closest.map(|near| near.statement.as_str()),
            lanes: BTreeMap::new(),
            could_change: BTreeSet::new(),
            failing,
        };
        notes.lanes.extend(lanes);
        notes.could_change.extend(could_change.map(String::as_str));
        notes
    }

    /// The state of the lane whose evidence this node is.
    pub fn lane(&self, node: &str) -> Option<LaneState> {
        self.lanes.get(node).copied()
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

fn collect_failing<'a>(node: &'a TraceNode, failing: &mut BTreeSet<&'a str>) {
    if node.outcome == Outcome::NoMatch {
        failing.insert(&node.id);
        node.children.iter().for_each(|child| collect_failing(child, failing));
    }
}
