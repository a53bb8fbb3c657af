//! The scenario: the one document format, which the page edits, a link carries and a test asserts.

mod read;

pub use read::Unread;

use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

pub use crate::policy::PolicyInput;
use crate::request::Request;

/// The most policies of a scenario.
pub const MAX_POLICIES: usize = 100;
/// The most requests of a scenario.
pub const MAX_REQUESTS: usize = 1_000;

/// Real policies, and requests asked of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    /// Where the format is described.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// A question or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Markdown, short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// In the author's order.
    pub policies: Vec<PolicyInput>,
    /// At least one.
    pub requests: Vec<Request>,
}
