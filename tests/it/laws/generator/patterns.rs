//! `Action`, `Resource` and `Principal` texts that fit what is asked, or nearly.

use serde_json::{Value, json};

use super::random::Random;
use super::requests::{AWAY, HOME, recased};

/// An entry of `Action`, about `asked` more often than not. `concrete` keeps the prefix free of wildcards.
pub fn action(random: &mut Random, asked: &str, concrete: bool) -> String {
    let (prefix, name) = asked.split_once(':').unwrap_or((asked, ""));
    let middle = name.len() / 2;
    let (start, end) = name.split_at(middle);
    match random.below(20) {
        0..=4 => asked.to_owned(),
        5..=8 => format!("{prefix}:*"),
        9 => format!("{prefix}:{start}*"),
        10 => format!("{prefix}:*{end}"),
        11 => format!("{prefix}:?{}", name.get(1..).unwrap_or_default()),
        12 | 13 if !concrete => "*".to_owned(),
        14 if !concrete => (*random.pick(&["*:*", "s*:*", "**"])).to_owned(),
        15 => recased(random, asked),
        16 => format!("{prefix}:"),
        17 => "ec2:RunInstances".to_owned(),
        18 if !concrete => "s3: GetObject".to_owned(),
        _ => format!("{prefix}:{start}{end}"),
    }
}

/// An entry of `Resource`, about `asked` more often than not.
pub fn resource(random: &mut Random, asked: &str, shorts: &[&str]) -> String {
    if random.percent(28) {
        return (*random.pick(&["*", "*", "**"])).to_owned();
    }
    let parts: Vec<&str> = asked.splitn(6, ':').collect();
    let [arn, partition, service, region, account, tail] = parts.as_slice() else {
        return (*random.pick(&["*", "arn:aws:s3:::*", "arn:aws:s3:::prod", "arn:aws:ecs:*:*:*"])).to_owned();
    };
    let middle = tail.len() / 2;
    let (start, end) = tail.split_at(middle);
    match random.below(18) {
        0..=2 => asked.to_owned(),
        3 => format!("{arn}:{partition}:{service}:{region}:{account}:*"),
        4 => format!("{arn}:{partition}:{service}:*:*:{tail}"),
        5 => format!("{arn}:{partition}:{service}:{region}:{account}:{start}*"),
        6 => format!("{arn}:{partition}:{service}:{region}:{account}:*{end}"),
        7 => format!("{arn}:*:{service}:*:{account}:{start}?{}", end.get(1..).unwrap_or_default()),
        // A star that ends a component runs past the colon.
        8 => format!("{arn}:{partition}:{service}:*:{tail}"),
        9 => format!("{arn}:{partition}:{service}:*{}", if random.percent(50) { ":prod" } else { ":prod/*" }),
        10 => format!("{arn}:{partition}:{service}:u?-*-1:{account}:{tail}"),
        11 => asked.replace("bob", "${aws:username}").replace("prod", "${aws:PrincipalTag/team, 'prod'}"),
        12 => asked.replace("bob", "${aws:PrincipalTag/team}").replace("prod", "${aws:RequestTag/team}"),
        13 => format!("{arn}:{partition}:{service}:{region}:{account}:${{aws:TagKeys}}"),
        14 if !shorts.is_empty() => random.pick(shorts).replace("{S}", service),
        15 => format!("{arn}:{partition}:{service}:{region}:${{aws:PrincipalAccount}}:{tail}"),
        16 => format!("{arn}:{partition}:{}:{region}:{account}:{tail}", service.to_ascii_uppercase()),
        _ => format!("{arn}:{partition}:{service}:{region}:{account}:{start}${{*}}"),
    }
}

/// The value of `Principal` or `NotPrincipal`; `trust` where it is a role's trust policy.
pub fn principal(random: &mut Random, requesters: &[Value]) -> Value {
    if random.percent(18) {
        return json!("*");
    }
    let requester = random.pick(requesters);
    let mut aws: Vec<String> = Vec::new();
    for _ in 0..=random.below(3) {
        aws.push(aws_entry(random, requester));
    }
    let mut element = json!({});
    let kinds = random.below(10);
    if kinds < 8 {
        element["AWS"] = if let [only] = aws.as_slice() { json!(only) } else { json!(aws) };
    }
    if kinds == 7 || kinds == 8 || requester.get("service").is_some() && random.percent(60) {
        element["Service"] = json!(random.pick(&["ecs-tasks.amazonaws.com", "sns.amazonaws.com", "*"]));
    }
    if random.percent(if requester.as_str().is_some_and(|arn| arn.contains("saml")) { 60 } else { 3 }) {
        element["Federated"] = json!(format!("arn:aws:iam::{}:saml-provider/corp", random.pick(&[HOME, HOME, AWAY])));
    }
    if random.percent(6) {
        element["CanonicalUser"] = json!(random.pick(&["c0ffee", "decaf"]));
    }
    element
}

fn aws_entry(random: &mut Random, requester: &Value) -> String {
    let arn = requester.as_str().or_else(|| requester["arn"].as_str()).unwrap_or_default();
    let account = arn.split(':').nth(4).filter(|account| !account.is_empty()).unwrap_or(HOME);
    match random.below(16) {
        0..=3 if arn.contains(":user/") || arn.contains(":assumed-role/") || arn.contains(":federated-user/") => {
            arn.to_owned()
        }
        0..=2 | 5 => account.to_owned(),
        3 | 4 => format!("arn:aws:iam::{account}:root"),
        6 | 7 => format!("arn:aws:iam::{account}:role/app/R"),
        8 => format!("arn:aws:iam::{account}:role/R"),
        9 => format!("arn:aws:sts::{account}:assumed-role/R/s"),
        10 => format!("arn:aws:iam::{account}:user/bob"),
        11 => "*".to_owned(),
        12 => (*random.pick(&["AIDABOBBOBBOBBOB", "AROARRRRRRRRRRRR", "AIDAEVEEVEEVEEVE"])).to_owned(),
        13 => (*random.pick(&[HOME, AWAY])).to_owned(),
        14 => format!("arn:aws:iam::{account}:role/*"),
        _ => format!("arn:aws-cn:iam::{account}:root"),
    }
}
