//! The entries of `Action` and `NotAction`.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Action"; Organizations User Guide, "RCP syntax".

use alloc::string::String;

use super::Reader;
use super::issue::part;
use crate::glob::has_wildcard;
use crate::reference;
use crate::span::Spanned;

impl Reader<'_> {
    pub(super) fn check_action(&mut self, entry: &Spanned<String>) {
        let text = entry.value.as_str();
        if self.variable_in(entry, "Action") || is_all_stars(text) {
            return;
        }
        let Some((prefix, name)) = text.split_once(':') else {
            self.invalid_action(entry, "noPrefix");
            return;
        };
        if has_wildcard(prefix) {
            let issue = self.error("INVALID_SERVICE_IN_ACTION", part(entry, 0, prefix.len()));
            issue.with("service", prefix).with("problem", "wildcard");
        } else if prefix.is_empty() {
            self.invalid_action(entry, "noPrefix");
        } else if name.is_empty() {
            self.invalid_action(entry, "noName");
        } else if text.contains(|c: char| !(c.is_ascii_alphanumeric() || "-_.*?:".contains(c)))
            || name.as_bytes().contains(&b':')
        {
            self.invalid_action(entry, "characters");
        }
    }

    /// An action of an RCP names its service, and the service must be one that RCPs cover.
    pub(super) fn check_action_of_rcp(&mut self, entry: &Spanned<String>) {
        let text = entry.value.as_str();
        let prefix = text.split_once(':').map_or(text, |(prefix, _)| prefix);
        let issue = if has_wildcard(prefix) {
            self.error_of_form("RCP_SYNTAX_ERROR_ACTION", entry.span).with("problem", "wildcard")
        } else if text.as_bytes().contains(&b':') && !reference::rcp_covers(&prefix.to_ascii_lowercase()) {
            self.error("RCP_SYNTAX_ERROR_ACTION", entry.span).with("problem", "service")
        } else {
            return;
        };
        issue.with("action", text).with("service", prefix);
    }

    fn invalid_action(&mut self, entry: &Spanned<String>, problem: &'static str) {
        let issue = self.error("INVALID_ACTION", entry.span);
        issue.with("action", &entry.value).with("problem", problem);
    }
}

/// `*`, or several of them, stands for everything.
pub(super) fn is_all_stars(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'*')
}
