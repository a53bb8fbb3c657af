//! The public answer: plain data, with every judgement, its reason and its place in the source.
//!
//! Field names are those of the JSON form, in `snake_case`; `serde` writes them in `camelCase`.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Serialize, Serializer};

use crate::span::Position;

pub use crate::finding::FindingType;
pub use crate::policy::PolicyType;
pub use crate::request::{ContextValue, Decision};

/// What was decided about one request, and all that led to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Evaluation {
    /// The version of this shape: 1.
    pub schema_version: u8,
    /// The decision, in AWS's words.
    pub decision: Decision,
    /// The one sentence a person reads first.
    pub reason: Message,
    /// All the other reasons that hold.
    pub other_reasons: Vec<Message>,
    /// AWS's own words for a denial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aws_message: Option<String>,
    /// The "if …" of the decision: there exactly when something could change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Message>,
    /// Always eight, in AWS's order.
    pub lanes: Vec<LaneResult>,
    /// The parts of a call that needs several decisions; the asked one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Context keys that were filled in from the requester and the resource.
    pub derived: Vec<Derived>,
    /// Statements that came close, the closest first.
    pub near_misses: Vec<NearMiss>,
    /// Everything that was judged.
    pub trace: TraceNode,
    /// What was assumed or not modelled.
    pub assumptions: Vec<Assumption>,
    /// Keys that the policies read for this request and the request does not carry.
    pub missing_context: Vec<MissingKey>,
    /// What was found wrong in the documents and in the request.
    pub findings: Vec<Finding>,
}

/// One step of AWS's order: the explicit deny, or a policy type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are AWS's own")]
pub enum Lane {
    ExplicitDeny,
    ResourceControl,
    ServiceControl,
    VpcEndpoint,
    Resource,
    Identity,
    PermissionsBoundary,
    Session,
}

/// How a lane came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LaneState {
    /// It lets the request through.
    Passes,
    /// It decides against the request.
    Blocks,
    /// The decision stands without it.
    NotNeeded,
    /// No such policy was given, and none is needed.
    NotGiven,
    /// Such policies were given and never apply to this request.
    LeftOut,
    /// An earlier lane had decided.
    NotReached,
}

/// One lane with its state and the nodes that hold its evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LaneResult {
    /// Which step.
    pub lane: Lane,
    /// How it came out.
    pub state: LaneState,
    /// Ids of trace nodes.
    pub nodes: Vec<String>,
}

/// One decision among the several that a call needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// `prefix:Name`.
    pub action: String,
    /// An ARN or `*`.
    pub resource: String,
    /// What was decided about it.
    pub decision: Decision,
    /// Why.
    pub reason: Message,
    /// The id of its `evaluation` node.
    pub node: String,
}

/// A context key that was filled in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Derived {
    /// The key as AWS writes it.
    pub key: String,
    /// Its value.
    pub value: ContextValue,
    /// What it was read from: `principal` or `resource`.
    pub from: String,
    /// True where an entry of the context replaces it.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub overridden: bool,
}

/// A statement that did not match, and how little was missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NearMiss {
    /// The id of the statement's node.
    pub statement: String,
    /// The ids of the failing element nodes.
    pub failing: Vec<String>,
    /// How many elements matched.
    pub matched: usize,
    /// How many there are.
    pub of: usize,
}

/// What a node of the trace is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are AWS's own")]
pub enum NodeKind {
    Evaluation,
    PolicyType,
    Level,
    Policy,
    Statement,
    Element,
    Operator,
    Key,
    Value,
}

/// How a node came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It does its part for the statement to apply, after negation.
    Match,
    /// It keeps the statement from applying.
    NoMatch,
    /// It allows.
    Allows,
    /// It denies.
    Denies,
    /// It neither allows nor denies.
    NoDecision,
    /// It takes no part in this request.
    NotApplicable,
    /// It cannot be read.
    Invalid,
}

/// What a node did for the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// The decision rests on it.
    Decisive,
    /// It would have decided otherwise, and something stronger holds.
    Overridden,
    /// It is part of what decides.
    Contributing,
    /// Nothing.
    None,
}

/// One judgement, with its reason and its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TraceNode {
    /// The same for equal input: the path of positions from the root, as in `0/4/1`.
    pub id: String,
    /// What it is about.
    pub kind: NodeKind,
    /// How it came out.
    pub outcome: Outcome,
    /// What it did for the decision.
    pub role: Role,
    /// What stands in the source: a name, an operator, a pattern.
    pub label: String,
    /// Why it came out so.
    pub reason: Message,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What it was compared with, as a JSON pointer into the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// The two sides of a comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
    /// What it was judged from.
    pub children: Vec<TraceNode>,
}

/// The two sides of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// The policy's text.
    pub pattern: String,
    /// The policy's text with its variables replaced, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<String>,
    /// The request's value; absent where the request has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<ContextValue>,
    /// Where the two part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_difference: Option<FirstDifference>,
}

/// Where two texts part, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FirstDifference {
    /// In the resolved pattern.
    pub pattern: usize,
    /// In the request's text.
    pub actual: usize,
}

/// A range in the text of one policy; `end` is exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The policy's name.
    pub policy: String,
    /// The first character.
    pub start: Position,
    /// After the last character.
    pub end: Position,
}

/// A sentence as data and as English.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Message {
    /// What it says, as a name.
    pub code: Cow<'static, str>,
    /// Whom and what it says it about, sorted by name.
    #[serde(serialize_with = "as_map")]
    pub params: Vec<(Cow<'static, str>, String)>,
    /// The English sentence.
    pub text: String,
    /// The sentence in pieces, with code and links; empty where it is plain text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<MessagePart>,
}

impl Message {
    /// One of its params.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A piece of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MessagePart {
    /// Its text.
    pub text: String,
    /// Whether it is code.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub code: bool,
    /// The trace node it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
}

/// Something taken as given that the request or the policies do not say.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Assumption {
    /// What it is, as a name.
    pub code: Cow<'static, str>,
    /// The nodes it concerns.
    pub nodes: Vec<String>,
    /// Whether the decision could be another one if it does not hold.
    pub could_change: bool,
    /// A change that alters the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
    /// The sentence.
    pub message: Message,
}

/// A change of the context that alters the decision; `None` removes a key.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Witness {
    /// Keys with the values to give them, in the order of the keys.
    #[serde(serialize_with = "as_map")]
    pub context: Vec<(String, Option<ContextValue>)>,
    /// The decision that follows.
    pub decision: Decision,
}

impl Witness {
    /// Gives a key a value, or none.
    pub(crate) fn give(&mut self, name: &str, value: Option<ContextValue>) {
        let at = self.context.partition_point(|(known, _)| known.as_str() < name);
        match self.context.get_mut(at).filter(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.context.insert(at, (name.to_owned(), value)),
        }
    }
}

fn as_map<K: Serialize, V: Serialize, S: Serializer>(pairs: &[(K, V)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

/// Whether AWS sends a key with every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Presence {
    /// Every request has it.
    Always,
    /// Some requests have it.
    Sometimes,
}

/// A context key that is read and not given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MissingKey {
    /// The key as the policy writes it first.
    pub key: String,
    /// The nodes that read it.
    pub nodes: Vec<String>,
    /// Whether AWS always sends it.
    pub presence: Presence,
    /// Whether a value for it could change the decision, whatever else is missing, and however the open questions are answered.
    pub could_change: bool,
    /// A change that does, and to which the key belongs: with a value, or left absent (`None`) where every value would take the change
    /// back. None where the key matters only together with an open question, which no context answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
}

/// Something wrong, or worth a second look, in a document or in the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Access Analyzer's four kinds.
    #[serde(rename = "type")]
    pub kind: FindingType,
    /// Access Analyzer's issue code where one exists.
    pub code: Cow<'static, str>,
    /// What it says.
    pub message: Message,
    /// The policy's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Other places it speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Span>,
    /// A JSON pointer, for a finding on the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Edits that mend it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
}

/// A set of edits that mends a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// A piece of text to put in the place of another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}
