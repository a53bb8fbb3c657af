//! How many requests came out as expected.

use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::state::StateHandle;

/// What the count is given.
#[derive(Clone, PartialEq, Properties)]
pub struct TallyProps {
    /// The page's state.
    pub state: StateHandle,
}

/// How many requests came out as expected.
#[component]
pub fn Tally(props: &TallyProps) -> Html {
    let kept: Vec<bool> = (0..props.state.scenario.requests.len()).filter_map(|at| props.state.keeps(at)).collect();
    let passed = kept.iter().filter(|kept| **kept).count();
    let failed = kept.len() - passed;
    html! {
        <span class="tally">
            if passed > 0 {
                <span class="say" data-is="ok"><Icon glyph={Glyph::Match} label="as expected" />{ passed }</span>
            }
            if failed > 0 {
                <span class="say" data-is="wrong"><Icon glyph={Glyph::NoMatch} label="not as expected" />{ failed }</span>
            }
        </span>
    }
}
