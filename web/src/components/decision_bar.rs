//! The decision, its "if" and its reason: the first sentence that a person reads.

use gloo::timers::callback::Timeout;
use iam_evaluator::trace::{Decision, Evaluation, Message};
use web_sys::Element;
use yew::prelude::*;

use super::copy_button::{Copied, CopyButton};
use super::decision_word::look;
use super::icon::{Glyph, icon};
use super::message::sentence;
use crate::hooks::{until_then, use_change};
use crate::state::Dispatch;
use crate::trace::Shared;

/// How long nothing may change before assistive technology is told, in milliseconds.
const QUIET: u32 = 700;

/// What the bar is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DecisionBarProps {
    /// What was decided.
    pub evaluation: Shared<Evaluation>,
    /// What the author claims.
    #[prop_or_default]
    pub expected: Option<Decision>,
    /// Where links report.
    pub dispatch: Dispatch,
}

/// The decision as a status. It changes at once; it is announced once a person stops typing.
#[component]
pub fn DecisionBar(props: &DecisionBarProps) -> Html {
    let DecisionBarProps { evaluation, expected, dispatch } = props;
    let status = use_node_ref();
    use_announced_when_quiet(&status, evaluation.clone());
    let decision = evaluation.decision;
    let (glyph, state, _) = look(decision);
    let wrong = expected.filter(|expected| *expected != decision).map(|expected| look(expected).2);
    html! {
        <div id="decision" part="decision" tabindex="-1" data-is={state}
            class={if evaluation.condition.is_some() { "decision decision--if" } else { "decision" }}>
            <span class="decision__icon">{ icon(glyph) }</span>
            if evaluation.condition.is_some() { <span class="decision__q">{ icon(Glyph::Ask) }</span> }
            <div class="decision__text" role="status" aria-label="Decision" ref={status}>
                <strong class="decision__verdict">
                    { verdict(decision) }
                    if let Some(condition) = &evaluation.condition {
                        <span class="decision__if">
                            { lead(condition) }{ sentence(condition, Some(dispatch)) }
                        </span>
                    }
                </strong>
                <span class="decision__why">
                    <span class="sr">{ " — " }</span>
                    { sentence(&evaluation.reason, Some(dispatch)) }
                    if let Some(expected) = wrong {
                        { " " }
                        <span class="chip chip--solid" data-is="wrong">
                            { icon(Glyph::NoMatch) }{ "expected " }{ expected }
                        </span>
                    }
                </span>
            </div>
            <div class="decision__side">
                <CopyButton what={Copied::Reason} evaluation={evaluation.clone()} />
            </div>
        </div>
    }
}

/// Keeps a status busy while it changes often, so that it is announced once and not on each key.
#[hook]
fn use_announced_when_quiet(status: &NodeRef, evaluation: Shared<Evaluation>) {
    let status = status.clone();
    use_change(evaluation, move || {
        let status = status.cast::<Element>();
        if let Some(status) = &status {
            status.set_attribute("aria-busy", "true").ok();
        }
        let quiet = Timeout::new(QUIET, move || {
            if let Some(status) = status {
                status.remove_attribute("aria-busy").ok();
            }
        });
        until_then(quiet)
    });
}

/// What stands between the verdict and its condition, which may bring its own "if".
pub fn lead(condition: &Message) -> &'static str {
    if condition.text.starts_with("if ") { ", " } else { ", if " }
}

/// The decision as the bar's first word.
pub fn verdict(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "Allowed",
        Decision::ExplicitDeny => "Explicitly denied",
        Decision::ImplicitDeny => "Implicitly denied",
    }
}
