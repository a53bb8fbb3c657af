//! The line between two columns, which moves them by pointer and by keyboard.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

/// Which column the splitter widens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitterSide {
    /// The policies, at its left.
    Policies,
    /// The request, at its left.
    Request,
}

/// What a splitter is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SplitterProps {
    /// Which column it widens.
    pub side: SplitterSide,
}

/// The narrowest and widest that a column gets, in thousandths of all columns.
const RANGE: (u32, u32) = (180, 500);
/// By how much a key moves it.
const STEP: u32 = 20;

/// The line between two columns.
#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    let share = use_state_eq(|| match props.side {
        SplitterSide::Policies => 294,
        SplitterSide::Request => 306,
    });
    let (class, label, variable) = match props.side {
        SplitterSide::Policies => ("split split--1", "Width of the policies", "--share-policies"),
        SplitterSide::Request => ("split split--2", "Width of the request", "--share-request"),
    };
    let place = {
        let share = share.clone();
        move |splitter: &Element, wanted: u32| {
            let wanted = wanted.clamp(RANGE.0, RANGE.1);
            if let Some(columns) = splitter.parent_element().and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = columns.style().set_property(variable, &format!("{}.{}", wanted / 10, wanted % 10));
            }
            share.set(wanted);
        }
    };
    let onkeydown = {
        let (share, place) = (share.clone(), place.clone());
        move |event: KeyboardEvent| {
            let wanted = match event.key().as_str() {
                "ArrowLeft" => share.saturating_sub(STEP),
                "ArrowRight" => *share + STEP,
                "Home" => RANGE.0,
                "End" => RANGE.1,
                _ => return,
            };
            event.prevent_default();
            if let Some(splitter) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
                place(&splitter, wanted);
            }
        }
    };
    let onpointerdown = |event: PointerEvent| {
        if let Some(splitter) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
            let _ = splitter.set_pointer_capture(event.pointer_id());
        }
    };
    let onpointermove = move |event: PointerEvent| {
        let Some(splitter) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
        if splitter.has_pointer_capture(event.pointer_id())
            && let Some(wanted) = share_at(&splitter, f64::from(event.client_x()))
        {
            place(&splitter, wanted);
        }
    };
    html! {
        <div
            {class} role="separator" aria-orientation="vertical" tabindex="0" aria-label={label}
            aria-valuenow={((*share + 5) / 10).to_string()} aria-valuemin="18" aria-valuemax="50"
            {onkeydown} {onpointerdown} {onpointermove}
        />
    }
}

/// The share of all columns that the column before the splitter gets when its edge is at `x`.
fn share_at(splitter: &Element, x: f64) -> Option<u32> {
    let column = splitter.previous_element_sibling()?.get_bounding_client_rect();
    let all = splitter.parent_element()?.get_bounding_client_rect();
    let share = ((x - column.left()) / all.width() * 1000.0).clamp(0.0, 1000.0);
    // JavaScript's own way from any number to a whole one.
    Some(JsValue::from(share).unsigned_shr(&JsValue::from(0)))
}
