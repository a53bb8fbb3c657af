//! What was found in a pasted text: its shape, each policy and request, and what is to be known of its lines.

use std::rc::Rc;

use iam_evaluator::request::{ContextValue, PrincipalInput, Request};
use iam_evaluator::scenario::PolicyInput;
use yew::prelude::*;

use super::decision_word::decision_word;
use super::icon::{Glyph, icon};
use super::paste_dialog::amount;
use super::prose;
use crate::paste::{Found, Note, Shape};
use crate::state::{json, type_name};

/// What it is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PasteFoundProps {
    /// What was found.
    pub found: Rc<Found>,
}

/// The most policies, and the most requests, that are drawn one by one.
const DRAWN: usize = 12;

/// What was found in a pasted text.
#[component]
pub fn PasteFound(props: &PasteFoundProps) -> Html {
    let found = &props.found;
    let (glyph, state) = match found.shape {
        Shape::Nothing => (Glyph::Dash, "plain"),
        Shape::Unknown | Shape::EncodedMessage => (Glyph::Warning, "warning"),
        _ if found.is_empty() => (Glyph::Warning, "warning"),
        _ => (Glyph::Match, "ok"),
    };
    let more = |number: usize| number.checked_sub(DRAWN).filter(|rest| *rest > 0);
    html! {
        <>
            <p class="row paste__shape" role="status">
                if found.shape != Shape::Nothing {
                    <span class="chip chip--line" data-is={state}>{ icon(glyph) }{ found.shape.text() }</span>
                    <span class="muted">{ amount(found) }</span>
                }
            </p>
            { for found.policies.iter().take(DRAWN).map(policy) }
            { for more(found.policies.len()).map(|rest| html! { <p class="muted">{ format!("and {rest} more policies") }</p> }) }
            { for found.requests.iter().take(DRAWN).enumerate().map(request) }
            { for more(found.requests.len()).map(|rest| html! { <p class="muted">{ format!("and {rest} more requests") }</p> }) }
            if !found.notes.is_empty() {
                <section class="paste__notes" aria-label="Notes">
                    <h3>{ "To know" }</h3>
                    <ul>
                        { for found.notes.iter().map(in_words) }
                        if found.more_notes > 0 {
                            <li class="muted">{ format!("and {} more", found.more_notes) }</li>
                        }
                    </ul>
                </section>
            }
        </>
    }
}

fn policy(policy: &PolicyInput) -> Html {
    let lines = policy.document.lines().count();
    html! {
        <dl class="read" key={format!("policy {}", policy.name)}>
            <dt>{ "Policy" }</dt><dd><code>{ &policy.name }</code></dd>
            <dt>{ "Type" }</dt>
            <dd>{ type_name(policy.policy_type) }{ for policy.resource_type.iter().map(|kind| html! { <>{ " · " }<code>{ kind }</code></> }) }</dd>
            if !policy.attached_to.is_empty() {
                <dt>{ "Attached to" }</dt><dd><code>{ policy.attached_to.join(", ") }</code></dd>
            }
            <dt>{ "Document" }</dt>
            <dd>
                <details>
                    <summary>{ if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") } }</summary>
                    <pre class="paste__document" tabindex="0" aria-label={format!("Document of {}", policy.name)}>{ &policy.document }</pre>
                </details>
            </dd>
        </dl>
    }
}

fn request((place, request): (usize, &Request)) -> Html {
    let code = request.expect_because.as_ref().and_then(|because| because.code.as_deref());
    html! {
        <dl class="read" key={format!("request {place}")}>
            <dt>{ "Principal" }</dt><dd><code>{ principal(&request.principal) }</code></dd>
            <dt>{ "Action" }</dt><dd><code>{ &request.action }</code></dd>
            <dt>{ "Resource" }</dt><dd><code>{ &request.resource }</code></dd>
            { for request.context.0.iter().map(|(key, value)| html! { <><dt><code>{ key }</code></dt><dd><code>{ shown(value) }</code></dd></> }) }
            { for request.expect.map(|decision| html! {
                <>
                    <dt>{ "Expected" }</dt>
                    <dd class="row">
                        { decision_word(decision) }
                        { for code.map(|code| html! { <code class="muted">{ code }</code> }) }
                    </dd>
                </>
            }) }
        </dl>
    }
}

fn principal(principal: &PrincipalInput) -> String {
    match principal {
        PrincipalInput::Text(text) => text.clone(),
        PrincipalInput::Long(fields) => fields.arn.clone().unwrap_or_else(|| json::pretty(fields)),
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Text(text) | ContextValue::Number(text) => text.clone(),
        ContextValue::Boolean(value) => value.to_string(),
        ContextValue::List(values) => values.join(", "),
    }
}

fn in_words(item: &Note) -> Html {
    html! {
        <li key={format!("{} {}", item.line, item.text)}>
            <span class="paste__line">{ format!("line {}", item.line) }</span>
            <span>{ prose::inline(&item.text) }</span>
        </li>
    }
}
