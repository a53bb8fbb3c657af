//! Reading policy documents: what is found, where it is underlined, and whether the document still counts.
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing, reason = "tests")]

use iam_evaluator::finding::{FindingType, Issue};
use iam_evaluator::policy::PolicyType::{
    Identity, PermissionsBoundary, Resource, ResourceControl, ServiceControl, Session, VpcEndpoint,
};
use iam_evaluator::policy::{Effect, Policy, PolicyType, PrincipalKey, ResourceKind, Version};
use iam_evaluator::scenario::PolicyInput;

const TRUST: &str = "AWS::IAM::AssumeRolePolicyDocument";
const KEY: &str = "AWS::KMS::Key";

fn read(policy_type: PolicyType, resource_type: Option<&str>, document: &str) -> Policy {
    let mut input = PolicyInput::new("p", policy_type, document);
    input.resource_type = resource_type.map(Into::into);
    Policy::read(&input)
}

/// An issue as `CODE text`, with `!` before it where it is an error of form.
fn show(policy: &Policy, issue: &Issue) -> String {
    let unreads = if issue.unreads { "!" } else { "" };
    format!("{unreads}{} {}", issue.code, &policy.source[issue.span.start..issue.span.end])
}

/// Checks all issues of a document.
fn check(policy_type: PolicyType, document: &str, expected: &[&str]) {
    check_on(policy_type, None, document, expected);
}

fn check_on(policy_type: PolicyType, resource_type: Option<&str>, document: &str, expected: &[&str]) {
    let policy = read(policy_type, resource_type, document);
    let found: Vec<String> = policy.issues.iter().map(|issue| show(&policy, issue)).collect();
    assert_eq!(found, expected, "in {document}");
    assert_eq!(policy.is_unread(), expected.iter().any(|issue| issue.starts_with('!')));
    for finding in policy.findings() {
        let text = &finding.message.text;
        let is_sentence = *text != finding.code.to_ascii_lowercase().replace('_', " ") && !text.ends_with('.');
        assert!(is_sentence && !text.contains("  ") && !text.contains('`'), "{text}");
    }
}

/// Checks the issues of one statement in a document of the current version.
fn check_statement(policy_type: PolicyType, statement: &str, expected: &[&str]) {
    check_statement_on(policy_type, None, statement, expected);
}

fn check_statement_on(policy_type: PolicyType, resource_type: Option<&str>, statement: &str, expected: &[&str]) {
    let document = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
    check_on(policy_type, resource_type, &document, expected);
}

/// Checks the issues of an identity-based policy with this `Resource`.
fn check_resource(resource: &str, expected: &[&str]) {
    check_statement(Identity, &format!(r#"{{"Effect":"Allow","Action":"s3:*","Resource":{resource}}}"#), expected);
}

/// Checks the issues of an identity-based policy with this `Action`.
fn check_action(action: &str, expected: &[&str]) {
    check_statement(Identity, &format!(r#"{{"Effect":"Allow","Action":{action},"Resource":"*"}}"#), expected);
}

/// Checks the issues of an identity-based policy with this `Condition`.
fn check_condition(condition: &str, expected: &[&str]) {
    let statement = format!(r#"{{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{condition}}}"#);
    check_statement(Identity, &statement, expected);
}

/// Checks the issues of a resource-based policy with this `Principal`.
fn check_principal(principal: &str, expected: &[&str]) {
    let statement = format!(r#"{{"Effect":"Allow","Principal":{principal},"Action":"s3:*","Resource":"*"}}"#);
    check_statement_on(Resource, Some("AWS::S3::Bucket"), &statement, expected);
}

/// Checks the issues of a role trust policy with this `Principal`.
fn check_trusted(principal: &str, expected: &[&str]) {
    let statement = format!(r#"{{"Effect":"Allow","Principal":{principal},"Action":"sts:AssumeRole"}}"#);
    check_statement_on(Resource, Some(TRUST), &statement, expected);
}

/// Applies the first fix of the first issue.
fn check_fix(policy_type: PolicyType, document: &str, expected: &str) {
    let policy = read(policy_type, None, document);
    let mut text = document.to_owned();
    for (span, replacement) in policy.issues[0].fixes[0].edits.iter().rev() {
        text.replace_range(span.start..span.end, replacement);
    }
    assert_eq!(text, expected);
}

#[test]
fn version() {
    let statement = r#""Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    check(Identity, &format!("{{{statement}}}"), &["MISSING_VERSION {"]);
    check(Identity, &format!("{{\"Version\":\"2008-10-17\",{statement}}}"), &[]);
    check(Identity, &format!("{{\"Version\":\"2012-10-17\",{statement}}}"), &[]);
    check(Identity, &format!("{{\"Version\":\"2012-10-18\",{statement}}}"), &["!INVALID_VERSION \"2012-10-18\""]);
    check(Identity, &format!("{{\"Version\":2012,{statement}}}"), &["!DATA_TYPE_MISMATCH 2012"]);
    check(Identity, &format!("{{\"version\":\"2012-10-17\",{statement}}}"), &["!INVALID_POLICY_ELEMENT \"version\""]);
    check_fix(Identity, &format!("{{{statement}}}"), &format!("{{\"Version\": \"2012-10-17\",{statement}}}"));
    check_fix(
        Identity,
        &format!("{{\n  {statement}\n}}"),
        &format!("{{\n  \"Version\": \"2012-10-17\",\n  {statement}\n}}"),
    );
    let version = |document: String| read(Identity, None, &document).document.version;
    assert_eq!(version(format!("{{{statement}}}")), Version::V2008);
    assert_eq!(version(format!("{{{statement},\"Version\":\"2012-10-17\"}}")), Version::V2012);
}

#[test]
fn the_document() {
    check(Identity, "", &["!JSON_SYNTAX_ERROR "]);
    check(Identity, "{} {}", &["!JSON_SYNTAX_ERROR {"]);
    check(Identity, "[]", &["!DATA_TYPE_MISMATCH []"]);
    check(Identity, r#"{"Version":"2012-10-17"}"#, &["!MISSING_STATEMENT {"]);
    check(Identity, r#"{"Version":"2012-10-17","Statement":[]}"#, &["!MISSING_STATEMENT []"]);
    check(Identity, r#"{"Version":"2012-10-17","Statement":"x"}"#, &["!DATA_TYPE_MISMATCH \"x\""]);
    check(Identity, r#"{"Version":"2012-10-17","Statement":[null]}"#, &["!DATA_TYPE_MISMATCH null"]);
    check(Identity, r#"{"Version":"2012-10-17","Statements":[]}"#, &["!INVALID_POLICY_ELEMENT \"Statements\""]);
    let allow = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    check(
        Identity,
        &format!(r#"{{"Version":"2012-10-17","Id":"x","Statement":{allow},"Statement":{allow}}}"#),
        &["UNSUPPORTED_POLICY_ID \"Id\"", "!DUPLICATE_KEY \"Statement\""],
    );
    let by_everyone = allow.replace("Action", "Principal\":\"*\",\"Action");
    check(Resource, &format!(r#"{{"Version":"2012-10-17","Id":"x","Statement":{by_everyone}}}"#), &[]);
    check(Identity, &format!(r#"{{"Version":"2012-10-17","Id":5,"Statement":{allow}}}"#), &["!DATA_TYPE_MISMATCH 5"]);
}

#[test]
fn the_length_of_a_document_has_a_limit_in_utf_16_units() {
    let allow = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#;
    let fill = |units: usize| format!("{allow}{}", " ".repeat(units - allow.len()));
    check(Identity, &fill(131_072), &[]);
    check(Identity, &fill(131_074), &["!POLICY_DOCUMENT_TOO_LONG   "]);
    let wide = format!("{{\"Id\":\"{}\"}}", "é".repeat(100_000));
    assert!(!read(Identity, None, &wide).issues.iter().any(|issue| issue.code == "POLICY_DOCUMENT_TOO_LONG"));
}

#[test]
fn syntax_errors_come_with_fixes() {
    check_fix(Identity, "{\"Version\": \"2012-10-17\",\n}", "{\"Version\": \"2012-10-17\"\n}");
    check_fix(Identity, "{\"a\": 1\n \"b\": 2}", "{\"a\": 1,\n \"b\": 2}");
    check_fix(Identity, "{\"a\" 1}", "{\"a\": 1}");
    check_fix(Identity, "{'a': 1}", "{\"a\": 1}");
    check_fix(Identity, "{a: 1}", "{\"a\": 1}");
    check_fix(Identity, "[TRUE]", "[true]");
    check_fix(Identity, "[1, 2] // x", "[1, 2] // x".trim_end_matches("// x"));
}

#[test]
fn effect() {
    check_statement(Identity, r#"{"Action":"s3:*","Resource":"*"}"#, &["!MISSING_EFFECT {"]);
    for effect in ["allow", "Alow", "DENY", "Maybe", ""] {
        let statement = format!(r#"{{"Effect":"{effect}","Action":"s3:*","Resource":"*"}}"#);
        check_statement(Identity, &statement, &[&format!("!INVALID_EFFECT \"{effect}\"")]);
    }
    check_statement(Identity, r#"{"Effect":true,"Action":"s3:*","Resource":"*"}"#, &["!DATA_TYPE_MISMATCH true"]);
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"}"#,
        &["!DUPLICATE_KEY \"Effect\""],
    );
    check_fix(
        Identity,
        r#"{"Version":"2012-10-17","Statement":{"Effect":"allow","Action":"s3:*","Resource":"*"}}"#,
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#,
    );
}

#[test]
fn elements() {
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Actions":"s3:*","Resource":"*"}"#,
        &["!INVALID_POLICY_ELEMENT \"Actions\""],
    );
    check_statement(
        Identity,
        r#"{"Effect":"Allow","action":"s3:*","Resource":"*"}"#,
        &["!INVALID_POLICY_ELEMENT \"action\""],
    );
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Comment":"x"}"#,
        &["!INVALID_POLICY_ELEMENT \"Comment\""],
    );
    check_statement(Identity, r#"{"Effect":"Allow","Resource":"*"}"#, &["!MISSING_ACTION {"]);
    check_statement(Identity, r#"{"Effect":"Allow","Action":"s3:*"}"#, &["!MISSING_RESOURCE {"]);
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Action":"s3:*","NotAction":"s3:*","Resource":"*"}"#,
        &["!UNSUPPORTED_ELEMENT_COMBINATION \"NotAction\""],
    );
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Action":"s3:*","NotResource":"*","Resource":"*"}"#,
        &["!UNSUPPORTED_ELEMENT_COMBINATION \"Resource\""],
    );
    check_statement(Identity, r#"{"Effect":"Allow","Action":null,"Resource":"*"}"#, &["!DATA_TYPE_MISMATCH null"]);
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Action":["s3:*",1],"Resource":{}}"#,
        &["!DATA_TYPE_MISMATCH 1", "!DATA_TYPE_MISMATCH {}"],
    );
    check_fix(
        Identity,
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Actoin":"s3:*","Resource":"*"}}"#,
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#,
    );
}

#[test]
fn empty_containers() {
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Action":[],"Resource":[]}"#,
        &["EMPTY_ARRAY_ACTION []", "EMPTY_ARRAY_RESOURCE []"],
    );
    let policy = read(Identity, None, r#"{"Statement":{"Effect":"Allow","NotAction":[],"NotResource":[]}}"#);
    let kinds: Vec<_> = policy.issues.iter().map(|issue| issue.kind).collect();
    assert_eq!(kinds, [FindingType::Warning, FindingType::Error, FindingType::Error]);
    check_principal("{}", &["EMPTY_OBJECT_PRINCIPAL {}"]);
    check_principal(r#"{"AWS":[]}"#, &["EMPTY_ARRAY_PRINCIPAL []"]);
    check_condition("{}", &["EMPTY_OBJECT_CONDITION {}"]);
    check_condition(r#"{"StringEquals":{}}"#, &["EMPTY_OBJECT_CONDITION {}"]);
    check_condition(r#"{"StringEquals":{"a:b":[]}}"#, &["EMPTY_ARRAY_CONDITION []"]);
    check_condition(r#"{"ForAllValues:StringEquals":{"a:b":[]}}"#, &["EMPTY_ARRAY_CONDITION_FORALLVALUES []"]);
    check_condition(r#"{"ForAnyValue:StringEquals":{"a:b":[]}}"#, &["EMPTY_ARRAY_CONDITION_FORANYVALUE []"]);
    check_condition(r#"{"ForAnyValue:StringEqualsIfExists":{"a:b":[]}}"#, &["EMPTY_ARRAY_CONDITION_IFEXISTS []"]);
}

#[test]
fn sids() {
    let with = |first: &str, second: &str| {
        format!(
            r#"{{"Sid":"{first}","Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}},{{"Sid":"{second}","Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}"#
        )
    };
    check_statement(Resource, &with("a b", "a b"), &["UNIQUE_SIDS_RECOMMENDED \"a b\""]);
    check_statement(Resource, &with("", ""), &["EMPTY_SID_VALUE \"\"", "EMPTY_SID_VALUE \"\""]);
    let without_principal = |first, second| with(first, second).replace("\"Principal\":\"*\",", "");
    check_statement(Identity, &without_principal("A", "a"), &[]);
    check_statement(Identity, &without_principal("A", "A"), &["UNIQUE_SIDS_REQUIRED \"A\""]);
    check_statement(
        Identity,
        &without_principal("a b", "a-b"),
        &["UNSUPPORTED_SID \"a b\"", "UNSUPPORTED_SID \"a-b\""],
    );
    check_statement(
        Identity,
        r#"{"Sid":1,"Effect":"Allow","Action":"s3:*","Resource":"*"}"#,
        &["!DATA_TYPE_MISMATCH 1"],
    );
}

#[test]
fn what_each_type_may_contain() {
    let bare = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;
    let named = r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#;
    let not_named = r#"{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}"#;
    let both = r#"{"Effect":"Deny","Principal":"*","NotPrincipal":"*","Action":"s3:*","Resource":"*"}"#;
    for policy_type in [Identity, PermissionsBoundary, Session] {
        check_statement(policy_type, bare, &[]);
        check_statement(policy_type, named, &["!UNSUPPORTED_PRINCIPAL \"Principal\""]);
        check_statement(policy_type, not_named, &["!UNSUPPORTED_PRINCIPAL \"NotPrincipal\""]);
    }
    for policy_type in [Resource, VpcEndpoint] {
        check_statement(policy_type, bare, &["!MISSING_PRINCIPAL {"]);
        check_statement(policy_type, named, &[]);
        check_statement(policy_type, not_named, &[]);
        check_statement(
            policy_type,
            &not_named.replace("Deny", "Allow"),
            &["ALLOW_WITH_NOT_PRINCIPAL \"NotPrincipal\""],
        );
        check_statement(policy_type, both, &["!UNSUPPORTED_ELEMENT_COMBINATION \"NotPrincipal\""]);
    }
    check_statement(ServiceControl, bare, &[]);
    check_statement(ServiceControl, named, &["!SCP_SYNTAX_ERROR_PRINCIPAL \"Principal\""]);
    check_statement(ServiceControl, r#"{"Effect":"Allow","NotAction":"iam:*role","NotResource":"*"}"#, &[]);
    let without_resource = r#"{"Effect":"Deny","Principal":"*","Action":"s3:*"}"#;
    check_statement(Resource, without_resource, &[]);
    check_statement(VpcEndpoint, without_resource, &["!MISSING_RESOURCE {"]);
    check_statement_on(Resource, Some(KEY), without_resource, &["MISSING_RESOURCE {"]);
    check_statement_on(Resource, Some(KEY), not_named, &["UNDOCUMENTED_ELEMENT \"NotPrincipal\""]);
}

#[test]
fn role_trust_policies() {
    check_trusted(r#"{"Service":"ecs-tasks.amazonaws.com"}"#, &[]);
    check_trusted(r#"{"AWS":"111122223333"}"#, &[]);
    check_trusted("\"*\"", &["ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL \"*\""]);
    check_trusted(r#"{"AWS":["*"]}"#, &["ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL \"*\""]);
    check_trusted(r#"{"Federated":"cognito-identity.amazonaws.com"}"#, &[]);
    check_trusted(r#"{"Federated":"arn:aws:iam::111122223333:saml-provider/X"}"#, &[]);
    check_trusted(r#"{"Federated":"arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/7"}"#, &[]);
    check_trusted(
        r#"{"Federated":"arn:aws:iam::111122223333:user/X"}"#,
        &["INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY \"arn:aws:iam::111122223333:user/X\""],
    );
    let trust = |statement: &str, expected: &[&str]| check_statement_on(Resource, Some(TRUST), statement, expected);
    trust(
        r#"{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole","Resource":"*"}"#,
        &["!ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE \"Resource\""],
    );
    trust(
        r#"{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}"#,
        &["!ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL \"NotPrincipal\""],
    );
    trust(r#"{"Effect":"Allow","Action":"sts:AssumeRole"}"#, &["!MISSING_PRINCIPAL {"]);
}

#[test]
fn an_undeclared_trust_policy_is_readable_as_generic_and_as_trust_policy() {
    let document = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"accounts.google.com"},"Action":"sts:AssumeRoleWithWebIdentity"}}"#;
    let input = PolicyInput::new("p", Resource, document);
    for kind in [ResourceKind::Generic, ResourceKind::RoleTrust] {
        assert!(Policy::read_as(&input, kind).issues.is_empty());
    }
    let with_resource =
        PolicyInput::new("p", Resource, document.replace("\"Action\"", "\"Resource\":\"*\",\"Action\""));
    assert!(!Policy::read_as(&with_resource, ResourceKind::Generic).is_unread());
    assert!(Policy::read_as(&with_resource, ResourceKind::RoleTrust).is_unread());
}

#[test]
fn resource_control_policies() {
    let rcp = |statement: &str, expected: &[&str]| check_statement(ResourceControl, statement, expected);
    rcp(r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#, &[]);
    rcp(r#"{"Effect":"Deny","Principal":"*","Action":["s3:*Object","S3:get?"],"NotResource":"*"}"#, &[]);
    rcp(r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#, &[]);
    rcp(r#"{"Effect":"Allow","Action":["*"],"Resource":"*"}"#, &[]);
    rcp(r#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#, &["!RCP_SYNTAX_ERROR_ALLOW \"Allow\""]);
    rcp(r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#, &["!MISSING_PRINCIPAL {"]);
    rcp(
        r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*"}"#,
        &["!RCP_SYNTAX_ERROR_PRINCIPAL {\"AWS\":\"*\"}"],
    );
    rcp(
        r#"{"Effect":"Deny","NotPrincipal":"*","Action":"s3:*","Resource":"*"}"#,
        &["!RCP_SYNTAX_ERROR_PRINCIPAL \"NotPrincipal\""],
    );
    rcp(
        r#"{"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"}"#,
        &["!RCP_SYNTAX_ERROR_NOTACTION \"NotAction\""],
    );
    rcp(
        r#"{"Effect":"Deny","Principal":"*","Action":["*","ec2:*"],"Resource":"*"}"#,
        &["!RCP_SYNTAX_ERROR_ACTION \"*\"", "RCP_SYNTAX_ERROR_ACTION \"ec2:*\""],
    );
}

#[test]
fn actions() {
    check_action(r#"["*","**","s3:Get*","execute-api:Invoke"]"#, &[]);
    check_action(
        r#"["s3","s3:",":Get",""]"#,
        &["INVALID_ACTION \"s3\"", "INVALID_ACTION \"s3:\"", "INVALID_ACTION \":Get\"", "INVALID_ACTION \"\""],
    );
    check_action(
        r#"["s3: GetObject","s3:GetObject,s3:PutObject","s3:Get:Object"]"#,
        &[
            "INVALID_ACTION \"s3: GetObject\"",
            "INVALID_ACTION \"s3:GetObject,s3:PutObject\"",
            "INVALID_ACTION \"s3:Get:Object\"",
        ],
    );
    check_action(r#"["*:*","s3*:Get"]"#, &["INVALID_SERVICE_IN_ACTION *", "INVALID_SERVICE_IN_ACTION s3*"]);
    check_action(r#""s3:${aws:username}""#, &["VARIABLE_UNSUPPORTED_IN_ELEMENT ${aws:username}"]);
}

#[test]
fn arns() {
    check_resource(
        r#"["*","**","arn:aws:s3:::b/*","arn:aws:iam::aws:policy/X","arn:aws:ec2:*:1111*:instance/*"]"#,
        &[],
    );
    check_resource(
        r#"["b","*b",""]"#,
        &["INVALID_ARN_PREFIX \"b\"", "INVALID_ARN_PREFIX \"*b\"", "INVALID_ARN_PREFIX \"\""],
    );
    check_resource(r#""arn:aws:sqs:*""#, &["MISSING_ARN_FIELD \"arn:aws:sqs:*\""]);
    check_resource(r#""arn:aws:S3:::b""#, &["INVALID_ARN_SERVICE_CASE S3"]);
    check_resource(r#""arn:aws:s*:::b""#, &["WILDCARD_IN_SERVICE_NAME s*"]);
    check_resource(r#""arn:aws:s3::1234:b""#, &["INVALID_ARN_ACCOUNT 1234"]);
    check_resource(r#""arn:aws:s3::\u0031234:b""#, &["INVALID_ARN_ACCOUNT \"arn:aws:s3::\\u0031234:b\""]);
    check_resource(
        r#""arn:aws:iam::${aws:PrincipalAccount}:role/${aws:username}""#,
        &["VARIABLE_UNSUPPORTED_IN_ELEMENT ${aws:PrincipalAccount}"],
    );
    let scp = |resource: &str, expected: &[&str]| {
        check_statement(
            ServiceControl,
            &format!(r#"{{"Effect":"Deny","Action":"s3:*","Resource":{resource}}}"#),
            expected,
        );
    };
    scp(r#""arn:aws:sqs:*""#, &["MISSING_ARN_FIELD \"arn:aws:sqs:*\""]);
    scp(r#""arn:aws:sqs""#, &["!MISSING_ARN_FIELD \"arn:aws:sqs\""]);
    scp(r#""bucket""#, &["!INVALID_ARN_PREFIX \"bucket\""]);
    check_statement(
        ResourceControl,
        r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3*"}"#,
        &["!MISSING_ARN_FIELD \"arn:aws:s3*\"", "WILDCARD_IN_SERVICE_NAME s3*"],
    );
}

#[test]
fn variables() {
    check_resource(r#""arn:aws:s3:::${aws:username}/${*}${?}${$}/${aws:PrincipalTag/team, 'company-wide'}""#, &[]);
    check_resource(r#""arn:aws:s3:::b/${aws:username""#, &["MISSING_BRACE_IN_VARIABLE ${aws:username"]);
    check_resource(r#""arn:aws:s3:::b/${}${ }""#, &["EMPTY_VARIABLE ${}", "EMPTY_VARIABLE ${ }"]);
    check_resource(r#""arn:aws:s3:::b/${aws:user name}""#, &["UNSUPPORTED_SPACE_IN_VARIABLE ${aws:user name}"]);
    check_resource(r#""arn:aws:s3:::b/${aws:username,'x'}""#, &["UNSUPPORTED_SPACE_IN_VARIABLE ${aws:username,'x'}"]);
    check_resource(r#""arn:aws:s3:::b/${aws:username, 'x}""#, &["MISSING_QUOTE_IN_VARIABLE ${aws:username, 'x}"]);
    check_resource(r#""arn:aws:s3:::b/${aws:username, x}""#, &["MISSING_QUOTE_IN_VARIABLE ${aws:username, x}"]);
    check_condition(
        r#"{"StringLike":{"s3:prefix":["${aws:username}/*","${aws:username"]}}"#,
        &["MISSING_BRACE_IN_VARIABLE ${aws:username"],
    );
    check_condition(
        r#"{"NumericEquals":{"s3:max-keys":"${aws:username}"}}"#,
        &["INVALID_VARIABLE_FOR_OPERATOR ${aws:username}"],
    );
    check(
        Identity,
        r#"{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}"}}"#,
        &["VARIABLE_UNSUPPORTED_IN_VERSION ${aws:username}"],
    );
}

#[test]
fn conditions() {
    check_condition(r#"{"ARNEquals":{"ecs:cluster":"x"},"stringlikeifexists":{"a:b":["x",""]}}"#, &[]);
    check_condition(r#"{"Bool":{"aws:SecureTransport":false},"NumericEquals":{"s3:max-keys":[1,2.0]}}"#, &[]);
    check_condition("[]", &["!DATA_TYPE_MISMATCH []"]);
    check_condition(r#"{"StringEquals":"x"}"#, &["!DATA_TYPE_MISMATCH \"x\""]);
    check_condition(r#"{"StringEquals":{"a:b":null}}"#, &["!DATA_TYPE_MISMATCH null"]);
    check_condition(r#"{"StringEquals":{"a:b":["x",["y"]]}}"#, &["!DATA_TYPE_MISMATCH [\"y\"]"]);
    check_condition(r#"{"StringEquals":{"a:b":["x",true]}}"#, &["INVALID_CONDITION_DATA_TYPE true"]);
    check_condition(r#"{"StringEqual":{"a:b":"x"}}"#, &["INVALID_CONDITION_OPERATOR \"StringEqual\""]);
    check_condition(r#"{"NullIfExists":{"a:b":"true"}}"#, &["NULL_WITH_IF_EXISTS \"NullIfExists\""]);
    check_condition(r#"{"ForAnyValue:Null":{"a:b":"true"}}"#, &["NULL_WITH_QUALIFIER \"ForAnyValue:Null\""]);
    check_condition(r#"{"StringEquals":{"a:b":"x"},"stringequals":{"a:b":"y"}}"#, &[]);
    check_condition(r#"{"StringEquals":{"a:b":"x"},"StringEquals":{"a:c":"y"}}"#, &["!DUPLICATE_KEY \"StringEquals\""]);
    check_condition(r#"{"StringEquals":{"a:b":"x","a:b":"y"}}"#, &["!DUPLICATE_KEY \"a:b\""]);
    check_condition(
        r#"{"StringEquals":{"aws:SourceIp":"x","AWS:SourceIP":"y"}}"#,
        &["!DUPLICATE_KEYS_WITH_DIFFERENT_CASE \"AWS:SourceIP\""],
    );
    let fixed = |from: &str, to: &str| {
        let document = |operator: &str| {
            format!(
                r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{{"{operator}":{{"a:b":"true"}}}}}}}}"#
            )
        };
        check_fix(Identity, &document(from), &document(to));
    };
    fixed("ForAnyValues:StringEqualIfExists", "ForAnyValue:StringEqualsIfExists");
    fixed("ForAllValues:NullIfExists", "ForAllValues:Null");
    fixed("StringLik", "StringLike");
}

#[test]
fn condition_keys() {
    let key = |key: &str, expected: &[&str]| check_condition(&format!(r#"{{"StringLike":{{"{key}":"x"}}}}"#), expected);
    key("token.actions.githubusercontent.com:sub", &[]);
    key("aws:RequestTag/Cost Center", &[]);
    key("AWS:principaltag/a:b/c", &[]);
    key("username", &["INVALID_CONDITION_KEY_FORMAT \"username\""]);
    key("s3:", &["INVALID_CONDITION_KEY_FORMAT \"s3:\""]);
    key("s3: prefix", &["INVALID_CONDITION_KEY_FORMAT \"s3: prefix\""]);
    key("aws:ARN", &["UNSUPPORTED_GLOBAL_CONDITION_KEY \"aws:ARN\""]);
    key("aws:SourceIpp", &["INVALID_GLOBAL_CONDITION_KEY \"aws:SourceIpp\""]);
    key("aws:ResourceTag", &["MISSING_TAG_KEY_IN_CONDITION \"aws:ResourceTag\""]);
    key("aws:ResourceTag/", &["MISSING_TAG_KEY_IN_CONDITION \"aws:ResourceTag/\""]);
    let policy = read(
        Identity,
        None,
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:PrincipleTag/team":"x"}}}}"#,
    );
    assert_eq!(policy.issues[0].fixes[0].edits[0].1, "\"aws:PrincipalTag/team\"");
}

#[test]
fn principals() {
    check_principal("\"*\"", &[]);
    check_principal(r#"{"AWS":["*","111122223333","arn:aws:iam::111122223333:root"],"CanonicalUser":"0a"}"#, &[]);
    check_principal(
        r#"{"AWS":["arn:aws:sts::111122223333:assumed-role/R/s","arn:aws-cn:iam::111122223333:user/a/b"]}"#,
        &[],
    );
    check_principal("\"111122223333\"", &["!INVALID_PRINCIPAL_FORMAT \"111122223333\""]);
    check_principal("[\"*\"]", &["!INVALID_PRINCIPAL_FORMAT [\"*\"]"]);
    check_principal("null", &["!DATA_TYPE_MISMATCH null"]);
    check_principal(r#"{"Aws":"111122223333"}"#, &["!INVALID_PRINCIPAL_KEY \"Aws\""]);
    check_principal(r#"{"AWS":5}"#, &["!DATA_TYPE_MISMATCH 5"]);
    check_principal(r#"{"AWS":"bob"}"#, &["INVALID_ARN_PREFIX \"bob\""]);
    check_principal(r#"{"AWS":"arn:aws:iam:bob"}"#, &["MISSING_ARN_FIELD \"arn:aws:iam:bob\""]);
    check_principal(r#"{"AWS":"arn:aws:iam::1111:user/bob"}"#, &["INVALID_ARN_ACCOUNT 1111"]);
    check_principal(r#"{"AWS":"arn:aws:iam::111122223333:group/x"}"#, &["INVALID_ARN_RESOURCE group/x"]);
    check_principal(
        r#"{"AWS":"arn:aws:iam::111122223333:role/*"}"#,
        &["UNSUPPORTED_WILDCARD_IN_PRINCIPAL \"arn:aws:iam::111122223333:role/*\""],
    );
    check_principal(r#"{"Service":"*"}"#, &["UNSUPPORTED_WILDCARD_IN_PRINCIPAL \"*\""]);
    check_principal(r#"{"Service":["ec2","s3.amazonaws.com"]}"#, &["INVALID_SERVICE_PRINCIPAL_FORMAT \"ec2\""]);
    check_principal(r#"{"AWS":"AROAIDPPEZS35WEXAMPLE"}"#, &["INVALID_ROLE_REFERENCE \"AROAIDPPEZS35WEXAMPLE\""]);
    check_principal(r#"{"AWS":"AIDAJQABLZS4A3EXAMPLE"}"#, &["INVALID_USER_REFERENCE \"AIDAJQABLZS4A3EXAMPLE\""]);
    check_principal(
        r#"{"Federated":"arn:aws:iam::111122223333:saml-provider/X"}"#,
        &["FEDERATED_PRINCIPAL_NOT_SUPPORTED \"Federated\""],
    );
    check_principal(
        r#"{"AWS":"arn:aws:iam::111122223333:user/${aws:username}"}"#,
        &["VARIABLE_UNSUPPORTED_IN_ELEMENT ${aws:username}"],
    );
    let document = |principal: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{principal},"Action":"s3:*"}}}}"#
        )
    };
    check_fix(Resource, &document("\"s3.amazonaws.com\""), &document(r#"{"Service": "s3.amazonaws.com"}"#));
    check_fix(Resource, &document("\"111122223333\""), &document(r#"{"AWS": "111122223333"}"#));
}

#[test]
fn what_was_read_keeps_the_authors_order_and_the_places() {
    let text = "\u{feff}{ \"Version\": \"2012-10-17\", \"Statement\": [\n {\"Condition\": {\"Bool\": {\"aws:SecureTransport\": [true, \"x\\u0041\"]}, \"Nul\": {\"a:b\": 1.0}},\n \"NotAction\": [\"s3:é\", \"a:b\"], \"Sid\": \"A\", \"Principal\": {\"Service\": \"a.b\", \"AWS\": [\"*\"]}, \"Effect\": \"Deny\"} ] }";
    let policy = read(Resource, None, text);
    let source = |span: iam_evaluator::span::ByteSpan| &text[span.start..span.end];
    let statement = &policy.document.statements[0];
    assert_eq!((statement.effect.value, source(statement.effect.span)), (Effect::Deny, "\"Deny\""));
    assert_eq!(statement.sid.as_ref().unwrap().value, "A");
    let action = statement.action.as_ref().unwrap();
    assert_eq!(source(action.span), "\"NotAction\": [\"s3:é\", \"a:b\"]");
    assert_eq!(source(action.entries[1].span), "\"a:b\"");
    let principals: Vec<_> = statement
        .principal
        .as_ref()
        .unwrap()
        .entries
        .iter()
        .map(|e| (e.key, e.value.as_str(), source(e.span)))
        .collect();
    assert_eq!(principals, [(PrincipalKey::Service, "a.b", "\"a.b\""), (PrincipalKey::Aws, "*", "\"*\"")]);
    let bool_block = &statement.conditions[0];
    assert_eq!(source(bool_block.name.span), "\"Bool\"");
    let values: Vec<_> = bool_block.keys[0].values.iter().map(|v| (v.value.as_str(), source(v.span))).collect();
    assert_eq!(values, [("true", "true"), ("xA", "\"x\\u0041\"")]);
    assert!(statement.conditions[1].operator.is_none());
    assert_eq!(statement.conditions[1].keys[0].values[0].value, "1.0");
    assert!(source(statement.condition_span.unwrap()).starts_with("\"Condition\": {"));
    assert!(source(statement.span).ends_with("\"Deny\"}"));
    assert!(source(policy.document.span).starts_with("{ \"Version\""));
}

#[test]
fn good_statements_of_an_unread_document_are_still_there() {
    let policy = read(
        Identity,
        None,
        r#"{"Statement":[{"Effect":"maybe"},{"Effect":"Allow","Action":"s3:*","Resource":"*"},5]}"#,
    );
    assert!(policy.is_unread());
    assert_eq!(policy.document.statements.len(), 1);
}

#[test]
fn every_mutilated_document_is_read() {
    let text = r#"{"Version":"2012-10-17","Id":"é","Statement":[{"Sid":"A","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},"Action":"s3:Get*","Resource":"arn:aws:s3:::${aws:username, 'é'}/*","Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["${x}",1,true]}}}]}"#;
    for (at, c) in text.char_indices() {
        for piece in ["", "\"", "{}", "null", "${", "}", "*", ":", "é", "\\"] {
            let document = format!("{}{piece}{}", &text[..at], &text[at + c.len_utf8()..]);
            for policy_type in [Identity, Resource, ResourceControl] {
                let policy = read(policy_type, None, &document);
                for issue in &policy.issues {
                    assert!(document.get(issue.span.start..issue.span.end).is_some(), "{document}");
                    for (span, _) in issue.fixes.iter().flat_map(|fix| &fix.edits) {
                        assert!(document.get(span.start..span.end).is_some(), "{document}");
                    }
                }
            }
        }
    }
}

/// Checks the sentence of the first issue.
fn check_sentence(document: &str, expected: &str) {
    let finding = &read(Resource, None, document).findings()[0];
    assert_eq!(finding.message.text, expected);
    assert_eq!(finding.message.code, finding.code);
    let joined: String = finding.message.parts.iter().map(|part| part.text.as_str()).collect();
    assert!(finding.message.parts.is_empty() || joined == finding.message.text);
}

#[test]
fn findings_are_put_into_words() {
    check_sentence("[1,]", "JSON allows no comma before a closing bracket or brace");
    check_sentence(
        "{\"Version\":\"2012\",\"Statement\":[]}",
        "there is no version 2012 of the policy language; did you mean 2012-10-17?",
    );
    check_sentence(
        "{\"Version\":\"2012-10-17\",\"Statem`{e}nt\":[]}",
        "Statem`{e}nt is not an element of a policy; names are case-sensitive; did you mean Statement?",
    );
    let policy = read(Identity, None, "{\n \"Vérsion\": \"😀\", \"Statement\": [ ], \"Version\": \"2012-10-17\"}");
    let findings = serde_json::to_value(policy.findings()).unwrap();
    assert_eq!(findings[0]["span"]["start"], serde_json::json!({"offset": 3, "line": 2, "column": 2}));
    assert_eq!(findings[0]["message"]["params"], serde_json::json!({"element": "Vérsion"}));
    assert_eq!(findings[0]["message"]["parts"][0], serde_json::json!({"text": "Vérsion", "code": true}));
    assert_eq!(findings[1]["span"]["start"]["offset"], 33);
    assert_eq!(findings[1]["type"], "error");
}

/// The longest documents of the least friendly shapes: with steps that grow faster than the text this would not end.
#[test]
fn the_longest_documents_are_read() {
    let fill = |before: &str, piece: &str, after: &str| {
        let count = (131_072 - before.len() - after.len()) / piece.len();
        format!("{before}{}{after}", piece.repeat(count))
    };
    let names: String = (0..9_000).map(|i| format!("\"x{i}\":1,")).collect::<Vec<_>>().concat();
    let statement =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::"#;
    for document in [
        fill("", "[", ""),
        fill(&"[".repeat(63), "[],", &format!("[]{}", "]".repeat(63))),
        fill(statement, "${", "\"}]}"),
        fill(statement, "${a:b}", "\"}]}"),
        fill(statement, ":", "\"}]}"),
        fill("{\"Statement\":[", "{},", "{}]}"),
        format!("{{{names}\"a\":1}}"),
        format!("{{\"Statement\":{{\"Condition\":{{\"StringEquals\":{{{names}\"a\":1}}}}}}}}"),
        fill("\"", "\\u0041", "\""),
    ] {
        let policy = read(Identity, None, &document);
        assert_eq!(policy.findings().len(), policy.issues.len());
    }
}
