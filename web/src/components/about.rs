//! What the scenario is about, in its author's words.

use yew::prelude::*;

use super::button::SMALL;
use super::icon::Glyph;
use super::popup::Popup;
use super::prose;

/// What the scenario is about: a button in the bar on top, and the text below it.
pub fn about(description: &str) -> Html {
    if description.is_empty() {
        return html! {};
    }
    html! {
        <Popup class="about" button={SMALL} glyph={Glyph::About} label="About this scenario">
            <div class="pop about__text">{ prose::paragraphs(description) }</div>
        </Popup>
    }
}
