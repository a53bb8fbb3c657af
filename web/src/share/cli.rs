//! The selected request as a command of the AWS CLI.

use iam_evaluator::policy::PolicyType;
use iam_evaluator::request::Request;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::ContextValue;
use serde::Serialize;

use crate::components::principal_preset::text;
use crate::state::kind::Kind;

/// `aws iam simulate-custom-policy` with the policies that it takes.
pub fn simulate(scenario: &Scenario, request: &Request) -> String {
    let documents = |wanted: PolicyType| {
        let of_type = scenario.policies.iter().filter(move |policy| policy.policy_type == wanted);
        of_type.map(|policy| quoted(&policy.document)).collect::<Vec<_>>()
    };
    let mut lines = vec!["aws iam simulate-custom-policy".to_owned()];
    let mut option = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            lines.push(format!("  --{name} {}", values.join(" ")));
        }
    };
    option("policy-input-list", documents(PolicyType::Identity));
    option("permissions-boundary-policy-input-list", documents(PolicyType::PermissionsBoundary));
    option("resource-policy", documents(PolicyType::Resource).into_iter().take(1).collect());
    option("action-names", vec![quoted(&request.action)]);
    option("resource-arns", vec![quoted(&request.resource)]);
    let caller = text(&request.principal);
    option("caller-arn", Some(caller).filter(|caller| caller.contains(":user/")).iter().map(|it| quoted(it)).collect());
    option("context-entries", request.context.0.iter().map(|(key, value)| entry(key, value)).collect());
    lines.join(" \\\n")
}

/// As the API calls it.
#[derive(Serialize)]
struct Entry<'e> {
    #[serde(rename = "ContextKeyName")]
    name: &'e str,
    #[serde(rename = "ContextKeyType")]
    kind: &'static str,
    #[serde(rename = "ContextKeyValues")]
    values: Vec<String>,
}

fn entry(key: &str, value: &ContextValue) -> String {
    let (values, kind) = match value {
        ContextValue::List(values) => (values.clone(), "stringList"),
        ContextValue::Number(text) => (vec![text.clone()], "numeric"),
        ContextValue::Boolean(value) => (vec![value.to_string()], "boolean"),
        ContextValue::Text(text) => {
            let kind = match Kind::of(value) {
                Kind::Boolean => "boolean",
                Kind::Date => "date",
                Kind::Address => "ip",
                Kind::Text | Kind::List | Kind::Number | Kind::Arn => "string",
            };
            (vec![text.clone()], kind)
        }
    };
    let entry = Entry { name: key, kind, values };
    quoted(&serde_json::to_string(&entry).unwrap_or_default())
}

/// Between single quotes, as a POSIX shell reads it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
