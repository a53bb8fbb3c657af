//! The tab's own name, and what it hands over to itself when it is loaded again.

use gloo::storage::{SessionStorage, Storage};

const TAB: &str = "iam-playground.tab";
const HANDED: &str = "iam-playground.handed";

/// The name of this tab, made at its first visit.
pub fn tab() -> String {
    if let Ok(tab) = SessionStorage::get::<String>(TAB) {
        return tab;
    }
    new_tab()
}

/// Gives this tab a new name, and so a draft of its own.
pub(super) fn new_tab() -> String {
    let tab = format!("{:x}{:x}", js_sys::Date::now().to_bits(), js_sys::Math::random().to_bits());
    // Without storage each load is a first visit.
    let _ = SessionStorage::set(TAB, &tab);
    tab
}

/// Whether this tab has been here before.
pub(super) fn is_known() -> bool {
    SessionStorage::get::<String>(TAB).is_ok()
}

/// Leaves the work where the same tab finds it at once, for there is no time to write a data base when a page goes.
pub fn hand_over(scenario: &str) {
    let _ = SessionStorage::set(HANDED, scenario);
}

/// Takes what was left.
pub(super) fn taken_over() -> Option<String> {
    let handed = SessionStorage::get::<String>(HANDED).ok();
    SessionStorage::delete(HANDED);
    handed
}
