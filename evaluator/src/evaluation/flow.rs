//! AWS's flow chart, from top to bottom: explicit deny, organizations, endpoint, then who grants.
//!
//! RCPs cannot fail to allow: `RCPFullAWSAccess` is attached everywhere and cannot be detached, so that only their Deny counts.
//!
//! Source: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access" and "Cross-account policy
//! evaluation logic".

use alloc::vec::Vec;

use crate::matching::grants::Grants;
use crate::policy::PolicyType;
use crate::request::Decision;
use crate::request::requester::RequesterKind;

/// What stands before any statement is looked at: who asks whom for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each by its name")]
pub struct Frame {
    /// The kind of the requester.
    pub requester: RequesterKind,
    /// Whether the requester's own side allows everything: the root user, and federated sessions of it.
    pub is_root: bool,
    /// Whether requester and resource are of one account.
    pub same_account: bool,
    /// Whether requester and resource are of one partition.
    pub same_partition: bool,
    /// Whether the resource has a policy that must allow even in its own account.
    pub explicit_account: Option<ExplicitAccount>,
    /// Whether the action needs no permission: `sts:GetCallerIdentity`, a user's `sts:GetSessionToken`.
    pub needs_no_permission: bool,
    /// Whether no policy can allow it: AWS's own objects, what the requester's credentials cannot call.
    pub never_allowed: bool,
    /// Whether session policies were given, which a federated session needs.
    pub has_session_policy: bool,
    /// Whether a permissions boundary was given.
    pub has_boundary: bool,
    /// Whether S3 Block Public Access stands in the way.
    pub public_access_blocked: bool,
    /// Whether a KMS grant allows the call.
    pub kms_grant: bool,
}

/// Resources whose own policy must allow even within the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplicitAccount {
    /// A role that is to be assumed: its trust policy.
    TrustPolicy,
    /// A KMS key: its key policy.
    KeyPolicy,
}

/// What the statements came to. What does not apply to the request is `true`, but for `identity` and `grants`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each by its name")]
pub struct Facts {
    /// Whether any statement denies.
    pub denied: bool,
    /// Whether SCPs allow at every level.
    pub service_control: bool,
    /// Whether the VPC endpoint's policy allows.
    pub vpc_endpoint: bool,
    /// Whether an identity-based policy allows.
    pub identity: bool,
    /// Whether the permissions boundary allows.
    pub boundary: bool,
    /// Whether a session policy allows.
    pub session: bool,
    /// To whom the resource-based policy grants.
    pub grants: Grants,
}

/// Why a request is decided as it is; the names are those of the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name is the reason")]
pub enum Reason {
    NoPermissionNeeded,
    ExplicitDeny,
    ServiceHardDeny,
    ScpNoAllow,
    VpceNoAllow,
    S3BlockPublicAccess,
    KmsGrant,
    AnonymousNotPublic,
    ServiceNotNamed,
    TrustPolicyNoAllow,
    KeyPolicyDoesNotDelegate,
    NoIdentityAllow,
    BoundaryNoAllow,
    SessionNoAllow,
    FederatedWithoutSessionPolicy,
    NoResourceAllowCrossAccount,
    RootUser,
    ResourceDirect,
    ResourceEntity,
    IdentityAllow,
    IdentityAndResource,
}

/// The most reasons that one step finds.
const MOST: usize = 8;

/// Reasons of one step, kept without an allocation.
#[derive(Clone, Copy, Debug)]
struct Reasons {
    items: [Option<Reason>; MOST],
}

impl Reasons {
    const NONE: Self = Self { items: [None; MOST] };

    fn one(reason: Reason) -> Self {
        Self::NONE.and(true, reason)
    }

    /// With `reason` behind the others, if it holds.
    fn and(mut self, holds: bool, reason: Reason) -> Self {
        if holds && let Some(free) = self.items.iter_mut().find(|item| item.is_none()) {
            *free = Some(reason);
        }
        self
    }

    fn and_all(self, others: Self) -> Self {
        others.iter().fold(self, |reasons, reason| reasons.and(true, reason))
    }

    fn is_empty(self) -> bool {
        matches!(self.items, [None, ..])
    }

    fn iter(self) -> impl Iterator<Item = Reason> {
        self.items.into_iter().flatten()
    }
}

impl Reason {
    /// Whether it is a reason to allow.
    pub fn allows(self) -> bool {
        match self {
            Self::NoPermissionNeeded
            | Self::KmsGrant
            | Self::RootUser
            | Self::ResourceDirect
            | Self::ResourceEntity
            | Self::IdentityAllow
            | Self::IdentityAndResource => true,
            Self::ExplicitDeny
            | Self::ServiceHardDeny
            | Self::ScpNoAllow
            | Self::VpceNoAllow
            | Self::S3BlockPublicAccess
            | Self::AnonymousNotPublic
            | Self::ServiceNotNamed
            | Self::TrustPolicyNoAllow
            | Self::KeyPolicyDoesNotDelegate
            | Self::NoIdentityAllow
            | Self::BoundaryNoAllow
            | Self::SessionNoAllow
            | Self::FederatedWithoutSessionPolicy
            | Self::NoResourceAllowCrossAccount => false,
        }
    }

    /// The policy type that decides by it.
    pub fn lane(self) -> Option<PolicyType> {
        match self {
            Self::ScpNoAllow => Some(PolicyType::ServiceControl),
            Self::VpceNoAllow => Some(PolicyType::VpcEndpoint),
            Self::BoundaryNoAllow => Some(PolicyType::PermissionsBoundary),
            Self::SessionNoAllow | Self::FederatedWithoutSessionPolicy => Some(PolicyType::Session),
            Self::NoIdentityAllow | Self::IdentityAllow => Some(PolicyType::Identity),
            Self::S3BlockPublicAccess
            | Self::AnonymousNotPublic
            | Self::ServiceNotNamed
            | Self::TrustPolicyNoAllow
            | Self::KeyPolicyDoesNotDelegate
            | Self::NoResourceAllowCrossAccount
            | Self::ResourceDirect
            | Self::ResourceEntity
            | Self::IdentityAndResource => Some(PolicyType::Resource),
            Self::NoPermissionNeeded | Self::ExplicitDeny | Self::ServiceHardDeny | Self::KmsGrant | Self::RootUser => {
                None
            }
        }
    }
}

/// The decision.
pub fn decide(frame: &Frame, facts: Facts) -> Decision {
    if frame.needs_no_permission {
        return Decision::Allowed;
    }
    if facts.denied {
        return Decision::ExplicitDeny;
    }
    let guards = !frame.never_allowed && facts.service_control && facts.vpc_endpoint;
    if guards && granted(frame, facts).is_ok() { Decision::Allowed } else { Decision::ImplicitDeny }
}

/// Every reason that holds, the deciding one first.
pub fn reasons(frame: &Frame, facts: Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut when = |holds: bool, reason| {
        if holds {
            reasons.push(reason);
        }
    };
    when(frame.needs_no_permission, Reason::NoPermissionNeeded);
    if frame.needs_no_permission {
        return reasons;
    }
    when(facts.denied, Reason::ExplicitDeny);
    when(frame.never_allowed, Reason::ServiceHardDeny);
    when(!facts.service_control, Reason::ScpNoAllow);
    when(!facts.vpc_endpoint, Reason::VpceNoAllow);
    let blocked = !reasons.is_empty();
    match granted(frame, facts) {
        // What would allow is no reason for a denial.
        Ok(ways) if !blocked => reasons.extend(ways.iter()),
        Ok(_) => {}
        Err(lacks) => reasons.extend(lacks.iter()),
    }
    reasons
}

/// The ways in which the request is granted, or all that is lacking.
fn granted(frame: &Frame, facts: Facts) -> Result<Reasons, Reasons> {
    let grants = facts.grants;
    if frame.public_access_blocked {
        let open = Frame { public_access_blocked: false, ..*frame };
        let lacks = granted(&open, facts).err().unwrap_or(Reasons::NONE);
        return Err(Reasons::one(Reason::S3BlockPublicAccess).and_all(lacks));
    }
    if frame.kms_grant && frame.same_partition && frame.requester != RequesterKind::Anonymous {
        return Ok(Reasons::one(Reason::KmsGrant));
    }
    match frame.requester {
        RequesterKind::Provider if !frame.same_partition => Err(Reasons::one(Reason::NoResourceAllowCrossAccount)),
        RequesterKind::Anonymous => named(grants.any(Grants::PUBLIC), Reason::AnonymousNotPublic),
        RequesterKind::Service => named(grants.any(Grants::SERVICE | Grants::PUBLIC), Reason::ServiceNotNamed),
        RequesterKind::Provider => named(grants.any(Grants::PROVIDER | Grants::PUBLIC), Reason::TrustPolicyNoAllow),
        RequesterKind::Root | RequesterKind::User | RequesterKind::RoleSession | RequesterKind::FederatedUser => {
            if frame.same_account && frame.same_partition {
                in_account(frame, facts)
            } else {
                across_accounts(frame, facts)
            }
        }
    }
}

fn in_account(frame: &Frame, facts: Facts) -> Result<Reasons, Reasons> {
    let grants = facts.grants;
    let limits = limits(frame, facts);
    // To the requester itself: neither boundary nor session policy matters.
    let direct = grants.any(Grants::USER | Grants::SESSION | Grants::PUBLIC | Grants::ROOT);
    // To the role or the parent user: identity-based policies do not matter.
    let to_entity = grants.any(Grants::ROLE | Grants::FED_PARENT_USER);
    let entity = to_entity && limits.is_empty();
    // By the requester's own policies, where the resource's policy leaves it to the account.
    let identity = frame.is_root || facts.identity;
    let delegated = frame.explicit_account.is_none() || grants.any(Grants::ACCOUNT | Grants::CANONICAL);
    let by_identity = identity && limits.is_empty() && delegated;

    let own = match frame.requester {
        _ if frame.is_root => Reason::RootUser,
        _ if frame.explicit_account.is_some() => Reason::IdentityAndResource,
        _ => Reason::IdentityAllow,
    };
    let ways =
        Reasons::NONE.and(direct, Reason::ResourceDirect).and(entity, Reason::ResourceEntity).and(by_identity, own);
    if !ways.is_empty() {
        return Ok(ways);
    }
    if to_entity {
        return Err(limits);
    }
    let lacks = match frame.explicit_account {
        Some(ExplicitAccount::TrustPolicy) => Reasons::NONE.and(!delegated, Reason::TrustPolicyNoAllow),
        Some(ExplicitAccount::KeyPolicy) => Reasons::NONE.and(!delegated, Reason::KeyPolicyDoesNotDelegate),
        None => Reasons::NONE,
    };
    Err(lacks.and(!identity, Reason::NoIdentityAllow).and_all(limits))
}

/// Both accounts must say yes, and nothing bypasses anything.
fn across_accounts(frame: &Frame, facts: Facts) -> Result<Reasons, Reasons> {
    let no_resource_policy = match frame.explicit_account {
        Some(ExplicitAccount::TrustPolicy) if frame.same_partition => Reason::TrustPolicyNoAllow,
        _ => Reason::NoResourceAllowCrossAccount,
    };
    let lacks = Reasons::NONE
        .and(!frame.is_root && !facts.identity, Reason::NoIdentityAllow)
        .and_all(limits(frame, facts))
        .and(facts.grants.is_none() || !frame.same_partition, no_resource_policy);
    if lacks.is_empty() { Ok(Reasons::one(Reason::IdentityAndResource)) } else { Err(lacks) }
}

/// What cuts the requester's own permissions: boundary, then session policy.
fn limits(frame: &Frame, facts: Facts) -> Reasons {
    if frame.requester == RequesterKind::Root {
        return Reasons::NONE;
    }
    let without_session = frame.requester == RequesterKind::FederatedUser && !frame.has_session_policy;
    Reasons::NONE
        .and(!facts.boundary, Reason::BoundaryNoAllow)
        .and(without_session, Reason::FederatedWithoutSessionPolicy)
        .and(!without_session && !facts.session, Reason::SessionNoAllow)
}

fn named(is_named: bool, lack: Reason) -> Result<Reasons, Reasons> {
    if is_named { Ok(Reasons::one(Reason::ResourceDirect)) } else { Err(Reasons::one(lack)) }
}
