//! Policies of all types, with attachments and levels.

use serde_json::{Value, json};

use super::random::Random;
use super::requests::{AWAY, HOME, Situation};
use super::{conditions, patterns};

/// What a document is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Identity,
    Generic,
    Trust,
    Key,
    ServiceControl,
    ResourceControl,
    Endpoint,
}

const FULL_ACCESS: &str = "FullAWSAccess";

/// The policies of a scenario.
pub fn policies(random: &mut Random, situation: &Situation) -> Vec<Value> {
    let mut policies = Vec::new();
    let mut add = |random: &mut Random, chance: usize, most: usize, policy_type: &str| {
        if random.percent(chance) {
            for _ in 0..=random.below(most) {
                let name = format!("p{}", policies.len());
                policies.push(policy(random, situation, policy_type, &name));
            }
        }
    };
    add(random, 80, 2, "identity");
    add(random, 55, 2, "resource");
    add(random, 22, 1, "permissionsBoundary");
    add(random, 25, 2, "session");
    add(random, 25, 3, "serviceControl");
    add(random, 20, 2, "resourceControl");
    add(random, 15, 1, "vpcEndpoint");
    policies
}

fn policy(random: &mut Random, situation: &Situation, policy_type: &str, name: &str) -> Value {
    let form = form(random, situation, policy_type);
    let full = form == Form::ServiceControl && random.percent(45);
    let document = if full {
        json!({"Version": "2012-10-17", "Statement": [{"Sid": FULL_ACCESS, "Effect": "Allow", "Action": "*", "Resource": "*"}]})
    } else {
        document(random, situation, form)
    };
    let mut policy = json!({"name": name, "type": policy_type, "document": document});
    attach(random, situation, &mut policy, policy_type);
    match form {
        Form::Trust if random.percent(40) => policy["resourceType"] = json!("AWS::IAM::AssumeRolePolicyDocument"),
        Form::Key if random.percent(40) => policy["resourceType"] = json!("AWS::KMS::Key"),
        Form::Generic if random.percent(25) => {
            policy["resourceType"] = json!(random.pick(&["AWS::S3::Bucket", "AWS::SQS::Queue"]));
        }
        Form::Endpoint if random.percent(50) => {
            policy["endpointType"] = json!(random.pick(&["interface", "gateway"]));
        }
        _ => {}
    }
    policy
}

fn form(random: &mut Random, situation: &Situation, policy_type: &str) -> Form {
    let (action, resource) = random.pick(&situation.targets);
    match policy_type {
        "resource" if action.starts_with("sts:") => Form::Trust,
        "resource" if action.starts_with("kms:") && resource.contains(":key/") => Form::Key,
        "resource" => Form::Generic,
        "serviceControl" => Form::ServiceControl,
        "resourceControl" => Form::ResourceControl,
        "vpcEndpoint" => Form::Endpoint,
        _ => Form::Identity,
    }
}

fn attach(random: &mut Random, situation: &Situation, policy: &mut Value, policy_type: &str) {
    let requester = random.pick(&situation.requesters);
    let arn = requester.as_str().or_else(|| requester["arn"].as_str()).unwrap_or_default();
    let attached: Vec<String> = match policy_type {
        "identity" | "permissionsBoundary" | "session" if !arn.is_empty() && random.percent(25) => {
            let account = arn.split(':').nth(4).unwrap_or(HOME);
            let user = format!("arn:aws:iam::{account}:user/bob");
            let role = format!("arn:aws:iam::{account}:role/app/R");
            match random.below(4) {
                0 => vec![arn.to_owned()],
                1 => vec![role],
                2 => vec![user, role],
                _ => vec![format!("arn:aws:iam::{AWAY}:user/nobody")],
            }
        }
        "resource" if random.percent(20) => {
            let (_, resource) = random.pick(&situation.targets);
            let bucket = resource.split('/').next().unwrap_or_default().to_owned();
            if resource == "*" {
                return;
            }
            vec![random.pick(&[resource.clone(), bucket]).clone()]
        }
        "serviceControl" | "resourceControl" if random.percent(50) => {
            vec![(*random.pick(&["root", "ou", HOME, AWAY])).to_owned()]
        }
        _ => return,
    };
    policy["attachedTo"] = match attached.as_slice() {
        [only] if random.percent(50) => json!(only),
        all => json!(all),
    };
}

fn document(random: &mut Random, situation: &Situation, form: Form) -> Value {
    let mut statements: Vec<Value> = (0..=random.below(3)).map(|_| statement(random, situation, form, None)).collect();
    let statement = match statements.len() {
        1 if random.percent(50) => statements.remove(0),
        _ => Value::Array(statements),
    };
    let mut document = json!({"Statement": statement});
    match random.below(10) {
        0 if form != Form::ResourceControl => document["Version"] = json!("2008-10-17"),
        1 if form != Form::ResourceControl && form != Form::ServiceControl => {}
        _ => document["Version"] = json!("2012-10-17"),
    }
    document
}

fn statement(random: &mut Random, situation: &Situation, form: Form, effect: Option<&str>) -> Value {
    let (action, resource) = random.pick(&situation.targets);
    let effect = match (form, effect) {
        (Form::ResourceControl, _) => "Deny",
        (_, Some(effect)) => effect,
        _ if random.percent(72) => "Allow",
        _ => "Deny",
    };
    let mut statement = json!({"Effect": effect});
    if random.percent(30) {
        statement["Sid"] = json!(format!("S{}", random.below(1000)));
    }
    add_action(random, &mut statement, action, form);
    add_resource(random, &mut statement, resource, form);
    add_principal(random, &mut statement, situation, form, effect);
    let conditional = if form == Form::ResourceControl { 70 } else { 42 };
    if random.percent(conditional) {
        statement["Condition"] = conditions::condition(random);
    }
    statement
}

fn add_action(random: &mut Random, statement: &mut Value, asked: &str, form: Form) {
    let concrete = form == Form::ResourceControl;
    let covered = ["s3:", "kms:", "sts:", "sqs:"].iter().any(|prefix| asked.starts_with(prefix));
    let asked = if concrete && !covered { "s3:GetObject" } else { asked };
    let count = 1 + random.below(5) / 3;
    let entries: Vec<String> = (0..count)
        .map(|_| {
            let entry = patterns::action(random, asked, concrete);
            if concrete && entry.starts_with("ec2:") { "s3:GetObject".to_owned() } else { entry }
        })
        .collect();
    let not = !concrete && random.percent(10);
    statement[if not { "NotAction" } else { "Action" }] = match entries.as_slice() {
        [only] if random.percent(60) => json!(only),
        _ if random.percent(2) => json!([]),
        all => json!(all),
    };
}

fn add_resource(random: &mut Random, statement: &mut Value, asked: &str, form: Form) {
    // What SCPs and RCPs are not refused for.
    let shorts: &[&str] = match form {
        Form::ResourceControl => &[],
        Form::ServiceControl => &["arn:aws:{S}:*", "arn:*"],
        _ => &["arn:aws:{S}:*", "arn:aws:{S}", "arn:*", "arn:aws:{S}:us-east-1", "arn:aws:s*"],
    };
    let optional = match form {
        Form::Trust => return,
        Form::Generic | Form::Key => random.percent(15),
        _ => false,
    };
    if optional {
        return;
    }
    let count = 1 + random.below(5) / 3;
    let entries: Vec<String> = (0..count).map(|_| patterns::resource(random, asked, shorts)).collect();
    let entries: Vec<String> = match form {
        Form::ServiceControl | Form::ResourceControl => {
            entries.into_iter().filter(|entry| is_long(entry, form)).collect()
        }
        _ => entries,
    };
    let not = random.percent(10);
    statement[if not { "NotResource" } else { "Resource" }] = match entries.as_slice() {
        [] => json!("*"),
        [only] if random.percent(60) => json!(only),
        _ if random.percent(2) => json!([]),
        all => json!(all),
    };
}

/// Whether an SCP or RCP with this entry is not refused for a short ARN.
fn is_long(entry: &str, form: Form) -> bool {
    let all = entry.bytes().all(|byte| byte == b'*');
    all || outside_variables(entry).split(':').count() >= 6 || (form == Form::ServiceControl && entry.ends_with('*'))
}

fn outside_variables(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        kept.push_str(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    kept + rest
}

fn add_principal(random: &mut Random, statement: &mut Value, situation: &Situation, form: Form, effect: &str) {
    match form {
        Form::Identity | Form::ServiceControl => {}
        Form::ResourceControl => statement["Principal"] = json!("*"),
        Form::Trust => statement["Principal"] = patterns::principal(random, &situation.requesters),
        Form::Endpoint if random.percent(60) => statement["Principal"] = json!("*"),
        Form::Generic | Form::Key | Form::Endpoint => {
            let not = random.percent(if effect == "Deny" { 25 } else { 4 });
            statement[if not { "NotPrincipal" } else { "Principal" }] =
                patterns::principal(random, &situation.requesters);
        }
    }
}

/// A statement as an identity-based policy may hold it.
pub fn statement_about(random: &mut Random, situation: &Situation, effect: &str) -> Value {
    statement(random, situation, Form::Identity, Some(effect))
}
