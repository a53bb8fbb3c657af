//! Context keys that follow from the requester and the resource.

use iam_evaluator::trace::Derived;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::state::kind;

/// What it is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DerivedKeysProps {
    /// The keys.
    pub derived: Vec<Derived>,
}

/// Context keys that follow from the requester and the resource.
#[component]
pub fn DerivedKeys(props: &DerivedKeysProps) -> Html {
    let first = props.derived.first().map(|it| it.key.clone()).unwrap_or_default();
    let count = props.derived.len();
    html! {
        <details class="derived">
            <summary>
                <Icon glyph={Glyph::Chevron} />
                <span>{ if count == 1 { "1 key derived from the request, ".to_owned() } else { format!("{count} keys derived from the request, such as ") } }<code>{ first }</code></span>
            </summary>
            <dl class="derived__list">
                { for props.derived.iter().map(|it| html! {
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
