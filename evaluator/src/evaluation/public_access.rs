//! S3 Block Public Access: `RestrictPublicBuckets` keeps everyone from outside the account away from a bucket whose policy is public.
//!
//! Source: S3 User Guide, "Blocking public access to your Amazon S3 storage": the meaning of "public".

use super::scope::{Scopes, Standing};
use crate::glob::{has_variable, has_wildcard};
use crate::policy::{
    Comparison, ConditionBlock, ConditionKey, Effect, Polarity, Policy, PolicyType, PrincipalElement, PrincipalKey,
};
use crate::request::query::Query;
use crate::request::requester::RequesterKind;
use crate::value::ip::Range;

/// Keys that limit a statement to fixed somebodies, in lower case.
const LIMITING_KEYS: [&str; 13] = [
    "aws:principalorgid",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:sourceip",
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceowner",
    "aws:sourceaccount",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "aws:userid",
    "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
];

/// Whether it keeps this requester away.
pub(super) fn blocks(query: &Query, same_account: bool, scopes: &Scopes<'_>) -> bool {
    query.settings.s3_block_public_access != Some(false) && concerns(query, same_account) && has_public_policy(scopes)
}

/// Whether it could matter to this request: somebody from outside asks for an S3 resource.
pub(super) fn concerns(query: &Query, same_account: bool) -> bool {
    let outside = match query.requester.kind {
        RequesterKind::Anonymous => true,
        RequesterKind::Service => false,
        RequesterKind::Root
        | RequesterKind::User
        | RequesterKind::RoleSession
        | RequesterKind::FederatedUser
        | RequesterKind::Provider => !same_account,
    };
    outside && query.service() == "s3" && !query.has_no_resource()
}

/// Whether a bucket policy that takes part is public as a whole.
pub(super) fn has_public_policy(scopes: &Scopes<'_>) -> bool {
    scopes.members.iter().any(|member| {
        let policy = &member.reading.policy;
        member.standing == Standing::TakesPart && policy.policy_type == PolicyType::Resource && is_public(policy)
    })
}

fn is_public(policy: &Policy) -> bool {
    policy.document.statements.iter().any(|statement| {
        statement.effect.value == Effect::Allow
            && statement.principal.as_ref().is_some_and(|principal| {
                names_anybody(principal) || (has_everyone(principal) && !statement.conditions.iter().any(limits))
            })
    })
}

/// Principals that no condition makes fixed.
fn names_anybody(principal: &PrincipalElement) -> bool {
    principal.polarity == Polarity::Not
        || principal.entries.iter().any(|entry| match entry.key {
            PrincipalKey::Federated => true,
            PrincipalKey::Aws | PrincipalKey::Service | PrincipalKey::CanonicalUser => {
                entry.value != "*" && has_wildcard(&entry.value)
            }
            PrincipalKey::Everyone => false,
        })
}

fn has_everyone(principal: &PrincipalElement) -> bool {
    principal.entries.iter().any(|entry| entry.value == "*")
}

fn limits(block: &ConditionBlock) -> bool {
    let Some(operator) = block.operator else { return false };
    let fits = matches!(
        operator.comparison,
        Comparison::StringEquals
            | Comparison::StringEqualsIgnoreCase
            | Comparison::StringLike
            | Comparison::ArnEquals
            | Comparison::ArnLike
            | Comparison::IpAddress
    );
    fits && operator.set.is_none() && !operator.if_exists && block.keys.iter().any(is_fixed)
}

fn is_fixed(key: &ConditionKey) -> bool {
    let name = key.name.value.to_ascii_lowercase();
    LIMITING_KEYS.contains(&name.as_str())
        && !key.values.is_empty()
        && key.values.iter().all(|value| is_fixed_value(&name, &value.value))
}

fn is_fixed_value(key: &str, value: &str) -> bool {
    if has_variable(value) {
        return false;
    }
    match key {
        "aws:sourceip" => Range::parse(value).is_some() && is_narrow(value),
        // `AROLEID:*` is every session of one fixed role.
        "aws:userid" => !has_wildcard(value.strip_suffix(":*").unwrap_or(value)),
        // The access point's name may be open where its account is fixed.
        "s3:dataaccesspointarn" => value
            .split(':')
            .nth(4)
            .is_some_and(|account| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())),
        _ => !has_wildcard(value),
    }
}

/// Not broader than /8 (IPv4) or /32 (IPv6), and not one of the private ranges, which say nothing about who asks.
fn is_narrow(text: &str) -> bool {
    let (address, prefix) = text.split_once('/').unwrap_or((text, ""));
    let bits: u8 = prefix.parse().unwrap_or(128);
    let private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
    let is_private = private
        .iter()
        .filter_map(|range| Range::parse(range))
        .any(|private| crate::value::ip::Address::parse(address).is_some_and(|address| private.contains(&address)));
    let least = if address.as_bytes().contains(&b':') { 32 } else { 8 };
    bits >= least && !is_private
}
