//! Light, dark, or what the system says; remembered in this browser.

use yew::prelude::*;

use super::{for_good, use_change};
use crate::keep::Texts;

const KEY: &str = "iam-playground.theme";

/// The theme's name, and what changes to the next one.
#[hook]
pub fn use_theme() -> (&'static str, Callback<MouseEvent>) {
    let theme = use_state_eq(|| named(Texts::OfBrowser.get(KEY).unwrap_or_default().as_str()));
    let now = *theme;
    use_change(now, move || {
        let root = gloo::utils::document_element();
        let _ = match now {
            "system" => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen),
        };
        for_good()
    });
    let next = Callback::from(move |_: MouseEvent| {
        let next = match now {
            "system" => "light",
            "light" => "dark",
            _ => "system",
        };
        // A browser that keeps nothing still changes the theme until the page is left.
        Texts::OfBrowser.keep(KEY, next);
        theme.set(next);
    });
    (now, next)
}

fn named(stored: &str) -> &'static str {
    match stored {
        "light" => "light",
        "dark" => "dark",
        _ => "system",
    }
}
