//! Context keys that follow from the requester and the resource.

use iam_evaluator::trace::Derived;
use yew::prelude::*;

use super::icon::{Glyph, icon};
use crate::state::kind;

/// Context keys that follow from the requester and the resource.
pub fn derived_keys(derived: &[Derived]) -> Html {
    let first = derived.first().map(|it| it.key.clone()).unwrap_or_default();
    let count = derived.len();
    html! {
        <details class="derived">
            <summary>
                { icon(Glyph::Chevron) }
                <span>{ if count == 1 { "1 key derived from the request, ".to_owned() } else { format!("{count} keys derived from the request, such as ") } }<code>{ first }</code></span>
            </summary>
            <dl class="derived__list">
                { for derived.iter().map(|it| html! {
                    <div key={it.key.clone()}>
                        <dt><code>{ &it.key }</code></dt>
                        <dd>
                            <code>{ kind::text(&it.value) }</code>
                            <span class="muted">
                                { if it.overridden { " replaced by your entry".to_owned() } else { format!(" from the {}", it.from) } }
                            </span>
                        </dd>
                    </div>
                }) }
            </dl>
        </details>
    }
}
