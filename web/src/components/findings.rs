//! What is wrong with the selected policy, or could be better, with edits that mend it.

use std::rc::Rc;

use iam_evaluator::trace::{Finding, FindingType};
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::message::{MessageText, ticks};
use super::setting::use_setting;
use crate::state::{Action, Dispatch, source};

/// What the list is given.
#[derive(Clone, PartialEq, Properties)]
pub struct FindingsProps {
    /// Takes what the person did.
    pub dispatch: Dispatch,
    /// What was found.
    pub findings: Rc<Vec<Finding>>,
}

/// What was found in the selected policy.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let setting = use_setting();
    if props.findings.is_empty() {
        return html! {};
    }
    html! {
        <div class="finds" role={setting.panel_role().unwrap_or("region")} aria-label="Findings" tabindex={setting.is_page().then_some("0")}>
            { for props.findings.iter().enumerate().map(|(at, finding)| row(at, finding, &props.dispatch)) }
        </div>
    }
}

fn row(at: usize, finding: &Finding, dispatch: &Dispatch) -> Html {
    let (glyph, state, kind) = look(finding.kind);
    let place = finding.span.clone().map(|span| {
        let dispatch = dispatch.clone();
        let line = span.start.line;
        let onclick = move |_| {
            let (start, end) = source::offsets(&span);
            dispatch.dispatch(Action::WentTo(AttrValue::from(span.policy.clone()), start, end));
        };
        html! { <button type="button" class="ref" {onclick}>{ format!("line {line}") }</button> }
    });
    html! {
        <div key={format!("{} {at}", finding.code)} class="find" data-is={state}>
            <Icon {glyph} />
            <p class="find__text"><MessageText message={finding.message.clone()} /></p>
            <p class="find__meta"><b>{ kind }</b><span>{ finding.code.clone().into_owned() }</span>{ place }</p>
            <span class="find__acts">
                { for finding.fixes.iter().map(|fix| {
                    let (dispatch, edits) = (dispatch.clone(), fix.edits.clone());
                    let onclick = move |_| dispatch.dispatch(Action::AppliedFix(edits.clone()));
                    html! { <button key={fix.title.clone()} type="button" class="btn btn--small" {onclick}><span>{ ticks(&capital(&fix.title)) }</span></button> }
                }) }
            </span>
        </div>
    }
}

/// Messages begin small, buttons with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn look(kind: FindingType) -> (Glyph, &'static str, &'static str) {
    match kind {
        FindingType::Error => (Glyph::Error, "error", "Error"),
        FindingType::SecurityWarning => (Glyph::Security, "warning", "Security warning"),
        FindingType::Warning => (Glyph::Warning, "warning", "Warning"),
        FindingType::Suggestion => (Glyph::Suggest, "none", "Suggestion"),
    }
}
