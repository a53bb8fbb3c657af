//! Everything below the decision: what was assumed, the lanes, the trace, and what would make the request pass.

use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Evaluation, Role};
use yew::prelude::*;

use super::assumptions::Assumptions;
use super::fetched::Fetched;
use super::lanes::lanes;
use super::narrative::narrative;
use super::near_misses::near_misses;
use super::offers::SeekOffers;
use super::repairs::Repairs;
use super::setting::Setting;
use super::trace_filters::{Reading, trace_filters};
use super::trace_tree::TraceTree;
use crate::state::{Action, Dispatch, FocusOrigin, TraceFilter, find_node};
use crate::trace::Shared;

/// What the panel is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TracePanelProps {
    /// What is drawn.
    pub evaluation: Shared<Evaluation>,
    /// What it was made from.
    pub scenario: Shared<Scenario>,
    /// Which of the scenario's requests was asked.
    pub request: usize,
    /// The node that is pointed at.
    #[prop_or_default]
    pub focused: Option<AttrValue>,
    /// Which rows are shown.
    pub filter: TraceFilter,
    /// Where the panels stand.
    pub setting: Setting,
    /// Where the offers for a denied request come from.
    pub repairs: Fetched<SeekOffers>,
    /// Where everything reports.
    pub dispatch: Dispatch,
}

/// The evidence below the decision.
#[component]
pub fn TracePanel(props: &TracePanelProps) -> Html {
    let TracePanelProps { evaluation, scenario, request, focused, filter, setting, repairs, dispatch } = props;
    let reading = use_state_eq(Reading::default);
    let onopen = {
        let (reading, evaluation, filter, dispatch) = (reading.setter(), evaluation.clone(), *filter, dispatch.clone());
        Callback::from(move |node: AttrValue| {
            reading.set(Reading::Tree);
            if !shows(filter, &evaluation, &node) {
                dispatch.dispatch(Action::ChoseFilter(TraceFilter::All));
            }
            dispatch.dispatch(Action::OpenedInTrace(node, FocusOrigin::Trace));
        })
    };
    let shown = match (*reading, filter) {
        (Reading::Sentences, _) => narrative(evaluation, dispatch),
        (Reading::Tree, TraceFilter::NearMisses) => near_misses(dispatch, evaluation),
        (Reading::Tree, TraceFilter::All | TraceFilter::Decisive) => html! {
            <TraceTree evaluation={evaluation.clone()} focused={focused.clone()} filter={*filter} dispatch={dispatch.clone()} />
        },
    };
    html! {
        <>
            <Assumptions evaluation={evaluation.clone()} editing={setting.editing} dispatch={dispatch.clone()} />
            if !setting.without_lanes { { lanes(evaluation, &onopen) } }
            { trace_filters(evaluation, *filter, &reading, dispatch) }
            <div class="scroll">{ shown }</div>
            <Repairs evaluation={evaluation.clone()} scenario={scenario.clone()} request={*request} editing={setting.editing} repairs={*repairs} dispatch={dispatch.clone()} />
        </>
    }
}

/// Whether a filter has a row for the node of a lane.
fn shows(filter: TraceFilter, evaluation: &Evaluation, node: &str) -> bool {
    match filter {
        TraceFilter::All => true,
        TraceFilter::NearMisses => false,
        TraceFilter::Decisive => find_node(&evaluation.trace, node).is_some_and(|node| node.role != Role::None),
    }
}
