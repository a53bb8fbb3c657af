//! A button that copies what the evaluation says.

use gloo::timers::callback::Timeout;
use iam_evaluator::trace::Evaluation;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::decision_bar::{lead, verdict};
use super::icon::{Glyph, icon};
use crate::hooks::{until_then, use_change};
use crate::trace::{Shared, sentences};

/// How long the button says that it has copied, in milliseconds.
const SAID: u32 = 2000;

/// What is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The decision and its reason.
    Reason,
    /// The decision and the trace, as numbered sentences.
    Trace,
}

/// What the button is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// What is copied.
    pub what: Copied,
    /// From where.
    pub evaluation: Shared<Evaluation>,
}

/// A button that copies, and then says so.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let CopyButtonProps { what, evaluation } = props;
    let copied = use_state_eq(|| false);
    use_change(*copied, {
        let (setter, copied) = (copied.setter(), *copied);
        move || {
            let timeout = copied.then(|| Timeout::new(SAID, move || setter.set(false)));
            until_then(timeout)
        }
    });
    let onclick = {
        let (what, evaluation, copied) = (*what, evaluation.clone(), copied.setter());
        move |_: MouseEvent| {
            let (text, copied) = (text(what, &evaluation), copied.clone());
            spawn_local(async move { copied.set(write(&text).await) });
        }
    };
    let label = match (*copied, what) {
        (true, _) => "Copied",
        (false, Copied::Reason) => "Copy the reason",
        (false, Copied::Trace) => "Copy the trace",
    };
    let glyph = if *copied { Glyph::Match } else { Glyph::Copy };
    html! {
        <button type="button" class="btn btn--icon btn--quiet btn--small" aria-label={label} title={label} {onclick}>
            { icon(glyph) }
        </button>
    }
}

/// What is copied, as plain text.
pub fn text(what: Copied, evaluation: &Evaluation) -> String {
    let condition = evaluation.condition.as_ref();
    let condition = condition.map(|condition| format!("{}{}", lead(condition), condition.text)).unwrap_or_default();
    let mut lines = vec![format!("{}{condition} — {}", verdict(evaluation.decision), evaluation.reason.text)];
    if what == Copied::Trace {
        let told = sentences(evaluation);
        lines.extend(told.iter().enumerate().map(|(place, sentence)| format!("{}. {}", place + 1, sentence.text())));
    }
    lines.join("\n") + "\n"
}

/// Whether the clipboard took it; a page without the right to write has none.
async fn write(text: &str) -> bool {
    let navigator = gloo::utils::window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok();
    }
    false
}
