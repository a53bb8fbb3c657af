//! Reading scenarios, requests and policies from JSON: strict, and errors name the field.
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing, reason = "tests")]

use iam_evaluator::policy::{EndpointType, PolicyType};
use iam_evaluator::request::{ContextValue, Decision, PrincipalInput, Request};
use iam_evaluator::run_scenario_text;
use iam_evaluator::scenario::{PolicyInput, Scenario};

const REQUEST: &str = r#"{"principal":"anonymous","action":"s3:GetObject","resource":"*"}"#;

/// Checks the code, the pointer and the underlined text of a scenario's error.
fn check_error(text: &str, code: &str, pointer: &str, underlined: &str) {
    let error = Scenario::read(text).unwrap_err();
    let span = error.span.unwrap();
    assert_eq!(
        (error.code, error.pointer.as_str(), &text[span.start..span.end]),
        (code, pointer, underlined),
        "{text}"
    );
    assert!(!error.message.is_empty() && !error.message.ends_with('.'));
}

fn check_policy_error(policy: &str, code: &str, pointer: &str, underlined: &str) {
    let text = format!(r#"{{"policies":[{policy}],"requests":[{REQUEST}]}}"#);
    check_error(&text, code, &format!("/policies/0{pointer}"), underlined);
}

fn check_request_error(request: &str, code: &str, pointer: &str, underlined: &str) {
    let text = format!(r#"{{"policies":[],"requests":[{REQUEST},{request}]}}"#);
    check_error(&text, code, &format!("/requests/1{pointer}"), underlined);
}

#[test]
fn errors_name_the_field_of_a_scenario() {
    check_error("{\"policies\":[,]}", "INVALID_JSON", "", ",");
    check_error("[]", "WRONG_TYPE", "", "[]");
    check_error("{}", "MISSING_FIELD", "/policies", "{}");
    check_error("{\"policies\":[],\"requests\":[]}", "NO_REQUESTS", "/requests", "[]");
    check_error("{\"policies\":{},\"requests\":[]}", "WRONG_TYPE", "/policies", "{}");
    check_error("{\"polices\":[]}", "UNKNOWN_FIELD", "/polices", "\"polices\"");
    check_error("{\"a~/b\":[]}", "UNKNOWN_FIELD", "/a~0~1b", "\"a~/b\"");
    check_error("{\"title\":1}", "WRONG_TYPE", "/title", "1");
    check_error("{\"tags\":[\"a\",null]}", "WRONG_TYPE", "/tags/1", "null");
    check_error("{\"title\":\"a\",\"title\":\"b\"}", "DUPLICATE_FIELD", "/title", "\"title\"");
    assert!(Scenario::read("{\"polices\":[]}").unwrap_err().message.ends_with("did you mean `policies`?"));
}

#[test]
fn errors_name_the_field_of_a_policy() {
    check_policy_error("{\"name\":\"a\"}", "MISSING_FIELD", "/type", "{\"name\":\"a\"}");
    check_policy_error(r#"{"name":"a","type":"identiy","document":"{}"}"#, "INVALID_VALUE", "/type", "\"identiy\"");
    check_policy_error(r#"{"name":"a","type":"identity","document":null}"#, "WRONG_TYPE", "/document", "null");
    check_policy_error(
        r#"{"name":"a","type":"identity","document":"{}","attachedTo":[1]}"#,
        "WRONG_TYPE",
        "/attachedTo/0",
        "1",
    );
    check_policy_error(
        r#"{"name":"a","type":"vpcEndpoint","endpointType":"x","document":"{}"}"#,
        "INVALID_VALUE",
        "/endpointType",
        "\"x\"",
    );
    let twice = r#"[{"name":"a","type":"identity","document":"{}"},{"name":"a","type":"session","document":"{}"}]"#;
    let error = PolicyInput::read_all(twice).unwrap_err();
    assert_eq!((error.code, error.pointer.as_str()), ("DUPLICATE_POLICY_NAME", "/1/name"));
}

#[test]
fn errors_name_the_field_of_a_request() {
    check_request_error("{}", "MISSING_FIELD", "/principal", "{}");
    let with = |field: &str| REQUEST.replace("\"resource\":\"*\"", &format!("\"resource\":\"*\",{field}"));
    check_request_error(&with("\"expects\":1"), "UNKNOWN_FIELD", "/expects", "\"expects\"");
    check_request_error(&with("\"expect\":\"deny\""), "INVALID_VALUE", "/expect", "\"deny\"");
    check_request_error(&with(r#""context":{"aws:TagKeys":["a",1]}"#), "WRONG_TYPE", "/context/aws:TagKeys/1", "1");
    check_request_error(
        &with(r#""context":{"aws:RequestTag/a":{}}"#),
        "WRONG_TYPE",
        "/context/aws:RequestTag~1a",
        "{}",
    );
    check_request_error(&with(r#""context":{"a:b":"1","a:b":"2"}"#), "DUPLICATE_FIELD", "/context/a:b", "\"a:b\"");
    check_request_error(
        &with(r#""settings":{"kmsGrantAllows":"yes"}"#),
        "WRONG_TYPE",
        "/settings/kmsGrantAllows",
        "\"yes\"",
    );
    check_request_error(&with(r#""call":{"passRoles":"x"}"#), "WRONG_TYPE", "/call/passRoles", "\"x\"");
    check_request_error(&with(r#""call":{"tags":{"a":1}}"#), "WRONG_TYPE", "/call/tags/a", "1");
    check_request_error(
        &with(r#""expectBecause":{"reason":"x"}"#),
        "UNKNOWN_FIELD",
        "/expectBecause/reason",
        "\"reason\"",
    );
    let of = |principal: &str| REQUEST.replace("\"anonymous\"", principal);
    check_request_error(&of("null"), "WRONG_TYPE", "/principal", "null");
    check_request_error(&of(r#"{"anonymous":false}"#), "WRONG_TYPE", "/principal/anonymous", "false");
    check_request_error(&of(r#"{"organization":"main"}"#), "INVALID_VALUE", "/principal/organization", "\"main\"");
}

#[test]
fn there_are_limits() {
    let policies = |count: usize| {
        let policy = |i| format!(r#"{{"name":"{i}","type":"identity","document":"{{}}"}}"#);
        format!("[{}]", (0..count).map(policy).collect::<Vec<_>>().join(","))
    };
    assert_eq!(PolicyInput::read_all(&policies(100)).unwrap().len(), 100);
    assert_eq!(PolicyInput::read_all(&policies(101)).unwrap_err().code, "TOO_MANY_POLICIES");
    let scenario = |count: usize| format!(r#"{{"policies":[],"requests":[{}]}}"#, vec![REQUEST; count].join(","));
    assert_eq!(Scenario::read(&scenario(1_000)).unwrap().requests.len(), 1_000);
    assert_eq!(Scenario::read(&scenario(1_001)).unwrap_err().code, "TOO_MANY_REQUESTS");
}

#[test]
fn a_document_is_its_source_text_or_a_value_that_is_printed() {
    let text = r#"[{"name":"a","type":"identity","document":"{ broken é\n"},{"name":"b","type":"identity","document":{"Version":1.50,"a":[]}}]"#;
    let policies = PolicyInput::read_all(text).unwrap();
    assert_eq!(policies[0].document, "{ broken é\n");
    assert_eq!(policies[1].document, "{\n  \"Version\": 1.50,\n  \"a\": []\n}");
}

#[test]
fn what_is_written_is_read_back() {
    let text = r#"{"$schema":"scenario.schema.json","title":"t","tags":["a"],"description":"d",
        "policies":[
          {"name":"a","type":"identity","attachedTo":"arn:aws:iam::111122223333:user/bob","document":"{","expectFindings":[]},
          {"name":"b","type":"resource","attachedTo":["x","y"],"resourceType":"AWS::S3::Bucket","document":{"a":1}},
          {"name":"c","type":"vpcEndpoint","endpointType":"gateway","document":"{}","expectFindings":["MISSING_VERSION"]},
          {"name":"d","type":"permissionsBoundary","document":"{}"},{"name":"e","type":"session","document":"{}"},
          {"name":"f","type":"serviceControl","document":"{}"},{"name":"g","type":"resourceControl","document":"{}"}],
        "requests":[
          {"name":"r","principal":{"arn":"a","service":["s"],"anonymous":true,"roleArn":"r","id":"i","parentArn":"p","canonicalId":"c","organization":"management","tags":{"z":"1","a":"2"}},
           "action":"s3:GetObject","resource":"*","resourceAccount":"111122223333",
           "context":{"z:n":1.50,"a:t":"x","a:b":true,"a:l":["1",""]},"settings":{"s3BlockPublicAccess":false,"kmsGrantAllows":true},
           "call":{"passRoles":["r"],"tags":{"k":"v"},"resources":["x"]},"expect":"implicitDeny",
           "expectBecause":{"code":"c","decidedBy":"p/1","missing":[],"assumes":["x"]}},
          {"principal":{"service":"s3.amazonaws.com"},"action":"a:b","resource":"*","settings":{},"call":{},"expectBecause":{}}]}"#;
    let scenario = Scenario::read(text).unwrap();
    let written = serde_json::to_string(&scenario).unwrap();
    assert_eq!(Scenario::read(&written).unwrap(), scenario);
    assert!(written.contains("\"z:n\":1.50,\"a:t\""));
    assert_eq!(scenario.policies[2].endpoint_type, Some(EndpointType::Gateway));
    assert_eq!(scenario.policies[6].policy_type, PolicyType::ResourceControl);
    assert_eq!(scenario.requests[0].expect, Some(Decision::ImplicitDeny));
    assert_eq!(scenario.requests[0].context.0[0].1, ContextValue::Number("1.50".into()));
    let PrincipalInput::Long(principal) = &scenario.requests[1].principal else {
        unreachable!("the long form was given")
    };
    assert_eq!(principal.service, ["s3.amazonaws.com"]);
    let request = serde_json::to_string(&scenario.requests[0]).unwrap();
    assert_eq!(Request::read(&request).unwrap(), scenario.requests[0]);
    let policies = serde_json::to_string(&scenario.policies).unwrap();
    assert_eq!(PolicyInput::read_all(&policies).unwrap(), scenario.policies);
}

#[test]
fn a_request_that_cannot_be_read_fails_by_itself() {
    let odd = r#"{"name":"odd","principal":"anonymous","action":7,"resource":"*"}"#;
    let text = format!(r#"{{"policies":[],"requests":[{odd},{REQUEST},"no request",{REQUEST}]}}"#);
    let result = run_scenario_text(&text).unwrap();
    assert_eq!((result.ok, result.passed, result.failed), (false, 2, 2));
    let errors: Vec<_> = result.requests.iter().map(|request| request.error.as_ref()).collect();
    assert_eq!(errors[0].map(|error| (error.code, error.pointer.as_str())), Some(("WRONG_TYPE", "/action")));
    assert_eq!(result.requests[0].name.as_deref(), Some("odd"));
    assert_eq!(errors[2].map(|error| (error.code, error.pointer.as_str())), Some(("WRONG_TYPE", "")));
    assert!(errors[1].is_none() && errors[3].is_none());
    assert_eq!(run_scenario_text("{}").unwrap_err().code, "MISSING_FIELD");
}
