//! Reads from a request what stands before any statement is looked at.
//!
//! Source: IAM User Guide, policy evaluation logic, "Compare AWS STS credentials" and "Permissions for `GetSessionToken`"; KMS Developer
//! Guide, "Key policies"; STS API reference.

use super::flow::{ExplicitAccount, Frame};
use super::public_access;
use super::scope::{Scopes, Standing};
use crate::arn::Arn;
use crate::glob;
use crate::policy::{PolicyType, ResourceKind};
use crate::request::query::Query;
use crate::request::requester::{RequesterKind, starts_with_ignore_case};

impl Frame {
    /// The frame of `query`, with the policies of `scopes` that take part.
    pub(super) fn new(query: &Query, scopes: &Scopes<'_>) -> Self {
        let requester = &query.requester;
        let has = |policy_type| {
            scopes.members.iter().any(|member| {
                member.reading.policy.policy_type == policy_type
                    && matches!(member.standing, Standing::TakesPart | Standing::Unread)
            })
        };
        let same_account = query.has_no_resource() || query.owner == requester.account;
        Self {
            requester: requester.kind,
            is_root: requester.kind == RequesterKind::Root || requester.is_federated_root(),
            same_account,
            // Services, built-in providers and nobody are of no partition.
            same_partition: requester.partition.is_empty()
                || query.resource_arn().is_none_or(|arn| arn.partition == requester.partition),
            explicit_account: match scopes.kind {
                ResourceKind::RoleTrust => Some(ExplicitAccount::TrustPolicy),
                ResourceKind::KmsKey => Some(ExplicitAccount::KeyPolicy),
                ResourceKind::Generic => None,
            },
            needs_no_permission: needs_no_permission(query),
            never_allowed: changes_what_aws_owns(query) || cannot_ask(query),
            has_session_policy: has(PolicyType::Session),
            has_boundary: has(PolicyType::PermissionsBoundary),
            public_access_blocked: public_access::blocks(query, same_account, scopes),
            kms_grant: query.settings.kms_grant_allows == Some(true) && scopes.kind == ResourceKind::KmsKey,
        }
    }
}

/// How a resource-based policy on the query's resource is read, where it was not declared.
pub(super) fn resource_kind(query: &Query) -> ResourceKind {
    let (kind, service, beginning) = match query.service() {
        "kms" => (ResourceKind::KmsKey, "kms", "key/"),
        "sts" if is_about_trust(&query.action_lower) => (ResourceKind::RoleTrust, "iam", "role/"),
        _ => return ResourceKind::Generic,
    };
    let is_such = |arn: Arn<'_>| arn.service == service && arn.resource.starts_with(beginning);
    if query.resource_arn().is_some_and(is_such) { kind } else { ResourceKind::Generic }
}

/// Whether the action is one that a role's trust policy decides.
pub(super) fn is_about_trust(action: &str) -> bool {
    starts_with_ignore_case(action, "sts:assumerole")
        || action.eq_ignore_ascii_case("sts:tagsession")
        || action.eq_ignore_ascii_case("sts:setsourceidentity")
}

/// Who one is can always be asked. A session token is a user's way to say who one is: policies do not control it.
fn needs_no_permission(query: &Query) -> bool {
    match query.action_lower.as_str() {
        "sts:getcalleridentity" => query.requester.kind != RequesterKind::Anonymous,
        "sts:getsessiontoken" => matches!(query.requester.kind, RequesterKind::User | RequesterKind::Root),
        _ => false,
    }
}

/// What the requester's kind of credentials cannot call, whatever the policies say.
fn cannot_ask(query: &Query) -> bool {
    let action = query.action_lower.as_str();
    match query.requester.kind {
        RequesterKind::Provider => !provider_may_ask(query),
        RequesterKind::Root => action == "sts:assumerole",
        RequesterKind::RoleSession => matches!(action, "sts:getsessiontoken" | "sts:getfederationtoken"),
        RequesterKind::FederatedUser => query.service() == "sts" && !needs_no_permission(query),
        RequesterKind::User | RequesterKind::Service | RequesterKind::Anonymous => false,
    }
}

/// An identity provider asks for nothing but to assume a role, each kind by its own action.
fn provider_may_ask(query: &Query) -> bool {
    let is_saml = glob::find(&query.requester.arn, ":saml-provider/").is_some();
    match query.action_lower.as_str() {
        "sts:assumerolewithsaml" => is_saml,
        "sts:assumerolewithwebidentity" => !is_saml,
        "sts:tagsession" | "sts:setsourceidentity" => true,
        _ => false,
    }
}

/// AWS managed policies, AWS-reserved roles and AWS managed keys are AWS's to change.
fn changes_what_aws_owns(query: &Query) -> bool {
    if !matches!(query.service(), "iam" | "kms") {
        return false;
    }
    let Some(arn) = query.resource_arn() else { return false };
    let owned = match arn.service {
        "iam" => {
            (arn.account == "aws" && arn.resource.starts_with("policy/"))
                || arn.resource.starts_with("role/aws-reserved/")
        }
        "kms" => arn.resource.starts_with("alias/aws/"),
        _ => false,
    };
    owned && !["get", "list", "describe", "simulate", "generate"].iter().any(|verb| query.name().starts_with(verb))
}
