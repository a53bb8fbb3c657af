//! `Condition`.

use serde_json::Value;

use super::context::{Context, Entry, as_text};
use super::glob::{self, Token};
use super::{list, value};

/// Whether every operator and every key holds.
pub fn holds(condition: &Value, context: &Context, variables: bool) -> bool {
    condition.as_object().into_iter().flatten().all(|(operator, keys)| {
        let keys = keys.as_object().into_iter().flatten();
        keys.into_iter().all(|(key, values)| key_holds(operator, key, &list(values), context, variables))
    })
}

fn key_holds(operator: &str, key: &str, values: &[Value], context: &Context, variables: bool) -> bool {
    let operator = operator.to_ascii_lowercase();
    let (set, rest) = match operator.split_once(':') {
        Some((set, rest)) => (set, rest),
        None => ("", operator.as_str()),
    };
    let (base, if_exists) = match rest.strip_suffix("ifexists") {
        Some(base) => (base, true),
        None => (rest, false),
    };
    let given = context.get(key);
    let texts: Vec<String> = match given {
        None => Vec::new(),
        Some(Entry::One(text)) => vec![text.clone()],
        Some(Entry::Many(texts)) => texts.clone(),
    };
    let only_empty = texts.iter().all(String::is_empty);
    let is_list = matches!(given, Some(Entry::Many(_)));
    let absent = texts.is_empty()
        || (is_list && only_empty && (!set.is_empty() || base == "null"))
        || (!set.is_empty() && only_empty);
    if base == "null" {
        return match set {
            "forallvalues" => true,
            "foranyvalue" => false,
            _ => values.iter().any(|value| match as_text(value).to_ascii_lowercase().as_str() {
                "true" => absent,
                "false" => !absent,
                _ => false,
            }),
        };
    }
    let negated = base.contains("not");
    if values.is_empty() && (if_exists || set == "forallvalues") {
        return absent;
    }
    if values.is_empty() && set == "foranyvalue" {
        return false;
    }
    if absent {
        return match set {
            _ if if_exists => true,
            "forallvalues" => true,
            "foranyvalue" => false,
            _ => negated,
        };
    }
    let positive = base.replacen("not", "", 1);
    let one = |text: &String| {
        values.iter().any(|value| compares(&positive, &as_text(value), text, context, variables)) != negated
    };
    match (set, is_list) {
        ("forallvalues", _) => texts.iter().all(one),
        ("foranyvalue", _) => texts.iter().any(one),
        (_, true) => false,
        (_, false) => texts.iter().all(one),
    }
}

/// A positive comparison; false for what is no value of the type.
fn compares(base: &str, policy: &str, request: &str, context: &Context, variables: bool) -> bool {
    let substitutes = base.starts_with("string") || base.starts_with("arn") || base == "bool";
    let Some(tokens) = context.substitute(policy, variables && substitutes) else { return false };
    let text = glob::untokenized(&tokens);
    let characters: Vec<char> = request.chars().collect();
    match base {
        "stringequals" => text == request,
        "stringequalsignorecase" => text.eq_ignore_ascii_case(request),
        "stringlike" => glob::covers(&tokens, &characters),
        "bool" => match (truth(&text), truth(request)) {
            (Some(policy), Some(request)) => policy == request,
            _ => false,
        },
        "binaryequals" => value::binary(&text).is_some_and(|bytes| Some(bytes) == value::binary(request)),
        "ipaddress" => value::in_range(request, &text).unwrap_or(false),
        "arnequals" | "arnlike" => arn(&tokens, request),
        _ if base.starts_with("numeric") => relates(base, value::number(request), value::number(&text)),
        _ if base.starts_with("date") => relates(base, value::instant(request), value::instant(&text)),
        _ => false,
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn relates<T: Ord>(base: &str, request: Option<T>, policy: Option<T>) -> bool {
    let (Some(request), Some(policy)) = (request, policy) else { return false };
    let relation = base.trim_start_matches("numeric").trim_start_matches("date");
    match relation {
        "equals" => request == policy,
        "lessthan" => request < policy,
        "lessthanequals" => request <= policy,
        "greaterthan" => request > policy,
        "greaterthanequals" => request >= policy,
        _ => false,
    }
}

/// Component by component, and no wildcard leaves the first five.
fn arn(pattern: &[Token], request: &str) -> bool {
    let patterns = glob::components(pattern);
    let parts: Vec<&str> = request.splitn(6, ':').collect();
    let is_arn = parts.len() == 6 && parts.first() == Some(&"arn");
    patterns.len() == 6
        && is_arn
        && patterns.iter().zip(parts).all(|(pattern, part)| {
            let part: Vec<char> = part.chars().collect();
            glob::covers(pattern, &part)
        })
}

/// Whether a statement for everybody is limited to somebody fixed, in the sense of S3 Block Public Access.
pub fn is_limited_to_fixed(condition: &Value) -> bool {
    let operators = ["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"];
    let keys = [
        "aws:principalorgid",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:sourcearn",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:sourceaccount",
        "aws:userid",
        "aws:sourceip",
    ];
    condition.as_object().into_iter().flatten().any(|(operator, of)| {
        operators.contains(&operator.to_ascii_lowercase().as_str())
            && of.as_object().into_iter().flatten().any(|(key, values)| {
                let key = key.to_ascii_lowercase();
                let values: Vec<String> = list(values).iter().map(as_text).collect();
                keys.contains(&key.as_str()) && !values.is_empty() && values.iter().all(|value| is_fixed(&key, value))
            })
    })
}

fn is_fixed(key: &str, text: &str) -> bool {
    if text.contains("${") {
        return false;
    }
    match key {
        "aws:sourceip" => {
            let bits = |text: &str| text.split('/').nth(1).map_or(Some(128), |bits| bits.parse::<u8>().ok());
            let least = if text.contains(':') { 32 } else { 8 };
            let address = text.split('/').next().unwrap_or_default();
            let private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
            value::in_range(address, text).is_some()
                && bits(text).is_some_and(|bits| bits >= least)
                && !private.iter().any(|range| value::in_range(address, range) == Some(true))
        }
        "aws:userid" => !text.strip_suffix(":*").unwrap_or(text).contains(['*', '?']),
        _ => !text.contains(['*', '?']),
    }
}
