//! The tab's own name, and what it hands over to itself when it is loaded again.

use web_sys::Storage;

const TAB: &str = "iam-playground.tab";
const HANDED: &str = "iam-playground.handed";

/// The name of this tab, made at its first visit.
pub fn tab() -> String {
    stored(TAB).unwrap_or_else(new_tab)
}

/// Gives this tab a new name, and so a draft of its own.
pub(super) fn new_tab() -> String {
    let tab = format!("{:x}{:x}", js_sys::Date::now().to_bits(), js_sys::Math::random().to_bits());
    // Without storage each load is a first visit.
    store(TAB, &tab);
    tab
}

/// Whether this tab has been here before.
pub(super) fn is_known() -> bool {
    stored(TAB).is_some()
}

/// Leaves the work where the same tab finds it at once, for there is no time to write a data base when a page goes.
pub fn hand_over(scenario: &str) {
    store(HANDED, scenario);
}

/// Takes what was left.
pub(super) fn taken_over() -> Option<String> {
    let handed = stored(HANDED);
    let _ = storage().map(|storage| storage.remove_item(HANDED));
    handed
}

fn stored(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text, where the browser keeps any.
fn store(name: &str, text: &str) {
    let _ = storage().map(|storage| storage.set_item(name, text));
}

fn storage() -> Option<Storage> {
    gloo::utils::window().session_storage().ok()?
}
