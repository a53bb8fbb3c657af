//! `SimulateCustomPolicy` of the IAM API: its request, its response, and what its simulator leaves out.
//!
//! What it leaves out and real requests have (trust policies, RCPs, session and VPC endpoint policies) can be added as policies of
//! a scenario, in a field that the API does not have.
//!
//! Source: IAM API Reference, `SimulateCustomPolicy`; IAM User Guide, "Testing IAM policies with the IAM policy simulator".

mod ask;
mod read;
mod results;

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Serialize;

use self::ask::Simulator;
use crate::policy::PolicyInput;
use crate::request::invalid::InvalidInput;
use crate::request::{Context, Decision};

/// The most actions of a simulation, and the most resources.
pub const MAX_SIMULATED: usize = 1_000;

/// What to simulate, in the API's own fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimulateCustomPolicyRequest {
    /// Identity-based policies.
    pub policies: Vec<String>,
    /// The permissions boundary.
    pub boundary: Option<String>,
    /// SCPs, root first, the account last.
    pub organization: Vec<Vec<String>>,
    /// `prefix:Name` each.
    pub actions: Vec<String>,
    /// ARNs; empty where none was given.
    pub resources: Vec<String>,
    /// A resource-based policy that sits on every resource.
    pub resource_policy: Option<String>,
    /// The account that owns resources whose ARN has none.
    pub resource_owner: Option<String>,
    /// A user or a role.
    pub caller: Option<String>,
    /// The request context.
    pub context: Context,
    /// The most results of an answer.
    pub max_items: usize,
    /// How many results came before.
    pub marker: usize,
    /// Not of the API: further policies, as a scenario has them.
    pub additional: Vec<PolicyInput>,
}

/// How results are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// One result for each action; each resource inside it.
    #[default]
    Current,
    /// As until 2026: one result for each action and resource.
    Classic,
}

/// The API's response.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SimulatePolicyResponse {
    /// In the order of the actions, then of the resources.
    pub evaluation_results: Vec<EvaluationResult>,
    /// Whether there are more.
    pub is_truncated: bool,
    /// What to ask for them with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

/// One action, or one action on one resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EvaluationResult {
    /// The action as given.
    pub eval_action_name: String,
    /// The resource, or `*` for all of them.
    pub eval_resource_name: String,
    /// Of several resources the strictest decision.
    pub eval_decision: Decision,
    /// What decided: the Deny statements, or else the Allow statements.
    pub matched_statements: Vec<MatchedStatement>,
    /// Context keys that the policies read and that were not supplied.
    pub missing_context_values: Vec<String>,
    /// There where SCPs were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organizations_decision_detail: Option<OrganizationsDecisionDetail>,
    /// There where a boundary was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
    /// By policy type, across accounts; empty within one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eval_decision_details: Option<BTreeMap<&'static str, Decision>>,
    /// One for each resource.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resource_specific_results: Vec<ResourceSpecificResult>,
}

/// One action on one resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResourceSpecificResult {
    /// The resource as given.
    pub eval_resource_name: String,
    /// The decision.
    pub eval_resource_decision: Decision,
    /// What decided.
    pub matched_statements: Vec<MatchedStatement>,
    /// Context keys that the policies read and that were not supplied.
    pub missing_context_values: Vec<String>,
    /// By policy type, across accounts; empty within one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eval_decision_details: Option<BTreeMap<&'static str, Decision>>,
    /// There where a boundary was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
}

/// A statement that decided, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MatchedStatement {
    /// The input and the position in it: `PolicyInputList.1`.
    pub source_policy_id: String,
    /// What the API answers here: `IAM Policy` or `Resource Policy`.
    pub source_policy_type: &'static str,
    /// The statement's first character.
    pub start_position: Place,
    /// After its last character.
    pub end_position: Place,
}

/// A line and a column, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// What the SCPs came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OrganizationsDecisionDetail {
    /// Whether every level allows.
    pub allowed_by_organizations: bool,
}

/// What the boundary came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PermissionsBoundaryDecisionDetail {
    /// Whether it allows; an implicit and an explicit denial look alike.
    pub allowed_by_permissions_boundary: bool,
}

/// Simulates every action on every resource.
///
/// # Errors
/// What the API answers with `InvalidInput`: the input's field and what is wrong with it. A policy that cannot be read is
/// `MALFORMED_POLICY`, the API's `PolicyEvaluation`.
pub fn simulate_custom_policy(
    input: &SimulateCustomPolicyRequest,
    shape: Shape,
) -> Result<SimulatePolicyResponse, InvalidInput> {
    let simulator = Simulator::new(input)?;
    let resources = &simulator.resources;
    let total = match shape {
        Shape::Current => input.actions.len(),
        Shape::Classic => input.actions.len() * resources.len(),
    };
    let mut evaluation_results = Vec::new();
    for place in input.marker..total.min(input.marker.saturating_add(input.max_items)) {
        let (index, at) = match shape {
            Shape::Current => (place, 0),
            Shape::Classic => (place / resources.len(), place % resources.len()),
        };
        let (Some(action), Some(resource)) = (input.actions.get(index), resources.get(at)) else { break };
        evaluation_results.push(match shape {
            Shape::Current => simulator.action(index, action)?,
            Shape::Classic => simulator.one(index, action, at, resource)?.into_result(action),
        });
    }
    let next = input.marker + evaluation_results.len();
    let is_truncated = next < total;
    Ok(SimulatePolicyResponse { evaluation_results, is_truncated, marker: is_truncated.then(|| next.to_string()) })
}
