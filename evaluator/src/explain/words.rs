//! The words for single judgements, policy types and reasons.

use alloc::format;
use alloc::string::String;

use crate::evaluation::flow::Reason;
use crate::evaluation::scope::LeftOut;
use crate::matching::{Doubt, Why};
use crate::policy::{Comparison, PolicyType, ResourceKind};

/// The name of a reason, and of why a judgement came out as it did: the code of its message.
pub(super) fn why(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::Covers => ("Covers", "covers it"),
        Why::Differs => ("Differs", "does not cover it"),
        Why::CoversAll => ("CoversAll", "covers everything"),
        Why::CoversPastColon => {
            ("CoversPastColon", "covers it, with a `*` at the end of an ARN component running past a colon")
        }
        Why::CoversPadded => ("CoversPadded", "covers it, with the missing ARN components read as `*`"),
        Why::NoResourceNeedsStar => ("NoResourceNeedsStar", "the action takes no resource: only `*` covers it"),
        Why::CoversAllBuckets => ("CoversAllBuckets", "covers all buckets, as AWS's own samples grant this action"),
        Why::NeverMatches => ("NeverMatches", "is of no form that could ever match"),
        Why::Unresolved => ("Unresolved", "a policy variable has no value in this request"),
        Why::VariableTooEarly => {
            ("VariableTooEarly", "never matches: AWS replaces variables only after the fifth colon")
        }
        Why::PolicyValueUnreadable => {
            ("PolicyValueUnreadable", "cannot be read as a value of this operator, so that it never holds")
        }
        Why::RequestValueUnreadable => {
            ("RequestValueUnreadable", "the request's value cannot be read as a value of this operator")
        }
        Why::NamesRequester => ("NamesRequester", "names the requester"),
        Why::NamesAccount => ("NamesAccount", "names the requester's account"),
        Why::NamesRole => ("NamesRole", "names the role of the session"),
        Why::NamesParent => ("NamesParent", "names the user who asked for the federated session"),
        Why::NamesOther => ("NamesOther", "names somebody else"),
        Why::NamesRootOnly => ("NamesRootOnly", "names only the root user in a gateway endpoint's policy"),
        Why::PartialWildcard => ("PartialWildcard", "never matches: a principal has no wildcard but the lone `*`"),
        Why::BoundaryDefeatsNotPrincipal => (
            "BoundaryDefeatsNotPrincipal",
            "a Deny with NotPrincipal always applies to a principal with a permissions boundary",
        ),
        Why::PresenceAsAsked => ("PresenceAsAsked", "present or absent as asked"),
        Why::PresenceNotAsAsked => ("PresenceNotAsAsked", "not present or absent as asked"),
        Why::ForAllValuesNull => ("ForAllValuesNull", "`ForAllValues:Null` is always true"),
        Why::ForAnyValueNull => ("ForAnyValueNull", "`ForAnyValue:Null` is always false"),
        Why::AbsentFails => ("AbsentFails", "the key is absent, so that the operator does not hold"),
        Why::AbsentPassesNegated => ("AbsentPassesNegated", "the key is absent, so that the negated operator holds"),
        Why::AbsentPassesIfExists => ("AbsentPassesIfExists", "the key is absent, so that `IfExists` holds"),
        Why::AbsentPassesForAllValues => {
            ("AbsentPassesForAllValues", "the key is absent or empty, so that `ForAllValues` holds")
        }
        Why::AbsentFailsForAnyValue => {
            ("AbsentFailsForAnyValue", "the key is absent or empty, so that `ForAnyValue` does not hold")
        }
        Why::ListWithoutQualifier => {
            ("ListWithoutQualifier", "the key has several values: it needs `ForAllValues` or `ForAnyValue`")
        }
        Why::OneHolds => ("OneHolds", "one value holds"),
        Why::NoneHolds => ("NoneHolds", "no value holds"),
        Why::AllHold => ("AllHold", "every value of the request holds"),
        Why::NotAllHold => ("NotAllHold", "not every value of the request holds"),
        Why::EmptyValues => ("EmptyValues", "the list of values is empty"),
        Why::UnknownOperator => ("UnknownOperator", "IAM has no such operator"),
    }
}

/// How one value of the request stands to one of the policy, before negation.
pub(super) fn relation(comparison: Comparison, held: bool) -> &'static str {
    let (yes, no) = match comparison {
        Comparison::StringEquals
        | Comparison::StringNotEquals
        | Comparison::NumericEquals
        | Comparison::NumericNotEquals
        | Comparison::DateEquals
        | Comparison::DateNotEquals
        | Comparison::Bool
        | Comparison::BinaryEquals
        | Comparison::Null => ("equal", "not equal"),
        Comparison::StringEqualsIgnoreCase | Comparison::StringNotEqualsIgnoreCase => {
            ("equal apart from case", "not equal, whatever the case")
        }
        Comparison::StringLike | Comparison::StringNotLike => ("matches the pattern", "does not match the pattern"),
        Comparison::ArnEquals | Comparison::ArnLike | Comparison::ArnNotEquals | Comparison::ArnNotLike => {
            ("matches the ARN", "does not match the ARN")
        }
        Comparison::IpAddress | Comparison::NotIpAddress => ("in the range", "outside the range"),
        Comparison::NumericLessThan => ("less", "not less"),
        Comparison::NumericLessThanEquals => ("less or equal", "greater"),
        Comparison::NumericGreaterThan => ("greater", "not greater"),
        Comparison::NumericGreaterThanEquals => ("greater or equal", "less"),
        Comparison::DateLessThan => ("earlier", "not earlier"),
        Comparison::DateLessThanEquals => ("earlier or the same", "later"),
        Comparison::DateGreaterThan => ("later", "not later"),
        Comparison::DateGreaterThanEquals => ("later or the same", "earlier"),
    };
    if held { yes } else { no }
}

/// How one value of the request stands to all of the policy's, before negation.
pub(super) fn among(comparison: Comparison, held: bool, values: u32) -> String {
    if values == 1 {
        return relation(comparison, held).into();
    }
    let which = if held { "one" } else { "none" };
    match comparison {
        Comparison::StringLike | Comparison::StringNotLike => format!("matches {which} of {values} patterns"),
        Comparison::ArnEquals | Comparison::ArnLike | Comparison::ArnNotEquals | Comparison::ArnNotLike => {
            format!("matches {which} of {values} ARNs")
        }
        Comparison::IpAddress | Comparison::NotIpAddress => format!("in {which} of {values} ranges"),
        Comparison::StringEquals
        | Comparison::StringNotEquals
        | Comparison::StringEqualsIgnoreCase
        | Comparison::StringNotEqualsIgnoreCase
        | Comparison::NumericEquals
        | Comparison::NumericNotEquals
        | Comparison::NumericLessThan
        | Comparison::NumericLessThanEquals
        | Comparison::NumericGreaterThan
        | Comparison::NumericGreaterThanEquals
        | Comparison::DateEquals
        | Comparison::DateNotEquals
        | Comparison::DateLessThan
        | Comparison::DateLessThanEquals
        | Comparison::DateGreaterThan
        | Comparison::DateGreaterThanEquals
        | Comparison::Bool
        | Comparison::BinaryEquals
        | Comparison::Null => format!("{which} of {values} values"),
    }
}

/// The assumption that a doubt makes: its code and what was taken as given, and the "if …" that states it.
pub(super) fn doubt(doubt: Doubt) -> (&'static str, &'static str, &'static str) {
    match doubt {
        Doubt::WildcardServicePrefix => (
            "WildcardServicePrefix",
            "a wildcard in the service prefix of an action is not documented; it was matched as a wildcard",
            "a wildcard in a service prefix matches",
        ),
        Doubt::UnresolvedNotResource => (
            "UnresolvedNotResource",
            "what an unresolved variable does in NotResource is not documented; the statement was taken the safe way",
            "NotResource with an unresolved variable fails closed",
        ),
        Doubt::AllBucketsPattern => (
            "AllBucketsPattern",
            "AWS's pages disagree on whether `arn:aws:s3:::*` covers an S3 action without a resource; it was taken to",
            "`arn:aws:s3:::*` covers an action without a resource",
        ),
        Doubt::ShortArn => (
            "ShortArn",
            "ARN patterns with fewer than six components are not documented; missing ones were taken as AWS was seen to take them",
            "a short ARN pattern is read as AWS was seen to read it",
        ),
        Doubt::UnreadableValue => (
            "UnreadableValue",
            "what a value of the wrong type does is not documented; it was taken to hold for nothing",
            "a value of the wrong type holds for nothing",
        ),
        Doubt::UnknownOperator => (
            "UnknownOperator",
            "IAM has no such condition operator; the condition was taken not to hold",
            "an unknown operator never holds",
        ),
        Doubt::SingleValueInList => (
            "SingleValueInList",
            "a list of one value under an operator without ForAllValues or ForAnyValue was taken not to match",
            "a list of one value needs a set operator",
        ),
        Doubt::KeysCollide => (
            "KeysCollide",
            "context keys differ only by case, and AWS's choice among them cannot be told; the exact one or the first was taken",
            "the key of exactly that case, else the first, counts",
        ),
        Doubt::SessionNameUnknown => (
            "SessionNameUnknown",
            "the requester is a role, any session of it: a policy that names one session was taken to mean another",
            "the session is not the one that a policy names",
        ),
        Doubt::RolePathUnknown => (
            "RolePathUnknown",
            "the path of the session's role is not known; `aws:PrincipalArn` was taken without one",
            "the role has no path",
        ),
        Doubt::NamedRoleAssumed => (
            "NamedRoleAssumed",
            "a policy names a role with a path, and the path of the session's role is not known; it was taken to be that role",
            "the role is the one that the policy names, path and all",
        ),
        Doubt::ResourceAccountAssumed => (
            "ResourceAccountAssumed",
            "the resource's account is not known: the requester's own was taken",
            "the resource is in the requester's account",
        ),
        Doubt::ParentUserAssumed => (
            "ParentUserAssumed",
            "the user who asked for the federated session is not known; the user of the same name was taken",
            "the federated session's user has its name",
        ),
        Doubt::UniqueIdUnknown => (
            "UniqueIdUnknown",
            "a policy names a unique id, and the requester's is not known; it was taken to be another one",
            "the requester has another unique id",
        ),
        Doubt::CanonicalIdUnknown => (
            "CanonicalIdUnknown",
            "a policy names a canonical user, and the requester's account's id is not known; it was taken to be another one",
            "the requester's account has another canonical id",
        ),
        Doubt::NotPrincipalWithoutAccount => (
            "NotPrincipalWithoutAccount",
            "AWS says that a NotPrincipal without the account may deny; it was taken to",
            "NotPrincipal without the account denies",
        ),
        Doubt::EndpointTypeAssumed => (
            "EndpointTypeAssumed",
            "the kind of the VPC endpoint is not known; its policy was read as an interface endpoint's",
            "the endpoint is an interface endpoint",
        ),
    }
}

/// Why a policy never applies.
pub(super) fn left_out(why: LeftOut) -> (&'static str, &'static str) {
    match why {
        LeftOut::RootUser => ("RootUserHasNone", "never applies to the root user"),
        LeftOut::RequesterHasNone => ("RequesterHasNone", "never applies to such a requester"),
        LeftOut::UserHasNoSession => ("UserHasNoSession", "applies to sessions, and the requester is a user"),
        LeftOut::NoResource => ("NoResource", "never applies: the action takes no resource"),
        LeftOut::ServiceHasNone => ("ServiceHasNone", "never applies: the service has no resource-based policies"),
        LeftOut::TrustOnlyForSts => ("TrustOnlyForSts", "a trust policy applies only where its role is assumed"),
        LeftOut::OtherService => ("OtherService", "is declared for a resource of another service"),
        LeftOut::KmsAlias => ("KmsAlias", "never applies: a KMS alias has no policy"),
        LeftOut::RequesterNotMember => {
            ("RequesterNotMember", "never applies: the requester's account is not a member of the organization")
        }
        LeftOut::OwnerNotMember => {
            ("OwnerNotMember", "never applies: the resource's account is not a member of the organization")
        }
        LeftOut::ServiceLinkedRole => ("ServiceLinkedRole", "never applies to service-linked roles"),
        LeftOut::NotAnAccountPrincipal => ("NotAnAccountPrincipal", "applies to principals of member accounts only"),
        LeftOut::NotCovered => ("NotCovered", "never applies: RCPs do not cover this action"),
        LeftOut::ServiceRequester => {
            ("ServiceRequester", "never applies: a service that calls for itself comes through no endpoint")
        }
    }
}

/// The heading of a policy type in the trace.
pub(super) fn heading(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Identity => "Identity-based policies",
        PolicyType::Resource => "Resource-based policies",
        PolicyType::PermissionsBoundary => "Permissions boundary",
        PolicyType::Session => "Session policies",
        PolicyType::ServiceControl => "Service control policies",
        PolicyType::ResourceControl => "Resource control policies",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
    }
}

/// One policy of a type, in a sentence.
pub(super) fn policy_noun(policy_type: PolicyType, kind: ResourceKind) -> &'static str {
    match (policy_type, kind) {
        (PolicyType::Identity, _) => "identity policy",
        (PolicyType::Resource, ResourceKind::RoleTrust) => "role trust policy",
        (PolicyType::Resource, ResourceKind::KmsKey) => "key policy",
        (PolicyType::Resource, ResourceKind::Generic) => "resource policy",
        (PolicyType::PermissionsBoundary, _) => "permissions boundary",
        (PolicyType::Session, _) => "session policy",
        (PolicyType::ServiceControl, _) => "SCP",
        (PolicyType::ResourceControl, _) => "RCP",
        (PolicyType::VpcEndpoint, _) => "VPC endpoint policy",
    }
}

/// A policy type in AWS's messages of an implicit deny.
pub(super) fn aws_implicit(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Identity => "identity-based",
        PolicyType::Resource => "resource-based",
        PolicyType::PermissionsBoundary => "permissions boundary",
        PolicyType::Session => "session",
        PolicyType::ServiceControl => "service control",
        PolicyType::ResourceControl => "resource control",
        PolicyType::VpcEndpoint => "VPC endpoint",
    }
}

/// A policy type in AWS's messages of an explicit deny.
pub(super) fn aws_explicit(policy_type: PolicyType, kind: ResourceKind) -> &'static str {
    match (policy_type, kind) {
        (PolicyType::Resource, ResourceKind::RoleTrust) => "the role trust policy",
        (PolicyType::Identity, _) => "an identity-based policy",
        (PolicyType::Resource, _) => "a resource-based policy",
        (PolicyType::PermissionsBoundary, _) => "a permissions boundary",
        (PolicyType::Session, _) => "a session policy",
        (PolicyType::ServiceControl, _) => "a service control policy",
        (PolicyType::ResourceControl, _) => "a resource control policy",
        (PolicyType::VpcEndpoint, _) => "a VPC endpoint policy",
    }
}

/// The code of a reason.
pub(super) fn reason_code(reason: Reason) -> &'static str {
    match reason {
        Reason::NoPermissionNeeded => "NoPermissionNeeded",
        Reason::ExplicitDeny => "ExplicitDeny",
        Reason::ServiceHardDeny => "ServiceHardDeny",
        Reason::ScpNoAllow => "ScpNoAllow",
        Reason::VpceNoAllow => "VpceNoAllow",
        Reason::S3BlockPublicAccess => "S3BlockPublicAccess",
        Reason::KmsGrant => "KmsGrant",
        Reason::AnonymousNotPublic => "AnonymousNotPublic",
        Reason::ServiceNotNamed => "ServiceNotNamed",
        Reason::TrustPolicyNoAllow => "TrustPolicyNoAllow",
        Reason::KeyPolicyDoesNotDelegate => "KeyPolicyDoesNotDelegate",
        Reason::NoIdentityAllow => "NoIdentityAllow",
        Reason::BoundaryNoAllow => "BoundaryNoAllow",
        Reason::SessionNoAllow => "SessionNoAllow",
        Reason::FederatedWithoutSessionPolicy => "FederatedWithoutSessionPolicy",
        Reason::NoResourceAllowCrossAccount => "NoResourceAllowCrossAccount",
        Reason::RootUser => "RootUser",
        Reason::ResourceDirect => "ResourceDirect",
        Reason::ResourceEntity => "ResourceEntity",
        Reason::IdentityAllow => "IdentityAllow",
        Reason::IdentityAndResource => "IdentityAndResource",
    }
}
