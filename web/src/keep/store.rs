//! Drafts and revisions in `IndexedDB`, by the functions of `js/src/store.js`. That file says what they do.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// The work as it was once.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// A number of its own.
    pub id: Option<u32>,
    /// When it was kept, in milliseconds since 1970.
    pub at: f64,
    /// Why it was kept, or what the person called it.
    pub label: String,
    /// The scenario as JSON.
    pub scenario: String,
}

#[wasm_bindgen(module = "/js/dist/store.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = draft)]
    async fn kept_draft(tab: &str) -> Result<JsValue, JsValue>;

    /// Keeps the work of this tab.
    ///
    /// # Errors
    /// Where the browser keeps nothing, or has no room.
    #[wasm_bindgen(catch, js_name = keepDraft)]
    pub async fn keep_draft(tab: &str, scenario: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_name = revisions)]
    async fn kept_revisions() -> Result<JsValue, JsValue>;

    /// Keeps the work as it is, unless the youngest revision holds the same.
    ///
    /// # Errors
    /// Where the browser keeps nothing, or has no room.
    #[wasm_bindgen(catch, js_name = keepRevision)]
    pub async fn keep_revision(label: &str, scenario: &str) -> Result<(), JsValue>;
}

/// The draft of this tab, else the youngest of any: a new tab goes on where the last one was.
pub async fn draft(tab: &str) -> Option<String> {
    kept_draft(tab).await.ok()?.as_string()
}

/// Every revision, the youngest first. A record of another version is passed over.
pub async fn revisions() -> Vec<Revision> {
    let Ok(records) = kept_revisions().await else { return Vec::new() };
    Array::from(&records).iter().filter_map(|record| Revision::of(&record)).collect()
}

impl Revision {
    fn of(record: &JsValue) -> Option<Self> {
        let field = |name: &str| Reflect::get(record, &name.into()).ok();
        let id = field("id").filter(|id| id.as_f64().is_some());
        Some(Self {
            id: id.map(|id| id.unsigned_shr(&JsValue::from(0))),
            at: field("at")?.as_f64()?,
            label: field("label")?.as_string()?,
            scenario: field("scenario")?.as_string()?,
        })
    }
}
