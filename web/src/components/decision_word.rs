//! A decision in a word, with its icon.

use iam_evaluator::trace::Decision;
use yew::prelude::*;

use super::icon::{Glyph, icon};

/// Its icon, its name in `data-is`, and its word in a table.
pub fn look(decision: Decision) -> (Glyph, &'static str, &'static str) {
    match decision {
        Decision::Allowed => (Glyph::Allowed, "allowed", "allowed"),
        Decision::ExplicitDeny => (Glyph::ExplicitDeny, "explicitDeny", "explicit deny"),
        Decision::ImplicitDeny => (Glyph::ImplicitDeny, "implicitDeny", "implicit deny"),
    }
}

/// A decision in a word, with its icon.
pub fn decision_word(decision: Decision) -> Html {
    let (glyph, state, word) = look(decision);
    html! { <span class="say" data-is={state}>{ icon(glyph) }{ word }</span> }
}

/// What stands where nothing could be decided.
pub fn no_decision() -> Html {
    html! { <span class="say" data-is="warning">{ icon(Glyph::Dash) }{ "no decision" }</span> }
}
