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
use crate::span::holds;
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
}

impl<'i> Simulator<'i> {
    /// Reads the policies.
    pub(super) fn new(input: &'i SimulateCustomPolicyRequest) -> Result<Self, InvalidInput> {
        check_resource_policy(input)?;
        let policies = policies(input);
        let set = PolicySet::new(&policies)?;
        if let Some((at, finding)) = set.policies().enumerate().find_map(|(at, policy)| {
            let error = policy.findings().into_iter().next();
            policy.is_unread().then_some(at).zip(error)
        }) {
            return Err(malformed(input, at, &finding));
        }
        let given = input.additional.iter().any(|policy| policy.policy_type == PolicyType::Resource);
        let trust = (!given).then(|| trust_policy(&account(input, None)));
        let trusting = PolicySet::new(
            &policies.into_iter().filter(|policy| policy.name != RESOURCE_POLICY).chain(trust).collect::<Vec<_>>(),
        )?;
        Ok(Self { input, set, trusting })
    }

    /// The resources to ask for; `*` where none was given.
    pub(super) fn resources(&self) -> impl Iterator<Item = (usize, &'i str)> + use<'i> {
        let none: &'i [&'i str] = if self.input.resources.is_empty() { &["*"] } else { &[] };
        self.input.resources.iter().map(String::as_str).chain(none.iter().copied()).enumerate()
    }

    /// One action on every resource.
    pub(super) fn action(&self, index: usize, action: &str) -> Result<EvaluationResult, InvalidInput> {
        let all = self.resources().map(|resource| self.one(index, action, resource)).collect::<Result<Vec<_>, _>>()?;
        Ok(Simulated::together(action, &all, !self.input.resources.is_empty()))
    }

    /// One action on one resource.
    pub(super) fn one(
        &self,
        index: usize,
        action: &str,
        (at, resource): (usize, &str),
    ) -> Result<Simulated, InvalidInput> {
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
        (Some(_), Some(caller)) if holds(caller, ":role/") => {
            invalid("the API simulates no resource policy for a role; add it to `AdditionalPolicies`")
        }
        (None, _) | (Some(_), Some(_)) => Ok(()),
    }
}

/// The names that the API gives its inputs.
fn policies(input: &SimulateCustomPolicyRequest) -> Vec<PolicyInput> {
    let numbered = |list: &str, at: usize| format!("{list}.{}", at + 1);
    let identity = input.policies.iter().enumerate();
    let identity = identity
        .map(|(at, text)| PolicyInput::new(numbered("PolicyInputList", at), PolicyType::Identity, text.as_str()));
    let boundary = input.boundary.iter();
    let boundary = boundary.map(|text| {
        PolicyInput::new("PermissionsBoundaryPolicyInputList.1", PolicyType::PermissionsBoundary, text.as_str())
    });
    let levels = input.organization.iter().enumerate().flat_map(|(level, texts)| {
        texts.iter().enumerate().map(move |(at, text)| PolicyInput {
            attached_to: alloc::vec![numbered("level", level)],
            ..PolicyInput::new(
                format!("OrderedOrganizationPolicyInputList.{}.{}", level + 1, at + 1),
                PolicyType::ServiceControl,
                text.as_str(),
            )
        })
    });
    let resource = input.resource_policy.iter();
    let resource = resource.map(|text| PolicyInput::new(RESOURCE_POLICY, PolicyType::Resource, text.as_str()));
    identity.chain(boundary).chain(levels).chain(resource).chain(input.additional.iter().cloned()).collect()
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

/// Where the policy at this place of the set stands in the input, and what is wrong with it.
fn malformed(input: &SimulateCustomPolicyRequest, at: usize, finding: &Finding) -> InvalidInput {
    let mut pointers: Vec<String> = (0..input.policies.len()).map(|at| format!("/PolicyInputList/{at}")).collect();
    pointers.extend(input.boundary.iter().map(|_| "/PermissionsBoundaryPolicyInputList/0".to_owned()));
    for (level, texts) in input.organization.iter().enumerate() {
        let at = |at| format!("/OrderedOrganizationPolicyInputList/{level}/ServiceControlPolicyInputList/{at}");
        pointers.extend((0..texts.len()).map(at));
    }
    pointers.extend(input.resource_policy.iter().map(|_| "/ResourcePolicy".to_owned()));
    pointers.extend((0..input.additional.len()).map(|at| format!("/AdditionalPolicies/{at}")));
    let pointer = pointers.into_iter().nth(at).unwrap_or_default();
    let place = finding.span.as_ref().map(|span| format!("line {}, column {}: ", span.start.line, span.start.column));
    let message = format!("{}{}", place.unwrap_or_default(), finding.message.text);
    InvalidInput::new("MALFORMED_POLICY", pointer, message)
}
