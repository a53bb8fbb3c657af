//! Documents that cannot be read at all: too long, or not JSON.

use alloc::format;
use alloc::string::ToString;

use super::issue::quoted;
use crate::finding::Issue;
use crate::json::{MAX_DEPTH, MAX_UNITS, SyntaxError, SyntaxErrorKind};
use crate::span::ByteSpan;

/// An issue that underlines what is beyond the limit.
pub(super) fn too_long(source: &str) -> Option<Issue> {
    if source.len() <= MAX_UNITS {
        return None;
    }
    let mut units = 0;
    let beyond = source.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > MAX_UNITS
    });
    let (at, _) = beyond?;
    Some(Issue::form("POLICY_DOCUMENT_TOO_LONG", ByteSpan::new(at, source.len())).with("limit", MAX_UNITS.to_string()))
}

/// The issue of a text that is not JSON, with a fix where the mistake has only one.
pub(super) fn issue(source: &str, error: SyntaxError) -> Issue {
    let SyntaxError { kind, span } = error;
    let found = error.found(source);
    let issue = Issue::form("JSON_SYNTAX_ERROR", span).with("problem", kind.code()).with("found", found.clone());
    match kind {
        SyntaxErrorKind::TooDeep => issue.with("limit", MAX_DEPTH.to_string()),
        SyntaxErrorKind::TrailingComma | SyntaxErrorKind::Comment => issue.fix("REMOVE", span, ""),
        SyntaxErrorKind::MissingComma => {
            let before = source.get(..span.start).unwrap_or_default().trim_ascii_end().len();
            issue.fix("INSERT", ByteSpan::new(before, before), ",")
        }
        SyntaxErrorKind::MissingColon if span.end > span.start && !found.starts_with([',', '=', '}', ']']) => {
            let before = source.get(..span.start).unwrap_or_default().trim_ascii_end().len();
            issue.fix("INSERT", ByteSpan::new(before, before), ":")
        }
        SyntaxErrorKind::MissingKey if found.chars().all(|c| c.is_alphanumeric() || c == '_') => {
            issue.fix("REPLACE", span, format!("\"{found}\""))
        }
        SyntaxErrorKind::WrongQuotes => {
            let mut inner = found.chars();
            match (inner.next(), inner.next_back()) {
                (Some(_), Some(_)) => issue.fix("REPLACE", span, quoted(inner.as_str())),
                _ => issue,
            }
        }
        SyntaxErrorKind::InvalidWord => {
            let word = ["true", "false", "null"].into_iter().find(|word| word.eq_ignore_ascii_case(&found));
            word.into_iter().fold(issue, |issue, word| issue.fix("REPLACE", span, word))
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
        | SyntaxErrorKind::UnexpectedCharacter => issue,
    }
}
