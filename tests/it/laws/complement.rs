//! `NotAction` and `NotResource` cover exactly what `Action` and `Resource` do not; `ForAllValues` holds for what is absent.

use serde_json::{Map, Value, json};

use super::{decisions, for_each_scenario, statements};
use iam_evaluator::request::Decision;

const BASES: [&str; 26] = [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnNotEquals",
    "ArnLike",
    "ArnNotLike",
];

#[test]
fn not_action_covers_what_action_does_not() {
    for_each_scenario(400, |scenario, _| complements(scenario, "Action", "NotAction"));
}

#[test]
fn not_resource_covers_what_resource_does_not() {
    for_each_scenario(400, |scenario, _| complements(scenario, "Resource", "NotResource"));
}

#[test]
fn for_all_values_holds_for_an_absent_key_under_every_operator() {
    for base in BASES {
        for if_exists in ["", "IfExists"] {
            for values in [json!("10"), json!(["x", "*"]), json!([])] {
                let condition = json!({format!("ForAllValues:{base}{if_exists}"): {"aws:TagKeys": values}});
                let scenario = ask(
                    &json!({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition}),
                    &[json!({"principal": "arn:aws:iam::111111111111:user/bob", "action": "s3:ListBucket",
                        "resource": "arn:aws:s3:::b"})],
                );
                assert_eq!(decisions(&scenario), [Some(Decision::Allowed)], "{condition}");
            }
        }
    }
}

/// Every statement, alone, as an identity-based Allow without condition: with one element exactly where not with the other.
fn complements(scenario: &Value, plain: &str, not: &str) -> Result<(), String> {
    let requests = scenario["requests"].as_array().cloned().unwrap_or_default();
    let requests: Vec<Value> = requests
        .into_iter()
        .map(|mut request| {
            request["principal"] = json!("arn:aws:iam::111111111111:user/bob");
            // No policy of the resource may be asked for, in this account or in another.
            request["action"] = json!(request["action"].as_str().unwrap_or_default().replace("sts:A", "iam:A"));
            request
        })
        .filter(|request| {
            let text = |field: &str| request[field].as_str().unwrap_or_default().to_ascii_lowercase();
            let elsewhere = text("resource").contains("222222222222") || text("resourceAccount") == "222222222222";
            let special = text("action").starts_with("sts:")
                || text("resource").contains(":aws:policy/")
                || text("resource").contains("alias/aws/")
                || text("action").starts_with("kms:");
            !elsewhere && !special
        })
        .collect();
    if requests.is_empty() {
        return Ok(());
    }
    for policy in scenario["policies"].as_array().into_iter().flatten() {
        for statement in statements(&policy["document"]["Statement"]) {
            let entries = if statement[plain].is_null() { &statement[not] } else { &statement[plain] };
            // An entry whose variable has no value covers nothing in either.
            if entries.is_null() || *entries == json!([]) || entries.to_string().contains("${") {
                continue;
            }
            let mut allow = Map::new();
            allow.insert("Effect".to_owned(), json!("Allow"));
            let other = if plain == "Action" { "Resource" } else { "Action" };
            allow.insert(other.to_owned(), json!("*"));
            let with = |element: &str| {
                let mut allow = allow.clone();
                allow.insert(element.to_owned(), entries.clone());
                decisions(&ask(&Value::Object(allow), &requests))
            };
            let (covered, left) = (with(plain), with(not));
            let exactly_one = covered.iter().zip(&left).all(|(covered, left)| match (covered, left) {
                (Some(covered), Some(left)) => (*covered == Decision::Allowed) != (*left == Decision::Allowed),
                (None, _) | (_, None) => true,
            });
            if !exactly_one {
                return Err(format!("{plain} {entries}: {covered:?}, {not}: {left:?}"));
            }
        }
    }
    Ok(())
}

fn ask(statement: &Value, requests: &[Value]) -> Value {
    let document = json!({"Version": "2012-10-17", "Statement": statement});
    json!({"policies": [{"name": "p", "type": "identity", "document": document}], "requests": requests})
}
