//! Which statements of a policy match a request, and in which ways they name the requester.

use serde_json::Value;

use super::condition;
use super::glob::{self, Token};
use super::principal::{self, Kinds, Place};
use super::{Asked, list, text, texts};

/// How a resource-based policy is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As that of any resource.
    Generic,
    /// As a role's trust policy.
    Trust,
    /// As a key policy.
    Key,
}

/// The matching statements of an effect, each with the ways in which it names the requester.
pub fn matching(policy: &Value, effect: &str, asked: &Asked, bounded: bool) -> Vec<Kinds> {
    let policy_type = text(policy, "type");
    let reading = match policy["resourceType"].as_str() {
        _ if policy_type != "resource" => Reading::Generic,
        None => asked.reading(),
        Some("AWS::IAM::AssumeRolePolicyDocument") => Reading::Trust,
        Some("AWS::KMS::Key") => Reading::Key,
        Some(_) => Reading::Generic,
    };
    if is_unread(policy, reading) {
        return Vec::new();
    }
    let place = Place { reading, policy_type: &policy_type, gateway: policy["endpointType"] == "gateway", bounded };
    let variables = policy["document"]["Version"] == "2012-10-17";
    let statements = list(&policy["document"]["Statement"]);
    let of_effect = statements.iter().filter(|statement| statement["Effect"] == effect);
    of_effect.filter_map(|statement| matches(statement, asked, place, variables)).collect()
}

/// Whether a trust policy says what none may say.
pub fn is_unread(policy: &Value, reading: Reading) -> bool {
    let forbidden = ["Resource", "NotResource", "NotPrincipal"];
    policy["type"] == "resource"
        && reading == Reading::Trust
        && list(&policy["document"]["Statement"])
            .iter()
            .any(|statement| forbidden.iter().any(|element| !statement[*element].is_null()))
}

/// Whether some statement could be about an action of the service.
pub fn may_cover_service(policy: &Value, prefix: &str) -> bool {
    list(&policy["document"]["Statement"]).iter().any(|statement| {
        !statement["NotAction"].is_null()
            || texts(&statement["Action"]).iter().any(|entry| {
                let of = entry.split(':').next().unwrap_or_default();
                of.contains('*') || of.contains('?') || (entry.contains(':') && of.eq_ignore_ascii_case(prefix))
            })
    })
}

fn matches(statement: &Value, asked: &Asked, place: Place, variables: bool) -> Option<Kinds> {
    let allows = statement["Effect"] == "Allow";
    let mut kinds = Kinds::new();
    if !statement["Principal"].is_null() {
        kinds = principal::named(&statement["Principal"], asked, place);
        if kinds.is_empty() {
            return None;
        }
    }
    if !statement["NotPrincipal"].is_null() {
        if allows {
            if !principal::named(&statement["NotPrincipal"], asked, place).is_empty() {
                return None;
            }
            kinds.insert("Public");
        } else if principal::exempt(&statement["NotPrincipal"], asked, place) {
            return None;
        }
    }
    let holds = action(statement, asked, allows)
        && resource(statement, asked, place, variables, allows)
        && condition::holds(&statement["Condition"], &asked.context, variables);
    holds.then_some(kinds)
}

fn action(statement: &Value, asked: &Asked, allows: bool) -> bool {
    let covers = |entry: &String| {
        let all = !entry.is_empty() && entry.bytes().all(|byte| byte == b'*');
        all || match (entry.split_once(':'), asked.action.split_once(':')) {
            (Some((prefix, name)), Some((of, asked))) => {
                glob::covers_in_any_case(prefix, of) && glob::covers_in_any_case(name, asked)
            }
            _ => false,
        }
    };
    if statement["NotAction"].is_null() {
        return texts(&statement["Action"]).iter().any(covers);
    }
    let entries = texts(&statement["NotAction"]);
    if entries.is_empty() { !allows } else { !entries.iter().any(covers) }
}

/// How an entry stands to what is asked.
enum Fit {
    Covers,
    Misses,
    HasNoValue,
}

fn resource(statement: &Value, asked: &Asked, place: Place, variables: bool, allows: bool) -> bool {
    let fit = |entry: &String| fit(entry, asked, place, variables);
    if !statement["Resource"].is_null() {
        return texts(&statement["Resource"]).iter().any(|entry| matches!(fit(entry), Fit::Covers));
    }
    if !statement["NotResource"].is_null() {
        let entries = texts(&statement["NotResource"]);
        if entries.is_empty() {
            return !allows;
        }
        return entries.iter().all(|entry| match fit(entry) {
            Fit::Covers => false,
            Fit::Misses => true,
            Fit::HasNoValue => !allows,
        });
    }
    // A key policy's statement without resources has no effect.
    place.reading != Reading::Key
}

fn fit(entry: &str, asked: &Asked, place: Place, variables: bool) -> Fit {
    if !entry.is_empty() && entry.bytes().all(|byte| byte == b'*') {
        return Fit::Covers;
    }
    if variables && has_early_variable(entry) {
        return Fit::Misses;
    }
    let Some(tokens) = asked.context.substitute(entry, variables) else { return Fit::HasNoValue };
    let wanted = if asked.resource == "*" { asked.pseudo.as_deref() } else { Some(asked.resource.as_str()) };
    let Some(wanted) = wanted else { return Fit::Misses };
    let wanted: Vec<char> = wanted.chars().collect();
    if glob::covers_arn(&tokens, &wanted, 0) {
        return Fit::Covers;
    }
    let missing = 6usize.saturating_sub(glob::components(&tokens).len());
    let pads = match place.policy_type {
        "resource" | "vpcEndpoint" => tokens.contains(&Token::Many),
        _ => true,
    };
    if missing == 0 || !pads || asked.resource == "*" {
        return Fit::Misses;
    }
    let padding = (0..missing).flat_map(|_| [Token::Written(':'), Token::Many]);
    let padded: Vec<Token> = tokens.into_iter().chain(padding).collect();
    if glob::covers_arn(&padded, &wanted, 0) { Fit::Covers } else { Fit::Misses }
}

/// Whether a variable stands before the fifth colon that is outside variables.
fn has_early_variable(entry: &str) -> bool {
    entry.split_once("${").is_some_and(|(before, after)| {
        !matches!(after.get(..2), Some("*}" | "?}" | "$}")) && before.matches(':').count() < 5
    })
}
