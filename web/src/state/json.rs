//! JSON as a person reads it: two spaces a level.

use serde::Serialize;

/// `value` as JSON.
pub fn pretty<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
