//! Output of the AWS CLI that holds policies.
//!
//! Source: AWS CLI Command Reference, the examples of `iam get-policy-version`, `get-role`, `get-role-policy`,
//! `get-user-policy`, `get-group-policy`, `get-account-authorization-details`, `s3api get-bucket-policy`,
//! `kms get-key-policy`, `organizations describe-policy`, `sqs get-queue-attributes`, `sns get-topic-attributes`,
//! `lambda get-policy`, `secretsmanager get-resource-policy` and `ecr get-repository-policy`.

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;

use super::document::{TRUST, add, guessed, is_document};
use super::found::{Found, Shape};
use super::tree::{Tree, Value};
use super::unread::{note_unread, resource_type_of};
use super::{account_details, document, json};

/// Reads what a command printed; `None` where it is no such output.
pub fn read(tree: &Tree) -> Option<Found> {
    let mut found = Found::new(Shape::AwsCli);
    let known = account_details::read(tree, &mut found)
        || inline_policy(tree, &mut found)
        || version(tree, &mut found)
        || roles(tree, &mut found)
        || organizations_policy(tree, &mut found)
        || metadata(tree, &mut found)
        || attributes(tree, &mut found)
        || resource_policy(tree, &mut found);
    known.then_some(found)
}

/// `get-role-policy`, `get-user-policy`, `get-group-policy`, and a bare `{"PolicyDocument": …}`.
fn inline_policy(tree: &Tree, found: &mut Found) -> bool {
    let Some(document) = tree.get("PolicyDocument") else { return false };
    let owner = ["RoleName", "UserName", "GroupName"].into_iter().find(|key| tree.get(key).is_some());
    let name = tree.text_of("PolicyName").or_else(|| tree.text_of(owner?)).unwrap_or("policy");
    match (owner, document::text(document, "`PolicyDocument`", found)) {
        (_, None) => {}
        (Some(_), Some(text)) => found.policy(document.line, PolicyInput::new(name, PolicyType::Identity, text)),
        (None, Some(text)) => found.policy(document.line, guess_from(name, text)),
    }
    if let Some((key, value)) = owner.and_then(|key| Some((key, tree.get(key)?))) {
        let name = value.as_text().unwrap_or_default();
        found.note(
            value.line,
            format!("`{key}` is `{name}`, in no account that is named: the policy is attached to whoever asks"),
        );
    }
    note_unread(found, tree, "", &["PolicyDocument", "RoleName", "UserName", "GroupName", "PolicyName"]);
    true
}

fn guess_from(name: &str, text: String) -> PolicyInput {
    match json::read(&text) {
        Ok(document) => guessed(name, &document, text),
        Err(_) => PolicyInput::new(name, PolicyType::Identity, text),
    }
}

/// `get-policy-version`.
fn version(tree: &Tree, found: &mut Found) -> bool {
    let Some(version) = tree.get("PolicyVersion") else { return false };
    let Some(document) = version.get("Document") else { return false };
    let name = version.text_of("VersionId").map_or_else(|| "policy".to_owned(), |id| format!("policy-{id}"));
    add(found, document, &name, PolicyType::Identity, |_| {});
    note_unread(found, version, "", &["Document", "VersionId"]);
    note_unread(found, tree, "", &["PolicyVersion"]);
    true
}

/// `get-role` and `list-roles`.
fn roles(tree: &Tree, found: &mut Found) -> bool {
    let roles: Vec<&Tree> = match (tree.get("Role"), tree.get("Roles")) {
        (Some(role), _) => vec![role],
        (None, Some(roles)) => roles.items().iter().collect(),
        (None, None) => return false,
    };
    let is_role = |role: &&Tree| role.get("AssumeRolePolicyDocument").is_some();
    if !roles.iter().any(is_role) {
        return false;
    }
    for role in roles {
        trust(role, found);
        note_unread(found, role, "", &["AssumeRolePolicyDocument", "RoleName", "Arn"]);
    }
    note_unread(found, tree, "", &["Role", "Roles"]);
    true
}

/// The trust policy of a role as the IAM API shows it.
pub fn trust(role: &Tree, found: &mut Found) {
    let Some(document) = role.get("AssumeRolePolicyDocument") else { return };
    let name = format!("{}-trust", role.text_of("RoleName").unwrap_or("role"));
    let arn = role.text_of("Arn").map(str::to_owned);
    add(found, document, &name, PolicyType::Resource, |policy| {
        policy.resource_type = Some(TRUST.to_owned());
        policy.attached_to = arn.into_iter().collect();
    });
}

/// `organizations describe-policy`.
fn organizations_policy(tree: &Tree, found: &mut Found) -> bool {
    let Some((policy, summary)) = tree.get("Policy").and_then(|policy| Some((policy, policy.get("PolicySummary")?)))
    else {
        return false;
    };
    let Some(content) = policy.get("Content") else { return false };
    let name = summary.text_of("Name").or_else(|| summary.text_of("Id")).unwrap_or("policy");
    match organizations_type(summary.text_of("Type").unwrap_or("SERVICE_CONTROL_POLICY")) {
        Some(policy_type) => {
            add(found, content, name, policy_type, |_| {});
            found.note(content.line, format!("where `{name}` is attached is not said: it concerns every account"));
        }
        None => found.note(summary.line, format!("`{name}` is a policy of a type that decides about no request")),
    }
    note_unread(found, summary, "", &["Name", "Type"]);
    true
}

/// The type of an AWS Organizations policy; `None` for those that authorize nothing.
pub fn organizations_type(name: &str) -> Option<PolicyType> {
    match name {
        "SERVICE_CONTROL_POLICY" => Some(PolicyType::ServiceControl),
        "RESOURCE_CONTROL_POLICY" => Some(PolicyType::ResourceControl),
        _ => None,
    }
}

/// `get-policy` and `list-policies`, which hold no document.
fn metadata(tree: &Tree, found: &mut Found) -> bool {
    let Some(policy) = tree.get("Policy").filter(|policy| policy.get("DefaultVersionId").is_some()) else {
        return false;
    };
    let (arn, id) = (policy.text_of("Arn").unwrap_or("ARN"), policy.text_of("DefaultVersionId").unwrap_or("v1"));
    let command = format!("aws iam get-policy-version --policy-arn {arn} --version-id {id}");
    found.note(policy.line, format!("this output holds no document; `{command}` prints it"));
    true
}

/// `sqs get-queue-attributes` and `sns get-topic-attributes`.
fn attributes(tree: &Tree, found: &mut Found) -> bool {
    let Some((attributes, policy)) = tree.get("Attributes").and_then(|it| Some((it, it.get("Policy")?))) else {
        return false;
    };
    let arn = attributes.text_of("QueueArn").or_else(|| attributes.text_of("TopicArn"));
    let name = arn.and_then(|arn| arn.rsplit(':').next()).unwrap_or("queue");
    resource_based(found, policy, &format!("{name}-policy"), arn);
    note_unread(found, attributes, "", &["Policy", "QueueArn", "TopicArn"]);
    true
}

/// `get-bucket-policy`, `get-key-policy`, `lambda get-policy`, `get-resource-policy`, `get-repository-policy`.
fn resource_policy(tree: &Tree, found: &mut Found) -> bool {
    let Some(key) =
        ["Policy", "ResourcePolicy", "policyText", "policy"].into_iter().find(|key| tree.get(key).is_some())
    else {
        return false;
    };
    let Some(policy) = tree.get(key).filter(|policy| policy.as_text().is_some() || is_document(policy)) else {
        return false;
    };
    let name = ["PolicyName", "Name", "repositoryName"]
        .into_iter()
        .find_map(|key| tree.text_of(key))
        .unwrap_or("resource-policy");
    resource_based(found, policy, name, tree.text_of("ARN"));
    note_unread(found, tree, "", &[key, "PolicyName", "Name", "ARN", "repositoryName"]);
    true
}

/// A resource-based policy on `arn`, or on what its statements tell.
fn resource_based(found: &mut Found, tree: &Tree, name: &str, arn: Option<&str>) {
    let Some(text) = document::text(tree, &format!("`{name}`"), found) else { return };
    let mut policy = guess_from(name, text);
    policy.policy_type = PolicyType::Resource;
    let sits_on = arn.map(str::to_owned).or_else(|| sole_resource(&policy.document));
    if let Some(arn) = sits_on {
        policy.resource_type = policy.resource_type.or_else(|| resource_type_of(&arn).map(str::to_owned));
        policy.attached_to = vec![arn];
    }
    found.policy(tree.line, policy);
}

/// The one resource that all statements are about, objects of a bucket taken as the bucket.
fn sole_resource(document: &str) -> Option<String> {
    let document = json::read(document).ok()?;
    let mut arns = document.get("Statement")?.items().iter().flat_map(|statement| {
        statement.get("Resource").map(Tree::items).unwrap_or_default().iter().filter_map(|it| match &it.value {
            Value::Text(text) => Some(text.split('/').next().unwrap_or_default().to_owned()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => None,
        })
    });
    let first = arns.next()?;
    let concrete = first.starts_with("arn:") && !first.contains(['*', '?', '$']) && resource_type_of(&first).is_some();
    (concrete && arns.all(|arn| arn == first)).then_some(first)
}
