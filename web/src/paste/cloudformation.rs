//! Templates of CloudFormation, and pieces of them: the policies of their resources.
//!
//! Source: CloudFormation Template Reference Guide, the resource types named below.

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;

use super::aws_cli::organizations_type;
use super::document::{TRUST, add};
use super::found::{Found, Shape};
use super::intrinsics::Template;
use super::placeholder;
use super::tree::{Entry, Tree};
use super::unread::note_unread;

/// Resource-based policies that a resource carries in one property: its type, the property, the type of what it sits on and
/// the property that names that (nothing: the resource itself).
const RESOURCE_BASED: [(&str, &str, &str, &str); 11] = [
    ("AWS::S3::BucketPolicy", "PolicyDocument", "AWS::S3::Bucket", "Bucket"),
    ("AWS::S3::AccessPoint", "Policy", "AWS::S3::AccessPoint", ""),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", "AWS::SQS::Queue", "Queues"),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", "AWS::SNS::Topic", "Topics"),
    ("AWS::KMS::Key", "KeyPolicy", "AWS::KMS::Key", ""),
    ("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "AWS::SecretsManager::Secret", "SecretId"),
    ("AWS::ECR::Repository", "RepositoryPolicyText", "AWS::ECR::Repository", ""),
    ("AWS::DynamoDB::Table", "ResourcePolicy", "AWS::DynamoDB::Table", ""),
    ("AWS::Events::EventBusPolicy", "Statement", "AWS::Events::EventBus", ""),
    ("AWS::Backup::BackupVault", "AccessPolicy", "AWS::Backup::BackupVault", ""),
    ("AWS::Logs::ResourcePolicy", "PolicyDocument", "AWS::Logs::LogGroup", ""),
];

/// Properties that say what a policy belongs to or is called.
const READ: [&str; 18] = [
    "PolicyDocument",
    "PolicyName",
    "ManagedPolicyName",
    "Roles",
    "Users",
    "Groups",
    "RoleName",
    "UserName",
    "GroupName",
    "AssumeRolePolicyDocument",
    "Policies",
    "Content",
    "Type",
    "Name",
    "TargetIds",
    "VpcEndpointType",
    "InlinePolicy",
    "BucketName",
];

/// Reads a template, a map of resources or one resource; `None` where it is something else.
pub fn read(tree: &Tree) -> Option<Found> {
    let mut found = Found::new(Shape::CloudFormation);
    let alone;
    let resources = match tree.get("Resources") {
        Some(resources) if resources.is_map() => resources.entries(),
        _ if is_resource(tree) => {
            alone = [Entry { key: "Resource".to_owned(), line: tree.line, value: tree.clone() }];
            &alone
        }
        _ if !tree.entries().is_empty() && tree.entries().iter().any(|entry| is_resource(&entry.value)) => {
            tree.entries()
        }
        _ => return None,
    };
    if tree.get("Resources").is_some() {
        note_unread(&mut found, tree, "", &["Resources", "AWSTemplateFormatVersion", "Description"]);
    }
    let template = Template { resources };
    for entry in resources {
        if is_resource(&entry.value) {
            resource(&template, entry, &mut found);
        } else {
            found.note(entry.line, format!("`{}` is not a resource", entry.key));
        }
    }
    Some(found)
}

fn is_resource(tree: &Tree) -> bool {
    tree.text_of("Type").is_some_and(|kind| kind.contains("::"))
}

fn resource(template: &Template, entry: &Entry, found: &mut Found) {
    let (id, kind) = (entry.key.as_str(), entry.value.text_of("Type").unwrap_or_default());
    let nothing = Tree::map(entry.line, Vec::new());
    let properties = entry.value.get("Properties").unwrap_or(&nothing);
    let before = (found.policies.len(), found.notes.len());
    let single = RESOURCE_BASED.iter().find(|row| row.0 == kind);
    match kind {
        "AWS::IAM::Policy"
        | "AWS::IAM::ManagedPolicy"
        | "AWS::IAM::RolePolicy"
        | "AWS::IAM::UserPolicy"
        | "AWS::IAM::GroupPolicy" => {
            identity(template, id, properties, found);
        }
        "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group" => principal(template, id, kind, properties, found),
        "AWS::Organizations::Policy" => organizations(template, id, properties, found),
        "AWS::EC2::VPCEndpoint" => {
            with_document(template, properties, "PolicyDocument", id, PolicyType::VpcEndpoint, found, |_| {});
        }
        "AWS::SSO::PermissionSet" => {
            with_document(template, properties, "InlinePolicy", id, PolicyType::Identity, found, |_| {});
        }
        _ => {}
    }
    if let Some((_, property, sits_on, target)) = single {
        let attached = targets(template, id, properties, target, sits_on, found);
        with_document(template, properties, property, id, PolicyType::Resource, found, |policy| {
            policy.resource_type = Some((*sits_on).to_owned());
            policy.attached_to = attached;
        });
    }
    if (found.policies.len(), found.notes.len()) == before {
        return found.note(entry.line, format!("`{id}` ({kind}) holds no policy that is read here"));
    }
    if found.policies.len() > before.0 {
        let own = single.map(|row| [row.1, row.3]).unwrap_or_default();
        let read: Vec<&str> = READ.iter().copied().chain(own).collect();
        note_unread(found, properties, &format!(" of `{id}`"), &read);
    }
}

/// Adds the policy of a property, where there is one.
fn with_document(
    template: &Template,
    properties: &Tree,
    property: &str,
    name: &str,
    policy_type: PolicyType,
    found: &mut Found,
    change: impl FnOnce(&mut PolicyInput),
) {
    let Some(document) = properties.get(property) else { return };
    // A table's ResourcePolicy holds the document one level deeper.
    let document = document.get("PolicyDocument").unwrap_or(document);
    let document = template.resolve(document, found);
    add(found, &document, name, policy_type, change);
}

/// A policy of its own, attached to roles, users and groups.
fn identity(template: &Template, id: &str, properties: &Tree, found: &mut Found) {
    let name = properties.text_of("PolicyName").or_else(|| properties.text_of("ManagedPolicyName")).unwrap_or(id);
    let mut attached = Vec::new();
    for (property, kind) in [("Roles", "role"), ("Users", "user"), ("RoleName", "role"), ("UserName", "user")] {
        for owner in properties.get(property).map(Tree::items).unwrap_or_default() {
            let owner = template.resolve(owner, found);
            attached.extend(owner.as_text().map(|name| placeholder::iam_arn(kind, name)));
        }
    }
    // Roles and users may name the policy instead of the policy naming them.
    for entry in template.resources {
        let named = entry.value.at(&["Properties", "ManagedPolicyArns"]).map(Tree::items).unwrap_or_default();
        if named.iter().any(|it| it.text_of("Ref") == Some(id)) {
            attached.extend(template.arn_of(&entry.key));
        }
    }
    if let Some(groups) = properties.get("Groups").or_else(|| properties.get("GroupName")) {
        found.note(groups.line, format!("who is in the groups is not said: `{name}` is attached to whoever asks"));
        attached.clear();
    }
    note_attached(&attached, name, properties.line, found);
    with_document(template, properties, "PolicyDocument", name, PolicyType::Identity, found, |policy| {
        policy.attached_to = attached;
    });
}

/// A role, user or group with what it carries itself.
fn principal(template: &Template, id: &str, kind: &str, properties: &Tree, found: &mut Found) {
    let arn = template.arn_of(id);
    let trust = format!("{id}-trust");
    with_document(template, properties, "AssumeRolePolicyDocument", &trust, PolicyType::Resource, found, |policy| {
        policy.resource_type = Some(TRUST.to_owned());
        policy.attached_to = arn.iter().cloned().collect();
    });
    let attached = if kind == "AWS::IAM::Group" { None } else { arn };
    for policy in properties.get("Policies").map(Tree::items).unwrap_or_default() {
        let name = policy.get("PolicyName").map(|name| template.resolve(name, found));
        let name = name.as_ref().and_then(Tree::as_text).unwrap_or(id).to_owned();
        note_attached(attached.as_slice(), &name, policy.line, found);
        with_document(template, policy, "PolicyDocument", &name, PolicyType::Identity, found, |policy| {
            policy.attached_to = attached.iter().cloned().collect();
        });
    }
}

fn note_attached(attached: &[String], name: &str, line: usize, found: &mut Found) {
    if let Some(first) = attached.first() {
        found.note(line, format!("`{name}` is attached to `{first}`: a request of that principal sees it"));
    }
}

fn organizations(template: &Template, id: &str, properties: &Tree, found: &mut Found) {
    let name = properties.text_of("Name").unwrap_or(id);
    let kind = properties.get("Type").map(|kind| template.resolve(kind, found));
    let kind = kind.as_ref().and_then(Tree::as_text).unwrap_or("SERVICE_CONTROL_POLICY");
    let Some(policy_type) = organizations_type(kind) else {
        return found.note(properties.line, format!("`{name}` ({kind}) decides about no request"));
    };
    let targets = properties.get("TargetIds").map(|targets| template.resolve(targets, found));
    let targets: Vec<String> = targets.iter().flat_map(Tree::items).filter_map(Tree::scalar).collect();
    with_document(template, properties, "Content", name, policy_type, found, |policy| policy.attached_to = targets);
}

/// The ARNs of what a resource-based policy sits on.
fn targets(
    template: &Template,
    id: &str,
    properties: &Tree,
    property: &str,
    kind: &str,
    found: &mut Found,
) -> Vec<String> {
    if property.is_empty() {
        return template.arn_of(id).into_iter().collect();
    }
    let named = properties.get(property).map(Tree::items).unwrap_or_default();
    let arns = named.iter().filter_map(|target| {
        // A Ref to a resource of the template stands for that resource, whatever text a Ref of its type gives.
        let own = target.text_of("Ref").and_then(|id| template.arn_of(id));
        own.or_else(|| {
            let text = template.resolve(target, found).as_text()?.to_owned();
            let name = text.rsplit('/').next().unwrap_or_default();
            if text.starts_with("arn:") { Some(text) } else { super::arn_shape::of_type(kind, name) }
        })
    });
    arns.collect()
}
