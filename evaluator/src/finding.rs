//! What reading and checking find: a code, its kind, what it speaks of, where. The words are in `explain`.
//!
//! Codes are the issue codes of IAM Access Analyzer's policy checks where one exists.

use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

use crate::span::ByteSpan;

/// Access Analyzer's four kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum FindingType {
    /// The policy does not work as written.
    Error,
    /// The policy allows more than is safe.
    SecurityWarning,
    /// The policy may not do what was meant.
    Warning,
    /// The policy could be written better.
    Suggestion,
}

/// Something found in one policy document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Access Analyzer's kind.
    pub kind: FindingType,
    /// Access Analyzer's issue code, or our own in the same style.
    pub code: &'static str,
    /// What the sentence names, in the order of `explain::finding`.
    pub params: Vec<(&'static str, String)>,
    /// Where it is underlined; the whole document where there is no better place.
    pub span: ByteSpan,
    /// Other places that it speaks of.
    pub related: Vec<ByteSpan>,
    /// Edits that mend it: each a title and replacements.
    pub fixes: Vec<IssueFix>,
    /// Whether it is an error of form: IAM would not store this document, so no statement of it counts.
    pub unreads: bool,
}

/// A set of replacements that mends an [`Issue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueFix {
    /// What it does, as a code that `explain` puts into words.
    pub code: &'static str,
    /// Where, and the new text.
    pub edits: Vec<(ByteSpan, String)>,
}
