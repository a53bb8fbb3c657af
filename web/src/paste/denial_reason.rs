//! What AWS's words say about the kind of a denial.
//!
//! Sources: IAM User Guide, "Troubleshoot access denied error messages"; Amazon S3 User Guide, "Troubleshoot access
//! denied (403 Forbidden) errors". The table of the wordings is in `tests/paste/README.md`.

use iam_evaluator::policy::PolicyType;
use iam_evaluator::request::Decision;

/// What the words of a message say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whether something denies, or nothing allows.
    pub decision: Decision,
    /// The code of the reason, where the words tell one.
    pub code: Option<&'static str>,
    /// The ARN of the policy, where the message names it.
    pub policy: Option<String>,
}

/// The policy types in AWS's words. `role trust` comes before the others since it is resource-based, too.
const TYPES: [(&str, Kind); 10] = [
    ("role trust polic", Kind::Trust),
    ("service control polic", Kind::Type(PolicyType::ServiceControl)),
    ("resource control polic", Kind::Type(PolicyType::ResourceControl)),
    ("VPC endpoint polic", Kind::Type(PolicyType::VpcEndpoint)),
    ("permissions boundar", Kind::Type(PolicyType::PermissionsBoundary)),
    ("permission boundar", Kind::Type(PolicyType::PermissionsBoundary)),
    ("session polic", Kind::Type(PolicyType::Session)),
    ("sessions polic", Kind::Type(PolicyType::Session)),
    ("resource-based polic", Kind::Type(PolicyType::Resource)),
    ("identity-based polic", Kind::Type(PolicyType::Identity)),
];

#[derive(Clone, Copy)]
enum Kind {
    Trust,
    Type(PolicyType),
}

/// Reads what follows the resource in a message; `None` where it gives no reason. `other_account` says that the requester is
/// of another account than the resource, `action` what was asked.
pub fn read(words: &str, action: &str, other_account: bool) -> Option<Said> {
    let lower = words.to_ascii_lowercase();
    if lower.contains("with an explicit deny") {
        let after = lower.find("with an explicit deny").and_then(|at| words.get(at..)).unwrap_or_default();
        return Some(Said { decision: Decision::ExplicitDeny, code: Some("ExplicitDeny"), policy: policy_arn(after) });
    }
    let at = lower.find("because no ")?;
    let after = words.get(at..).unwrap_or_default();
    let code = kind(&lower).and_then(|kind| implicit_code(kind, action, other_account));
    Some(Said { decision: Decision::ImplicitDeny, code, policy: policy_arn(after) })
}

fn kind(lower: &str) -> Option<Kind> {
    TYPES.iter().find(|(words, _)| lower.contains(&words.to_ascii_lowercase())).map(|(_, kind)| *kind)
}

fn implicit_code(kind: Kind, action: &str, other_account: bool) -> Option<&'static str> {
    Some(match kind {
        Kind::Trust => "TrustPolicyNoAllow",
        Kind::Type(PolicyType::Identity) => "NoIdentityAllow",
        Kind::Type(PolicyType::ServiceControl) => "ScpNoAllow",
        Kind::Type(PolicyType::VpcEndpoint) => "VpceNoAllow",
        Kind::Type(PolicyType::PermissionsBoundary) => "BoundaryNoAllow",
        Kind::Type(PolicyType::Session) => "SessionNoAllow",
        Kind::Type(PolicyType::Resource) if other_account => "NoResourceAllowCrossAccount",
        Kind::Type(PolicyType::Resource) if action.starts_with("kms:") => "KeyPolicyDoesNotDelegate",
        // Within an account, an identity-based policy is enough: the words leave open which rule it was.
        Kind::Type(PolicyType::Resource | PolicyType::ResourceControl) => return None,
    })
}

/// The ARN after the words, without the full stop of the sentence.
fn policy_arn(words: &str) -> Option<String> {
    let arn = words.split_whitespace().find(|word| word.trim_start_matches(['"', '(']).starts_with("arn:"))?;
    Some(arn.trim_matches(['"', '(', ')', '.', ',', ';']).to_owned())
}
