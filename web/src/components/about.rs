//! What the scenario is about, in its author's words.

use yew::prelude::*;

use super::icon::{Glyph, icon};
use super::prose;

/// What the scenario is about: a button in the bar on top, and the text below it.
pub fn about(description: &str) -> Html {
    if description.is_empty() {
        return html! {};
    }
    html! {
        <details class="about">
            <summary class="btn btn--icon btn--quiet btn--small" aria-label="About this scenario" title="About this scenario">
                { icon(Glyph::About) }
            </summary>
            <div class="pop about__text">{ prose::paragraphs(description) }</div>
        </details>
    }
}
