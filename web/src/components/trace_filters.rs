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

/// The tools above the trace; `reading` is how it is read now, and what changes that.
pub fn trace_filters(
    evaluation: &Shared<Evaluation>,
    filter: TraceFilter,
    reading: &UseStateHandle<Reading>,
    dispatch: &Dispatch,
) -> Html {
    let counts = counts(evaluation);
    let item = |shown: TraceFilter, name: &'static str, count: usize| {
        let (dispatch, read) = (dispatch.clone(), reading.setter());
        let onclick = move |_: MouseEvent| {
            read.set(Reading::Tree);
            dispatch.dispatch(Action::ChoseFilter(shown));
        };
        let pressed = filter == shown && **reading == Reading::Tree;
        html! {
            <button type="button" class="seg__item" aria-pressed={yes_no(pressed)} {onclick}>
                { name }{ " " }<span class="count">{ count }</span>
            </button>
        }
    };
    let other = match **reading {
        Reading::Tree => Reading::Sentences,
        Reading::Sentences => Reading::Tree,
    };
    let onclick = {
        let read = reading.setter();
        move |_: MouseEvent| read.set(other)
    };
    html! {
        <div class="tools">
            <div class="seg" role="group" aria-label="Show">
                { item(TraceFilter::Decisive, "Decisive", counts.decisive) }
                { item(TraceFilter::NearMisses, "Near misses", counts.near_misses) }
                { item(TraceFilter::All, "All", counts.all) }
            </div>
            <span class="tools__end">
                <button type="button" class="btn btn--quiet" aria-pressed={yes_no(**reading == Reading::Sentences)} {onclick}>
                    { "As sentences" }
                </button>
                <CopyButton what={Copied::Trace} evaluation={evaluation.clone()} />
            </span>
        </div>
    }
}

fn yes_no(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
