//! The document of a frame in somebody else's page: the scenario is in its address, and it tells that page its height.

use std::rc::Rc;

use gloo::events::EventListener;
use iam_evaluator::scenario::Scenario;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::embed::Embed;
use super::fetched::Fetched;
use super::icon::{Glyph, icon};
use super::offers::SeekOffers;
use super::setting::Place;
use crate::embed::{Options, Wish};
use crate::hooks::{until_then, use_change, use_told_height};
use crate::share;
use crate::trace::Shared;

/// What is known of the scenario.
#[derive(Clone, PartialEq)]
enum Found {
    NotYet,
    Nothing(AttrValue),
    Scenario(Shared<Scenario>),
}

/// What the document of a frame is given.
#[derive(Clone, PartialEq, Properties)]
pub struct FrameProps {
    /// Where the offers for a denied request come from.
    pub repairs: Fetched<SeekOffers>,
}

/// The document of a frame.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let options = use_state(options);
    let found = use_state_eq(|| Found::NotYet);
    let parent = use_state(|| asked("parent").map(AttrValue::from));
    use_told_height((*parent).clone());
    use_change((), {
        let found = found.setter();
        move || {
            if let Some(theme) = asked("theme") {
                let _ = gloo::utils::document_element().set_attribute("data-theme", &theme);
            }
            look(found.clone());
            let changed = EventListener::new(&gloo::utils::window(), "hashchange", move |_| look(found.clone()));
            until_then(changed)
        }
    });
    match &*found {
        Found::NotYet => html! { <main class="pg pg--embed pg--frame" aria-busy="true" /> },
        Found::Nothing(why) => html! {
            <main class="pg pg--embed pg--frame">
                <div class="empty">{ icon(Glyph::Link) }<h1>{ "No scenario" }</h1><p>{ why }</p></div>
            </main>
        },
        Found::Scenario(scenario) => html! {
            <Embed scenario={scenario.clone()} options={(*options).clone()} repairs={props.repairs} onresult={Callback::noop()} />
        },
    }
}

/// Reads the scenario from the address.
fn look(found: UseStateSetter<Found>) {
    let fragment = gloo::utils::window().location().hash().unwrap_or_default();
    if !share::is_link(&fragment) {
        return found.set(Found::Nothing("The address of this frame holds none after its #.".into()));
    }
    spawn_local(async move {
        found.set(match share::decode(&fragment).await {
            Ok(scenario) => Found::Scenario(Shared::new(Rc::new(scenario))),
            Err(refused) => Found::Nothing(refused.to_string().into()),
        });
    });
}

/// What the query says of this name; an empty text where it says the name alone.
fn asked(name: &str) -> Option<String> {
    let search = gloo::utils::window().location().search().unwrap_or_default();
    let mut pairs = search.trim_start_matches('?').split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    js_sys::decode_uri_component(&value.replace('+', " ")).ok().map(String::from)
}

/// What the query says; the playground is the page that this one lies below.
fn options() -> Options {
    let href = gloo::utils::window().location().href().unwrap_or_default();
    let own = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches("index.html");
    let wish = Wish {
        view: asked("view").unwrap_or_default(),
        layout: asked("layout").unwrap_or_default(),
        readonly: asked("readonly").is_some(),
        open_in: own.trim_end_matches('/').rsplit_once('/').map(|(above, _)| format!("{above}/")).unwrap_or_default(),
        label: String::new(),
    };
    Options::of(&wish, Place::Frame)
}
