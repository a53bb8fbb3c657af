//! What the scenario is about, in its author's words.

use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::prose;

/// What it is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AboutProps {
    /// The description.
    pub description: AttrValue,
}

/// What the scenario is about: a button in the bar on top, and the text below it.
#[component]
pub fn About(props: &AboutProps) -> Html {
    if props.description.is_empty() {
        return html! {};
    }
    html! {
        <details class="about">
            <summary class="btn btn--icon btn--quiet btn--small" aria-label="About this scenario" title="About this scenario">
                <Icon glyph={Glyph::About} />
            </summary>
            <div class="pop about__text">{ prose::paragraphs(&props.description) }</div>
        </details>
    }
}
