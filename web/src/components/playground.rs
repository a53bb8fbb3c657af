//! The whole playground: policies, request, decision and trace.

use yew::prelude::*;

/// The whole playground, to be mounted anywhere.
#[component]
pub fn Playground() -> Html {
    html! { <main class="cols" /> }
}
