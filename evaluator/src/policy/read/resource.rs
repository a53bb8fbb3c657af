//! The entries of `Resource` and `NotResource`: the form of an ARN.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Resource" and "Amazon Resource Names (ARNs)".

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

use super::Reader;
use super::action::is_all_stars;
use super::form::Form;
use super::issue::part;
use crate::glob::{has_variable, has_wildcard};
use crate::policy::Version;
use crate::span::Spanned;

/// How many components an ARN has.
const COMPONENTS: usize = 6;

/// What may stand in the place of an account: AWS's own names beside the 12 digits.
const AWS_ACCOUNTS: [&str; 4] = ["aws", "aws-marketplace", "amazon", "cloudfront"];

impl Reader<'_> {
    pub(super) fn check_resource(&mut self, entry: &Spanned<String>) {
        let text = entry.value.as_str();
        if is_all_stars(text) {
            return;
        }
        self.check_variables(entry);
        let components = components(text, self.version);
        let short = components.len() < COMPONENTS;
        let unreads = short && self.refuses_short_arn(text);
        if !text.starts_with("arn:") {
            self.error("INVALID_ARN_PREFIX", entry.span).with("resource", text).unreads = unreads;
            return;
        }
        if short {
            let issue = self.error("MISSING_ARN_FIELD", entry.span).with("resource", text);
            issue.with("fields", &components.len().to_string()).unreads = unreads;
        }
        for (number, range) in components.iter().take(COMPONENTS - 1).enumerate() {
            let component = text.get(range.clone()).unwrap_or_default();
            let span = part(entry, range.start, range.end);
            if self.version == Version::V2012 && has_variable(component) {
                let issue = self.error("VARIABLE_UNSUPPORTED_IN_ELEMENT", span);
                issue.with("element", "ARN").with("variable", component);
            } else if number == 2 {
                self.check_service(entry, range.clone());
            } else if number == 4 && components.len() > number + 1 && !is_account(component) {
                self.error("INVALID_ARN_ACCOUNT", span).with("account", component);
            }
        }
    }

    /// The service of an ARN is in small letters, and is named.
    fn check_service(&mut self, entry: &Spanned<String>, range: Range<usize>) {
        let text = entry.value.get(range.clone()).unwrap_or_default();
        let span = part(entry, range.start, range.end);
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            let small = text.to_ascii_lowercase();
            let issue = self.error("INVALID_ARN_SERVICE_CASE", span).with("service", text).with("suggestion", &small);
            if span == entry.span {
                issue
            } else {
                issue.fix("REPLACE", span, small)
            };
        }
        if has_wildcard(text) {
            self.suggestion("WILDCARD_IN_SERVICE_NAME", span).with("service", text);
        }
    }

    /// Whether the document is refused for an ARN with less than six components.
    fn refuses_short_arn(&self, text: &str) -> bool {
        match self.form {
            Form::ServiceControl => !text.ends_with('*'),
            Form::ResourceControl => true,
            Form::Identity | Form::Generic | Form::RoleTrust | Form::KmsKey | Form::VpcEndpoint => false,
        }
    }
}

fn is_account(text: &str) -> bool {
    text.is_empty() || has_wildcard(text) || AWS_ACCOUNTS.contains(&text) || is_account_id(text)
}

/// Whether this is the 12 digits of an account.
pub(super) fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The components of an ARN: it is cut at the first five colons outside of variables.
fn components(text: &str, version: Version) -> Vec<Range<usize>> {
    let mut components = Vec::new();
    let (mut start, mut variable_end) = (0, 0);
    for (at, _) in text.match_indices(':') {
        if version == Version::V2012 && at >= variable_end {
            variable_end = end_of_variable(text, start.max(variable_end), at);
        }
        if at < variable_end {
            continue;
        }
        if components.len() + 1 == COMPONENTS {
            break;
        }
        components.push(start..at);
        start = at + 1;
    }
    components.push(start..text.len());
    components
}

/// The end of the variable that holds the byte `at`; 0 where none does.
fn end_of_variable(text: &str, from: usize, at: usize) -> usize {
    let before = text.get(from..at).unwrap_or_default();
    let open = before.as_bytes().windows(2).rposition(|bytes| bytes == b"${");
    let open = open.filter(|open| !before.get(*open..).is_some_and(|inside| inside.as_bytes().contains(&b'}')));
    match open {
        Some(_) => text.get(at..).and_then(|rest| rest.find('}')).map_or(text.len(), |end| at + end),
        None => 0,
    }
}
