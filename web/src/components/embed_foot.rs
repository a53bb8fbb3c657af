//! Below the panels in somebody else's page: whether all came out as its author says, the way back, and the way out.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use iam_evaluator::scenario::Scenario;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::button::{button, clicked, titled};
use super::icon::{Glyph, icon};
use crate::embed::Options;
use crate::hooks::{until_then, use_change};
use crate::share::{self, MAX_LINK};
use crate::state::{Action, StateHandle};
use crate::trace::Shared;

/// How long nothing may change before the link is made anew, in milliseconds.
const QUIET: u32 = 250;

/// What the foot is given.
#[derive(Clone, PartialEq, Properties)]
pub struct EmbedFootProps {
    /// The state of the panels.
    pub state: StateHandle,
    /// What was shown at first.
    pub given: Shared<Scenario>,
    /// Where it leads.
    pub options: Options,
}

/// The foot of the panels.
#[component]
pub fn EmbedFoot(props: &EmbedFootProps) -> Html {
    let EmbedFootProps { state, given, options } = props;
    let link = use_link(&state.scenario, options.open_in.clone());
    let (all, wrong) = state.expectations();
    let changed = *state.scenario != **given;
    let back = || clicked(&state.dispatcher(), Action::OpenedScenario(given.rc()));
    html! {
        <div class="emb__foot" part="foot">
            { expectation(all, wrong) }
            if options.setting.is_free() { <span>{ "edit anything; nothing leaves this page" }</span> }
            <span class="grow" />
            if state.history.can_undo() {
                { button("btn btn--quiet btn--small", clicked(&state.dispatcher(), Action::Undid), titled(Glyph::Undo, "Undo")) }
            }
            if changed {
                { button("btn btn--quiet btn--small", back(), titled(Glyph::Undo, "Back to the start")) }
            }
            if let Some(link) = link {
                <a class="btn btn--quiet btn--small" href={link} target="_blank" rel="noopener">
                    { icon(Glyph::Out) }{ "Open in the playground" }
                </a>
            }
        </div>
    }
}

/// Whether what the author claims came true; nothing where nothing is claimed.
fn expectation(all: usize, wrong: usize) -> Html {
    let (is, glyph, words) = match (all, wrong) {
        (0, _) => return html! {},
        (_, 0) => ("ok", Glyph::Match, "as expected".to_owned()),
        (1, _) => ("wrong", Glyph::NoMatch, "not as expected".to_owned()),
        (all, wrong) => ("wrong", Glyph::NoMatch, format!("{wrong} of {all} not as expected")),
    };
    let class = if wrong == 0 { "chip chip--line" } else { "chip chip--solid" };
    html! { <span {class} data-is={is}>{ icon(glyph) }{ words }</span> }
}

/// The link to the scenario in the playground at this address, made anew once nothing has changed for a while.
#[hook]
fn use_link(scenario: &Rc<Scenario>, address: Option<AttrValue>) -> Option<String> {
    let link = use_state_eq(|| None::<String>);
    use_change((Rc::as_ptr(scenario), address.clone()), {
        let (link, scenario) = (link.setter(), Rc::clone(scenario));
        move || {
            if address.is_none() {
                link.set(None);
            }
            let made = address.map(|address| {
                Timeout::new(QUIET, move || {
                    spawn_local(async move {
                        let fragment = share::encode(&scenario).await.filter(|it| it.len() <= MAX_LINK);
                        let place = address.split('#').next().unwrap_or_default().to_owned();
                        link.set(fragment.map(|fragment| format!("{place}#{fragment}")));
                    });
                })
            });
            until_then(made)
        }
    });
    (*link).clone()
}
