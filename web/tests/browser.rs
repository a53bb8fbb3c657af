//! The page in a real browser, without a build of the site: the crate mounts it, and its editors come from the bundle.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use js_sys::{Function, Promise};
use playground::components::dialogs::{DrawDialog, draw_dialog};
use playground::components::fetched::Fetched;
use playground::components::offers::{SeekOffers, seek_offers};
use playground::{Playground, PlaygroundProps};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

/// Frames after which something that was not drawn never will be.
const FRAMES: usize = 600;

#[wasm_bindgen_test]
async fn a_first_visit_shows_a_decision_and_its_trace() {
    let page = mount();
    let decision = drawn(&page, "[role=status][aria-label=Decision]").await;
    let text = decision.text_content().unwrap();
    assert!(["Allowed", "denied"].iter().any(|word| text.contains(word)), "the decision is {text:?}");
    let tree = drawn(&page, "[role=tree][aria-label='Evaluation trace']").await;
    assert!(tree.query_selector("[role=treeitem]").unwrap().is_some());
}

#[wasm_bindgen_test]
async fn a_policy_stands_in_an_editor_of_its_own_shadow_root() {
    let page = mount();
    let main = drawn(&page, "main").await;
    for _ in 0..FRAMES {
        let all = main.query_selector_all("*").unwrap();
        let elements =
            (0..all.length()).filter_map(|index| all.item(index)).map(wasm_bindgen::JsCast::unchecked_into::<Element>);
        let roots: Vec<_> = elements.filter_map(|element| element.shadow_root()).collect();
        if roots.iter().any(|root| root.text_content().is_some_and(|text| text.contains("Statement"))) {
            return;
        }
        next_frame().await;
    }
    assert!(!main.is_connected(), "no editor shows a policy's text");
}

/// The page in an element of its own.
fn mount() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let host = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&host).unwrap();
    let dialogs = Fetched(|| Box::pin(async { Some(draw_dialog as DrawDialog) }));
    let repairs = Fetched(|| Box::pin(async { Some(seek_offers as SeekOffers) }));
    yew::Renderer::<Playground>::with_root_and_props(host.clone(), PlaygroundProps { dialogs, repairs }).render();
    host
}

/// What the page draws there, once it is drawn.
async fn drawn(page: &Element, selector: &str) -> Element {
    for _ in 0..FRAMES {
        if let Some(element) = page.query_selector(selector).unwrap() {
            return element;
        }
        next_frame().await;
    }
    page.query_selector(selector).unwrap().unwrap()
}

async fn next_frame() {
    let frame = Promise::new(&mut |resolve: Function, _| {
        web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(frame).await.unwrap();
}
