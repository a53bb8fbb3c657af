//! From evaluations to the API's results.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{
    EvaluationResult, MatchedStatement, OrganizationsDecisionDetail, PermissionsBoundaryDecisionDetail, Place,
    ResourceSpecificResult, SimulateCustomPolicyRequest,
};
use crate::explain::{About, Answer};
use crate::policy::Policy;
use crate::request::Decision;
use crate::trace::{Lane, Outcome};

/// One action on one resource, as the API sees it.
pub(super) struct Simulated {
    resource: String,
    decision: Decision,
    matched: Vec<MatchedStatement>,
    missing: Vec<String>,
    organizations: Option<OrganizationsDecisionDetail>,
    boundary: Option<PermissionsBoundaryDecisionDetail>,
    details: Option<Vec<(&'static str, Decision)>>,
}

impl Simulated {
    /// Reads an answer; `crosses` is whether caller and resource are of two accounts.
    pub(super) fn new(resource: &str, answer: &Answer<'_>, crosses: bool, input: &SimulateCustomPolicyRequest) -> Self {
        let allows = |lane| outcome(answer, lane) == Some(Outcome::Allows);
        let organizations = (!input.organization.is_empty())
            .then(|| OrganizationsDecisionDetail { allowed_by_organizations: allows(Lane::ServiceControl) });
        let boundary = input.boundary.is_some().then(|| PermissionsBoundaryDecisionDetail {
            allowed_by_permissions_boundary: allows(Lane::PermissionsBoundary),
        });
        let stopped = organizations.is_some_and(|detail| !detail.allowed_by_organizations);
        Self {
            resource: resource.to_owned(),
            decision: answer.decision,
            matched: matched(answer),
            missing: missing(answer),
            organizations,
            boundary,
            details: (resource != "*" && !stopped).then(|| details(answer, crosses)),
        }
    }

    /// One result of this action on this resource.
    pub(super) fn into_result(self, action: &str) -> EvaluationResult {
        let eval_decision_details = self.named_details();
        EvaluationResult {
            eval_action_name: action.to_owned(),
            eval_resource_name: self.resource,
            eval_decision: self.decision,
            matched_statements: self.matched,
            missing_context_values: self.missing,
            organizations_decision_detail: self.organizations,
            permissions_boundary_decision_detail: self.boundary,
            eval_decision_details,
            resource_specific_results: Vec::new(),
        }
    }

    fn to_specific(&self) -> ResourceSpecificResult {
        ResourceSpecificResult {
            eval_resource_name: self.resource.clone(),
            eval_resource_decision: self.decision,
            matched_statements: self.matched.clone(),
            missing_context_values: self.missing.clone(),
            eval_decision_details: self.named_details(),
            permissions_boundary_decision_detail: self.boundary,
        }
    }

    fn named_details(&self) -> Option<BTreeMap<&'static str, Decision>> {
        let mut named = BTreeMap::new();
        for (policy_type, decision) in self.details.as_ref()? {
            named.insert(*policy_type, *decision);
        }
        Some(named)
    }

    /// One result of this action on all these resources: the strictest decision, and what led to it.
    pub(super) fn together(action: &str, all: &[Self], named: bool) -> EvaluationResult {
        let strictest = all.iter().map(|one| one.decision).max_by_key(|decision| strictness(*decision));
        let decision = strictest.unwrap_or(Decision::ImplicitDeny);
        let deciding = all.iter().find(|one| one.decision == decision);
        let mut result = EvaluationResult {
            eval_action_name: action.to_owned(),
            eval_resource_name: "*".to_owned(),
            eval_decision: decision,
            matched_statements: Vec::new(),
            missing_context_values: Vec::new(),
            organizations_decision_detail: None,
            permissions_boundary_decision_detail: None,
            eval_decision_details: deciding.and_then(Self::named_details),
            resource_specific_results: Vec::new(),
        };
        for (place, one) in all.iter().enumerate() {
            if one.decision == decision {
                add_new(&mut result.matched_statements, &one.matched);
            }
            // Of named resources each says what it lacks.
            if named {
                result.resource_specific_results.push(one.to_specific());
            } else {
                add_new(&mut result.missing_context_values, &one.missing);
            }
            // The detail that does not allow, if one does not.
            if place == 0 || one.organizations.is_some_and(|detail| !detail.allowed_by_organizations) {
                result.organizations_decision_detail = one.organizations;
            }
            if place == 0 || one.boundary.is_some_and(|detail| !detail.allowed_by_permissions_boundary) {
                result.permissions_boundary_decision_detail = one.boundary;
            }
        }
        result
    }
}

fn strictness(decision: Decision) -> u8 {
    match decision {
        Decision::Allowed => 0,
        Decision::ImplicitDeny => 1,
        Decision::ExplicitDeny => 2,
    }
}

/// Adds what is not there yet.
fn add_new<T: Clone + PartialEq>(kept: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !kept.contains(one) {
            kept.push(one.clone());
        }
    }
}

/// What a policy type came to.
fn outcome(answer: &Answer<'_>, lane: Lane) -> Option<Outcome> {
    answer.policy_type(lane)?.1.first().map(|node| node.outcome)
}

/// The statements of the caller's policies, its boundary and the resource's policy that decided; never those of SCPs.
fn matched(answer: &Answer<'_>) -> Vec<MatchedStatement> {
    let wanted = match answer.decision {
        Decision::Allowed => Outcome::Allows,
        Decision::ExplicitDeny => Outcome::Denies,
        Decision::ImplicitDeny => return Vec::new(),
    };
    let types = match answer.decision {
        Decision::Allowed => [Lane::Identity, Lane::Resource].as_slice(),
        Decision::ExplicitDeny | Decision::ImplicitDeny => &[Lane::Identity, Lane::PermissionsBoundary, Lane::Resource],
    };
    let mut found = Vec::new();
    for lane in types {
        let source = if *lane == Lane::Resource { "Resource Policy" } else { "IAM Policy" };
        let mut policy = None;
        for node in answer.policy_type(*lane).map(|(_, nodes)| nodes).unwrap_or_default() {
            match (node.about, policy) {
                (About::Policy(_, member), _) => policy = Some(&member.reading.policy),
                (About::Statement(_, statement), Some(policy)) if node.outcome == wanted => {
                    found.push(MatchedStatement {
                        source_policy_id: policy.name.clone(),
                        source_policy_type: source,
                        start_position: place(policy, statement.span.start),
                        end_position: place(policy, statement.span.end),
                    });
                }
                _ => {}
            }
        }
    }
    found
}

fn place(policy: &Policy, byte: usize) -> Place {
    let position = policy.lines.position(byte);
    Place { line: position.line, column: position.column }
}

/// Keys that the caller's policies or the resource's read; those that only SCPs read are not named.
fn missing(answer: &Answer<'_>) -> Vec<String> {
    let types = [Lane::Identity, Lane::PermissionsBoundary, Lane::Resource].map(|lane| answer.policy_type(lane));
    let inside = |node: &u32| {
        types.iter().flatten().any(|(first, nodes)| {
            let at = node.checked_sub(*first).and_then(|at| usize::try_from(at).ok());
            at.is_some_and(|at| (1..nodes.len()).contains(&at))
        })
    };
    let named = answer.missing.iter().filter(|missing| missing.nodes.iter().any(inside));
    named.map(|missing| missing.key.to_owned()).collect()
}

/// What each policy type came to, across accounts.
fn details(answer: &Answer<'_>, crosses: bool) -> Vec<(&'static str, Decision)> {
    let mut details = Vec::new();
    if !crosses {
        return details;
    }
    for (name, lane) in [("IAM Policy", Lane::Identity), ("Resource Policy", Lane::Resource)] {
        let Some(outcome) = outcome(answer, lane) else { continue };
        let decision = match outcome {
            Outcome::Allows => Decision::Allowed,
            Outcome::Denies => Decision::ExplicitDeny,
            Outcome::Match | Outcome::NoMatch | Outcome::NoDecision | Outcome::NotApplicable | Outcome::Invalid => {
                Decision::ImplicitDeny
            }
        };
        details.push((name, decision));
    }
    details
}
