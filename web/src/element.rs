//! Mounts the panels into an element of somebody else's page, as often as that page has one. JavaScript calls this; what
//! goes in and what comes out is JSON.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use playground::components::embed::{Embed, EmbedProps};
use playground::components::fetched::Fetched;
use playground::components::offers::{SeekOffers, seek_offers};
use playground::components::setting::Place;
use playground::embed::{Options, Wish};
use playground::state::{InvalidInput, State, read_scenario};
use playground::trace::Shared;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

fn main() {}

/// What a page hears of a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Heard {
    request: Asked,
    mismatches: Vec<Asked>,
    /// Whether another scenario was decided, not only another request looked at.
    changed: bool,
}

/// One request and what came of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<InvalidInput>,
}

/// Panels in an element, until they are taken out.
#[wasm_bindgen]
pub struct Panels {
    app: AppHandle<Embed>,
    props: EmbedProps,
    state: Rc<RefCell<Option<State>>>,
}

/// What seeks offers for a denied request: a part of the program that is fetched.
#[wasm_split(repairs, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "what fails is the fetching")]
fn repairs() -> Result<SeekOffers, SplitLoaderError> {
    Ok(seek_offers)
}

/// Puts panels into `root`; `heard` is called with every result.
///
/// # Errors
/// The scenario is none: an `InvalidInput`, as JSON.
#[wasm_bindgen]
pub fn mount(root: Element, scenario: &str, wish: &str, heard: Function) -> Result<Panels, JsValue> {
    let state = Rc::new(RefCell::new(None));
    let onresult = {
        let state = Rc::clone(&state);
        Callback::from(move |now: State| {
            let before = state.replace(Some(now.clone()));
            let text = serde_json::to_string(&heard_of(&now, before.as_ref())).unwrap_or_default();
            // What a listener throws is the page's own concern.
            let _ = heard.call1(&JsValue::NULL, &text.into());
        })
    };
    let repairs = Fetched(|| Box::pin(async { repairs().await.ok() }));
    let props = EmbedProps { scenario: scenario_of(scenario)?, options: options_of(wish), repairs, onresult };
    let app = Renderer::<Embed>::with_root_and_props(root, props.clone()).render();
    Ok(Panels { app, props, state })
}

#[wasm_bindgen]
impl Panels {
    /// Shows another scenario.
    ///
    /// # Errors
    /// As [`mount`].
    #[wasm_bindgen(js_name = setScenario)]
    pub fn set_scenario(&mut self, scenario: &str) -> Result<(), JsValue> {
        self.props.scenario = scenario_of(scenario)?;
        self.app.update(self.props.clone());
        Ok(())
    }

    /// Shows it in another way.
    #[wasm_bindgen(js_name = setWish)]
    pub fn set_wish(&mut self, wish: &str) {
        self.props.options = options_of(wish);
        self.app.update(self.props.clone());
    }

    /// The scenario as it is now.
    pub fn scenario(&self) -> Option<String> {
        self.state.borrow().as_ref().and_then(|state| serde_json::to_string(&*state.scenario).ok())
    }

    /// The evaluation of the request that is looked at.
    pub fn evaluation(&self) -> Option<String> {
        self.state.borrow().as_ref().and_then(|state| serde_json::to_string(&**state.evaluation()?).ok())
    }

    /// Takes the panels out.
    pub fn unmount(self) {
        self.app.destroy();
    }
}

fn scenario_of(text: &str) -> Result<Shared<iam_evaluator::scenario::Scenario>, JsValue> {
    let read = read_scenario(text).map(|scenario| Shared::new(Rc::new(scenario)));
    read.map_err(|error| serde_json::to_string(&error).unwrap_or_default().into())
}

fn options_of(wish: &str) -> Options {
    Options::of(&Wish::read(wish), Place::Element)
}

fn heard_of(now: &State, before: Option<&State>) -> Heard {
    let wrong = (0..now.scenario.requests.len()).filter(|place| now.keeps(*place) == Some(false));
    Heard {
        request: asked(now, now.selected_request),
        mismatches: wrong.map(|place| asked(now, place)).collect(),
        changed: before.is_none_or(|before| !Rc::ptr_eq(&before.scenario, &now.scenario)),
    }
}

fn asked(state: &State, place: usize) -> Asked {
    let request = state.scenario.requests.get(place);
    let outcome = state.decision(place);
    let evaluation = state.evaluation().filter(|_| place == state.selected_request);
    Asked {
        index: place,
        name: request.and_then(|request| request.name.clone()),
        decision: outcome.as_ref().and_then(|outcome| outcome.as_ref().ok()).map(|decision| word(*decision)),
        reason: evaluation.map(|evaluation| evaluation.reason.text.clone()),
        expect: request.and_then(|request| request.expect).map(word),
        error: outcome.and_then(Result::err).cloned(),
    }
}

/// AWS's own word.
fn word(decision: iam_evaluator::trace::Decision) -> &'static str {
    playground::components::decision_word::look(decision).1
}
