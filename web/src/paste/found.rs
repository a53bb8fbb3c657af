//! What was found in a pasted text.

use iam_evaluator::order::sort_by_key;
use std::rc::Rc;

use iam_evaluator::request::Request;
use iam_evaluator::scenario::{MAX_POLICIES, PolicyInput, Scenario};

/// The most requests that are taken from one text: a log can hold thousands.
pub const MAX_REQUESTS: usize = 100;

/// The most notes that are shown one by one.
pub const MAX_NOTES: usize = 100;

/// What was found in a pasted text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What the text is.
    pub shape: Shape,
    /// The policies in it; each name stands once.
    pub policies: Vec<PolicyInput>,
    /// The requests in it.
    pub requests: Vec<Request>,
    /// Where the text is a whole scenario, that one.
    pub scenario: Option<Rc<Scenario>>,
    /// What was not understood, was replaced or was not read, in the order of the lines.
    pub notes: Vec<Note>,
    /// How many further notes there are.
    pub more_notes: usize,
}

/// Something that a person should know about a line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Counted from 1.
    pub line: usize,
    /// What is to be known; code stands in backticks.
    pub text: String,
}

/// What a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// No text yet.
    #[default]
    Nothing,
    /// Nothing that is known.
    Unknown,
    /// A policy document, or a statement of one.
    Policy,
    /// A scenario of this page.
    Scenario,
    /// Output of the AWS CLI.
    AwsCli,
    /// A CloudFormation template, or a piece of one.
    CloudFormation,
    /// Terraform configuration.
    Terraform,
    /// A message about denied access.
    AccessDenied,
    /// A message that only AWS can decode.
    EncodedMessage,
    /// Events of CloudTrail.
    CloudTrail,
}

impl Shape {
    /// In words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Unknown => "Not recognised",
            Self::Policy => "Policy document",
            Self::Scenario => "Scenario",
            Self::AwsCli => "Output of the AWS CLI",
            Self::CloudFormation => "CloudFormation template",
            Self::Terraform => "Terraform configuration",
            Self::AccessDenied => "AccessDenied message",
            Self::EncodedMessage => "Encoded message",
            Self::CloudTrail => "CloudTrail event",
        }
    }
}

impl Found {
    /// Nothing yet, in a text of this shape.
    pub(super) fn new(shape: Shape) -> Self {
        Self { shape, ..Self::default() }
    }

    /// Adds a note.
    pub(super) fn note(&mut self, line: usize, text: impl Into<String>) {
        let note = Note { line: line.max(1), text: text.into() };
        if self.notes.contains(&note) {
            return;
        }
        if self.notes.len() < MAX_NOTES {
            self.notes.push(note);
        } else {
            self.more_notes += 1;
        }
    }

    /// Adds a policy that stands on `line`; its name gets a number where another has it.
    pub(super) fn policy(&mut self, line: usize, mut policy: PolicyInput) {
        if self.policies.len() >= MAX_POLICIES {
            return self
                .note(line, format!("`{}` is not taken: a scenario holds {MAX_POLICIES} policies", policy.name));
        }
        let name = if policy.name.trim().is_empty() { "policy".to_owned() } else { policy.name.trim().to_owned() };
        let taken = |name: &str| self.policies.iter().any(|other| other.name == name);
        policy.name = if taken(&name) {
            // Of one more name than there are policies, one is free.
            (2..=MAX_POLICIES + 2)
                .map(|number| format!("{name}-{number}"))
                .find(|name| !taken(name))
                .unwrap_or_default()
        } else {
            name
        };
        self.policies.push(policy);
    }

    /// Adds a request that stands on `line`.
    pub(super) fn request(&mut self, line: usize, request: Request) {
        if self.requests.len() < MAX_REQUESTS {
            self.requests.push(request);
        } else {
            self.note(line, format!("`{}` is not taken: {MAX_REQUESTS} requests of one text are", request.action));
        }
    }

    /// The notes in the order of their lines.
    pub(super) fn sorted(mut self) -> Self {
        sort_by_key(&mut self.notes, |note| note.line);
        self
    }

    /// Whether there is anything to add.
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty() && self.requests.is_empty()
    }
}
