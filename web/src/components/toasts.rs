//! A short message about what just happened; it leaves by itself, unless it is pointed at.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::button::{button, icon_button, titled};
use super::icon::Glyph;
use crate::hooks::{until_then, use_change};
use crate::state::{Action, Dispatch, Toast};

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ToastsProps {
    /// The message.
    pub toast: Option<Toast>,
    /// Takes what the person did.
    pub dispatch: Dispatch,
}

/// How long a message stays.
const STAYS: u32 = 8_000;

/// A short message about what just happened.
#[component]
pub fn Toasts(props: &ToastsProps) -> Html {
    let held = use_state_eq(|| false);
    use_change((props.toast.clone(), *held), {
        let (dispatch, leaves) = (props.dispatch.clone(), props.toast.is_some() && !*held);
        move || {
            let timer = leaves.then(|| Timeout::new(STAYS, move || dispatch.dispatch(Action::Told(None))));
            until_then(timer)
        }
    });
    let act = |actions: &'static [Action]| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| actions.iter().for_each(|action| dispatch.dispatch(action.clone())))
    };
    let hold = |hold: bool| {
        let held = held.clone();
        move |_: PointerEvent| held.set(hold)
    };
    html! {
        <div class="toasts" role="status" aria-label="Message" onpointerenter={hold(true)} onpointerleave={hold(false)}>
            if let Some(toast) = &props.toast {
                <div class="toast">
                    <span>{ &toast.text }</span>
                    if toast.undo {
                        { button("btn btn--small", act(&[Action::Undid, Action::Told(None)]), titled(Glyph::Undo, "Undo")) }
                    }
                    { icon_button(Glyph::Cross, "Put away", act(&[Action::Told(None)])) }
                </div>
            }
        </div>
    }
}
