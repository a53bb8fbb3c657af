//! Policy variables as they are written: `${key}` and `${key, 'default'}`.
//!
//! Source: IAM User Guide, "IAM policy elements: Variables and tags".

use alloc::string::String;

use super::Reader;
use super::issue::part;
use crate::glob::find;
use crate::policy::Version;
use crate::span::Spanned;

impl Reader<'_> {
    /// Checks the variables of a text in which variables are replaced.
    pub(super) fn check_variables(&mut self, text: &Spanned<String>) {
        let mut from = 0;
        while let Some((start, end)) = next_variable(&text.value, from) {
            from = end;
            let variable = text.value.get(start..end).unwrap_or_default();
            let code = match self.version {
                Version::V2012 => malformed(variable),
                Version::V2008 if variable.ends_with('}') => Some("VARIABLE_UNSUPPORTED_IN_VERSION"),
                Version::V2008 => None,
            };
            if let Some(code) = code {
                self.error(code, part(text, start, end)).with("variable", variable);
            }
        }
    }

    /// Reports the variables of an element in which they mean nothing; whether there is one.
    pub(super) fn variable_in(&mut self, text: &Spanned<String>, element: &'static str) -> bool {
        let Some((start, end)) = next_variable(&text.value, 0) else {
            return false;
        };
        let variable = text.value.get(start..end).unwrap_or_default();
        let issue = self.error("VARIABLE_UNSUPPORTED_IN_ELEMENT", part(text, start, end));
        issue.with("element", element).with("variable", variable);
        true
    }
}

/// The place of the first `${…}` at or after `from`. One that is not closed ends before the next one, or with the text.
pub(super) fn next_variable(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + find(text.get(from..)?, "${")?;
    let inside = text.get(start + 2..)?;
    let next = find(inside, "${").unwrap_or(inside.len());
    let end = inside.get(..next).and_then(|inside| inside.find('}')).map_or(next, |end| end + 1);
    Some((start, start + 2 + end))
}

/// What is wrong with a variable.
fn malformed(variable: &str) -> Option<&'static str> {
    let Some(body) = variable.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) else {
        return Some("MISSING_BRACE_IN_VARIABLE");
    };
    if body.trim_ascii().is_empty() {
        return Some("EMPTY_VARIABLE");
    }
    let (name, default) = match body.split_once(',') {
        Some((name, default)) => (name, Some(default)),
        None => (body, None),
    };
    if name.contains(char::is_whitespace) {
        return Some("UNSUPPORTED_SPACE_IN_VARIABLE");
    }
    let default = default?;
    let quotes = default.trim_ascii().bytes().filter(|byte| *byte == b'\'').count();
    if quotes < 2 || !default.trim_ascii().starts_with('\'') || !default.trim_ascii().ends_with('\'') {
        return Some("MISSING_QUOTE_IN_VARIABLE");
    }
    (!default.starts_with(" '") || !default.ends_with('\'')).then_some("UNSUPPORTED_SPACE_IN_VARIABLE")
}
