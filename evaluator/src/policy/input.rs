//! A policy as it is given, before its document is read.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Serialize, Serializer};

use super::{EndpointType, PolicyType};

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
