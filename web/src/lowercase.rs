//! Letters made small, for a search that does not mind their size.

/// The text in small letters. A browser has the tables of Unicode, which are larger than all that is done with them here.
#[cfg(target_arch = "wasm32")]
pub fn lowercase(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// The text in small letters.
#[cfg(not(target_arch = "wasm32"))]
pub fn lowercase(text: &str) -> String {
    text.to_lowercase()
}
