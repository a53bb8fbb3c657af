//! Notes of what is not read beside a policy, and what the service of an ARN says about a policy on it.

use super::found::Found;
use super::tree::Tree;

/// One note for everything in `tree` that is not among `read`, at the line of the first.
pub fn note_unread(found: &mut Found, tree: &Tree, what: &str, read: &[&str]) {
    let unread: Vec<_> = tree.entries().iter().filter(|entry| !read.contains(&entry.key.as_str())).collect();
    if let Some(first) = unread.first() {
        let names: Vec<String> = unread.iter().map(|entry| format!("`{}`", entry.key)).collect();
        found.note(first.line, format!("not read{what}: {}", names.join(", ")));
    }
}

/// The resource type and the ARN that a policy with these ARNs in its statements sits on, told by the service of `arn`.
pub fn resource_type_of(arn: &str) -> Option<&'static str> {
    Some(match arn.split(':').nth(2)? {
        "s3" => "AWS::S3::Bucket",
        "sqs" => "AWS::SQS::Queue",
        "sns" => "AWS::SNS::Topic",
        "kms" => "AWS::KMS::Key",
        "lambda" => "AWS::Lambda::Function",
        "secretsmanager" => "AWS::SecretsManager::Secret",
        "dynamodb" => "AWS::DynamoDB::Table",
        "ecr" => "AWS::ECR::Repository",
        _ => return None,
    })
}
