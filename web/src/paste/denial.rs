//! Messages about denied access: who asked for what, on which resource, and what AWS says about why.
//!
//! Sources: IAM User Guide, "Troubleshoot access denied error messages"; Amazon S3 User Guide, "Troubleshoot access
//! denied (403 Forbidden) errors"; AWS STS API Reference, "DecodeAuthorizationMessage".

use iam_evaluator::arn::Arn;
use iam_evaluator::request::{ExpectBecause, PrincipalInput, Request};

use super::cloudtrail_call::s3_action;
use super::found::{Found, Shape};
use super::message::{flattened, line_of};
use super::{denial_reason, placeholder};

const NOT_AUTHORIZED: &str = " is not authorized to perform";
const ENCODED: &str = "encoded authorization failure message";

/// Whether a text says that access was denied.
pub fn is_denial(text: &str) -> bool {
    let (flat, _) = flattened(text, 1);
    let lower = flat.to_ascii_lowercase();
    lower.contains(NOT_AUTHORIZED) || lower.contains(ENCODED) || is_bare(&lower)
}

/// A message that says no more than that access is denied.
fn is_bare(lower: &str) -> bool {
    let denied = lower.contains("access denied") || lower.contains("accessdenied") || lower.contains("(403)");
    denied && (lower.contains("an error occurred") || lower.contains("<error>") || lower.len() < 200)
}

/// Reads the messages of a text whose first line has this number.
pub fn read(text: &str, first_line: usize, found: &mut Found) {
    let (flat, lines) = flattened(text, first_line);
    let lower = flat.to_ascii_lowercase();
    let starts: Vec<usize> = lower.match_indices(NOT_AUTHORIZED).map(|(at, _)| at).collect();
    let mut from = 0;
    for (number, at) in starts.iter().enumerate() {
        // What comes before the next message's "User:" belongs to this one.
        let next = starts.get(number + 1).copied();
        let end = next.map_or(flat.len(), |next| user_before(&lower, next).unwrap_or(next));
        if let (Some(before), Some(after)) = (flat.get(from..*at), flat.get(at + NOT_AUTHORIZED.len()..end)) {
            one(before, after, line_of(&lines, *at), found);
        }
        from = end;
    }
    if let Some(at) = lower.find(ENCODED) {
        encoded(line_of(&lines, at), starts.is_empty(), found);
    } else if starts.is_empty() && is_bare(&lower) {
        bare(&flat, first_line, found);
    }
}

fn user_before(lower: &str, at: usize) -> Option<usize> {
    lower.get(..at)?.rfind("user:")
}

fn one(before: &str, after: &str, line: usize, found: &mut Found) {
    let who = before.rfind("User:").and_then(|at| before.get(at + "User:".len()..)).unwrap_or(before);
    let who = who.split_whitespace().next_back().unwrap_or_default().trim_matches(['"', '`', '\'']);
    let after = after.trim_start_matches(':').trim_start();
    let (action, rest) = after.split_once(' ').unwrap_or((after, ""));
    let action = action.trim_matches(['"', '`', '\'', '.', ',']);
    if !action.contains(':') {
        return found.note(line, format!("`{action}` is not an action: the message is not understood"));
    }
    let principal = unmasked(who, line, found);
    let (resource, words) = resource(rest);
    let resource = match resource {
        Some(resource) => arn_of(&unmasked(resource, line, found), action, &principal, line, found),
        None => without_resource(action, &principal, line, found),
    };
    note_principal(&principal, line, found);
    let other_account = match (account(&principal), account(&resource)) {
        (Some(asking), Some(owning)) => asking != owning,
        _ => false,
    };
    let said = denial_reason::read(words, action, other_account);
    note_words(words, said.as_ref(), line, found);
    let expect_because = said
        .as_ref()
        .and_then(|said| said.code)
        .map(|code| ExpectBecause { code: Some(code.to_owned()), ..ExpectBecause::default() });
    found.request(
        line,
        Request {
            name: Some(format!("Denied {action}")),
            principal: PrincipalInput::Text(principal),
            action: action.to_owned(),
            resource,
            expect: said.map(|said| said.decision),
            expect_because,
            ..Request::default()
        },
    );
}

/// What stands after "on resource:", and the words that follow it.
fn resource(rest: &str) -> (Option<&str>, &str) {
    let rest = rest.trim_start();
    let Some(after) = ["on resource:", "on resources:", "on the resource:", "on resource", "on "]
        .iter()
        .find_map(|start| rest.strip_prefix(start))
    else {
        return (None, rest);
    };
    let after = after.trim_start();
    if let Some((quoted, words)) = after.strip_prefix('"').and_then(|after| after.split_once('"')) {
        return (Some(quoted), words);
    }
    let end = [" because ", " with an explicit deny", ". Encoded", " Encoded authorization"]
        .iter()
        .filter_map(|stop| after.find(stop))
        .min();
    let end = end.unwrap_or_else(|| {
        if after.starts_with("arn:") { after.find(' ').unwrap_or(after.len()) } else { after.len() }
    });
    let (resource, words) = after.split_at_checked(end).unwrap_or((after, ""));
    let resource = resource.trim().trim_end_matches(['.', ',', ';']);
    (Some(resource).filter(|it| !it.is_empty() && !it.starts_with("this resource")), words)
}

/// An ARN of what some services name in their own words: `user Bob`, `role/app`.
fn arn_of(resource: &str, action: &str, principal: &str, line: usize, found: &mut Found) -> String {
    if resource == "*" || resource.starts_with("arn:") {
        return resource.to_owned();
    }
    let account = account(principal).unwrap_or(placeholder::ACCOUNT);
    let mut words = resource.split([' ', '/']);
    let arn = match (action.split_once(':'), words.next(), words.next_back()) {
        (Some(("iam" | "sts", _)), Some(kind @ ("user" | "role" | "group" | "policy")), Some(name)) => {
            Some(format!("arn:{}:iam::{account}:{kind}/{name}", placeholder::PARTITION))
        }
        _ => None,
    };
    if let Some(arn) = arn {
        found.note(line, format!("the resource `{resource}` was read as `{arn}`"));
        return arn;
    }
    found.note(line, format!("the resource `{resource}` is not an ARN: `*` stands for it"));
    "*".to_owned()
}

fn without_resource(action: &str, principal: &str, line: usize, found: &mut Found) -> String {
    if action.starts_with("sts:AssumeRole") {
        let role = format!(
            "arn:{}:iam::{}:role/REF_role",
            placeholder::PARTITION,
            account(principal).unwrap_or(placeholder::ACCOUNT)
        );
        found.note(line, format!("the message does not name the role: `{role}` stands for it"));
        return role;
    }
    found.note(line, "the message names no resource: `*` stands for it");
    "*".to_owned()
}

/// Some services hide the account id behind stars.
fn unmasked(arn: &str, line: usize, found: &mut Found) -> String {
    let mut fields: Vec<&str> = arn.splitn(6, ':').collect();
    match fields.get_mut(4) {
        Some(account) if account.starts_with('*') && account.len() > 1 => {
            found.note(line, format!("the account `{account}` is hidden: `{}` stands for it", placeholder::ACCOUNT));
            *account = placeholder::ACCOUNT;
            fields.join(":")
        }
        _ => arn.to_owned(),
    }
}

fn note_principal(principal: &str, line: usize, found: &mut Found) {
    if principal != "anonymous" && !principal.contains('.') && Arn::parse(principal).is_none() {
        found.note(line, format!("`{principal}` is not an ARN: name the principal in the request"));
    }
}

fn note_words(words: &str, said: Option<&denial_reason::Said>, line: usize, found: &mut Found) {
    let words = words.trim().trim_end_matches('.');
    match said {
        Some(said) => {
            if let Some(policy) = &said.policy {
                found.note(line, format!("the message names the policy `{policy}`: paste its document, too"));
            }
            if said.code.is_none() {
                found.note(line, "the words leave open which rule denied: only the decision is expected");
            }
            if words.contains("transitively through") {
                found.note(line, "the message speaks of a second policy type: only the decision is expected");
            }
            if let Some(at) = words.find(" Go to https://") {
                found.note(line, format!("not read: `{}`", words.get(at..).unwrap_or_default().trim()));
            }
        }
        None if words.is_empty() => found.note(line, "the message gives no reason: nothing is expected of the request"),
        None => {
            let words: String = words.chars().take(160).collect();
            found.note(
                line,
                format!("the reason is not one of a policy, and nothing is expected of the request: `{words}`"),
            );
        }
    }
}

fn encoded(line: usize, alone: bool, found: &mut Found) {
    if alone {
        found.shape = Shape::EncodedMessage;
    }
    found.note(
        line,
        "the encoded part cannot be decoded here, only by AWS: run `aws sts decode-authorization-message --encoded-message …` and paste what it prints",
    );
}

/// Amazon S3 tells those of other organizations no more than that access is denied; the AWS CLI adds the operation.
fn bare(flat: &str, line: usize, found: &mut Found) {
    let operation = flat
        .split_once("when calling the ")
        .and_then(|(_, after)| after.split_once(" operation"))
        .map(|(name, _)| name);
    let Some(operation) = operation else {
        return found
            .note(line, "the message says neither who asked nor for what: CloudTrail's event of the request does");
    };
    let Some(action) = s3_action(operation) else {
        return found.note(line, format!("the message says no more than that `{operation}` was denied: CloudTrail's event of the request says more"));
    };
    let resource = match (
        action,
        action.ends_with("Object") || action.contains("ObjectAcl") || action.contains("ObjectTagging"),
    ) {
        ("s3:ListAllMyBuckets", _) => "*",
        (_, true) => "arn:aws:s3:::REF_bucket/REF_key",
        (_, false) => "arn:aws:s3:::REF_bucket",
    };
    let principal = placeholder::iam_arn("user", "REF_caller");
    found.note(line, format!("the message does not say who asked: `{principal}` stands for it"));
    if resource != "*" {
        found.note(line, format!("the message names no resource: `{resource}` stands for it"));
    }
    found.note(
        line,
        "the message gives no reason: nothing is expected. Amazon S3 gives one only within an account or organization",
    );
    let name = Some(format!("Denied {action}"));
    let principal = PrincipalInput::Text(principal);
    found.request(
        line,
        Request { name, principal, action: action.to_owned(), resource: resource.to_owned(), ..Request::default() },
    );
}

/// The account field of an ARN, where it is one.
fn account(arn: &str) -> Option<&str> {
    Arn::parse(arn).map(|arn| arn.account).filter(|account| !account.is_empty())
}
