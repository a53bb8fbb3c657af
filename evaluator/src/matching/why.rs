//! Why a judgement came out as it did, and what could not be known for certain: names only, `explain` has the words.

use crate::request::context::Origin;

/// Why one entry, key or element came out as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The text covers the request's.
    Covers,
    /// The text does not cover the request's.
    Differs,
    /// `*` covers everything.
    CoversAll,
    /// The match needed a `*` to run past a colon.
    CoversPastColon,
    /// The match needed the missing ARN components to be `*`.
    CoversPadded,
    /// The action takes no resource: only `*` covers it.
    NoResourceNeedsStar,
    /// The action takes no resource; AWS's own samples grant it on all buckets.
    CoversAllBuckets,
    /// The text is not of the form that could ever match.
    NeverMatches,
    /// A variable has no value in this request.
    Unresolved,
    /// A variable stands where AWS replaces none.
    VariableTooEarly,
    /// The text is no value of the operator's type.
    PolicyValueUnreadable,
    /// The request's value is not of the operator's type.
    RequestValueUnreadable,
    /// The names of requester and policy are the same.
    NamesRequester,
    /// It names the requester's account.
    NamesAccount,
    /// It names the role that the requester is a session of.
    NamesRole,
    /// It names the user whose federated session the requester is.
    NamesParent,
    /// It names somebody else.
    NamesOther,
    /// In a gateway endpoint's policy it names the root user only.
    NamesRootOnly,
    /// A wildcard inside a principal never matches.
    PartialWildcard,
    /// A principal that a boundary keeps from being exempt.
    BoundaryDefeatsNotPrincipal,
    /// Presence was asked, and it is as asked.
    PresenceAsAsked,
    /// Presence was asked, and it is not as asked.
    PresenceNotAsAsked,
    /// `ForAllValues:Null` is always true.
    ForAllValuesNull,
    /// `ForAnyValue:Null` is always false.
    ForAnyValueNull,
    /// The key is absent, and the operator needs it.
    AbsentFails,
    /// The key is absent, and a negated operator holds then.
    AbsentPassesNegated,
    /// The key is absent, and `…IfExists` holds then.
    AbsentPassesIfExists,
    /// The key is absent, and `ForAllValues` holds then.
    AbsentPassesForAllValues,
    /// The key is absent, and `ForAnyValue` does not hold then.
    AbsentFailsForAnyValue,
    /// The key has a list, and the operator has no set operator.
    ListWithoutQualifier,
    /// The value equals, or is in, one of the policy's.
    OneHolds,
    /// No value of the policy holds.
    NoneHolds,
    /// Every value of the request holds.
    AllHold,
    /// Not every value of the request holds.
    NotAllHold,
    /// The list of values is empty.
    EmptyValues,
    /// The operator is unknown.
    UnknownOperator,
}

impl Doubt {
    /// The doubt of a value that was filled in and may be another one.
    pub fn of(origin: Origin) -> Option<Self> {
        match origin {
            Origin::PathlessRole => Some(Self::RolePathUnknown),
            Origin::AssumedOwner => Some(Self::ResourceAccountAssumed),
            Origin::Given | Origin::Principal | Origin::Resource | Origin::Call => None,
        }
    }
}

/// What could not be known for certain; each becomes an assumption of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// A wildcard in the service prefix of an action.
    WildcardServicePrefix,
    /// A variable of `NotResource` has no value.
    UnresolvedNotResource,
    /// `s3:ListAllMyBuckets` granted on `arn:aws:s3:::*`.
    AllBucketsPattern,
    /// ARN patterns with fewer than six components.
    ShortArn,
    /// A value that cannot be read as the operator's type.
    UnreadableValue,
    /// An operator that IAM does not have.
    UnknownOperator,
    /// A list of one value under an operator without set operator.
    SingleValueInList,
    /// Keys of the context that differ only by case.
    KeysCollide,
    /// The name of the session is not known.
    SessionNameUnknown,
    /// The path of the session's role is not known.
    RolePathUnknown,
    /// A policy names the role with a path, and the path of the session's role is not known.
    NamedRoleAssumed,
    /// The owner of the resource was taken to be the requester's account.
    ResourceAccountAssumed,
    /// The parent of a federated session was taken from its name.
    ParentUserAssumed,
    /// The unique id of the requester is not known.
    UniqueIdUnknown,
    /// The canonical id of the requester's account is not known.
    CanonicalIdUnknown,
    /// `NotPrincipal` without the requester's account.
    NotPrincipalWithoutAccount,
    /// The kind of the VPC endpoint is not known.
    EndpointTypeAssumed,
}
