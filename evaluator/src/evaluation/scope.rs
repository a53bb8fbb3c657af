//! Which policies take part in a request, and why the others do not.
//!
//! Source: IAM User Guide, "Policies and permissions" and "Permissions boundaries"; Organizations User Guide, "Service control policies"
//! and "Resource control policies"; VPC guide, "Endpoint policies".

use alloc::vec::Vec;

use super::frame::{is_about_trust, resource_kind};
use crate::arn::Arn;
use crate::glob;
use crate::matching::{self, Pattern, Tri};
use crate::policy::{Policy, PolicyType, ResourceKind};
use crate::reference;
use crate::request::Organization;
use crate::request::context::Values;
use crate::request::query::{OwnerSource, Query};
use crate::request::requester::RequesterKind;
use crate::set::{Level, PolicySet, Reading};

/// How a policy stands to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It takes part.
    TakesPart,
    /// It counts as attached and none of its statements can be read.
    Unread,
    /// It is attached to somebody or something else.
    Elsewhere,
    /// Such a policy never applies to this request.
    LeftOut(LeftOut),
}

/// Why a policy never applies to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The root user has no identity-based policies and no boundary.
    RootUser,
    /// Only users, roles and federated users have such policies.
    RequesterHasNone,
    /// An IAM user has no session.
    UserHasNoSession,
    /// The action takes no resource.
    NoResource,
    /// The service has no resource-based policies.
    ServiceHasNone,
    /// A trust policy is read only when its role is assumed.
    TrustOnlyForSts,
    /// It is declared for another service's resources.
    OtherService,
    /// A KMS alias has no policy.
    KmsAlias,
    /// The requester's account is the management account, or in no organization.
    RequesterNotMember,
    /// The resource's account is the management account, or in no organization.
    OwnerNotMember,
    /// Organization policies do not touch service-linked roles.
    ServiceLinkedRole,
    /// SCPs are for principals of member accounts.
    NotAnAccountPrincipal,
    /// RCPs do not cover the service.
    NotCovered,
    /// A service that calls for itself comes through no endpoint.
    ServiceRequester,
}

/// Something that was taken as given and decides whether a policy takes part; each becomes an assumption of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StandingDoubt {
    /// The user who asked for a federated session was taken from its name, and the policy is attached to users.
    ParentUserAssumed,
    /// The session is by its name one of a service-linked role, and the role's path is not known.
    RolePathUnknown,
    /// The policy is attached to a role with a path, and the path of the session's role is not known.
    NamedRoleAssumed,
    /// The requester is any session of a role, and the policy is attached to one of them.
    SessionNameUnknown,
    /// The policy is attached to a group of the user's account, and whether the user is in it is not known.
    GroupsUnknown,
    /// The policy is attached to something that is the ARN of no user, group, role or session.
    AttachedToNobody,
    /// The owner of the resource was taken to be the requester's account.
    ResourceAccountAssumed,
    /// `*` was asked for an action that has resources, so that the policy of the resource takes no part.
    ResourceNotNamed,
    /// An alias was asked for an action that AWS decides about the key behind it.
    KeyNotNamed,
    /// The endpoint that the request comes through is not given, and the policy sits on one; it was taken to be that one.
    EndpointNotNamed,
}

/// A policy with how it stands and how it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scoped<'s> {
    pub(crate) standing: Standing,
    /// What was taken as given that its standing rests on.
    pub(crate) assumed: Option<StandingDoubt>,
    pub(crate) reading: &'s Reading,
}

/// All policies of a set, scoped to one request.
#[derive(Clone, Debug)]
pub(crate) struct Scopes<'s> {
    /// How a resource-based policy is read that was not declared.
    pub(crate) kind: ResourceKind,
    /// One for each policy of the set, in its order.
    pub(crate) members: Vec<Scoped<'s>>,
}

impl<'s> Scopes<'s> {
    pub(crate) fn new(set: &'s PolicySet, query: &Query) -> Self {
        let kind = resource_kind(query);
        let mut members = Vec::with_capacity(set.policies.len());
        for reading in set.policies.iter().filter_map(|member| member.reading(kind)) {
            let standing = standing(reading, query);
            members.push(Scoped { standing, assumed: assumed(&reading.policy, standing, query), reading });
        }
        Self { kind, members }
    }
}

impl Scopes<'_> {
    /// Forgets what was taken as given where it makes no difference. To know that takes longer than to decide.
    pub(super) fn sifted(mut self, query: &Query) -> Self {
        for member in &mut self.members {
            if member.assumed.is_some() && !member.could_do_something(query) {
                member.assumed = None;
            }
        }
        self
    }

    /// Whether a policy takes part, or not, by something that was taken as given.
    pub(crate) fn is_assumed(&self, index: usize) -> bool {
        self.members.get(index).is_some_and(|member| member.assumed.is_some())
    }
}

impl Scoped<'_> {
    /// Whether the decision could be another one if it stood otherwise: an identity-based policy none of whose statements fits does nothing.
    fn could_do_something(&self, query: &Query) -> bool {
        let is_left_out = self.standing == Standing::Elsewhere && !self.reading.unread;
        let fits = |pattern: &Pattern| pattern.judge(query, self.matching_scope(false)).tri != Tri::No;
        !is_left_out
            || self.reading.policy.policy_type != PolicyType::Identity
            || self.reading.patterns.iter().any(fits)
    }

    pub(crate) fn matching_scope(&self, has_boundary: bool) -> matching::Scope {
        let policy = &self.reading.policy;
        matching::Scope {
            policy_type: policy.policy_type,
            resource_kind: self.reading.kind,
            endpoint_type: policy.endpoint_type,
            has_boundary,
        }
    }
}

/// The levels that concern the request: a node named by an account id concerns that account alone.
pub(crate) fn levels<'s>(levels: &'s [Level], account: &str) -> impl Iterator<Item = &'s Level> {
    levels.iter().filter(move |level| concerns(&level.node, account))
}

fn concerns(node: &str, account: &str) -> bool {
    node.len() != 12 || !node.bytes().all(|byte| byte.is_ascii_digit()) || node == account
}

fn standing(reading: &Reading, query: &Query) -> Standing {
    let policy = &reading.policy;
    let why = match policy.policy_type {
        PolicyType::Identity | PolicyType::PermissionsBoundary => why_not_principal(query),
        PolicyType::Session => why_not_session(query),
        PolicyType::Resource => why_not_resource(reading, query),
        PolicyType::ServiceControl => why_not_scp(query),
        PolicyType::ResourceControl => why_not_rcp(query),
        PolicyType::VpcEndpoint => {
            (query.requester.kind == RequesterKind::Service).then_some(LeftOut::ServiceRequester)
        }
    };
    if let Some(why) = why {
        return Standing::LeftOut(why);
    }
    if !policy.attached_to.is_empty() && !policy.attached_to.iter().any(|to| is_attached(policy, to, query)) {
        return Standing::Elsewhere;
    }
    if reading.unread { Standing::Unread } else { Standing::TakesPart }
}

/// Whether the action is decided by a policy of its resource: assuming a role, using a key.
pub(super) fn needs_resource_policy(query: &Query) -> bool {
    let keyless = ["createkey", "listkeys", "listaliases", "generaterandom", "connectcustomkeystore"];
    let about_key = query.service() == "kms"
        && !keyless.contains(&query.name())
        && glob::find(query.name(), "customkeystore").is_none();
    is_about_trust(&query.action_lower) || about_key
}

/// Whether an alias stands for its key, which is what AWS asks the policies about.
pub(super) fn is_alias_of_key(query: &Query) -> bool {
    let is_alias = query.resource_arn().is_some_and(|arn| arn.service == "kms" && arn.resource.starts_with("alias/"));
    is_alias && needs_resource_policy(query) && !["createalias", "updatealias", "deletealias"].contains(&query.name())
}

/// What the standing of a policy rests on that is not known.
fn assumed(policy: &Policy, standing: Standing, query: &Query) -> Option<StandingDoubt> {
    let requester = &query.requester;
    let attached = |fits: &dyn Fn(&str) -> bool| policy.attached_to.iter().any(|to| fits(to));
    let takes_part = matches!(standing, Standing::TakesPart | Standing::Unread);
    match policy.policy_type {
        _ if standing == Standing::LeftOut(LeftOut::NoResource) => {
            needs_resource_policy(query).then_some(StandingDoubt::ResourceNotNamed)
        }
        _ if matches!(standing, Standing::LeftOut(_)) => None,
        PolicyType::Identity | PolicyType::PermissionsBoundary | PolicyType::Session => {
            let parent = requester.parent.as_ref().is_some_and(|parent| parent.assumed);
            if parent && attached(&|to| glob::find(to, ":user/").is_some()) {
                return Some(StandingDoubt::ParentUserAssumed);
            }
            let groups = requester.kind == RequesterKind::User || requester.parent.is_some();
            if groups && standing == Standing::Elsewhere && attached(&|to| is_group_of(to, &requester.account)) {
                return Some(StandingDoubt::GroupsUnknown);
            }
            if standing == Standing::Elsewhere && attached(&|to| !names_somebody(to)) {
                return Some(StandingDoubt::AttachedToNobody);
            }
            let of_role = requester.kind == RequesterKind::RoleSession;
            if of_role && requester.role_arn.is_none() && attached(&|to| requester.may_be_session_of(to)) {
                return Some(StandingDoubt::NamedRoleAssumed);
            }
            let session =
                |to: &str| glob::find(to, ":assumed-role/").is_some() && to.split('/').nth(1) == Some(&requester.name);
            let unnamed = of_role && requester.session.is_none() && attached(&session);
            unnamed.then_some(StandingDoubt::SessionNameUnknown)
        }
        PolicyType::ServiceControl | PolicyType::ResourceControl => {
            let linked = requester.role_arn.is_none() && requester.name.starts_with("AWSServiceRoleFor");
            if linked && takes_part && requester.kind == RequesterKind::RoleSession {
                return Some(StandingDoubt::RolePathUnknown);
            }
            let of_account = policy.policy_type == PolicyType::ResourceControl
                && query.owner_source == OwnerSource::Assumed
                && attached(&|to| !concerns(to, ""));
            of_account.then_some(StandingDoubt::ResourceAccountAssumed)
        }
        PolicyType::VpcEndpoint => {
            let unnamed = !policy.attached_to.is_empty() && query.context.find(ENDPOINT).is_none();
            unnamed.then_some(StandingDoubt::EndpointNotNamed)
        }
        PolicyType::Resource => None,
    }
}

/// Whether it is the ARN of somebody to whom policies are attached.
fn names_somebody(to: &str) -> bool {
    const KINDS: [&str; 5] = ["user/", "group/", "role/", "assumed-role/", "federated-user/"];
    let is_kind = |arn: &Arn<'_>| KINDS.iter().any(|kind| arn.resource.starts_with(kind));
    !to.contains(['*', '?']) && Arn::parse(to).is_some_and(|arn| ["iam", "sts"].contains(&arn.service) && is_kind(&arn))
}

fn is_group_of(to: &str, account: &str) -> bool {
    Arn::parse(to)
        .is_some_and(|arn| arn.service == "iam" && arn.account == account && arn.resource.starts_with("group/"))
}

/// The context key that names the endpoint which a request comes through.
const ENDPOINT: &str = "aws:SourceVpce";

fn is_attached(policy: &Policy, to: &str, query: &Query) -> bool {
    let requester = &query.requester;
    match policy.policy_type {
        PolicyType::Identity | PolicyType::PermissionsBoundary | PolicyType::Session => {
            requester.arn == to
                || requester.is_session_of(to)
                || requester.parent.as_ref().is_some_and(|parent| parent.arn == to)
        }
        PolicyType::Resource => {
            query.resource.strip_prefix(to).is_some_and(|rest| rest.is_empty() || is_within(query, rest))
        }
        PolicyType::ServiceControl => concerns(to, &requester.account),
        PolicyType::ResourceControl => concerns(to, &query.owner),
        PolicyType::VpcEndpoint => match query.context.find(ENDPOINT).map(|found| &found.entry.values) {
            Some(Values::Scalar(endpoint)) => endpoint == to,
            Some(Values::List(_)) | None => true,
        },
    }
}

/// Whether what follows the ARN that a policy sits on is a part of that resource: an object of a bucket, an index of a table.
fn is_within(query: &Query, rest: &str) -> bool {
    match query.resource_arn().map(|arn| arn.service) {
        Some("s3" | "s3-object-lambda" | "s3express" | "dynamodb") => rest.starts_with('/'),
        Some("lambda" | "logs" | "sns") => rest.starts_with(':'),
        _ => false,
    }
}

fn why_not_principal(query: &Query) -> Option<LeftOut> {
    match query.requester.kind {
        RequesterKind::FederatedUser if query.requester.is_federated_root() => Some(LeftOut::RootUser),
        RequesterKind::User | RequesterKind::RoleSession | RequesterKind::FederatedUser => None,
        RequesterKind::Root => Some(LeftOut::RootUser),
        RequesterKind::Provider | RequesterKind::Service | RequesterKind::Anonymous => Some(LeftOut::RequesterHasNone),
    }
}

fn why_not_session(query: &Query) -> Option<LeftOut> {
    match query.requester.kind {
        RequesterKind::RoleSession | RequesterKind::FederatedUser => None,
        RequesterKind::User => Some(LeftOut::UserHasNoSession),
        RequesterKind::Root => Some(LeftOut::RootUser),
        RequesterKind::Provider | RequesterKind::Service | RequesterKind::Anonymous => Some(LeftOut::RequesterHasNone),
    }
}

fn why_not_resource(reading: &Reading, query: &Query) -> Option<LeftOut> {
    let service = query.service();
    if query.has_no_resource() {
        return Some(LeftOut::NoResource);
    }
    if reference::WITHOUT_RESOURCE_POLICIES.contains(&service) {
        return Some(LeftOut::ServiceHasNone);
    }
    if service == "kms" && query.resource_arn().is_some_and(|arn| arn.resource.starts_with("alias/")) {
        return Some(LeftOut::KmsAlias);
    }
    let Some(declared) = reading.policy.resource_type.as_deref() else {
        // A bucket policy beside a key or a role: none of its statements could ever be about that.
        let elsewhere = reading.policy.attached_to.is_empty()
            && reading.kind != ResourceKind::Generic
            && !reading.patterns.is_empty()
            && !reading.covers(service);
        return elsewhere.then_some(LeftOut::OtherService);
    };
    if reading.kind == ResourceKind::RoleTrust {
        let trust = is_about_trust(&query.action_lower)
            && query.resource_arn().is_some_and(|arn| arn.service == "iam" && arn.resource.starts_with("role/"));
        return (!trust).then_some(LeftOut::TrustOnlyForSts);
    }
    let rest = declared.strip_prefix("AWS::")?;
    let owner = glob::find(rest, "::").and_then(|end| rest.get(..end)).unwrap_or(rest);
    let same = match query.resource_arn() {
        Some(arn) => names_service(owner, arn.service),
        None => true,
    };
    (!same).then_some(LeftOut::OtherService)
}

/// Services whose name in a resource type is that of their ARNs, but for case.
const PLAIN_NAMES: [&str; 16] = [
    "s3",
    "sqs",
    "sns",
    "kms",
    "iam",
    "lambda",
    "secretsmanager",
    "dynamodb",
    "ecr",
    "kinesis",
    "glue",
    "backup",
    "events",
    "codebuild",
    "ses",
    "logs",
];

/// Whether the service of a resource type may be the service of an ARN; an unknown name may be any but the known ones.
fn names_service(resource_type: &str, arn: &str) -> bool {
    let name = resource_type.to_ascii_lowercase();
    if PLAIN_NAMES.contains(&name.as_str()) { name == arn } else { !PLAIN_NAMES.contains(&arn) }
}

fn why_not_scp(query: &Query) -> Option<LeftOut> {
    let requester = &query.requester;
    if !requester.has_account() {
        return Some(LeftOut::NotAnAccountPrincipal);
    }
    if requester.is_service_linked() {
        return Some(LeftOut::ServiceLinkedRole);
    }
    is_outside(requester.organization).then_some(LeftOut::RequesterNotMember)
}

fn is_outside(organization: Option<Organization>) -> bool {
    match organization {
        Some(Organization::None | Organization::Management) => true,
        Some(Organization::Member) | None => false,
    }
}

fn why_not_rcp(query: &Query) -> Option<LeftOut> {
    let requester = &query.requester;
    if query.has_no_resource() {
        return Some(LeftOut::NoResource);
    }
    let arn = query.resource_arn();
    let is = |service: &str, start: &str| {
        arn.is_some_and(|arn: Arn<'_>| arn.service == service && arn.resource.starts_with(start))
    };
    let exempt = query.action_lower == "kms:retiregrant" || is("kms", "alias/aws/");
    if exempt || !reference::rcp_covers(query.service()) {
        return Some(LeftOut::NotCovered);
    }
    if requester.is_service_linked() || (is_about_trust(&query.action_lower) && is("iam", "role/aws-service-role/")) {
        return Some(LeftOut::ServiceLinkedRole);
    }
    let own =
        requester.has_account() && requester.account == query.owner && query.owner_source != OwnerSource::NoResource;
    (own && is_outside(requester.organization)).then_some(LeftOut::OwnerNotMember)
}
