//! How many requests came out as expected.

use yew::prelude::*;

use super::icon::{Glyph, labelled};
use crate::state::State;

/// How many requests came out as expected.
pub fn tally(state: &State) -> Html {
    let (all, failed) = state.expectations();
    let passed = all - failed;
    html! {
        <span class="tally">
            if passed > 0 { { count("ok", labelled(Glyph::Match, "as expected"), passed) } }
            if failed > 0 { { count("wrong", labelled(Glyph::NoMatch, "not as expected"), failed) } }
        </span>
    }
}

fn count(state: &'static str, icon: Html, count: usize) -> Html {
    html! { <span class="say" data-is={state}>{ icon }{ count }</span> }
}
