//! What is wrong with the selected policy, or could be better, with edits that mend it.

use iam_evaluator::trace::{Finding, FindingType};
use yew::prelude::*;

use super::button::{button, clicked};
use super::icon::{Glyph, icon};
use super::message::{sentence, ticks};
use super::setting::Setting;
use crate::state::{Action, Dispatch, source};

/// What was found in the selected policy.
pub fn findings(dispatch: &Dispatch, setting: Setting, findings: &[Finding]) -> Html {
    if findings.is_empty() {
        return html! {};
    }
    html! {
        <div class="finds" role={setting.panel_role().unwrap_or("region")} aria-label="Findings" tabindex={setting.is_page().then_some("0")}>
            { for findings.iter().enumerate().map(|(at, finding)| row(at, finding, dispatch)) }
        </div>
    }
}

fn row(at: usize, finding: &Finding, dispatch: &Dispatch) -> Html {
    let (glyph, state, kind) = look(finding.kind);
    let place = finding.span.as_ref().map(|span| {
        let (start, end) = source::offsets(span);
        let to = Action::WentTo(AttrValue::from(span.policy.clone()), start, end);
        button("ref", clicked(dispatch, to), html! { format!("line {}", span.start.line) })
    });
    html! {
        <div key={format!("{} {at}", finding.code)} class="find" data-is={state}>
            { icon(glyph) }
            <p class="find__text">{ sentence(&finding.message, None) }</p>
            <p class="find__meta"><b>{ kind }</b><span>{ finding.code.clone().into_owned() }</span>{ place }</p>
            <span class="find__acts">
                { for finding.fixes.iter().map(|fix| {
                    let onclick = clicked(dispatch, Action::AppliedFix(fix.edits.clone()));
                    html! { <button key={fix.title.clone()} type="button" class="btn btn--small" {onclick}><span>{ ticks(&capital(&fix.title)) }</span></button> }
                }) }
            </span>
        </div>
    }
}

/// Messages begin small, buttons with a capital.
fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn look(kind: FindingType) -> (Glyph, &'static str, &'static str) {
    match kind {
        FindingType::Error => (Glyph::Error, "error", "Error"),
        FindingType::SecurityWarning => (Glyph::Security, "warning", "Security warning"),
        FindingType::Warning => (Glyph::Warning, "warning", "Warning"),
        FindingType::Suggestion => (Glyph::Suggest, "none", "Suggestion"),
    }
}
