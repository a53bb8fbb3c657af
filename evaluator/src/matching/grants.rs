//! To whom a resource-based policy grants: the kinds of principals that its matching statements name.
//!
//! Source: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access". Kinds matter because a grant to a
//! user or a session reaches the requester directly, one to a role is still cut by boundary and session policy, and one to an account
//! only delegates.

use core::ops::BitOr;

/// A set of grant kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grants(u16);

impl Grants {
    /// Nobody.
    pub const NONE: Self = Self(0);
    /// Everyone: `*`.
    pub const PUBLIC: Self = Self(1);
    /// The requester's account.
    pub const ACCOUNT: Self = Self(1 << 1);
    /// The requester, who is the root user of the named account.
    pub const ROOT: Self = Self(1 << 2);
    /// The requesting user.
    pub const USER: Self = Self(1 << 3);
    /// The role that the requester is a session of.
    pub const ROLE: Self = Self(1 << 4);
    /// The requesting session.
    pub const SESSION: Self = Self(1 << 5);
    /// The user whose federated session the requester is.
    pub const FED_PARENT_USER: Self = Self(1 << 6);
    /// The requesting service.
    pub const SERVICE: Self = Self(1 << 7);
    /// The requesting identity provider.
    pub const PROVIDER: Self = Self(1 << 8);
    /// The requester's account by its canonical id.
    pub const CANONICAL: Self = Self(1 << 9);

    const NAMED: [(Self, &'static str); 10] = [
        (Self::PUBLIC, "Public"),
        (Self::ACCOUNT, "Account"),
        (Self::ROOT, "Root"),
        (Self::USER, "User"),
        (Self::ROLE, "Role"),
        (Self::SESSION, "Session"),
        (Self::FED_PARENT_USER, "FedParentUser"),
        (Self::SERVICE, "Service"),
        (Self::PROVIDER, "Provider"),
        (Self::CANONICAL, "Canonical"),
    ];

    /// Whether any kind of `other` is in the set.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every kind of `other` is in the set.
    pub fn all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the set is empty.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The kinds of this set that `other` lacks.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The kinds that are in the set.
    pub fn kinds(self) -> impl Iterator<Item = Self> {
        Self::NAMED.into_iter().map(|(kind, _)| kind).filter(move |kind| self.any(*kind))
    }

    /// The kinds that are in both.
    pub fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The name of the set's first kind.
    pub fn name(self) -> &'static str {
        Self::NAMED.into_iter().find(|(kind, _)| self.any(*kind)).map_or("", |(_, name)| name)
    }
}

impl BitOr for Grants {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
