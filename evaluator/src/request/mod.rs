//! Who asks for what, on which resource, with which context.

pub mod context;
pub(crate) mod fields;
pub mod invalid;
pub mod query;
mod read;
pub mod requester;

use alloc::string::String;
use alloc::vec::Vec;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::json;

/// AWS's three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Decision {
    /// At least one policy allows, none denies, every limit holds.
    Allowed,
    /// A statement denies.
    ExplicitDeny,
    /// Nothing allows, or a limit does not.
    ImplicitDeny,
}

/// The value of a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextValue {
    /// One text.
    Text(String),
    /// A number, as its JSON text: `10` and `10.0` are two texts.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// The values of a multivalued key.
    List(Vec<String>),
}

impl Serialize for ContextValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::List(values) => values.serialize(serializer),
            Self::Number(text) => json::serialize_verbatim(text, serializer),
        }
    }
}

/// Context entries in the author's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context(pub Vec<(String, ContextValue)>);

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// One request, as a scenario holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// What the author calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who asks.
    pub principal: PrincipalInput,
    /// `prefix:Name`.
    pub action: String,
    /// An ARN, or `*` for an action that takes no resource.
    pub resource: String,
    /// The owner's account id, where the ARN carries none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_account: Option<String>,
    /// The request context.
    #[serde(skip_serializing_if = "context_is_empty")]
    pub context: Context,
    /// What no policy says and yet matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Settings>,
    /// What else this call needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// What the author claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect: Option<Decision>,
    /// Why the author claims it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect_because: Option<ExpectBecause>,
}

fn context_is_empty(context: &Context) -> bool {
    context.0.is_empty()
}

/// Who asks: a short text, or the long form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PrincipalInput {
    /// An ARN, a service principal, an identity provider, or `anonymous`.
    Text(String),
    /// Field by field.
    Long(PrincipalFields),
}

impl Default for PrincipalInput {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// The long form of a requester.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrincipalFields {
    /// Of a user, role, session, federated user, root, or provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// The names of a service principal; empty where it is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service: Vec<String>,
    /// Whether nobody signed the request.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub anonymous: bool,
    /// Of a session: the role's ARN with its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    /// `AIDA…` or `AROA…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Of a federated-user session: the user who asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_arn: Option<String>,
    /// The S3 canonical id of the requester's account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_id: Option<String>,
    /// Where the requester's account stands in an organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    /// They become `aws:PrincipalTag/…`.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

/// Tags in the author's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub Vec<(String, String)>);

impl Tags {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Tags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Where an account stands in an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Organization {
    /// In none.
    None,
    /// A member account.
    Member,
    /// The management account.
    Management,
}

/// What no policy says and yet matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// S3 Block Public Access (`RestrictPublicBuckets`); on where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub s3_block_public_access: Option<bool>,
    /// Whether a KMS grant allows the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kms_grant_allows: Option<bool>,
}

/// What else a call needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// ARNs of the roles that it hands to a service.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pass_roles: Vec<String>,
    /// Tags that it sets.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// ARNs of the further resources that it acts on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
}

/// Why a test claims its decision; only what is given is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpectBecause {
    /// The code of `Evaluation.reason`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// `policy/Sid`, or `policy/2` counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// Exactly these missing context keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<String>>,
    /// Exactly these codes among the assumptions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumes: Option<Vec<String>>,
}
