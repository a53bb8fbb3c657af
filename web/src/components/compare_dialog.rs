//! Compares the scenario with another one: first which one, then what came out otherwise.

use std::rc::Rc;

use yew::prelude::*;

use super::compare_choice::CompareChoice;
use super::compare_result::CompareResult;
use super::dialog::Modal;
use crate::compare::Base;
use crate::state::{Action, StateHandle};

/// What the dialog is given.
#[derive(Clone, PartialEq, Properties)]
pub struct CompareDialogProps {
    /// The page's state.
    pub state: StateHandle,
}

/// Compares the scenario with another one.
#[component]
pub fn CompareDialog(props: &CompareDialogProps) -> Html {
    let state = &props.state;
    let choosing = use_state_eq(|| state.compared.is_none());
    let onchoose = {
        let (dispatch, choosing) = (state.dispatcher(), choosing.setter());
        Callback::from(move |base: Rc<Base>| {
            dispatch.dispatch(Action::ComparedWith(base));
            choosing.set(false);
        })
    };
    let onanother = {
        let choosing = choosing.setter();
        Callback::from(move |()| choosing.set(true))
    };
    html! {
        <Modal label="Compare" class="dialog--full" dispatch={state.dispatcher()}>
            { match state.compared.clone().filter(|_| !*choosing) {
                Some(compared) => html! { <CompareResult state={state.clone()} {compared} {onanother} /> },
                None => html! { <CompareChoice state={state.clone()} {onchoose} /> },
            } }
        </Modal>
    }
}
