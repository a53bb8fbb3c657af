//! Which action an event of CloudTrail was authorized as, and on which resource.
//!
//! Sources: AWS CloudTrail User Guide, "CloudTrail record contents"; Amazon S3 User Guide, "Required permissions for
//! Amazon S3 API operations"; Service Authorization Reference.

use super::tree::Tree;

/// Services whose name in events is not their prefix in policies.
const PREFIXES: [(&str, &str); 3] = [("monitoring", "cloudwatch"), ("email", "ses"), ("tagging", "tag")];

/// Operations of Amazon S3 that need a permission of another name.
const S3: [(&str, &str); 28] = [
    ("ListObjects", "s3:ListBucket"),
    ("ListObjectsV2", "s3:ListBucket"),
    ("HeadBucket", "s3:ListBucket"),
    ("ListBuckets", "s3:ListAllMyBuckets"),
    ("HeadObject", "s3:GetObject"),
    ("GetObject", "s3:GetObject"),
    ("PutObject", "s3:PutObject"),
    ("CopyObject", "s3:PutObject"),
    ("CreateMultipartUpload", "s3:PutObject"),
    ("UploadPart", "s3:PutObject"),
    ("CompleteMultipartUpload", "s3:PutObject"),
    ("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
    ("ListParts", "s3:ListMultipartUploadParts"),
    ("ListObjectVersions", "s3:ListBucketVersions"),
    ("DeleteObject", "s3:DeleteObject"),
    ("DeleteObjects", "s3:DeleteObject"),
    ("GetObjectAcl", "s3:GetObjectAcl"),
    ("PutObjectAcl", "s3:PutObjectAcl"),
    ("GetObjectTagging", "s3:GetObjectTagging"),
    ("PutObjectTagging", "s3:PutObjectTagging"),
    ("GetBucketPolicy", "s3:GetBucketPolicy"),
    ("PutBucketPolicy", "s3:PutBucketPolicy"),
    ("GetBucketAcl", "s3:GetBucketAcl"),
    ("GetBucketLocation", "s3:GetBucketLocation"),
    ("CreateBucket", "s3:CreateBucket"),
    ("DeleteBucket", "s3:DeleteBucket"),
    ("GetBucketEncryption", "s3:GetEncryptionConfiguration"),
    ("PutBucketEncryption", "s3:PutEncryptionConfiguration"),
];

/// The parameters that name resources.
pub const PARAMETERS: [&str; 13] = [
    "bucketName",
    "key",
    "roleArn",
    "resourceArn",
    "topicArn",
    "secretId",
    "functionName",
    "keyId",
    "tableName",
    "roleName",
    "userName",
    "groupName",
    "instanceProfileName",
];

/// The permission that an operation of Amazon S3 needs; `None` where it is no known one.
pub fn s3_action(operation: &str) -> Option<&'static str> {
    S3.iter().find(|(name, _)| *name == operation).map(|(_, action)| *action)
}

/// The action of an event.
pub fn action(source: &str, name: &str) -> String {
    let service =
        source.strip_suffix(".amazonaws.com").or_else(|| source.strip_suffix(".amazonaws.com.cn")).unwrap_or(source);
    let prefix = PREFIXES.iter().find(|(event, _)| *event == service).map_or(service, |(_, prefix)| *prefix);
    if let Some(action) = s3_action(name).filter(|_| prefix == "s3") {
        return action.to_owned();
    }
    // AWS Lambda appends the version of the API: CreateFunction20150331v2.
    let name = if prefix == "lambda" { undated(name) } else { name };
    match (prefix, name) {
        ("lambda", "Invoke") => "lambda:InvokeFunction".to_owned(),
        _ => format!("{prefix}:{name}"),
    }
}

fn undated(name: &str) -> &str {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == 'v');
    let suffix = name.strip_prefix(letters).unwrap_or_default();
    if suffix.chars().filter(char::is_ascii_digit).count() >= 8 { letters } else { name }
}

/// The resource of an event, where its `resources` or its `requestParameters` name one.
pub fn resource(event: &Tree, action: &str) -> Option<String> {
    let listed: Vec<&str> =
        event.get("resources").map(Tree::items).unwrap_or_default().iter().filter_map(|it| it.text_of("ARN")).collect();
    let parameters = event.get("requestParameters");
    let parameter = |key: &str| parameters.and_then(|it| it.text_of(key));
    if action.starts_with("s3:") {
        let bucket = parameter("bucketName");
        let object = bucket.zip(parameter("key")).map(|(bucket, key)| format!("arn:aws:s3:::{bucket}/{key}"));
        let longest = listed.iter().max_by_key(|arn| arn.contains('/')).map(|arn| (*arn).to_owned());
        return object.or(longest).or_else(|| bucket.map(|bucket| format!("arn:aws:s3:::{bucket}")));
    }
    let first = listed.first().map(|arn| (*arn).to_owned());
    let (region, account) =
        (event.text_of("awsRegion").unwrap_or_default(), event.text_of("recipientAccountId").unwrap_or_default());
    first
        .or_else(|| {
            PARAMETERS
                .iter()
                .find_map(|key| parameter(key).filter(|value| value.starts_with("arn:")))
                .map(str::to_owned)
        })
        .or_else(|| iam_resource(action, account, &parameter))
        .or_else(|| parameter("tableName").map(|name| format!("arn:aws:dynamodb:{region}:{account}:table/{name}")))
        .or_else(|| parameter("functionName").map(|name| format!("arn:aws:lambda:{region}:{account}:function:{name}")))
}

fn iam_resource<'a>(action: &str, account: &str, parameter: &impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    if !action.starts_with("iam:") {
        return None;
    }
    let kinds = [
        ("roleName", "role"),
        ("userName", "user"),
        ("groupName", "group"),
        ("instanceProfileName", "instance-profile"),
    ];
    kinds.iter().find_map(|(key, kind)| Some(format!("arn:aws:iam::{account}:{kind}/{}", parameter(key)?)))
}
