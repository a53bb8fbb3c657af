//! Terraform configuration: the policies of resources, of `aws_iam_policy_document` and of values that stand alone.
//!
//! Source: Terraform Registry, documentation of the AWS provider: the resources and data sources named below.

mod policy_document;
mod reference;

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;

use super::aws_cli::organizations_type;
use super::document::{TRUST, add, around, guessed, is_document, is_statement};
use super::found::{Found, Shape};
use super::hcl::{Block, Body, Expr, Kind, read, read_expression};
use super::{arn_shape, document};
use reference::{Config, literal};

/// Where a resource carries a policy: its type, the attribute, the policy's type, the type of what it sits on and the attribute
/// that names that or whom it is attached to.
const CARRIERS: [(&str, &str, PolicyType, &str, &str); 24] = [
    ("aws_iam_policy", "policy", PolicyType::Identity, "", ""),
    ("aws_iam_role_policy", "policy", PolicyType::Identity, "aws_iam_role", "role"),
    ("aws_iam_user_policy", "policy", PolicyType::Identity, "aws_iam_user", "user"),
    ("aws_iam_group_policy", "policy", PolicyType::Identity, "", ""),
    ("aws_iam_role", "assume_role_policy", PolicyType::Resource, TRUST, ""),
    ("aws_ssoadmin_permission_set_inline_policy", "inline_policy", PolicyType::Identity, "", ""),
    ("aws_s3_bucket_policy", "policy", PolicyType::Resource, "AWS::S3::Bucket", "bucket"),
    ("aws_s3_bucket", "policy", PolicyType::Resource, "AWS::S3::Bucket", ""),
    ("aws_s3_access_point", "policy", PolicyType::Resource, "AWS::S3::AccessPoint", ""),
    ("aws_sqs_queue_policy", "policy", PolicyType::Resource, "AWS::SQS::Queue", "queue_url"),
    ("aws_sqs_queue", "policy", PolicyType::Resource, "AWS::SQS::Queue", ""),
    ("aws_sns_topic_policy", "policy", PolicyType::Resource, "AWS::SNS::Topic", "arn"),
    ("aws_sns_topic", "policy", PolicyType::Resource, "AWS::SNS::Topic", ""),
    ("aws_kms_key", "policy", PolicyType::Resource, "AWS::KMS::Key", ""),
    ("aws_kms_key_policy", "policy", PolicyType::Resource, "AWS::KMS::Key", "key_id"),
    ("aws_secretsmanager_secret_policy", "policy", PolicyType::Resource, "AWS::SecretsManager::Secret", "secret_arn"),
    ("aws_ecr_repository_policy", "policy", PolicyType::Resource, "AWS::ECR::Repository", "repository"),
    ("aws_dynamodb_resource_policy", "policy", PolicyType::Resource, "AWS::DynamoDB::Table", "resource_arn"),
    ("aws_backup_vault_policy", "policy", PolicyType::Resource, "AWS::Backup::BackupVault", ""),
    ("aws_cloudwatch_event_bus_policy", "policy", PolicyType::Resource, "AWS::Events::EventBus", ""),
    ("aws_opensearch_domain_policy", "access_policies", PolicyType::Resource, "AWS::OpenSearchService::Domain", ""),
    ("aws_vpc_endpoint", "policy", PolicyType::VpcEndpoint, "", ""),
    ("aws_vpc_endpoint_policy", "policy", PolicyType::VpcEndpoint, "", ""),
    ("aws_organizations_policy", "content", PolicyType::ServiceControl, "", ""),
];

/// Data sources whose values stand as placeholders.
const QUIET_DATA: [&str; 3] = ["aws_caller_identity", "aws_region", "aws_partition"];
/// Resources that only say what is attached to whom.
const ATTACHMENTS: [&str; 2] = ["aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment"];

/// Whether a text looks like Terraform's language.
pub fn is_terraform(text: &str) -> bool {
    text.contains("jsonencode(")
        || text.lines().map(str::trim_start).any(|line| {
            let block = ["resource \"", "data \"", "locals {", "module \"", "variable \"", "statement {"];
            block.iter().any(|start| line.starts_with(start)) || line.contains("= <<") || line.starts_with("<<")
        })
}

/// Reads configuration, or an expression that stands alone.
pub fn parse(text: &str) -> Found {
    let mut found = Found::new(Shape::Terraform);
    let trimmed = text.trim_start();
    if trimmed.starts_with("jsonencode(") || trimmed.starts_with("<<") || trimmed.starts_with('{') {
        let skipped = text.get(..text.len() - trimmed.len()).unwrap_or_default().matches('\n').count();
        let mut value = read_expression(trimmed);
        value.line += skipped;
        let config = Config { body: &Body::default() };
        if !value_alone(&config, &value, "policy", &mut found) {
            found.note(value.line, "this value is no policy document");
        }
        return found;
    }
    let (body, troubles) = read(text);
    for (line, why) in troubles {
        found.note(line, why);
    }
    let config = Config { body: &body };
    whole(&config, &body, &mut found);
    found
}

fn whole(config: &Config, body: &Body, found: &mut Found) {
    for attribute in &body.attributes {
        if !value_alone(config, &attribute.value, "policy", found) {
            found.note(attribute.line, format!("`{}` is no policy document", attribute.name));
        }
    }
    // Statements of a data source, without it.
    if body.blocks.iter().any(|block| block.kind == "statement") {
        let line = body.blocks.first().map_or(1, |block| block.line);
        let block = Block { kind: "data".to_owned(), labels: Vec::new(), line, body: body.clone() };
        let tree = config.policy_document(&block, found);
        let text = tree.to_json();
        return found.policy(line, guessed("policy", &tree, text));
    }
    let used = config.used_documents();
    for block in &body.blocks {
        let labels: Vec<&str> = block.labels.iter().map(String::as_str).collect();
        match (block.kind.as_str(), labels.as_slice()) {
            ("data", ["aws_iam_policy_document", name]) => {
                if !used.iter().any(|used| used == name) {
                    let tree = config.policy_document(block, found);
                    let text = tree.to_json();
                    found.policy(block.line, guessed(name, &tree, text));
                }
            }
            ("data", [kind, _]) if QUIET_DATA.contains(kind) => {}
            ("resource", [kind, _]) if ATTACHMENTS.contains(kind) => attachment(config, block, found),
            ("resource", [kind, name]) => resource(config, block, kind, name, found),
            ("locals", _) => locals(config, block, found),
            (kind, labels) => found.note(block.line, format!("`{}` is not read", [&[kind], labels].concat().join(" "))),
        }
    }
}

/// Local values that are documents and that nothing refers to.
fn locals(config: &Config, block: &Block, found: &mut Found) {
    for attribute in &block.body.attributes {
        let encoded = matches!(&attribute.value.kind, Kind::Call(name, _) if name == "jsonencode");
        if encoded && !config.mentions(&format!("local.{}", attribute.name)) {
            value_alone(config, &attribute.value, &attribute.name, found);
        }
    }
}

/// Adds a value that is a policy document; false where it is none.
fn value_alone(config: &Config, value: &Expr, name: &str, found: &mut Found) -> bool {
    let tree = config.tree(value, found);
    let tree = match tree.as_text() {
        Some(text) => match super::json::read(text) {
            Ok(inner) => inner,
            Err(_) if text.contains("\"Statement\"") => {
                document::add(found, &tree, name, PolicyType::Identity, |_| {});
                return true;
            }
            Err(_) => return false,
        },
        None => tree,
    };
    let tree = if is_statement(&tree) || tree.items().iter().all(is_statement) && !tree.items().is_empty() {
        around(tree)
    } else {
        tree
    };
    if !is_document(&tree) {
        return false;
    }
    let text = tree.to_json();
    found.policy(value.line, guessed(name, &tree, text));
    true
}

fn resource(config: &Config, block: &Block, kind: &str, name: &str, found: &mut Found) {
    let before = (found.policies.len(), found.notes.len());
    let carrier = CARRIERS.iter().find(|row| row.0 == kind);
    if let Some((_, attribute, policy_type, sits_on, target)) = carrier
        && let Some(value) = block.body.get(attribute)
    {
        let own = if kind == "aws_iam_role" {
            format!("{name}-trust")
        } else {
            literal(block, "name").unwrap_or_else(|| name.to_owned())
        };
        let policy_type = if kind == "aws_organizations_policy" { organization(block) } else { Some(*policy_type) };
        let Some(policy_type) = policy_type else {
            return found.note(block.line, format!("`{name}` is a policy of a type that decides about no request"));
        };
        let attached = match (policy_type, kind) {
            (_, "aws_iam_policy") => config.attached_to_policy(name, found),
            _ => attached(config, block, kind, name, sits_on, target, found),
        };
        let document = config.tree(value, found);
        add(found, &document, &own, policy_type, |policy: &mut PolicyInput| {
            policy.resource_type = Some((*sits_on).to_owned()).filter(|_| policy_type == PolicyType::Resource);
            policy.attached_to = attached;
        });
    }
    inline(config, block, kind, name, found);
    if (found.policies.len(), found.notes.len()) == before {
        found.note(block.line, format!("`{kind}.{name}` holds no policy that is read here"));
    } else {
        note_unread(block, carrier, found);
    }
}

/// The attributes of a resource that say nothing about a policy.
fn note_unread(block: &Block, carrier: Option<&(&str, &str, PolicyType, &str, &str)>, found: &mut Found) {
    let (attribute, target) = carrier.map(|row| (row.1, row.4)).unwrap_or_default();
    let read = [attribute, target, "name", "type", "bucket", "depends_on", "provider", "inline_policy"];
    let unread: Vec<_> = block.body.attributes.iter().filter(|it| !read.contains(&it.name.as_str())).collect();
    if let Some(first) = unread.first() {
        let names: Vec<String> = unread.iter().map(|it| format!("`{}`", it.name)).collect();
        found.note(first.line, format!("not read of `{}`: {}", block.labels.join("."), names.join(", ")));
    }
    for inner in block.body.blocks.iter().filter(|it| it.kind != "inline_policy") {
        found.note(inner.line, format!("`{}` is not read", inner.kind));
    }
}

/// The policies in a role's own blocks.
fn inline(config: &Config, block: &Block, kind: &str, name: &str, found: &mut Found) {
    if kind != "aws_iam_role" {
        return;
    }
    let arn = config.arn_of(kind, name);
    for inner in block.body.blocks.iter().filter(|inner| inner.kind == "inline_policy") {
        let own = literal(inner, "name").unwrap_or_else(|| format!("{name}-inline"));
        if let Some(value) = inner.body.get("policy") {
            let document = config.tree(value, found);
            add(found, &document, &own, PolicyType::Identity, |policy| {
                policy.attached_to = arn.iter().cloned().collect();
            });
        }
    }
}

fn organization(block: &Block) -> Option<PolicyType> {
    organizations_type(literal(block, "type").as_deref().unwrap_or("SERVICE_CONTROL_POLICY"))
}

/// The ARNs that a policy is attached to or sits on.
fn attached(
    config: &Config,
    block: &Block,
    kind: &str,
    name: &str,
    sits_on: &str,
    target: &str,
    found: &mut Found,
) -> Vec<String> {
    if target.is_empty() {
        return config.arn_of(kind, name).into_iter().collect();
    }
    let Some(value) = block.body.get(target) else { return Vec::new() };
    if let Some(arn) = config.arn_of_reference(value) {
        return vec![arn];
    }
    let text = config.tree(value, found);
    let text = text.as_text().unwrap_or_default();
    let last = text.rsplit('/').next().unwrap_or_default();
    if text.starts_with("arn:") {
        vec![text.to_owned()]
    } else {
        arn_shape::of_type(sits_on, last).into_iter().collect()
    }
}

/// Attachments are read with the policy that they attach; of others only the ARN is known.
fn attachment(config: &Config, block: &Block, found: &mut Found) {
    let known = block.body.get("policy_arn").is_some_and(|value| config.arn_of_reference(value).is_some());
    if !known {
        found.note(
            block.line,
            format!("`{}` attaches a policy whose document is not in this text", block.labels.join(".")),
        );
    }
}
