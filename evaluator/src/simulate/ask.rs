//! The requests that a simulation asks, and the policies that it asks them of.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::results::Simulated;
use super::{EvaluationResult, SimulateCustomPolicyRequest};
use crate::arn::Arn;
use crate::evaluation::Judgement;
use crate::explain;
use crate::policy::{PolicyInput, PolicyType};
use crate::request::invalid::InvalidInput;
use crate::request::query::Query;
use crate::request::{Organization, PrincipalFields, PrincipalInput, Request, Settings};
use crate::set::PolicySet;
use crate::trace::Finding;

/// The account where nothing names one.
const SOME_ACCOUNT: &str = "123456789012";
const RESOURCE_POLICY: &str = "ResourcePolicy";
const TRUST_POLICY: &str = "a trust policy that delegates to the caller's account";

/// A simulation's policies, read.
pub(super) struct Simulator<'i> {
    input: &'i SimulateCustomPolicyRequest,
    set: PolicySet,
    /// For the actions that assume a role: the API looks at no trust policy, and every role has one.
    trusting: PolicySet,
    /// The resources to ask for; `*` where none was given.
    pub(super) resources: Vec<&'i str>,
}

impl<'i> Simulator<'i> {
    /// Reads the policies.
    pub(super) fn new(input: &'i SimulateCustomPolicyRequest) -> Result<Self, InvalidInput> {
        check_resource_policy(input)?;
        let (mut policies, pointers) = policies(input);
        let set = PolicySet::new(&policies)?;
        for (policy, pointer) in set.policies().zip(pointers) {
            if policy.is_unread()
                && let Some(finding) = policy.findings().first()
            {
                return Err(malformed(pointer, finding));
            }
        }
        let given = input.additional.iter().any(|policy| policy.policy_type == PolicyType::Resource);
        policies.retain(|policy| policy.name != RESOURCE_POLICY);
        if !given {
            policies.push(trust_policy(&account(input, None)));
        }
        let trusting = PolicySet::new(&policies)?;
        let mut resources: Vec<&str> = input.resources.iter().map(String::as_str).collect();
        if resources.is_empty() {
            resources.push("*");
        }
        Ok(Self { input, set, trusting, resources })
    }

    /// The action at `index` on every resource.
    pub(super) fn action(&self, index: usize, action: &str) -> Result<EvaluationResult, InvalidInput> {
        let mut all = Vec::with_capacity(self.resources.len());
        for (at, resource) in self.resources.iter().enumerate() {
            all.push(self.one(index, action, at, resource)?);
        }
        Ok(Simulated::together(action, &all, !self.input.resources.is_empty()))
    }

    /// The action at `index` on the resource at `at`.
    pub(super) fn one(&self, index: usize, action: &str, at: usize, resource: &str) -> Result<Simulated, InvalidInput> {
        let request = self.request(action, resource);
        let mut query = Query::read(&request).map_err(|error| {
            let pointer = match error.pointer.as_str() {
                "/action" => format!("/ActionNames/{index}"),
                "/resource" => format!("/ResourceArns/{at}"),
                pointer => match pointer.strip_prefix("/context") {
                    Some(entry) => format!("/ContextEntries{entry}"),
                    None => pointer.to_owned(),
                },
            };
            InvalidInput { pointer, ..error }
        })?;
        if self.input.caller.is_none() {
            forget_the_caller(&mut query, &request);
        }
        let assumes = query.action_lower.starts_with("sts:assumerole");
        let judgement = Judgement::new(if assumes { &self.trusting } else { &self.set }, &query);
        let crosses = judgement.query.requester.account != judgement.query.owner;
        Ok(Simulated::new(resource, &explain::single(&judgement), crosses, self.input))
    }

    fn request(&self, action: &str, resource: &str) -> Request {
        let arn_has_none = Arn::parse(resource).is_some_and(|arn| !arn.has_account_id());
        let caller = self.input.caller.clone();
        let organization = (!self.input.organization.is_empty()).then_some(Organization::Member);
        Request {
            principal: PrincipalInput::Long(PrincipalFields {
                arn: Some(
                    caller
                        .unwrap_or_else(|| format!("arn:aws:iam::{}:user/caller", account(self.input, Some(resource)))),
                ),
                organization,
                ..PrincipalFields::default()
            }),
            action: action.to_owned(),
            resource: resource.to_owned(),
            resource_account: self.input.resource_owner.clone().filter(|_| arn_has_none),
            context: self.input.context.clone(),
            settings: Some(Settings { s3_block_public_access: Some(false), kms_grant_allows: None }),
            ..Request::default()
        }
    }
}

/// Nobody was named: what would be known of a caller is not, and the account is that of the resource.
fn forget_the_caller(query: &mut Query, request: &Request) {
    let given = |name: &str| request.context.0.iter().any(|(key, _)| key.eq_ignore_ascii_case(name));
    for key in core::mem::take(&mut query.derived) {
        if key.name != "aws:ResourceAccount" && !given(&key.name) {
            query.context.remove(&key.name);
        }
    }
}

/// The caller's account, or else the resource's.
fn account(input: &SimulateCustomPolicyRequest, resource: Option<&str>) -> String {
    let of = |arn: &str| Arn::parse(arn).filter(Arn::has_account_id).map(|arn| arn.account.to_owned());
    let caller = input.caller.as_deref().and_then(of);
    let owner = || input.resource_owner.clone();
    caller.or_else(|| resource.and_then(of)).or_else(owner).unwrap_or_else(|| SOME_ACCOUNT.to_owned())
}

fn check_resource_policy(input: &SimulateCustomPolicyRequest) -> Result<(), InvalidInput> {
    let invalid = |message: &str| Err(InvalidInput::new("INVALID_RESOURCE_POLICY", "/ResourcePolicy", message));
    match (&input.resource_policy, &input.caller) {
        (Some(_), None) => invalid("a resource policy needs `CallerArn`, since it says who may ask"),
        (Some(_), Some(caller)) if caller.contains(":role/") => {
            invalid("the API simulates no resource policy for a role; add it to `AdditionalPolicies`")
        }
        (None, _) | (Some(_), Some(_)) => Ok(()),
    }
}

/// The policies, by the names that the API gives its inputs, and where each stands in the input.
fn policies(input: &SimulateCustomPolicyRequest) -> (Vec<PolicyInput>, Vec<String>) {
    let (mut policies, mut pointers) = (Vec::new(), Vec::new());
    let mut add = |pointer: String, policy: PolicyInput| {
        policies.push(policy);
        pointers.push(pointer);
    };
    for (at, text) in input.policies.iter().enumerate() {
        let name = format!("PolicyInputList.{}", at + 1);
        add(format!("/PolicyInputList/{at}"), PolicyInput::new(name, PolicyType::Identity, text.as_str()));
    }
    if let Some(text) = &input.boundary {
        let name = "PermissionsBoundaryPolicyInputList.1".to_owned();
        let boundary = PolicyInput::new(name, PolicyType::PermissionsBoundary, text.as_str());
        add("/PermissionsBoundaryPolicyInputList/0".to_owned(), boundary);
    }
    for (level, texts) in input.organization.iter().enumerate() {
        for (at, text) in texts.iter().enumerate() {
            let name = format!("OrderedOrganizationPolicyInputList.{}.{}", level + 1, at + 1);
            let mut policy = PolicyInput::new(name, PolicyType::ServiceControl, text.as_str());
            policy.attached_to.push(format!("level.{}", level + 1));
            add(format!("/OrderedOrganizationPolicyInputList/{level}/ServiceControlPolicyInputList/{at}"), policy);
        }
    }
    if let Some(text) = &input.resource_policy {
        let policy = PolicyInput::new(RESOURCE_POLICY.to_owned(), PolicyType::Resource, text.as_str());
        add("/ResourcePolicy".to_owned(), policy);
    }
    for (at, policy) in input.additional.iter().enumerate() {
        add(format!("/AdditionalPolicies/{at}"), policy.clone());
    }
    (policies, pointers)
}

fn trust_policy(account: &str) -> PolicyInput {
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{{"AWS":"{account}"}},"Action":"sts:*"}}}}"#
    );
    PolicyInput {
        resource_type: Some("AWS::IAM::AssumeRolePolicyDocument".to_owned()),
        ..PolicyInput::new(TRUST_POLICY, PolicyType::Resource, document)
    }
}

fn malformed(pointer: String, finding: &Finding) -> InvalidInput {
    let place = finding.span.as_ref().map(|span| format!("line {}, column {}: ", span.start.line, span.start.column));
    let message = format!("{}{}", place.unwrap_or_default(), finding.message.text);
    InvalidInput::new("MALFORMED_POLICY", pointer, message)
}
