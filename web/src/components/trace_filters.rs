//! Which rows of the trace are shown, and how they are read.

use iam_evaluator::trace::Evaluation;
use yew::prelude::*;

use super::copy_button::{Copied, CopyButton};
use crate::state::{Action, Dispatch, TraceFilter};
use crate::trace::{Shared, counts};

/// How the trace is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// As a tree, or as the ranking of near misses.
    #[default]
    Tree,
    /// As numbered sentences.
    Sentences,
}

/// What the tools are given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TraceFiltersProps {
    /// Whose rows are counted.
    pub evaluation: Shared<Evaluation>,
    /// Which are shown.
    pub filter: TraceFilter,
    /// How they are read.
    pub reading: Reading,
    /// What changes that.
    pub read: UseStateSetter<Reading>,
    /// Where the filters report.
    pub dispatch: Dispatch,
}

/// The tools above the trace.
#[component]
pub fn TraceFilters(props: &TraceFiltersProps) -> Html {
    let TraceFiltersProps { evaluation, filter, reading, read, dispatch } = props;
    let counts = counts(evaluation);
    let item = |shown: TraceFilter, name: &'static str, count: usize| {
        let (dispatch, read) = (dispatch.clone(), read.clone());
        let onclick = move |_: MouseEvent| {
            read.set(Reading::Tree);
            dispatch.dispatch(Action::ChoseFilter(shown));
        };
        let pressed = *filter == shown && *reading == Reading::Tree;
        html! {
            <button type="button" class="seg__item" aria-pressed={yes_no(pressed)} {onclick}>
                { name }{ " " }<span class="count">{ count }</span>
            </button>
        }
    };
    let other = match reading {
        Reading::Tree => Reading::Sentences,
        Reading::Sentences => Reading::Tree,
    };
    let onclick = {
        let read = read.clone();
        move |_: MouseEvent| read.set(other)
    };
    html! {
        <div class="tools">
            <div class="seg" role="group" aria-label="Show">
                { item(TraceFilter::Decisive, "Decisive", counts.decisive) }
                { item(TraceFilter::NearMisses, "Near misses", counts.near_misses) }
                { item(TraceFilter::All, "All", counts.all) }
            </div>
            <span class="grow" />
            <button type="button" class="btn btn--quiet" aria-pressed={yes_no(*reading == Reading::Sentences)} {onclick}>
                { "As sentences" }
            </button>
            <CopyButton what={Copied::Trace} evaluation={evaluation.clone()} />
        </div>
    }
}

fn yes_no(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
