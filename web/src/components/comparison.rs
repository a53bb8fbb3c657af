//! The policy's text over the request's, with the first difference marked and said.

use yew::prelude::*;

use crate::trace::{Comparison, Side};

/// Two lines that part somewhere.
pub fn comparison_lines(comparison: &Comparison) -> Html {
    let Comparison { policy, request } = comparison;
    html! {
        <dl class="cmp">
            <dt>{ "policy" }</dt>
            <dd>{ side(policy) }</dd>
            <dt>{ "request" }</dt>
            <dd>{ side(request) }</dd>
            <dd class="cmp__note">
                { "first difference: " }{ first(policy) }{ " asked, " }{ first(request) }{ " given" }
            </dd>
        </dl>
    }
}

fn side(side: &Side) -> Html {
    // A text that has ended shows an empty cell where the other goes on.
    let first = if side.first.is_empty() { "\u{a0}" } else { &side.first };
    html! {
        <>
            <span class="same">{ &side.same }</span>
            <span class="first">{ first }</span>
            <span class="rest">{ &side.rest }</span>
        </>
    }
}

fn first(side: &Side) -> Html {
    match side.first.as_str() {
        "" => html! { "the end" },
        " " => html! { "a space" },
        first => html! { <code>{ first }</code> },
    }
}
