//! Light, dark, or what the system says; remembered in this browser.

use web_sys::Storage;
use yew::prelude::*;

const KEY: &str = "iam-playground.theme";

/// The theme's name, and what changes to the next one.
#[hook]
pub fn use_theme() -> (&'static str, Callback<MouseEvent>) {
    let theme = use_state_eq(|| named(stored().unwrap_or_default().as_str()));
    use_effect_with(*theme, |theme| {
        let root = gloo::utils::document_element();
        let _ = match *theme {
            "system" => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen),
        };
    });
    let now = *theme;
    let next = use_callback(now, move |_: MouseEvent, now| {
        let next = match *now {
            "system" => "light",
            "light" => "dark",
            _ => "system",
        };
        // A browser that keeps nothing still changes the theme until the page is left.
        let _ = storage().map(|storage| storage.set_item(KEY, next));
        theme.set(next);
    });
    (now, next)
}

fn stored() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok()?
}

fn named(stored: &str) -> &'static str {
    match stored {
        "light" => "light",
        "dark" => "dark",
        _ => "system",
    }
}
