//! Which elements a document may and must have, by what it is.
//!
//! Source: IAM User Guide, "IAM JSON policy elements reference"; Organizations User Guide, "SCP syntax" and "RCP syntax".

use crate::policy::{PolicyType, ResourceKind};

/// What a document is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An identity-based policy, a permissions boundary or a session policy.
    Identity,
    /// A resource-based policy of no special kind.
    Generic,
    /// The trust policy of a role.
    RoleTrust,
    /// A KMS key policy.
    KmsKey,
    /// An SCP.
    ServiceControl,
    /// An RCP.
    ResourceControl,
    /// A VPC endpoint policy.
    VpcEndpoint,
}

impl Form {
    pub(super) fn of(policy_type: PolicyType, kind: ResourceKind) -> Self {
        match (policy_type, kind) {
            (PolicyType::Identity | PolicyType::PermissionsBoundary | PolicyType::Session, _) => Self::Identity,
            (PolicyType::Resource, ResourceKind::Generic) => Self::Generic,
            (PolicyType::Resource, ResourceKind::RoleTrust) => Self::RoleTrust,
            (PolicyType::Resource, ResourceKind::KmsKey) => Self::KmsKey,
            (PolicyType::ServiceControl, _) => Self::ServiceControl,
            (PolicyType::ResourceControl, _) => Self::ResourceControl,
            (PolicyType::VpcEndpoint, _) => Self::VpcEndpoint,
        }
    }

    /// Whether a statement must say on which resources; a resource-based policy has the one that it sits on.
    pub(super) fn requires_resource(self) -> bool {
        match self {
            Self::Identity | Self::ServiceControl | Self::ResourceControl | Self::VpcEndpoint => true,
            Self::Generic | Self::RoleTrust | Self::KmsKey => false,
        }
    }

    /// Whether `Id` belongs to such a document.
    pub(super) fn has_id(self) -> bool {
        match self {
            Self::Generic | Self::RoleTrust | Self::KmsKey | Self::VpcEndpoint => true,
            Self::Identity | Self::ServiceControl | Self::ResourceControl => false,
        }
    }

    /// Whether IAM's strict rules for `Sid` hold: letters and digits, each only once.
    pub(super) fn has_strict_sids(self) -> bool {
        match self {
            Self::Identity | Self::RoleTrust | Self::ServiceControl | Self::ResourceControl => true,
            Self::Generic | Self::KmsKey | Self::VpcEndpoint => false,
        }
    }

    /// What it is called in a sentence, as a parameter's value.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Generic => "resource",
            Self::RoleTrust => "roleTrust",
            Self::KmsKey => "kmsKey",
            Self::ServiceControl => "serviceControl",
            Self::ResourceControl => "resourceControl",
            Self::VpcEndpoint => "vpcEndpoint",
        }
    }
}
