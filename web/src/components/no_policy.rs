//! What stands in the place of the policies where there is none.

use yew::prelude::*;

use super::button::{button, clicked, titled};
use super::empty::empty;
use super::icon::Glyph;
use crate::state::{Action, Dialog, Dispatch};

/// What stands in the place of the policies where there is none.
pub fn no_policy(dispatch: &Dispatch) -> Html {
    let open = |dialog: Dialog, glyph: Glyph, words: &'static str| {
        button("btn", clicked(dispatch, Action::OpenedDialog(dialog)), titled(glyph, words))
    };
    let offers = html! { <div class="row">{ open(Dialog::Gallery, Glyph::Grid, "Gallery") }{ open(Dialog::Paste, Glyph::Paste, "Paste") }</div> };
    empty(
        Glyph::Plus,
        html! { <h3>{ "No policy yet" }</h3> },
        "Without one, every request is implicitly denied. Add a policy, start from an example, or paste what you have.",
        offers,
    )
}
