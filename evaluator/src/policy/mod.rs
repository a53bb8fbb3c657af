//! The policy document as data. [`read`] alone knows how its elements are spelt.
//!
//! Source: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy elements reference".

mod input;
mod operator;
pub mod read;

use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

use crate::finding::Issue;
use crate::span::{ByteSpan, LineIndex, Spanned};

pub use input::PolicyInput;
pub use operator::{Comparison, Operator, SetOperator};

/// What kind of policy a document is; this decides what it may contain and what it can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PolicyType {
    /// Identity-based: attached to the user, its groups, or the role.
    Identity,
    /// Resource-based: a bucket policy, a key policy, a role trust policy, …
    Resource,
    /// The most that a user or role can be allowed.
    PermissionsBoundary,
    /// Passed when a session was made.
    Session,
    /// An organization's SCP.
    ServiceControl,
    /// An organization's RCP.
    ResourceControl,
    /// On the endpoint that the request comes through.
    VpcEndpoint,
}

/// What a resource-based policy sits on, as far as it changes how the policy is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// Anything else.
    Generic,
    /// A role: its trust policy.
    RoleTrust,
    /// A KMS key.
    KmsKey,
}

/// Which kind of VPC endpoint a policy sits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EndpointType {
    /// The default.
    #[default]
    Interface,
    /// S3 and `DynamoDB` gateways: `{"AWS":"<account>"}` there means its root user only.
    Gateway,
}

/// A policy with its source text, what could be read of it and what was found.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Unique in the scenario.
    pub name: String,
    /// Its type.
    pub policy_type: PolicyType,
    /// What it is attached to; empty where it was not said.
    pub attached_to: Vec<String>,
    /// Access Analyzer's resource type, or `AWS::KMS::Key`.
    pub resource_type: Option<String>,
    /// Of a VPC endpoint policy; `None` where it was not said.
    pub endpoint_type: Option<EndpointType>,
    /// The source text that spans point into.
    pub source: String,
    /// Converts bytes of `source` to positions.
    pub lines: LineIndex,
    /// What could be read. Present although `issues` may hold errors of form; see [`Policy::is_unread`].
    pub document: Document,
    /// What was found, in source order.
    pub issues: Vec<Issue>,
}

impl Policy {
    /// Whether an error of form keeps every statement from counting.
    pub fn is_unread(&self) -> bool {
        self.issues.iter().any(|issue| issue.unreads)
    }
}

/// `Version`, which decides whether `${…}` is a policy variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Version {
    /// `2008-10-17`, or absent: no policy variables.
    #[default]
    V2008,
    /// `2012-10-17`.
    V2012,
}

/// A policy document as far as it could be read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Which language it is written in.
    pub version: Version,
    /// In the author's order.
    pub statements: Vec<Statement>,
    /// The whole object.
    pub span: ByteSpan,
}

/// `Effect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The statement allows.
    Allow,
    /// The statement denies.
    Deny,
}

/// Whether an element is written with `Not`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// `Action`, `Resource`, `Principal`.
    Plain,
    /// `NotAction`, `NotResource`, `NotPrincipal`.
    Not,
}

/// One statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// `Sid`, as written.
    pub sid: Option<Spanned<String>>,
    /// `Effect`.
    pub effect: Spanned<Effect>,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<PrincipalElement>,
    /// `Action` or `NotAction`.
    pub action: Option<ListElement>,
    /// `Resource` or `NotResource`.
    pub resource: Option<ListElement>,
    /// The operators of `Condition`, in the author's order.
    pub conditions: Vec<ConditionBlock>,
    /// From `"Condition"` to the end of its value, where there is one.
    pub condition_span: Option<ByteSpan>,
    /// From `{` to `}`.
    pub span: ByteSpan,
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub struct ListElement {
    /// With `Not` or without.
    pub polarity: Polarity,
    /// From the element's name to the end of its value.
    pub span: ByteSpan,
    /// The decoded strings; spans include the quotes.
    pub entries: Vec<Spanned<String>>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub struct PrincipalElement {
    /// With `Not` or without.
    pub polarity: Polarity,
    /// From the element's name to the end of its value.
    pub span: ByteSpan,
    /// In the author's order.
    pub entries: Vec<PrincipalEntry>,
}

/// One principal that a policy names.
#[derive(Clone, Debug)]
pub struct PrincipalEntry {
    /// Under which key it stands.
    pub key: PrincipalKey,
    /// The text, decoded.
    pub value: String,
    /// Where, with the quotes.
    pub span: ByteSpan,
}

/// The key under which a principal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalKey {
    /// The bare `"*"`, under no key.
    Everyone,
    /// `AWS`: accounts, users, roles, sessions, `*`.
    Aws,
    /// `Service`.
    Service,
    /// `Federated`.
    Federated,
    /// `CanonicalUser`.
    CanonicalUser,
}

/// One operator of `Condition` with its keys.
#[derive(Clone, Debug)]
pub struct ConditionBlock {
    /// As written, without the quotes; the span includes them.
    pub name: Spanned<String>,
    /// What it means; `None` for an unknown operator.
    pub operator: Option<Operator>,
    /// In the author's order.
    pub keys: Vec<ConditionKey>,
    /// From the operator's name to the end of its value.
    pub span: ByteSpan,
}

/// One context key under an operator with the values it is compared with.
#[derive(Clone, Debug)]
pub struct ConditionKey {
    /// As written.
    pub name: Spanned<String>,
    /// The values' texts: a number or a boolean is its JSON text. Spans include quotes.
    pub values: Vec<Spanned<String>>,
    /// From the key's name to the end of its value.
    pub span: ByteSpan,
}
