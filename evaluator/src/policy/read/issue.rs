//! Making an [`Issue`], and the fixes that come with several of them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::Reader;
use crate::finding::{FindingType, Issue, IssueFix};
use crate::json::Member;
use crate::span::{ByteSpan, Spanned};

impl Reader<'_> {
    fn issue(&mut self, kind: FindingType, code: &'static str, span: ByteSpan) -> &mut Issue {
        let (params, related, fixes) = (Vec::new(), Vec::new(), Vec::new());
        self.issues.push_mut(Issue { kind, code, params, span, related, fixes, unreads: false })
    }

    pub(super) fn error(&mut self, code: &'static str, span: ByteSpan) -> &mut Issue {
        self.issue(FindingType::Error, code, span)
    }

    pub(super) fn security_warning(&mut self, code: &'static str, span: ByteSpan) -> &mut Issue {
        self.issue(FindingType::SecurityWarning, code, span)
    }

    pub(super) fn warning(&mut self, code: &'static str, span: ByteSpan) -> &mut Issue {
        self.issue(FindingType::Warning, code, span)
    }

    pub(super) fn suggestion(&mut self, code: &'static str, span: ByteSpan) -> &mut Issue {
        self.issue(FindingType::Suggestion, code, span)
    }

    /// An error of form: the document does not count.
    pub(super) fn error_of_form(&mut self, code: &'static str, span: ByteSpan) -> &mut Issue {
        let issue = self.error(code, span);
        issue.unreads = true;
        issue
    }
}

impl Issue {
    /// Something that its sentence names.
    pub(super) fn with(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.params.push((name, value.to_owned()));
        self
    }

    /// Another place that it speaks of.
    pub(super) fn related(&mut self, span: ByteSpan) -> &mut Self {
        self.related.push(span);
        self
    }

    /// One replacement that mends it.
    pub(super) fn fix(&mut self, code: &'static str, span: ByteSpan, text: String) -> &mut Self {
        self.fixes.push(IssueFix { code, edits: Vec::from([(span, text)]) });
        self
    }

    /// Offers to write the JSON string `meant` in this place.
    pub(super) fn did_you_mean(&mut self, span: ByteSpan, meant: Option<&str>) -> &mut Self {
        match meant {
            Some(meant) => self.with("suggestion", meant).fix("REPLACE", span, quoted(meant)),
            None => self,
        }
    }

    /// Offers to take this member out of its object.
    pub(super) fn fix_by_removing(&mut self, member: &Member, members: &[Member]) -> &mut Self {
        let at = members.iter().position(|other| other.key.span == member.key.span).unwrap_or_default();
        let next = members.get(at + 1).map(|next| ByteSpan::new(member.key.span.start, next.key.span.start));
        let previous = at.checked_sub(1).and_then(|i| members.get(i));
        let after_previous = previous.map(|previous| ByteSpan::new(previous.node.span.end, member.node.span.end));
        self.fix("REMOVE", next.or(after_previous).unwrap_or(member.span()), String::new())
    }
}

/// `text` as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// The place of a part of a string; the whole string where escapes make the parts hard to find.
pub(super) fn part(string: &Spanned<String>, start: usize, end: usize) -> ByteSpan {
    if string.span.end.saturating_sub(string.span.start) != string.value.len() + 2 {
        return string.span;
    }
    ByteSpan::new(string.span.start + 1 + start, string.span.start + 1 + end)
}
