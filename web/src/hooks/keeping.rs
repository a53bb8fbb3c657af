//! Keeps the work in this browser: after each pause as the tab's draft, and as a revision when another takes its place or when a
//! person begins to change it.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use iam_evaluator::scenario::Scenario;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{until_then, use_change};
use crate::keep;
use crate::state::{Action, Saved, StateHandle, json};

/// How long a pause is, in milliseconds.
const PAUSE: u32 = 400;

/// What was kept or opened last.
#[derive(Default)]
struct Known {
    scenario: Option<Rc<Scenario>>,
    opened: u32,
    /// The scenario as it was opened: not worth a revision.
    untouched: Option<Rc<Scenario>>,
}

/// Keeps the work of this tab.
#[hook]
pub fn use_keeping(state: &StateHandle) {
    let known = use_mut_ref(Known::default);
    let (scenario, opened) = (Rc::clone(&state.scenario), state.opened);
    use_change((Rc::as_ptr(&scenario), opened), {
        let dispatch = state.dispatcher();
        let known = Rc::clone(&known);
        move || {
            let mut known = known.borrow_mut();
            let first = known.scenario.is_none();
            if first || known.opened != opened {
                let replaced = known
                    .scenario
                    .take()
                    .filter(|it| known.untouched.as_ref().is_none_or(|same| !Rc::ptr_eq(same, it)));
                if let Some(replaced) = replaced {
                    keep_replaced(&replaced);
                }
                known.untouched = Some(Rc::clone(&scenario));
            }
            let begun = known.untouched.as_ref().zip(known.scenario.as_ref()).filter(|(same, now)| {
                // The first change of what was opened.
                Rc::ptr_eq(same, now) && !Rc::ptr_eq(now, &scenario)
            });
            if let Some((opened, _)) = begun {
                keep_as_opened(opened);
            }
            known.scenario = Some(Rc::clone(&scenario));
            known.opened = opened;
            let pause = (!first).then(|| {
                Timeout::new(PAUSE, move || {
                    spawn_local(async move {
                        let kept = keep::keep_draft(&keep::tab(), &json::pretty(&*scenario)).await;
                        dispatch.dispatch(Action::Kept(if kept.is_ok() { Saved::Yes } else { Saved::No }));
                        dispatch.dispatch(Action::Rested);
                    });
                })
            });
            until_then(pause)
        }
    });
    use_change((), move || {
        let leaving = EventListener::new(&gloo::utils::window(), "pagehide", move |_| {
            let known = known.borrow();
            let changed =
                known.scenario.as_ref().filter(|it| known.untouched.as_ref().is_none_or(|same| !Rc::ptr_eq(same, it)));
            if let Some(scenario) = changed {
                keep::hand_over(&json::pretty(&**scenario));
            }
        });
        until_then(leaving)
    });
}

fn keep_replaced(scenario: &Scenario) {
    keep(title(scenario), scenario);
}

/// What the changes are to be compared with.
fn keep_as_opened(scenario: &Scenario) {
    keep(format!("Before changes: {}", title(scenario)), scenario);
}

fn title(scenario: &Scenario) -> String {
    scenario.title.clone().unwrap_or_else(|| "Untitled".to_owned())
}

fn keep(label: String, scenario: &Scenario) {
    let json = json::pretty(scenario);
    spawn_local(async move {
        // Where the browser keeps nothing, undo still brings it back.
        let _ = keep::keep_revision(&label, &json).await;
    });
}
