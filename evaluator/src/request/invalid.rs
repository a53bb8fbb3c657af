//! What is wrong with an input that cannot be judged at all, and where.

use alloc::string::String;
use serde::Serialize;

use crate::span::ByteSpan;

/// An input that cannot be judged: a wrong shape, an unknown field, a limit passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvalidInput {
    /// What kind of mistake, as a name.
    pub code: &'static str,
    /// Where, as a JSON pointer into the input.
    pub pointer: String,
    /// One sentence.
    pub message: String,
    /// Where in the text, when it was read from one.
    #[serde(skip)]
    pub span: Option<ByteSpan>,
}

impl InvalidInput {
    /// A mistake at `pointer`.
    pub fn new(code: &'static str, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, pointer: pointer.into(), message: message.into(), span: None }
    }
}
