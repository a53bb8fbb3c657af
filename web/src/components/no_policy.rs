//! What stands in the place of the policies where there is none.

use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::state::{Action, Dialog, Dispatch};

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct NoPolicyProps {
    /// Takes what the person did.
    pub dispatch: Dispatch,
}

/// What stands in the place of the policies where there is none.
#[component]
pub fn NoPolicy(props: &NoPolicyProps) -> Html {
    let open = |dialog: Dialog| {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(Action::OpenedDialog(dialog))
    };
    html! {
        <div class="empty">
            <Icon glyph={Glyph::Plus} />
            <h3>{ "No policy yet" }</h3>
            <p>{ "Without one, every request is implicitly denied. Add a policy, start from an example, or paste what you have." }</p>
            <div class="row">
                <button type="button" class="btn" onclick={open(Dialog::Gallery)}><Icon glyph={Glyph::Grid} />{ "Gallery" }</button>
                <button type="button" class="btn" onclick={open(Dialog::Paste)}><Icon glyph={Glyph::Paste} />{ "Paste" }</button>
            </div>
        </div>
    }
}
