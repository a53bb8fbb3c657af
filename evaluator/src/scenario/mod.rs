//! The scenario: the one document format, which the page edits, a link carries and a test asserts.

mod read;

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Serialize, Serializer};

use crate::policy::{EndpointType, PolicyType};
use crate::request::Request;

/// The most policies of a scenario.
pub const MAX_POLICIES: usize = 100;
/// The most requests of a scenario.
pub const MAX_REQUESTS: usize = 1_000;

/// Real policies, and requests asked of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    /// Where the format is described.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// A question or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Markdown, short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// In the author's order.
    pub policies: Vec<PolicyInput>,
    /// At least one.
    pub requests: Vec<Request>,
}

/// One policy, as a scenario holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyInput {
    /// Unique in the scenario.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub policy_type: PolicyType,
    /// What it is attached to; empty where it was not said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attached_to: Vec<String>,
    /// What a resource-based policy sits on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<String>,
    /// Of a VPC endpoint policy.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "endpoint_type")]
    pub endpoint_type: Option<EndpointType>,
    /// The source text, exactly as written; a JSON value was printed with two spaces a level.
    pub document: String,
    /// Exactly these codes are found in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect_findings: Option<Vec<String>>,
}

impl PolicyInput {
    /// A policy that is attached to whoever asks.
    pub fn new(name: impl Into<String>, policy_type: PolicyType, document: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            policy_type,
            attached_to: Vec::new(),
            resource_type: None,
            endpoint_type: None,
            document: document.into(),
            expect_findings: None,
        }
    }
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn endpoint_type<S: Serializer>(value: &Option<EndpointType>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(EndpointType::Gateway) => serializer.serialize_str("gateway"),
        Some(EndpointType::Interface) => serializer.serialize_str("interface"),
        None => serializer.serialize_none(),
    }
}
