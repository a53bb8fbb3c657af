//! The answer before it is written out: nodes are numbers, sentences are in pieces, and nothing that stands in a policy is copied.

use alloc::string::String;
use alloc::vec::Vec;

use super::message::Sentence;
use super::node::{About, Node};
use super::said::Said;
use crate::evaluation::Judgement;
use crate::request::Decision;
use crate::request::context::Origin;
use crate::trace::{Finding, Lane, LaneState, Presence, Role, Witness};

/// The label of the node of a call of several parts.
pub(super) const CALL: &str = "all parts of the call";

/// What was decided, and all that led to it; its fields are those of [`crate::trace::Evaluation`].
#[derive(Clone, Debug)]
pub(crate) struct Answer<'j> {
    pub(crate) decision: Decision,
    pub(crate) reason: Sentence,
    pub(crate) other_reasons: Vec<Sentence>,
    pub(crate) aws_message: Option<String>,
    pub(crate) condition: Option<Sentence>,
    pub(crate) lanes: Vec<LaneCame>,
    /// The Deny statements that match.
    pub(crate) denying: Vec<u32>,
    pub(crate) near_misses: Vec<Near>,
    pub(crate) assumptions: Vec<Taken>,
    pub(crate) missing: Vec<Missing<'j>>,
    /// Of a call one for each of its parts; never empty.
    pub(crate) parts: Vec<Part<'j>>,
}

/// One part of a request with its trace.
#[derive(Clone, Debug)]
pub(crate) struct Part<'j> {
    pub(crate) judgement: &'j Judgement<'j>,
    /// Of a part of a call: its own; of a request that is none, that of the answer.
    pub(crate) reason: Option<Sentence>,
    /// The number of its first node.
    pub(crate) base: u32,
    /// The first one is about the part.
    pub(crate) nodes: Vec<Node<'j>>,
}

/// How one lane came out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LaneCame {
    pub(crate) lane: Lane,
    pub(crate) state: LaneState,
    /// The node of its policy type; the first lane has none.
    pub(crate) node: Option<u32>,
}

/// A statement that did not match, and how little was missing.
#[derive(Clone, Debug)]
pub(crate) struct Near {
    /// The policy and the statement.
    pub(crate) at: (usize, usize),
    pub(crate) statement: u32,
    pub(crate) failing: Vec<u32>,
    pub(crate) matched: usize,
    pub(crate) of: usize,
}

/// An assumption. Its code is that of its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) nodes: Vec<u32>,
    pub(crate) could_change: bool,
    pub(crate) sentence: Wording,
}

/// A sentence, made or not.
#[derive(Clone, Debug)]
pub(crate) enum Wording {
    Said(Said),
    Sentence(Sentence),
}

/// A context key that is read and not given.
#[derive(Clone, Debug)]
pub(crate) struct Missing<'j> {
    pub(crate) key: &'j str,
    pub(crate) nodes: Vec<u32>,
    pub(crate) presence: Presence,
    pub(crate) could_change: bool,
    pub(crate) witness: Option<Witness>,
}

impl Answer<'_> {
    /// What was found in the policies.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let members = self.parts.first().map(|part| part.judgement.scopes.members.as_slice()).unwrap_or_default();
        let mut findings = Vec::new();
        for member in members {
            findings.extend(member.reading.policy.findings());
        }
        findings
    }

    /// The nodes that hold a lane's evidence.
    pub(crate) fn evidence<'a>(&'a self, lane: &'a LaneCame) -> &'a [u32] {
        lane.node.as_ref().map_or(self.denying.as_slice(), core::slice::from_ref)
    }

    /// The deciding statements, each by the names by which a test may mean it.
    pub(crate) fn deciding_statements(&self) -> Vec<[String; 2]> {
        let mut found = Vec::new();
        let mut policy = "";
        for node in self.parts.iter().flat_map(|part| &part.nodes) {
            match node.about {
                About::Policy(_, member) => policy = &member.reading.policy.name,
                About::Statement(position, statement) if node.role == Role::Decisive => {
                    let sid = statement.sid.as_ref().map(|sid| sid.value.as_str()).filter(|sid| !sid.is_empty());
                    found.push(super::statement_name(policy, sid, position));
                }
                _ => {}
            }
        }
        found
    }

    /// Whether the request is a call of several parts.
    pub(crate) fn is_call(&self) -> bool {
        self.parts.len() > 1
    }
}

impl Wording {
    /// Its code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Said(Said::Words(code, _)) => code,
            Self::Said(_) => "",
            Self::Sentence(sentence) => sentence.code,
        }
    }

    /// The policy that it speaks of.
    pub(crate) fn policy(&self) -> Option<&str> {
        match self {
            Self::Said(_) => None,
            Self::Sentence(sentence) => sentence.param_of("policy"),
        }
    }

    /// The sentence.
    pub(crate) fn sentence(&self) -> Sentence {
        match self {
            Self::Said(Said::Words(code, text)) => Sentence::new(text).coded(code),
            Self::Said(_) => Sentence::default(),
            Self::Sentence(sentence) => sentence.clone(),
        }
    }
}

/// Where a key that was filled in was read from.
#[derive(Clone, Copy)]
pub(super) enum ReadFrom {
    Principal,
    Resource,
    Call,
}

impl ReadFrom {
    pub(super) fn of(origin: Origin) -> Self {
        match origin {
            Origin::Resource | Origin::AssumedOwner => Self::Resource,
            Origin::Call => Self::Call,
            Origin::Given | Origin::Principal | Origin::PathlessRole => Self::Principal,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Resource => "resource",
            Self::Call => "call",
        }
    }
}
