//! The global condition context keys, with what their values are.
//!
//! Source: IAM User Guide, "AWS global condition context keys".

/// What the values of a key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are AWS's own")]
pub enum KeyKind {
    String,
    Bool,
    Date,
    Numeric,
    Ip,
    Arn,
}

/// A global condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalKey {
    /// As AWS writes it; one that is completed by a tag's key ends in `/`.
    pub name: &'static str,
    /// Whether a request can carry several values.
    pub multivalued: bool,
    /// What its values are.
    pub kind: KeyKind,
    /// Whether AWS sends it with every request.
    pub always: bool,
}

const fn single(name: &'static str, kind: KeyKind) -> GlobalKey {
    GlobalKey { name, multivalued: false, kind, always: false }
}

const fn multi(name: &'static str) -> GlobalKey {
    GlobalKey { name, multivalued: true, kind: KeyKind::String, always: false }
}

const fn always(name: &'static str, kind: KeyKind) -> GlobalKey {
    GlobalKey { name, multivalued: false, kind, always: true }
}

/// All of them, in alphabetical order.
pub const GLOBAL_KEYS: &[GlobalKey] = &[
    single("aws:AssumedRoot", KeyKind::Bool),
    multi("aws:CalledVia"),
    single("aws:CalledViaAWSMCP", KeyKind::String),
    single("aws:CalledViaFirst", KeyKind::String),
    single("aws:CalledViaLast", KeyKind::String),
    single("aws:ChatbotSourceArn", KeyKind::Arn),
    always("aws:CurrentTime", KeyKind::Date),
    single("aws:Ec2InstanceSourcePrivateIPv4", KeyKind::Ip),
    single("aws:Ec2InstanceSourceVpc", KeyKind::String),
    always("aws:EpochTime", KeyKind::Date),
    single("aws:FederatedProvider", KeyKind::String),
    single("aws:MultiFactorAuthAge", KeyKind::Numeric),
    single("aws:MultiFactorAuthPresent", KeyKind::Bool),
    always("aws:PrincipalAccount", KeyKind::String),
    single("aws:PrincipalArn", KeyKind::Arn),
    single("aws:PrincipalIsAWSService", KeyKind::Bool),
    single("aws:PrincipalOrgID", KeyKind::String),
    multi("aws:PrincipalOrgPaths"),
    single("aws:PrincipalServiceName", KeyKind::String),
    multi("aws:PrincipalServiceNamesList"),
    single("aws:PrincipalTag/", KeyKind::String),
    always("aws:PrincipalType", KeyKind::String),
    single("aws:referer", KeyKind::String),
    always("aws:RequestedRegion", KeyKind::String),
    single("aws:RequestTag/", KeyKind::String),
    single("aws:ResourceAccount", KeyKind::String),
    single("aws:ResourceOrgID", KeyKind::String),
    multi("aws:ResourceOrgPaths"),
    single("aws:ResourceTag/", KeyKind::String),
    always("aws:SecureTransport", KeyKind::Bool),
    single("aws:SignInSessionArn", KeyKind::Arn),
    single("aws:SourceAccount", KeyKind::String),
    single("aws:SourceArn", KeyKind::Arn),
    single("aws:SourceIdentity", KeyKind::String),
    single("aws:SourceIp", KeyKind::Ip),
    single("aws:SourceOrgID", KeyKind::String),
    multi("aws:SourceOrgPaths"),
    single("aws:SourceVpc", KeyKind::String),
    single("aws:SourceVpcArn", KeyKind::Arn),
    single("aws:SourceVpce", KeyKind::String),
    multi("aws:TagKeys"),
    single("aws:TokenIssueTime", KeyKind::Date),
    always("aws:UserAgent", KeyKind::String),
    always("aws:userid", KeyKind::String),
    single("aws:username", KeyKind::String),
    single("aws:ViaAWSMCPService", KeyKind::Bool),
    always("aws:ViaAWSService", KeyKind::Bool),
    single("aws:VpceAccount", KeyKind::String),
    single("aws:VpceOrgID", KeyKind::String),
    multi("aws:VpceOrgPaths"),
    single("aws:VpcSourceIp", KeyKind::Ip),
];

/// Finds a key by its name, in any case; `aws:RequestTag/…` is found with any tag key, not without one.
///
/// ```
/// use iam_evaluator::reference::global_keys::find;
/// assert!(find("AWS:requesttag/Team").is_some());
/// assert!(find("aws:RequestTag").is_none());
/// ```
pub fn find(key: &str) -> Option<&'static GlobalKey> {
    GLOBAL_KEYS.iter().find(|global| match key.split_at_checked(global.name.len()) {
        Some((name, tag)) => global.name.eq_ignore_ascii_case(name) && tag.is_empty() != global.name.ends_with('/'),
        None => false,
    })
}

/// Whether AWS gives the key, in any case, a list of values, of however many.
pub(crate) fn is_multivalued(key: &str) -> bool {
    GLOBAL_KEYS.iter().any(|global| global.multivalued && global.name.eq_ignore_ascii_case(key))
}
