//! What was assumed: first, one by one, what could change the decision; the harmless in one line.

use iam_evaluator::trace::{Assumption, Evaluation};
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::message::MessageText;
use crate::state::{Action, Dispatch};
use crate::trace::Shared;

/// What the strip is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AssumptionsProps {
    /// Whose assumptions.
    pub evaluation: Shared<Evaluation>,
    /// Where the buttons report.
    pub dispatch: Dispatch,
}

/// The strip of assumptions; nothing where nothing was assumed.
#[component]
pub fn Assumptions(props: &AssumptionsProps) -> Html {
    let AssumptionsProps { evaluation, dispatch } = props;
    let expanded = use_state_eq(|| false);
    let (risky, harmless): (Vec<_>, Vec<_>) = evaluation.assumptions.iter().partition(|it| it.could_change);
    if risky.is_empty() && harmless.is_empty() {
        return Html::default();
    }
    let ontoggle = {
        let expanded = expanded.clone();
        move |_: MouseEvent| expanded.set(!*expanded)
    };
    html! {
        <ul class="assume" aria-label="What was assumed">
            { for risky.into_iter().map(|assumption| could_change(assumption, dispatch)) }
            if !harmless.is_empty() { { summary(&harmless, *expanded, ontoggle) } }
            if *expanded { { for harmless.iter().map(|assumption| harmless_row(assumption, dispatch)) } }
        </ul>
    }
}

fn could_change(assumption: &Assumption, dispatch: &Dispatch) -> Html {
    let set = assumption.witness.as_ref().map(|witness| {
        let (dispatch, context) = (dispatch.clone(), witness.context.clone());
        move |_: MouseEvent| dispatch.dispatch(Action::AppliedWitness(context.clone()))
    });
    html! {
        <li key={key(assumption)} class="assume__row is-risky" data-is="assume">
            <Icon glyph={Glyph::Assumed} />
            <p><MessageText message={assumption.message.clone()} dispatch={dispatch.clone()} /></p>
            <span class="chip chip--solid" data-is="assume">{ "could change the decision" }</span>
            if let Some(onclick) = set {
                <button type="button" class="btn btn--small" {onclick}>
                    { "Set it" }<span class="sr">{ ": " }{ &assumption.message.text }</span>
                </button>
            }
        </li>
    }
}

/// The harmless ones in one line.
fn summary(harmless: &[&Assumption], expanded: bool, ontoggle: impl Fn(MouseEvent) + 'static) -> Html {
    let said: Vec<&str> = harmless.iter().map(|assumption| assumption.message.text.as_str()).collect();
    html! {
        <li key="harmless" class="assume__row assume__sum">
            <Icon glyph={Glyph::Dash} />
            <p>{ if expanded { "harmless for this decision:".to_owned() } else { said.join("; ").replace('`', "") } }</p>
            <button type="button" class="btn btn--quiet btn--small" aria-expanded={if expanded { "true" } else { "false" }}
                onclick={ontoggle}>
                { harmless.len() }{ " assumed" }<Icon glyph={Glyph::Down} />
            </button>
        </li>
    }
}

fn harmless_row(assumption: &Assumption, dispatch: &Dispatch) -> Html {
    html! {
        <li key={key(assumption)} class="assume__row assume__one">
            <Icon glyph={Glyph::Dot} />
            <p><MessageText message={assumption.message.clone()} dispatch={dispatch.clone()} /></p>
        </li>
    }
}

/// The same assumption keeps its row from one evaluation to the next.
fn key(assumption: &Assumption) -> String {
    format!("{} {}", assumption.code, assumption.message.text)
}
