//! The text of the selected policy, with what the evaluation says about it.

mod marks;

use std::rc::Rc;

use iam_evaluator::trace::{Edit, Evaluation, Finding};
use yew::prelude::*;

use super::caret_line::caret_line;
use super::editor::{Bar, ChosenFix, Diagnostic, Editor, Happened, Mark, Reveal};
use super::findings::findings;
use super::setting::Setting;
use crate::state::{Action, FocusOrigin, StateHandle, find_node, source, type_name};
use crate::trace::Shared;

/// What the editor is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PolicyEditorProps {
    /// The page's state.
    pub state: StateHandle,
    /// Where the panels stand.
    pub setting: Setting,
}

/// What the evaluation draws into the text.
#[derive(Clone, PartialEq)]
struct Drawn {
    marks: Rc<Vec<Mark>>,
    bars: Rc<Vec<Bar>>,
    diagnostics: Rc<Vec<Diagnostic>>,
    findings: Rc<Vec<Finding>>,
}

/// The text of the selected policy.
#[component]
pub fn PolicyEditor(props: &PolicyEditorProps) -> Html {
    let (state, setting) = (&props.state, props.setting);
    let place = state.selected_policy;
    let name = AttrValue::from(state.policy_name().unwrap_or_default().to_owned());
    let evaluation = state.evaluation().cloned().map(Shared::new);
    let judgement = state.judgement().cloned().map(Shared::new);
    let drawn = use_memo(
        (evaluation, judgement, name.clone(), state.part.clone(), setting),
        |(evaluation, judgement, name, part, setting)| {
            Drawn::of(evaluation.as_deref(), judgement.as_deref(), name, part.as_deref(), *setting)
        },
    );
    let onevent = {
        let (dispatch, findings) = (state.dispatcher(), drawn.findings.clone());
        Callback::from(move |happened: Happened| {
            dispatch.dispatch(match happened {
                Happened::Edited(text) => Action::EditedPolicy(place, text),
                Happened::CaretMoved(at) => Action::MovedCaret(at),
                Happened::MarkActivated(node) => Action::OpenedInTrace(node, FocusOrigin::Source),
                Happened::FixChosen(fix) => match edits_of(&findings, &fix) {
                    Some(edits) => Action::AppliedFix(edits),
                    None => return,
                },
                Happened::Revealed(nonce) => Action::Arrived(nonce),
            });
        })
    };
    let Some(policy) = state.scenario.policies.get(place) else { return html! {} };
    // Another page's single policy has a head and no tab.
    let tabbed = setting.is_page() || state.scenario.policies.len() > 1;
    let key = state.policy_keys.get(place).copied().unwrap_or_default();
    html! {
        <>
            <div class="ed" role={tabbed.then_some("tabpanel")} aria-label={tabbed.then(|| name.clone())}>
                <Editor
                    {key} label={format!("{} {}, JSON editor", type_name(policy.policy_type), name)} text={policy.document.clone()}
                    marks={drawn.marks.clone()} bars={drawn.bars.clone()} diagnostics={drawn.diagnostics.clone()}
                    readonly={!setting.is_free()} outlined={outlined(state, &name)} reveal={reveal(state, &name)}
                    embedded={!setting.is_page()} {onevent}
                />
            </div>
            { caret_line(state) }
            { findings(&state.dispatcher(), setting, &drawn.findings) }
        </>
    }
}

impl Drawn {
    /// Marks come from the selected request's evaluation; findings, which are of no request, from any.
    fn of(
        evaluation: Option<&Evaluation>,
        judgement: Option<&Evaluation>,
        policy: &str,
        part: Option<&str>,
        setting: Setting,
    ) -> Self {
        let findings = judgement.map(|it| it.findings.as_slice()).unwrap_or_default();
        let mut findings: Vec<Finding> =
            findings.iter().filter(|it| it.policy.as_deref() == Some(policy)).cloned().collect();
        if !setting.is_free() {
            for finding in &mut findings {
                finding.fixes.clear();
            }
        }
        let part = evaluation.map(|it| (it, source::part(&it.trace, part)));
        Self {
            marks: Rc::new(part.map(|(evaluation, part)| marks::marks(evaluation, part, policy)).unwrap_or_default()),
            bars: Rc::new(part.map(|(_, part)| marks::bars(part, policy)).unwrap_or_default()),
            diagnostics: Rc::new(
                findings.iter().enumerate().filter_map(|(at, it)| marks::diagnostic(at, it)).collect(),
            ),
            findings: Rc::new(findings),
        }
    }
}

fn edits_of(findings: &[Finding], chosen: &ChosenFix) -> Option<Vec<Edit>> {
    let finding = findings.get(chosen.diagnostic.parse::<usize>().ok()?)?;
    Some(finding.fixes.get(chosen.fix)?.edits.clone())
}

/// The source of the node that is pointed at, where it stands in this policy.
fn outlined(state: &StateHandle, policy: &str) -> Option<std::ops::Range<u32>> {
    let focus = state.focus.as_ref().filter(|focus| focus.origin != FocusOrigin::Source)?;
    let span = find_node(&state.evaluation()?.trace, &focus.node)?.span.as_ref()?;
    let (start, end) = source::offsets(span);
    (span.policy == policy).then_some(start..end)
}

fn reveal(state: &StateHandle, policy: &str) -> Option<Reveal> {
    let reveal = state.reveal.as_ref().filter(|reveal| reveal.policy == policy)?;
    Some(Reveal { range: reveal.start..reveal.end, nonce: reveal.nonce, focus: true })
}
