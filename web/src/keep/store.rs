//! Drafts and revisions in `IndexedDB`.

use js_sys::{Date, JSON};
use rexie::{ObjectStore, Rexie, Transaction, TransactionMode};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// The most revisions that are kept.
const REVISIONS: usize = 30;
/// The most drafts that are kept: one for each of the tabs that were used last.
const DRAFTS: usize = 12;

/// The work of one tab.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Draft {
    tab: String,
    at: f64,
    scenario: String,
}

/// The work as it was once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// A number of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u32>,
    /// When it was kept, in milliseconds since 1970.
    pub at: f64,
    /// Why it was kept, or what the person called it.
    pub label: String,
    /// The scenario as JSON.
    pub scenario: String,
}

async fn open(mode: TransactionMode) -> rexie::Result<Transaction> {
    let database = Rexie::builder("iam-policy-playground")
        .version(1)
        .add_object_store(ObjectStore::new("drafts").key_path("tab"))
        .add_object_store(ObjectStore::new("revisions").key_path("id").auto_increment(true))
        .build()
        .await?;
    database.transaction(&["drafts", "revisions"], mode)
}

/// The draft of this tab, else the youngest of any: a new tab goes on where the last one was.
pub async fn draft(tab: &str) -> Option<String> {
    let transaction = open(TransactionMode::ReadOnly).await.ok()?;
    let drafts: Vec<Draft> = all(&transaction, "drafts").await.ok()?;
    let own = drafts.iter().find(|draft| draft.tab == tab);
    let youngest = || drafts.iter().max_by(|a, b| a.at.total_cmp(&b.at));
    own.or_else(youngest).map(|draft| draft.scenario.clone())
}

/// Keeps the work of this tab.
///
/// # Errors
/// Where the browser keeps nothing, or has no room.
pub async fn keep_draft(tab: &str, scenario: String) -> rexie::Result<()> {
    let transaction = open(TransactionMode::ReadWrite).await?;
    let store = transaction.store("drafts")?;
    let draft = Draft { tab: tab.to_owned(), at: Date::now(), scenario };
    store.put(&to_js(&draft), None).await?;
    let mut drafts: Vec<Draft> = all(&transaction, "drafts").await?;
    drafts.sort_by(|a, b| b.at.total_cmp(&a.at));
    for old in drafts.into_iter().skip(DRAFTS) {
        store.delete(JsValue::from(old.tab)).await?;
    }
    transaction.done().await?;
    Ok(())
}

/// Every revision, the youngest first.
pub async fn revisions() -> Vec<Revision> {
    let Ok(transaction) = open(TransactionMode::ReadOnly).await else { return Vec::new() };
    let mut revisions: Vec<Revision> = all(&transaction, "revisions").await.unwrap_or_default();
    revisions.sort_by(|a, b| b.at.total_cmp(&a.at));
    revisions
}

/// Keeps the work as it is, unless the youngest revision holds the same.
///
/// # Errors
/// Where the browser keeps nothing, or has no room.
pub async fn keep_revision(label: &str, scenario: String) -> rexie::Result<()> {
    let transaction = open(TransactionMode::ReadWrite).await?;
    let store = transaction.store("revisions")?;
    let mut kept: Vec<Revision> = all(&transaction, "revisions").await?;
    kept.sort_by(|a, b| b.at.total_cmp(&a.at));
    if kept.first().is_some_and(|youngest| youngest.scenario == scenario) {
        return Ok(());
    }
    let revision = Revision { id: None, at: Date::now(), label: label.to_owned(), scenario };
    store.add(&to_js(&revision), None).await?;
    for old in kept.into_iter().skip(REVISIONS - 1) {
        if let Some(id) = old.id {
            store.delete(JsValue::from(id)).await?;
        }
    }
    transaction.done().await?;
    Ok(())
}

async fn all<T: for<'a> Deserialize<'a>>(transaction: &Transaction, store: &str) -> rexie::Result<Vec<T>> {
    let values = transaction.store(store)?.get_all(None, None).await?;
    Ok(values.iter().filter_map(from_js).collect())
}

fn to_js<T: Serialize>(value: &T) -> JsValue {
    let text = serde_json::to_string(value).unwrap_or_default();
    JSON::parse(&text).unwrap_or(JsValue::NULL)
}

/// A record of another version is passed over.
fn from_js<T: for<'a> Deserialize<'a>>(value: &JsValue) -> Option<T> {
    let text = String::from(JSON::stringify(value).ok()?);
    serde_json::from_str(&text).ok()
}
