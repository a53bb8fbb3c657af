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
    details: Option<BTreeMap<&'static str, Decision>>,
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
        EvaluationResult {
            eval_action_name: action.to_owned(),
            eval_resource_name: self.resource,
            eval_decision: self.decision,
            matched_statements: self.matched,
            missing_context_values: self.missing,
            organizations_decision_detail: self.organizations,
            permissions_boundary_decision_detail: self.boundary,
            eval_decision_details: self.details,
            resource_specific_results: Vec::new(),
        }
    }

    fn to_specific(&self) -> ResourceSpecificResult {
        ResourceSpecificResult {
            eval_resource_name: self.resource.clone(),
            eval_resource_decision: self.decision,
            matched_statements: self.matched.clone(),
            missing_context_values: self.missing.clone(),
            eval_decision_details: self.details.clone(),
            permissions_boundary_decision_detail: self.boundary,
        }
    }

    /// One result of this action on all these resources: the strictest decision, and what led to it.
    pub(super) fn together(action: &str, all: &[Self], named: bool) -> EvaluationResult {
        let strictest = all.iter().map(|one| one.decision).max_by_key(|decision| strictness(*decision));
        let decision = strictest.unwrap_or(Decision::ImplicitDeny);
        let deciding = || all.iter().filter(|one| one.decision == decision);
        EvaluationResult {
            eval_action_name: action.to_owned(),
            eval_resource_name: "*".to_owned(),
            eval_decision: decision,
            matched_statements: once_each(deciding().flat_map(|one| one.matched.clone())),
            // Of named resources each says what it lacks.
            missing_context_values: if named {
                Vec::new()
            } else {
                once_each(all.iter().flat_map(|one| one.missing.clone()))
            },
            organizations_decision_detail: least(all.iter().map(|one| one.organizations), |detail| {
                detail.allowed_by_organizations
            }),
            permissions_boundary_decision_detail: least(all.iter().map(|one| one.boundary), |detail| {
                detail.allowed_by_permissions_boundary
            }),
            eval_decision_details: deciding().next().and_then(|one| one.details.clone()),
            resource_specific_results: if named { all.iter().map(Self::to_specific).collect() } else { Vec::new() },
        }
    }
}

fn strictness(decision: Decision) -> u8 {
    match decision {
        Decision::Allowed => 0,
        Decision::ImplicitDeny => 1,
        Decision::ExplicitDeny => 2,
    }
}

fn once_each<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut kept, one| {
        if !kept.contains(&one) {
            kept.push(one);
        }
        kept
    })
}

/// The detail that does not allow, if one does not.
fn least<T: Copy>(mut all: impl Iterator<Item = Option<T>>, allows: impl Fn(&T) -> bool) -> Option<T> {
    let first = all.next()??;
    Some(all.flatten().fold(first, |kept, one| if allows(&kept) { one } else { kept }))
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
fn details(answer: &Answer<'_>, crosses: bool) -> BTreeMap<&'static str, Decision> {
    let types = [("IAM Policy", Lane::Identity), ("Resource Policy", Lane::Resource)];
    let decided = types.into_iter().filter(|_| crosses).filter_map(|(name, lane)| {
        let decision = match outcome(answer, lane)? {
            Outcome::Allows => Decision::Allowed,
            Outcome::Denies => Decision::ExplicitDeny,
            Outcome::Match | Outcome::NoMatch | Outcome::NoDecision | Outcome::NotApplicable | Outcome::Invalid => {
                Decision::ImplicitDeny
            }
        };
        Some((name, decision))
    });
    let mut details = BTreeMap::new();
    details.extend(decided);
    details
}
