//! A decision in a word, with its icon.

use iam_evaluator::trace::Decision;
use yew::prelude::*;

use super::icon::{Glyph, Icon};

/// What it is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DecisionWordProps {
    /// The decision.
    pub decision: Decision,
}

/// Its icon, its name in `data-is`, and its word in a table.
pub fn look(decision: Decision) -> (Glyph, &'static str, &'static str) {
    match decision {
        Decision::Allowed => (Glyph::Allowed, "allowed", "allowed"),
        Decision::ExplicitDeny => (Glyph::ExplicitDeny, "explicitDeny", "explicit deny"),
        Decision::ImplicitDeny => (Glyph::ImplicitDeny, "implicitDeny", "implicit deny"),
    }
}

/// A decision in a word, with its icon.
#[component]
pub fn DecisionWord(props: &DecisionWordProps) -> Html {
    let (glyph, state, word) = look(props.decision);
    html! { <span class="say" data-is={state}><Icon {glyph} />{ word }</span> }
}

/// What stands where nothing could be decided.
pub fn no_decision() -> Html {
    html! { <span class="say" data-is="warning"><Icon glyph={Glyph::Dash} />{ "no decision" }</span> }
}
