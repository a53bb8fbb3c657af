//! The sentences of what is found in a document, and the titles of its fixes.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::message::Sentence;
use super::written::span;
use crate::finding::{Issue, IssueFix};
use crate::policy::Policy;
use crate::trace::{Edit, Finding, Fix, Message};

/// More of a user's text than this many characters is not repeated in a sentence.
const LONGEST: usize = 80;

impl Policy {
    /// What reading found, in source order, as it is shown.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::with_capacity(self.issues.len());
        for issue in &self.issues {
            findings.push(to_public(self, issue));
        }
        findings
    }
}

/// The finding that is shown for an issue of a policy.
fn to_public(policy: &Policy, issue: &Issue) -> Finding {
    let mut related = Vec::new();
    for place in &issue.related {
        related.push(span(policy, *place));
    }
    let mut fixes = Vec::new();
    for fix in &issue.fixes {
        let mut edits = Vec::new();
        for (place, text) in &fix.edits {
            edits.push(Edit { span: span(policy, *place), text: text.clone() });
        }
        fixes.push(Fix { title: title(fix), edits });
    }
    Finding {
        kind: issue.kind,
        code: issue.code.into(),
        message: message(issue),
        policy: Some(policy.name.clone()),
        span: Some(span(policy, issue.span)),
        related,
        request: None,
        fixes,
    }
}

/// What an issue says.
pub(crate) fn message(issue: &Issue) -> Message {
    let template =
        template(issue).map_or_else(|| issue.code.to_ascii_lowercase().replace('_', " "), ToString::to_string);
    let suggestion = match param(issue, "suggestion") {
        "" => "",
        _ => "; did you mean `{suggestion}`?",
    };
    let mut sentence = Sentence::default().filled(&(template + suggestion), &|name| match param(issue, name) {
        form if name == "policy" => policy_words(form).to_string(),
        "" => "\"\"".to_string(),
        value => clipped(value),
    });
    for (name, value) in &issue.params {
        sentence = sentence.param(name, value);
    }
    sentence.message(issue.code)
}

fn param<'i>(issue: &'i Issue, name: &str) -> &'i str {
    issue.params.iter().find(|(other, _)| *other == name).map_or("", |(_, value)| value)
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)) {
        Some(beginning) => [beginning, "…"].concat(),
        None => text.to_string(),
    }
}

fn policy_words(form: &str) -> &'static str {
    match form {
        "identity" => "an identity-based policy, a permissions boundary or a session policy",
        "roleTrust" => "a role trust policy",
        "kmsKey" => "a key policy",
        "serviceControl" => "an SCP",
        "resourceControl" => "an RCP",
        "vpcEndpoint" => "a VPC endpoint policy",
        _ => "a resource-based policy",
    }
}

fn title(fix: &IssueFix) -> String {
    let mut texts = Vec::new();
    for (_, text) in &fix.edits {
        texts.push(text.trim());
    }
    let text = clipped(&texts.join(" "));
    match fix.code {
        "REMOVE" => "remove it".to_string(),
        "INSERT" => format!("insert `{text}`"),
        "ADD_VERSION" => format!("add `{}`", text.trim_end_matches(',')),
        _ => format!("change it to `{text}`"),
    }
}

/// The sentences, a line each: the code; of several lines with one code the first whose parameter is there, or has this value, says it;
/// and the sentence, in which `{name}` stands for a parameter.
const SENTENCES: &str = include_str!("findings.txt");

fn template(issue: &Issue) -> Option<&'static str> {
    SENTENCES.split('\n').find_map(|line| {
        let (when, sentence) = line.strip_prefix(issue.code)?.split_once(':')?;
        let holds = match (when, when.split_once('=')) {
            ("", _) => true,
            (" unreads", _) => issue.unreads,
            (name, None) => has(issue, name, None),
            (_, Some((name, value))) => has(issue, name, Some(value)),
        };
        sentence.strip_prefix(' ').filter(|_| holds)
    })
}

/// Whether a parameter, named behind a blank, is there, with this value where one is given.
fn has(issue: &Issue, name: &str, value: Option<&str>) -> bool {
    let name = name.strip_prefix(' ');
    issue.params.iter().any(|(other, own)| Some(*other) == name && value.is_none_or(|value| value == own))
}
