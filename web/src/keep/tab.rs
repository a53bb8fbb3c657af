//! The tab's own name, and what it hands over to itself when it is loaded again.

use super::Texts;

const TAB: &str = "iam-playground.tab";
const HANDED: &str = "iam-playground.handed";

/// The name of this tab, made at its first visit.
pub fn tab() -> String {
    Texts::OfTab.get(TAB).unwrap_or_else(new_tab)
}

/// Gives this tab a new name, and so a draft of its own.
pub(super) fn new_tab() -> String {
    let tab = format!("{:x}{:x}", js_sys::Date::now().to_bits(), js_sys::Math::random().to_bits());
    // Without storage each load is a first visit.
    Texts::OfTab.keep(TAB, &tab);
    tab
}

/// Whether this tab has been here before.
pub(super) fn is_known() -> bool {
    Texts::OfTab.get(TAB).is_some()
}

/// Leaves the work where the same tab finds it at once, for there is no time to write a data base when a page goes.
pub fn hand_over(scenario: &str) {
    Texts::OfTab.keep(HANDED, scenario);
}

/// Takes what was left.
pub(super) fn taken_over() -> Option<String> {
    let handed = Texts::OfTab.get(HANDED);
    Texts::OfTab.forget(HANDED);
    handed
}
