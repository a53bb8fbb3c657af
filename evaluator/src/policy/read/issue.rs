//! Making an [`Issue`], and the fixes that come with several of them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::finding::{FindingType, Issue, IssueFix};
use crate::json::Member;
use crate::span::{ByteSpan, Spanned};

impl Issue {
    pub(crate) fn new(kind: FindingType, code: &'static str, span: ByteSpan) -> Self {
        Self { kind, code, params: Vec::new(), span, related: Vec::new(), fixes: Vec::new(), unreads: false }
    }

    pub(crate) fn error(code: &'static str, span: ByteSpan) -> Self {
        Self::new(FindingType::Error, code, span)
    }

    pub(crate) fn security_warning(code: &'static str, span: ByteSpan) -> Self {
        Self::new(FindingType::SecurityWarning, code, span)
    }

    pub(crate) fn warning(code: &'static str, span: ByteSpan) -> Self {
        Self::new(FindingType::Warning, code, span)
    }

    pub(crate) fn suggestion(code: &'static str, span: ByteSpan) -> Self {
        Self::new(FindingType::Suggestion, code, span)
    }

    /// An error of form: the document does not count.
    pub(crate) fn form(code: &'static str, span: ByteSpan) -> Self {
        Self { unreads: true, ..Self::error(code, span) }
    }

    /// Something that its sentence names.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.params.push((name, value.into()));
        self
    }

    /// Another place that it speaks of.
    pub(crate) fn related(mut self, span: ByteSpan) -> Self {
        self.related.push(span);
        self
    }

    /// One replacement that mends it.
    pub(crate) fn fix(mut self, code: &'static str, span: ByteSpan, text: impl Into<String>) -> Self {
        self.fixes.push(IssueFix { code, edits: Vec::from([(span, text.into())]) });
        self
    }

    /// Offers to write the JSON string `meant` in this place.
    pub(crate) fn did_you_mean(self, span: ByteSpan, meant: Option<&str>) -> Self {
        match meant {
            Some(meant) => self.with("suggestion", meant).fix("REPLACE", span, quoted(meant)),
            None => self,
        }
    }

    /// Offers to take this member out of its object.
    pub(crate) fn fix_by_removing(self, member: &Member, members: &[Member]) -> Self {
        let at = members.iter().position(|other| other == member).unwrap_or_default();
        let next = members.get(at + 1).map(|next| ByteSpan::new(member.key.span.start, next.key.span.start));
        let previous = at.checked_sub(1).and_then(|i| members.get(i));
        let after_previous = previous.map(|previous| ByteSpan::new(previous.node.span.end, member.node.span.end));
        self.fix("REMOVE", next.or(after_previous).unwrap_or(member.span()), "")
    }
}

/// `text` as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    crate::json::to_text(text).unwrap_or_default()
}

/// The place of a part of a string; the whole string where escapes make the parts hard to find.
pub(super) fn part(string: &Spanned<String>, start: usize, end: usize) -> ByteSpan {
    if string.span.end.saturating_sub(string.span.start) != string.value.len() + 2 {
        return string.span;
    }
    ByteSpan::new(string.span.start + 1 + start, string.span.start + 1 + end)
}
