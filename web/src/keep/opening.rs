//! What the page opens with: a link's scenario, nothing of yours, your last work, or the first scenario.

use std::rc::Rc;

use iam_evaluator::scenario::Scenario;

use super::{keep_revision, store, tab};
use crate::state::{Saved, Toast, json, read_scenario};
use crate::{gallery, share};

/// What the page opens with.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What is said about it.
    pub toast: Option<Toast>,
    /// Whether it is kept already.
    pub saved: Saved,
}

/// Reads the address, then the browser's memory.
pub async fn opening() -> Opening {
    let location = gloo::utils::window().location();
    let fragment = location.hash().unwrap_or_default();
    let fresh = location.search().unwrap_or_default().trim_start_matches('?').split('&').any(|it| it == "fresh");
    if fragment.is_empty() && fresh {
        tab::new_tab();
        return first(None);
    }
    let known = tab::is_known();
    let own = tab::tab();
    let draft = match tab::taken_over() {
        Some(handed) => Some(handed),
        None => store::draft(&own).await,
    };
    let draft = draft.and_then(|text| read_scenario(&text).ok());
    if !share::is_link(&fragment) {
        return mine(draft, None);
    }
    leave_fragment();
    match share::decode(&fragment).await {
        Ok(scenario) => {
            if let Some(draft) = draft.filter(|draft| known && *draft != scenario) {
                // A browser that keeps nothing has no revisions either.
                let _ = keep_revision("Before a link was opened", &json::pretty(&draft)).await;
            }
            Opening { scenario: Rc::new(scenario), toast: None, saved: Saved::NotYet }
        }
        Err(refused) => mine(draft, Some(Toast::new(format!("{refused}; your work is as it was")))),
    }
}

fn mine(draft: Option<Scenario>, toast: Option<Toast>) -> Opening {
    match draft {
        Some(scenario) => Opening { scenario: Rc::new(scenario), toast, saved: Saved::Yes },
        None => first(toast),
    }
}

fn first(toast: Option<Toast>) -> Opening {
    Opening { scenario: Rc::new(gallery::first()), toast, saved: Saved::NotYet }
}

/// Takes the link out of the address, so that a reload shows the edits.
pub fn leave_fragment() {
    let window = gloo::utils::window();
    let location = window.location();
    let (path, search) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("{path}{search}")));
    }
}
