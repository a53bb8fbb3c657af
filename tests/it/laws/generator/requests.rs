//! Requesters, actions with their resources, and request contexts.

use serde_json::{Map, Value, json};

use super::conditions;
use super::random::Random;

/// The account of most requesters.
pub const HOME: &str = "111111111111";
/// Another one.
pub const AWAY: &str = "222222222222";

/// What a scenario is about: who asks for what.
pub struct Situation {
    /// The `principal` of a request, in any of its forms.
    pub requesters: Vec<Value>,
    /// Actions with their resources.
    pub targets: Vec<(String, String)>,
}

/// Actions and the resources they are asked on; `{A}` is an account.
const TARGETS: [(&str, &[&str]); 20] = [
    (
        "ecs:RunTask",
        &["arn:aws:ecs:us-east-1:{A}:task-definition/prod:3", "arn:aws:ecs:eu-west-1:{A}:task-definition/test:1"],
    ),
    ("ecs:DeleteCluster", &["arn:aws:ecs:us-east-1:{A}:cluster/prod", "arn:aws:ecs:us-east-1:{A}:cluster/test"]),
    ("ecs:DescribeTasks", &["arn:aws:ecs:us-east-1:{A}:task/prod/1234", "arn:aws:ecs:us-east-1:{A}:task/1234"]),
    ("ecs:ListClusters", &["*", "arn:aws:ecs:us-east-1:{A}:cluster/prod"]),
    ("s3:GetObject", &["arn:aws:s3:::prod/bob/x", "arn:aws:s3:::prod/team:a/x"]),
    ("s3:PutObject", &["arn:aws:s3:::prod/bob/x", "arn:aws:s3:::test/x"]),
    ("s3:ListBucket", &["arn:aws:s3:::prod", "arn:aws:s3:::bob"]),
    ("s3:ListAllMyBuckets", &["*"]),
    ("kms:Decrypt", &["arn:aws:kms:us-east-1:{A}:key/1234", "arn:aws:kms:us-east-1:{A}:alias/prod"]),
    ("kms:RetireGrant", &["arn:aws:kms:us-east-1:{A}:key/1234"]),
    ("kms:UpdateAlias", &["arn:aws:kms:us-east-1:{A}:alias/aws/s3", "arn:aws:kms:us-east-1:{A}:alias/prod"]),
    ("kms:ListKeys", &["*"]),
    ("sts:AssumeRole", &["arn:aws:iam::{A}:role/app/R", "arn:aws:iam::{A}:role/aws-service-role/ecs.amazonaws.com/L"]),
    ("sts:AssumeRoleWithSAML", &["arn:aws:iam::{A}:role/app/R"]),
    ("sts:TagSession", &["arn:aws:iam::{A}:role/app/R"]),
    ("sts:GetCallerIdentity", &["*"]),
    ("iam:PassRole", &["arn:aws:iam::{A}:role/app/R", "arn:aws:iam::{A}:role/bob"]),
    ("iam:DeletePolicy", &["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::{A}:policy/prod"]),
    ("iam:GetUser", &["arn:aws:iam::{A}:user/bob", "arn:aws:iam::{A}:user/div/eve"]),
    ("sqs:SendMessage", &["arn:aws:sqs:us-east-1:{A}:prod", "arn:aws:sqs:us-east-1:{A}:bob-queue"]),
];

impl Situation {
    /// One or two requesters, one or two targets.
    pub fn new(random: &mut Random) -> Self {
        let targets: Vec<_> = (0..=random.below(2)).map(|_| target(random)).collect();
        let saml = targets.iter().any(|(action, _)| action == "sts:AssumeRoleWithSAML");
        let requesters = (0..=random.below(2)).map(|_| requester(random, saml)).collect();
        Self { requesters, targets }
    }
}

fn account(random: &mut Random) -> &'static str {
    if random.percent(75) { HOME } else { AWAY }
}

fn target(random: &mut Random) -> (String, String) {
    let (action, resources) = random.pick(&TARGETS);
    let resource = random.pick(resources).replace("{A}", account(random));
    ((*action).to_owned(), resource)
}

fn requester(random: &mut Random, saml: bool) -> Value {
    let account = account(random);
    if saml && random.percent(60) {
        return json!(format!("arn:aws:iam::{account}:saml-provider/corp"));
    }
    let mut long = match random.below(24) {
        0..=7 => json!({"arn": format!("arn:aws:iam::{account}:user/bob"), "id": "AIDABOBBOBBOBBOB"}),
        8 => json!({"arn": format!("arn:aws:iam::{account}:user/div/eve")}),
        9..=11 => json!({"arn": format!("arn:aws:sts::{account}:assumed-role/R/s")}),
        12..=13 => json!({"arn": format!("arn:aws:sts::{account}:assumed-role/R/s"),
            "roleArn": format!("arn:aws:iam::{account}:role/app/R"), "id": "AROARRRRRRRRRRRR"}),
        14 => json!({"arn": format!("arn:aws:iam::{account}:role/app/R")}),
        15 => json!({"arn": format!("arn:aws:sts::{account}:assumed-role/L/s"),
            "roleArn": format!("arn:aws:iam::{account}:role/aws-service-role/ecs.amazonaws.com/L")}),
        16 => json!({"arn": format!("arn:aws:sts::{account}:federated-user/bob")}),
        17 => json!({"arn": format!("arn:aws:sts::{account}:federated-user/web"),
            "parentArn": format!("arn:aws:iam::{account}:{}", random.pick(&["user/bob", "user/bob", "root"]))}),
        18..=19 => json!({"arn": format!("arn:aws:iam::{account}:root")}),
        20 => json!({"service": "ecs-tasks.amazonaws.com"}),
        21 => json!({"service": ["sns.amazonaws.com", "sns.us-east-1.amazonaws.com"]}),
        22 => json!({"anonymous": true}),
        _ => json!({"arn": format!("arn:aws-cn:iam::{account}:user/bob")}),
    };
    let has_account = long.get("arn").is_some();
    if let Some(fields) = long.as_object_mut().filter(|_| has_account) {
        if random.percent(30) {
            fields.insert("tags".to_owned(), json!({"team": random.pick(&["prod", "a*", "bob", ""])}));
        }
        if random.percent(12) {
            fields.insert("organization".to_owned(), json!(random.pick(&["none", "member", "management"])));
        }
        if random.percent(8) {
            fields.insert("canonicalId".to_owned(), json!("c0ffee"));
        }
    }
    match long.as_object() {
        // The short form says the same where nothing else is said.
        Some(fields) if fields.len() == 1 && random.percent(70) => {
            let short = fields.get("arn").filter(|arn| arn.is_string());
            short.cloned().unwrap_or(long)
        }
        _ => long,
    }
}

/// A request of the situation.
pub fn request(random: &mut Random, situation: &Situation) -> Value {
    let (action, resource) = random.pick(&situation.targets);
    let mut request = json!({
        "principal": random.pick(&situation.requesters),
        "action": recased(random, action),
        "resource": resource,
        "context": context(random),
    });
    let Some(fields) = request.as_object_mut() else { return request };
    if resource.starts_with("arn:aws:s3") && random.percent(70) {
        fields.insert("resourceAccount".to_owned(), json!(account(random)));
    }
    if action.starts_with("s3:") && random.percent(35) {
        fields.insert("settings".to_owned(), json!({"s3BlockPublicAccess": random.percent(30)}));
    }
    if action.starts_with("kms:") && random.percent(15) {
        fields.insert("settings".to_owned(), json!({"kmsGrantAllows": random.percent(60)}));
    }
    request
}

/// The text, sometimes in capitals or in small letters.
pub fn recased(random: &mut Random, text: &str) -> String {
    match random.below(12) {
        0 => text.to_ascii_lowercase(),
        1 => text.to_ascii_uppercase(),
        _ => text.to_owned(),
    }
}

fn context(random: &mut Random) -> Value {
    let mut context = Map::new();
    for key in &conditions::KEYS {
        let chance = if key.derived { 4 } else { 35 };
        if random.percent(chance) {
            let name = if random.percent(10) { recased(random, key.name) } else { key.name.to_owned() };
            context.insert(name, conditions::request_value(random, key));
        }
    }
    Value::Object(context)
}

/// What the requests of a scenario ask for.
pub fn asked(scenario: &Value) -> Situation {
    let text = |request: &Value, field: &str| request[field].as_str().unwrap_or_default().to_owned();
    let requests = scenario["requests"].as_array().cloned().unwrap_or_default();
    Situation {
        requesters: requests.iter().map(|request| request["principal"].clone()).collect(),
        targets: requests.iter().map(|request| (text(request, "action"), text(request, "resource"))).collect(),
    }
}
