//! Takes in what people have at hand: the text, and below it, as it is typed, what is found in it.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::dialog::Modal;
use super::icon::{Glyph, icon};
use super::paste_found::PasteFound;
use super::scroll::focus_first;
use crate::hooks::{for_good, use_change, use_focus};
use crate::paste::{Found, Shape, recognise};
use crate::state::{Action, Beside, Dispatch, StateHandle, Toast, fits};

/// What the dialog is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PasteDialogProps {
    /// The page's state.
    pub state: StateHandle,
}

/// Takes in what people have at hand.
#[component]
pub fn PasteDialog(props: &PasteDialogProps) -> Html {
    let dispatch = props.state.dispatcher();
    // The dialog is opened in an effect of its own, which gives the keyboard to its first button.
    let field = use_focus();
    let text = use_state_eq(String::new);
    let beside = use_state_eq(|| Beside::Yes);
    let found = use_memo((*text).clone(), |text| recognise(text));
    let whole = found.scenario.is_some();
    let room = whole || fits(&props.state.scenario, &found, *beside);
    let ready = room && !found.is_empty();
    let oninput = {
        let text = text.setter();
        move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    };
    let onchange = {
        let beside = beside.setter();
        move |event: Event| {
            let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
            beside.set(if checked { Beside::No } else { Beside::Yes });
        }
    };
    let add: Callback<()> = {
        let (dispatch, found, beside) = (dispatch.clone(), Rc::clone(&found), *beside);
        Callback::from(move |()| {
            if ready {
                take_in(&dispatch, &found, beside);
            }
        })
    };
    let onkeydown = {
        let add = add.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                add.emit(());
            }
        }
    };
    let onclick = move |_: MouseEvent| add.emit(());
    let oncancel = {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(Action::ClosedDialog)
    };
    html! {
        <Modal label="Paste" dispatch={dispatch.clone()}>
            <div class="dialog__body paste__body">
                <p class="muted" id="paste-what">
                    { "A policy, output of " }<code>{ "aws iam get-…" }</code>
                    { ", a CloudFormation or Terraform fragment, an AccessDenied message, a CloudTrail event." }
                </p>
                <textarea
                    ref={field} class="paste" rows="8" aria-label="Pasted text" aria-describedby="paste-what" spellcheck="false"
                    autocomplete="off" value={(*text).clone()} {oninput} {onkeydown}
                />
                <PasteFound found={Rc::clone(&found)} />
                if !found.is_empty() && !whole {
                    <label class="check">
                        <input type="checkbox" checked={*beside == Beside::No} {onchange} />
                        <span>{ replaces(&found) }</span>
                    </label>
                }
                if !room {
                    <p class="err">{ icon(Glyph::Error) }{ "The scenario has no room for all of this: let it take the place of what is there." }</p>
                }
            </div>
            <div class="dialog__foot">
                <span class="grow" />
                <button type="button" class="btn btn--quiet" onclick={oncancel}>{ "Cancel" }</button>
                <button type="button" class="btn btn--primary" disabled={!ready} {onclick}>
                    { icon(if whole { Glyph::Open } else { Glyph::Plus }) }{ if whole { "Open" } else { "Add" } }
                </button>
            </div>
        </Modal>
    }
}

/// After a request was pasted, gives the keyboard to the row of the trace that decides it. An effect runs once all is drawn, the
/// closing of the dialog too, which gives the keyboard back to where it was.
#[hook]
pub fn use_pasted(pasted: (u32, Option<AttrValue>)) {
    use_change(pasted.clone(), move || {
        // Not the row that is pointed at: the dialog may have uncovered another one under the pointer.
        if let Some(node) = &pasted.1 {
            // A type with one policy is drawn in one row, which has the policy's id.
            focus_first(
                &gloo::utils::document_element(),
                &format!(".tree [data-node='{node}'], .tree [data-node^='{node}/']"),
            );
        }
        for_good()
    });
}

fn take_in(dispatch: &Dispatch, found: &Rc<Found>, beside: Beside) {
    if let Some(scenario) = &found.scenario {
        dispatch.dispatch(Action::OpenedScenario(Rc::clone(scenario)));
        dispatch.dispatch(Action::Told(Some(Toast::undoable("Opened the pasted scenario"))));
    } else {
        dispatch.dispatch(Action::Pasted(Rc::clone(found), beside));
        dispatch.dispatch(Action::Told(Some(Toast::undoable(format!("Added {}", amount(found))))));
    }
    dispatch.dispatch(Action::ClosedDialog);
}

fn replaces(found: &Found) -> &'static str {
    match (found.policies.is_empty(), found.requests.is_empty()) {
        (false, true) => "In place of the policies that are there",
        (true, false) => "In place of the requests that are there",
        _ => "In place of the policies and requests that are there",
    }
}

/// How much was found: `2 policies and 1 request`.
pub(super) fn amount(found: &Found) -> String {
    let count = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{number} {many}")),
    };
    let parts = [count(found.policies.len(), "policy", "policies"), count(found.requests.len(), "request", "requests")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match (parts.is_empty(), found.shape) {
        (true, Shape::Nothing) => String::new(),
        (true, _) => "nothing to add".to_owned(),
        (false, _) => parts.join(" and "),
    }
}
