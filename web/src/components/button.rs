//! A button that is an icon with a name.

use yew::prelude::*;

use super::icon::{Glyph, Icon};

/// What the button is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct IconButtonProps {
    /// Its icon.
    pub glyph: Glyph,
    /// Its name, also shown when pointed at.
    pub label: AttrValue,
    /// What happens.
    pub onclick: Callback<MouseEvent>,
    /// Whether there is nothing to do.
    #[prop_or_default]
    pub disabled: bool,
    /// Further classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A button that is an icon with a name. It stays in the tab order when there is nothing to do.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let onclick = if props.disabled { Callback::noop() } else { props.onclick.clone() };
    html! {
        <button
            type="button" class={classes!("btn", "btn--icon", "btn--quiet", props.class.clone())}
            aria-label={props.label.clone()} title={props.label.clone()}
            aria-disabled={props.disabled.then_some("true")} {onclick}
        >
            <Icon glyph={props.glyph} />
        </button>
    }
}
