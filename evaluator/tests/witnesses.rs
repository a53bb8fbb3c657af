//! Absent keys: which of them could change the decision, and the change of the context that shows it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use iam_evaluator::PolicySet;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Evaluation, Presence};

const USER: &str = r#""principal":{"arn":"arn:aws:iam::111111111111:user/bob","id":"AIDABOBBOBBOBBOB"}"#;

/// What bob is answered under policies of these types and statements, in this context.
fn evaluate(policies: &[(&str, &str)], context: &str) -> Evaluation {
    let policies: Vec<String> = policies
        .iter()
        .enumerate()
        .map(|(index, (policy_type, statements))| {
            let document = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
            format!(r#"{{"name":"p{index}","type":"{policy_type}","document":{document}}}"#)
        })
        .collect();
    let request = format!(
        r#"{{{USER},"action":"s3:GetObject","resource":"arn:aws:s3:::docs/bob/a","resourceAccount":"111111111111","context":{context}}}"#
    );
    let scenario = format!(r#"{{"policies":[{}],"requests":[{request}]}}"#, policies.join(","));
    let scenario = Scenario::read(&scenario).unwrap();
    let set = PolicySet::new(&scenario.policies).unwrap();
    set.evaluate(&scenario.requests[0]).unwrap()
}

fn allow(condition: &str) -> String {
    statement("Allow", condition)
}

fn deny(condition: &str) -> String {
    statement("Deny", condition)
}

fn statement(effect: &str, condition: &str) -> String {
    format!(r#"{{"Effect":"{effect}","Action":"*","Resource":"*","Condition":{{{condition}}}}}"#)
}

/// Checks that the key cannot change the decision.
fn check_harmless(policies: &[(&str, &str)], context: &str, key: &str) {
    let evaluation = evaluate(policies, context);
    let missing = evaluation.missing_context.iter().find(|missing| missing.key == key);
    // What no statement that could apply reads is not even missing.
    assert!(missing.is_none_or(|missing| !missing.could_change), "{key}: {missing:?}");
}

/// Checks what the witness of a key changes, as JSON; empty where there is none.
fn check(policies: &[(&str, &str)], context: &str, key: &str, witness: &str) {
    let evaluation = evaluate(policies, context);
    let missing = evaluation.missing_context.iter().find(|missing| missing.key == key).unwrap();
    assert!(missing.could_change);
    let shown = missing.witness.as_ref().map(|witness| serde_json::to_string(witness).unwrap());
    let shown = shown.as_deref().and_then(|shown| shown.strip_prefix("{\"context\":")?.split_once(",\"decision\""));
    assert_eq!(shown.unwrap_or_default().0, witness, "{key}");
    assert!(missing.witness.as_ref().is_none_or(|witness| witness.decision != evaluation.decision));
}

#[test]
fn no_value_differs_from_a_star() {
    let only = allow(r#""ForAnyValue:StringNotLike":{"k":"*"}"#);
    check_harmless(&[("identity", &only)], "{}", "k");
    let never = allow(r#""ForAllValues:StringLike":{"k":["x","*"]}"#);
    check_harmless(&[("identity", &never)], "{}", "k");
    // A text takes no star away, a list does.
    let plain = allow(r#""StringLikeIfExists":{"k":"*"}"#);
    check(&[("identity", &plain)], "{}", "k", r#"{"k":["something-else"]}"#);
}

#[test]
fn the_text_around_a_variable_excludes_what_is_asked() {
    let resource = r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::docs/${k}/b"}"#;
    check_harmless(&[("identity", resource)], "{}", "k");
    check_harmless(&[("identity", &deny(r#""StringEquals":{"aws:username":"${k}*"}"#))], "{}", "k");
    check_harmless(&[("identity", &allow(r#""StringLike":{"aws:username":"a${k}"}"#))], "{}", "k");
    check_harmless(&[("identity", &allow(r#""ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/${k}"}"#))], "{}", "k");
    check(&[("identity", &allow(r#""StringLike":{"aws:username":"b${k}"}"#))], "{}", "k", r#"{"k":"ob"}"#);
}

#[test]
fn a_variable_makes_no_difference_where_another_value_decides() {
    let beside_a_star = allow(r#""StringLike":{"aws:username":["${k}","*"]},"Bool":{"b":"true"}"#);
    check_harmless(&[("identity", &beside_a_star)], "{}", "k");
    let of_a_list = allow(r#""StringEquals":{"l":"${k}"}"#);
    check_harmless(&[("identity", &of_a_list)], r#"{"l":["a","b"]}"#, "k");
    let beside_all =
        r#"{"Effect":"Allow","Action":"*","Resource":["*","arn:aws:s3:::${k}"],"Condition":{"Bool":{"b":"true"}}}"#;
    check_harmless(&[("identity", beside_all)], "{}", "k");
}

#[test]
fn statements_of_several_policies_need_a_key_each() {
    let policies = [
        ("identity", &*allow(r#""StringEquals":{"team":"a"}"#)),
        ("permissionsBoundary", &*allow(r#""NumericLessThan":{"size":"10"}"#)),
        (
            "serviceControl",
            &*allow(r#""IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"NotIpAddress":{"aws:sourceip":"10.0.0.0/16"}"#),
        ),
        ("session", &*allow(r#""Bool":{"never":"true"}"#)),
    ];
    let all = r#"{"aws:SourceIp":"10.255.255.255","size":"-910","team":"a"}"#;
    check(&policies, "{}", "team", all);
    check(&policies, "{}", "aws:SourceIp", all);
}

#[test]
fn a_value_lies_between_two_bounds() {
    let dates = allow(r#""DateGreaterThan":{"d":"2024-01-01"},"DateLessThan":{"d":"2024-01-02T00:00:00Z"}"#);
    check(&[("identity", &dates)], "{}", "d", r#"{"d":"2024-01-01T00:00:00.5Z"}"#);
    let numbers = allow(r#""NumericGreaterThan":{"n":"10"},"NumericLessThan":{"n":"11"}"#);
    check(&[("identity", &numbers)], "{}", "n", r#"{"n":"10.5"}"#);
}

#[test]
fn a_variable_and_the_key_that_it_is_compared_with_go_together() {
    let star = deny(r#""StringNotEquals":{"k":"${j}*"}"#);
    check(&[("identity", &allow("")), ("identity", &star)], "{}", "j", r#"{"j":"x","k":"x*"}"#);
}

#[test]
fn a_key_that_takes_back_what_another_one_does() {
    let differs = allow(r#""StringEquals":{"a":"x"},"StringNotEquals":{"b":"y"}"#);
    check(&[("identity", &differs)], "{}", "b", r#"{"a":"x","b":"something-else"}"#);
    let absent = allow(r#""StringEquals":{"a":"x"},"Null":{"b":"true"}"#);
    check(&[("identity", &absent)], "{}", "b", r#"{"a":"x","b":null}"#);
}

#[test]
fn what_needs_an_open_question_answered_has_no_witness() {
    let unread = r#"{"Effect":"Allow","Action":"*"}"#;
    let policies = [("identity", &*allow(r#""StringEquals":{"a":"x"}"#)), ("serviceControl", unread)];
    check(&policies, "{}", "a", "");
}

#[test]
fn a_witness_names_keys_as_they_are_read_first() {
    let statements = allow(
        r#""StringEquals":{"S3:Prefix":"x"},"StringLike":{"s3:prefix":"*"},"Bool":{"aws:securetransport":"true"}"#,
    );
    let both = r#"{"S3:Prefix":"x","aws:securetransport":"true"}"#;
    check(&[("identity", &statements)], "{}", "aws:securetransport", both);
}

/// With which requests AWS sends the key, as it is said where this requester's request lacks it.
fn presence(principal: &str, key: &str) -> Presence {
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*",
            "Condition":{{"StringEquals":{{"{key}":"x"}}}}}}}}"#
    );
    let scenario = format!(
        r#"{{"policies":[{{"name":"p","type":"resource","document":{document}}}],
            "requests":[{{"principal":"{principal}","action":"sqs:SendMessage","resource":"arn:aws:sqs:us-east-1:111111111111:q"}}]}}"#
    );
    let scenario = Scenario::read(&scenario).unwrap();
    let evaluation = PolicySet::new(&scenario.policies).unwrap().evaluate(&scenario.requests[0]).unwrap();
    evaluation.missing_context[0].presence
}

#[test]
fn what_is_sent_with_every_request() {
    let user = "arn:aws:iam::111111111111:user/bob";
    for (principal, key, expected) in [
        (user, "aws:userid", Presence::Always),
        (user, "AWS:UserAgent", Presence::Always),
        ("anonymous", "aws:PrincipalIsAWSService", Presence::Sometimes),
        ("sns.amazonaws.com", "aws:PrincipalType", Presence::Always),
        (user, "aws:SourceVpc", Presence::Sometimes),
        (user, "sqs:Anything", Presence::Sometimes),
    ] {
        assert_eq!(presence(principal, key), expected, "{principal}: {key}");
    }
}
