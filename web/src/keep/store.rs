//! Drafts and revisions in `IndexedDB`.

use std::cmp::Reverse;

use iam_evaluator::order::sort_by_key;
use js_sys::{Date, Object, Reflect};
use rexie::{ObjectStore, Rexie, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

/// The most revisions that are kept.
const REVISIONS: usize = 30;
/// The most drafts that are kept: one for each of the tabs that were used last.
const DRAFTS: usize = 12;

/// The work of one tab.
#[derive(Clone, Debug)]
struct Draft {
    tab: String,
    at: f64,
    scenario: String,
}

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
    let drafts = all(&transaction, "drafts", Draft::of).await.ok()?;
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
    store.put(&draft.record(), None).await?;
    let mut drafts = all(&transaction, "drafts", Draft::of).await?;
    sort_by_key(&mut drafts, |draft| age(draft.at));
    for old in drafts.into_iter().skip(DRAFTS) {
        store.delete(JsValue::from(old.tab)).await?;
    }
    transaction.done().await?;
    Ok(())
}

/// Every revision, the youngest first.
pub async fn revisions() -> Vec<Revision> {
    let Ok(transaction) = open(TransactionMode::ReadOnly).await else { return Vec::new() };
    let mut revisions = all(&transaction, "revisions", Revision::of).await.unwrap_or_default();
    sort_by_key(&mut revisions, |revision| age(revision.at));
    revisions
}

/// Keeps the work as it is, unless the youngest revision holds the same.
///
/// # Errors
/// Where the browser keeps nothing, or has no room.
pub async fn keep_revision(label: &str, scenario: String) -> rexie::Result<()> {
    let transaction = open(TransactionMode::ReadWrite).await?;
    let store = transaction.store("revisions")?;
    let mut kept = all(&transaction, "revisions", Revision::of).await?;
    sort_by_key(&mut kept, |revision| age(revision.at));
    if kept.first().is_some_and(|youngest| youngest.scenario == scenario) {
        return Ok(());
    }
    let revision = Revision { id: None, at: Date::now(), label: label.to_owned(), scenario };
    store.add(&revision.record(), None).await?;
    for old in kept.into_iter().skip(REVISIONS - 1) {
        if let Some(id) = old.id {
            store.delete(JsValue::from(id)).await?;
        }
    }
    transaction.done().await?;
    Ok(())
}

/// What a store holds. A record of another version is passed over.
async fn all<T>(transaction: &Transaction, store: &str, of: fn(&JsValue) -> Option<T>) -> rexie::Result<Vec<T>> {
    let values = transaction.store(store)?.get_all(None, None).await?;
    Ok(values.iter().filter_map(of).collect())
}

/// The youngest first: numbers above zero are in the order of their bits.
fn age(at: f64) -> Reverse<u64> {
    Reverse(at.to_bits())
}

impl Draft {
    fn of(record: &JsValue) -> Option<Self> {
        Some(Self {
            tab: field(record, "tab")?.as_string()?,
            at: field(record, "at")?.as_f64()?,
            scenario: field(record, "scenario")?.as_string()?,
        })
    }

    fn record(&self) -> JsValue {
        record(&[
            ("tab", self.tab.as_str().into()),
            ("at", self.at.into()),
            ("scenario", self.scenario.as_str().into()),
        ])
    }
}

impl Revision {
    fn of(record: &JsValue) -> Option<Self> {
        let id = field(record, "id").filter(|id| id.as_f64().is_some());
        Some(Self {
            id: id.map(|id| id.unsigned_shr(&JsValue::from(0))),
            at: field(record, "at")?.as_f64()?,
            label: field(record, "label")?.as_string()?,
            scenario: field(record, "scenario")?.as_string()?,
        })
    }

    /// Without the number, which the browser gives.
    fn record(&self) -> JsValue {
        let (label, scenario) = (self.label.as_str().into(), self.scenario.as_str().into());
        record(&[("at", self.at.into()), ("label", label), ("scenario", scenario)])
    }
}

fn field(record: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(record, &name.into()).ok()
}

fn record(fields: &[(&str, JsValue)]) -> JsValue {
    let record = Object::new();
    for (name, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&record, &(*name).into(), value);
    }
    record.into()
}
