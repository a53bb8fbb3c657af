//! Documents that cannot be read at all: too long, or not JSON.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};

use super::Reader;
use super::issue::quoted;
use crate::json::{MAX_DEPTH, MAX_UNITS, SyntaxError, SyntaxErrorKind};
use crate::span::ByteSpan;

/// What of a document is beyond the limit.
pub(super) fn too_long(source: &str) -> Option<ByteSpan> {
    if source.len() <= MAX_UNITS {
        return None;
    }
    let mut units = 0;
    let beyond = source.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > MAX_UNITS
    });
    beyond.map(|(at, _)| ByteSpan::new(at, source.len()))
}

impl Reader<'_> {
    /// A text that is not JSON, with a fix where the mistake has only one.
    pub(super) fn not_json(&mut self, error: SyntaxError) {
        let SyntaxError { kind, span } = error;
        let source = self.source;
        let found = error.found(source);
        let issue = self.error_of_form("JSON_SYNTAX_ERROR", span);
        issue.with("problem", kind.code()).with("found", &found);
        match kind {
            SyntaxErrorKind::TooDeep => {
                issue.with("limit", &MAX_DEPTH.to_string());
            }
            SyntaxErrorKind::TrailingComma | SyntaxErrorKind::Comment => {
                issue.fix("REMOVE", span, String::new());
            }
            SyntaxErrorKind::MissingComma => {
                let before = source.get(..span.start).unwrap_or_default().trim_ascii_end().len();
                issue.fix("INSERT", ByteSpan::new(before, before), ",".to_owned());
            }
            SyntaxErrorKind::MissingColon if span.end > span.start && !found.starts_with([',', '=', '}', ']']) => {
                let before = source.get(..span.start).unwrap_or_default().trim_ascii_end().len();
                issue.fix("INSERT", ByteSpan::new(before, before), ":".to_owned());
            }
            SyntaxErrorKind::MissingKey if found.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                issue.fix("REPLACE", span, format!("\"{found}\""));
            }
            SyntaxErrorKind::WrongQuotes => {
                let mut inner = found.chars();
                if let (Some(_), Some(_)) = (inner.next(), inner.next_back()) {
                    issue.fix("REPLACE", span, quoted(inner.as_str()));
                }
            }
            SyntaxErrorKind::InvalidWord => {
                let word = ["true", "false", "null"].into_iter().find(|word| word.eq_ignore_ascii_case(&found));
                if let Some(word) = word {
                    issue.fix("REPLACE", span, word.to_owned());
                }
            }
            SyntaxErrorKind::Empty
            | SyntaxErrorKind::UnexpectedEnd
            | SyntaxErrorKind::UnterminatedString
            | SyntaxErrorKind::MissingColon
            | SyntaxErrorKind::MissingValue
            | SyntaxErrorKind::MissingKey
            | SyntaxErrorKind::TrailingCharacters
            | SyntaxErrorKind::MismatchedBracket
            | SyntaxErrorKind::ControlCharacter
            | SyntaxErrorKind::InvalidEscape
            | SyntaxErrorKind::LoneSurrogate
            | SyntaxErrorKind::InvalidNumber
            | SyntaxErrorKind::UnexpectedCharacter => {}
        }
    }
}
