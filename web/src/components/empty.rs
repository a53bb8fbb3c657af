//! What stands where there is nothing to show.

use yew::prelude::*;

use super::icon::{Glyph, icon};

/// An icon, a heading, a sentence, and below it what can be done.
pub fn empty(glyph: Glyph, heading: Html, words: &'static str, offers: Html) -> Html {
    html! { <div class="empty">{ icon(glyph) }{ heading }<p>{ words }</p>{ offers }</div> }
}
