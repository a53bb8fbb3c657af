//! How the ARNs of common resources look, so that a placeholder for one is an ARN that policies can name.
//!
//! Source: Service Authorization Reference, "Resource types defined by …" of each service.

use super::placeholder::{ACCOUNT, PARTITION, REGION};

/// CloudFormation's type, Terraform's type, a word that names of such resources hold, the service, the end of the ARN.
const SHAPES: [(&str, &str, &str, &str, Place, &str); 20] = [
    ("AWS::S3::Bucket", "aws_s3_bucket", "bucket", "s3", Place::Nowhere, ""),
    ("AWS::IAM::Role", "aws_iam_role", "role", "iam", Place::Account, "role/"),
    ("AWS::IAM::User", "aws_iam_user", "user", "iam", Place::Account, "user/"),
    ("AWS::IAM::Group", "aws_iam_group", "", "iam", Place::Account, "group/"),
    ("AWS::IAM::ManagedPolicy", "aws_iam_policy", "", "iam", Place::Account, "policy/"),
    ("AWS::IAM::OIDCProvider", "aws_iam_openid_connect_provider", "oidc", "iam", Place::Account, "oidc-provider/"),
    ("AWS::SQS::Queue", "aws_sqs_queue", "queue", "sqs", Place::Region, ""),
    ("AWS::SNS::Topic", "aws_sns_topic", "topic", "sns", Place::Region, ""),
    ("AWS::KMS::Key", "aws_kms_key", "key", "kms", Place::Region, "key/"),
    ("AWS::DynamoDB::Table", "aws_dynamodb_table", "table", "dynamodb", Place::Region, "table/"),
    ("AWS::Lambda::Function", "aws_lambda_function", "function", "lambda", Place::Region, "function:"),
    ("AWS::SecretsManager::Secret", "aws_secretsmanager_secret", "secret", "secretsmanager", Place::Region, "secret:"),
    ("AWS::ECS::Cluster", "aws_ecs_cluster", "cluster", "ecs", Place::Region, "cluster/"),
    ("AWS::ECS::Service", "aws_ecs_service", "", "ecs", Place::Region, "service/"),
    ("AWS::ECS::TaskDefinition", "aws_ecs_task_definition", "", "ecs", Place::Region, "task-definition/"),
    ("AWS::ECR::Repository", "aws_ecr_repository", "repository", "ecr", Place::Region, "repository/"),
    ("AWS::Logs::LogGroup", "aws_cloudwatch_log_group", "loggroup", "logs", Place::Region, "log-group:"),
    ("AWS::Kinesis::Stream", "aws_kinesis_stream", "stream", "kinesis", Place::Region, "stream/"),
    (
        "AWS::StepFunctions::StateMachine",
        "aws_sfn_state_machine",
        "statemachine",
        "states",
        Place::Region,
        "stateMachine:",
    ),
    ("AWS::SSM::Parameter", "aws_ssm_parameter", "parameter", "ssm", Place::Region, "parameter/"),
];

/// Which fields of the ARN are filled.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    Account,
    Region,
}

/// The ARN of a resource of this type, in CloudFormation's or Terraform's name for it.
pub fn of_type(kind: &str, name: &str) -> Option<String> {
    SHAPES.iter().find(|shape| shape.0 == kind || shape.1 == kind).map(|shape| arn(shape.3, shape.4, shape.5, name))
}

/// The ARN of what a variable's name speaks of: `queue_arn`, `BucketArn`. None where the name does not end in `arn`.
pub fn of_word(word: &str, name: &str) -> Option<String> {
    let plain: String = word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let stem = plain.strip_suffix("arn").or_else(|| plain.strip_suffix("arns"))?;
    let shape = SHAPES.iter().filter(|shape| !shape.2.is_empty()).find(|shape| stem.ends_with(shape.2));
    Some(shape.map_or_else(
        || format!("arn:{PARTITION}:REF:{REGION}:{ACCOUNT}:{name}"),
        |shape| arn(shape.3, shape.4, shape.5, name),
    ))
}

fn arn(service: &str, place: Place, before: &str, name: &str) -> String {
    let (region, account) = match place {
        Place::Nowhere => ("", ""),
        Place::Account => ("", ACCOUNT),
        Place::Region => (REGION, ACCOUNT),
    };
    format!("arn:{PARTITION}:{service}:{region}:{account}:{before}{name}")
}
