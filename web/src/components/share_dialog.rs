//! The scenario as a link, and as texts for other places.

use iam_evaluator::scenario::Scenario;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::copy_text::CopyText;
use super::dialog::Modal;
use super::icon::{Glyph, icon};
use crate::hooks::{for_good, use_change};
use crate::lowercase::lowercase;
use crate::share::{self, MAX_LINK};
use crate::state::{Action, State, StateHandle, Toast, json};

/// What the dialog is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ShareDialogProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The scenario as a link, and as texts for other places.
#[component]
pub fn ShareDialog(props: &ShareDialogProps) -> Html {
    let state = &props.state;
    let disguised = use_state_eq(|| false);
    let stand_ins = use_memo(Rc::as_ptr(&state.scenario), |_| share::stand_ins(&state.scenario));
    let shown: Rc<Scenario> = match (&*stand_ins, *disguised) {
        (Some(stand_ins), true) => Rc::new(stand_ins.scenario.clone()),
        _ => Rc::clone(&state.scenario),
    };
    let fragment = use_state_eq(|| None::<String>);
    use_change((Rc::as_ptr(&state.scenario), *disguised), {
        let (fragment, shown) = (fragment.setter(), Rc::clone(&shown));
        move || {
            spawn_local(async move { fragment.set(share::encode(&shown).await) });
            for_good()
        }
    });
    let length = fragment.as_ref().map_or(0, String::len);
    let fits = length > 0 && length <= MAX_LINK;
    let link = fragment.as_ref().filter(|_| fits).map(|it| format!("{}#{it}", address())).unwrap_or_default();
    let shared =
        if *disguised { State::new((*shown).clone()).selecting(state.selected_request) } else { (**state).clone() };
    let ondisguise = {
        let disguised = disguised.clone();
        move |event: Event| disguised.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let ondownload = {
        let (dispatch, text, name) = (state.dispatcher(), json::pretty(&*shown), file_name(&shown));
        move |_| {
            if crate::files::download(&name, &text).is_err() {
                dispatch.dispatch(Action::Told(Some(Toast::new("The browser refused the download"))));
            }
        }
    };
    let frame = fragment.as_ref().filter(|_| fits && !address().starts_with("file:"));
    let frame = frame.map(|it| share::frame(&address(), it, shown.title.as_deref()));
    let command = shared.request().map(|request| share::simulate(&shown, request)).unwrap_or_default();
    html! {
        <Modal label="Share" dispatch={state.dispatcher()}>
            <div class="dialog__body share__body">
                <p class="muted">{ "The whole scenario is in the link, after the #. Nothing is sent anywhere until you hand the link on." }</p>
                if fits || length == 0 {
                    <div class="linkbox">
                        <input class="field field--code" readonly=true aria-label="Link" value={link.clone()} />
                        <CopyText class="btn--primary" label="Copy link" text={link} disabled={!fits} />
                    </div>
                } else {
                    <p class="err">{ icon(Glyph::Link) }{ "Too large for a link. Download it, or remove a policy." }</p>
                }
                <div>
                    <progress class="gauge" aria-label="Size of the link" max={MAX_LINK.to_string()} value={length.min(MAX_LINK).to_string()} />
                    <p class="muted">{ format!("{} of {} characters", grouped(length), grouped(MAX_LINK)) }</p>
                </div>
                if let Some(stand_ins) = &*stand_ins {
                    <label class="check">
                        <input type="checkbox" checked={*disguised} onchange={ondisguise} />
                        <span>
                            { "Replace account ids and names by stand-ins" }
                            <span class="muted share__count">{ format!("{} names in {} places; every decision stays", stand_ins.names, stand_ins.places) }</span>
                        </span>
                    </label>
                }
                <div class="copies">
                    { copy(Glyph::Text, "Markdown", "policies, requests and the reason, for an issue", share::markdown(&shared)) }
                    { copy(Glyph::Code, "Scenario JSON", "what the npm package and the tests read", json::pretty(&*shown)) }
                    { copy(Glyph::Tree, "Embed element", "HTML for a page that has the package's element.js", share::element(&shown)) }
                    if let Some(frame) = frame { { copy(Glyph::Out, "Embed frame", "HTML for any page: a frame of this playground", frame) } }
                    { copy(Glyph::Term, "AWS CLI", "aws iam simulate-custom-policy", command) }
                </div>
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn btn--quiet" onclick={ondownload}>{ icon(Glyph::Download) }{ "Download JSON" }</button>
            </div>
        </Modal>
    }
}

fn copy(glyph: Glyph, what: &'static str, which: &'static str, text: String) -> Html {
    html! {
        <div class="copy">
            { icon(glyph) }
            <div><b>{ what }</b><p>{ which }</p></div>
            <CopyText class="btn--small" label="Copy" name={format!("Copy as {what}")} {text} />
        </div>
    }
}

/// The page's address without its fragment and its query.
fn address() -> String {
    let location = gloo::utils::window().location();
    let whole = location.href().unwrap_or_default();
    whole.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

/// A file name made of the title's words.
fn file_name(scenario: &Scenario) -> String {
    let title = lowercase(scenario.title.as_deref().unwrap_or("scenario"));
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(8).collect();
    format!("{}.json", if words.is_empty() { "scenario".to_owned() } else { words.join("-") })
}
