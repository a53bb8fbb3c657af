//! Context keys with the values that requests and policies give them, and `Condition` elements.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::requests::recased;

/// What the values of a key are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A list of texts.
    List,
    /// An IP address.
    Ip,
    /// A number.
    Number,
    /// A date.
    Date,
    /// `true` or `false`.
    Bool,
    /// An ARN.
    Arn,
    /// Base64.
    Binary,
}

/// A context key of the vocabulary.
pub struct Key {
    /// As AWS writes it.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether AWS fills it in.
    pub derived: bool,
}

const fn key(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, derived: false }
}

const fn derived(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, derived: true }
}

/// All keys.
pub const KEYS: [Key; 21] = [
    derived("aws:PrincipalTag/team", Kind::Text),
    derived("aws:username", Kind::Text),
    derived("aws:userid", Kind::Text),
    derived("aws:PrincipalType", Kind::Text),
    derived("aws:PrincipalAccount", Kind::Text),
    derived("aws:ResourceAccount", Kind::Text),
    derived("aws:PrincipalArn", Kind::Arn),
    key("aws:RequestTag/team", Kind::Text),
    key("ecs:ResourceTag/team", Kind::Text),
    key("s3:prefix", Kind::Text),
    key("aws:PrincipalOrgID", Kind::Text),
    key("aws:TagKeys", Kind::List),
    key("aws:PrincipalOrgPaths", Kind::List),
    key("aws:SourceIp", Kind::Ip),
    key("s3:max-keys", Kind::Number),
    key("aws:CurrentTime", Kind::Date),
    key("aws:SecureTransport", Kind::Bool),
    key("aws:MultiFactorAuthPresent", Kind::Bool),
    key("ecs:cluster", Kind::Arn),
    key("aws:SourceArn", Kind::Arn),
    key("sqs:digest", Kind::Binary),
];

const STRINGS: [&str; 8] = [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "StringEquals",
    "StringLike",
];
const NUMBERS: [&str; 6] = [
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
];
const DATES: [&str; 6] =
    ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"];
const ARNS: [&str; 4] = ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"];
const FAMILIES: [&[&str]; 8] =
    [&STRINGS, &NUMBERS, &DATES, &ARNS, &["Bool"], &["IpAddress", "NotIpAddress"], &["BinaryEquals"], &["Null"]];

fn family(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text | Kind::List => &STRINGS,
        Kind::Ip => &["IpAddress", "NotIpAddress"],
        Kind::Number => &NUMBERS,
        Kind::Date => &DATES,
        Kind::Bool => &["Bool"],
        Kind::Arn => &ARNS,
        Kind::Binary => &["BinaryEquals"],
    }
}

const TEXTS: [&str; 10] = ["prod", "Prod", "test", "bob", "team", "a*", "", "111111111111", "User", "o-1"];
const ARN_VALUES: [&str; 5] = [
    "arn:aws:ecs:us-east-1:111111111111:cluster/prod",
    "arn:aws:ecs:us-east-1:222222222222:cluster/test",
    "arn:aws:iam::111111111111:role/app/R",
    "arn:aws:iam::111111111111:user/bob",
    "no-arn",
];

/// A value that a request gives to `key`.
pub fn request_value(random: &mut Random, key: &Key) -> Value {
    match key.kind {
        Kind::Text => json!(random.pick(&TEXTS)),
        Kind::List if random.percent(8) => json!(random.pick(&TEXTS)),
        Kind::List => {
            let count = random.below(4);
            let values: Vec<&str> = (0..count).map(|_| *random.pick(&["team", "Team", "prod", "cost", ""])).collect();
            json!(values)
        }
        Kind::Ip => json!(random.pick(&[
            "203.0.113.7",
            "10.1.2.3",
            "198.51.100.1",
            "2001:DB8:0::1",
            "2001:db8::1",
            "::1",
            "203.0.113.0/24",
            "010.1.2.3",
            "x"
        ])),
        Kind::Number => random
            .pick(&[
                json!("10"),
                json!(10),
                json!("10.0"),
                json!("9.5"),
                json!(-1),
                json!("+11"),
                json!("1e3"),
                json!("ten"),
            ])
            .clone(),
        Kind::Date => json!(random.pick(&[
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:01Z",
            "2024-06-01T12:00:00+02:00",
            "2023-12-31T23:59:59.999Z",
            "2024-01-01",
            "1704067200",
            "2024-02-30",
            "soon"
        ])),
        Kind::Bool => random
            .pick(&[json!("true"), json!("false"), json!(true), json!(false), json!("TRUE"), json!("yes")])
            .clone(),
        Kind::Arn => json!(random.pick(&ARN_VALUES)),
        Kind::Binary => json!(random.pick(&["aGVsbG8=", "d29ybGQ=", "!!"])),
    }
}

/// A value that a policy compares `key` with.
fn policy_value(random: &mut Random, kind: Kind, operator: &str) -> Value {
    if operator.ends_with("Null") {
        return random
            .pick(&[json!("true"), json!("false"), json!(true), json!(false), json!("True"), json!("x")])
            .clone();
    }
    match kind {
        Kind::Text | Kind::List => match random.below(20) {
            0 => json!("${aws:username}"),
            1 => json!("${aws:PrincipalTag/team}"),
            2 => json!("${AWS:RequestTag/Team, 'prod'}"),
            3 => json!("${aws:TagKeys}"),
            4 => json!("p${*}"),
            5 => json!("a${*}"),
            6 | 7 => json!("p*"),
            8 => json!("?rod"),
            9 => json!("*"),
            10 => json!("${s3:prefix}*"),
            _ => json!(random.pick(&TEXTS)),
        },
        Kind::Ip => json!(random.pick(&[
            "203.0.113.0/24",
            "203.0.113.9/24",
            "10.0.0.0/8",
            "0.0.0.0/0",
            "::/0",
            "2001:db8::/32",
            "203.0.113.7",
            "2001:0db8:0::1",
            "198.51.100.0/33",
            "${aws:SourceIp}"
        ])),
        Kind::Number => random
            .pick(&[json!("10"), json!(10), json!("9.50"), json!("-1"), json!("11"), json!("10abc"), json!("010")])
            .clone(),
        Kind::Date => json!(random.pick(&[
            "2024-01-01",
            "2024",
            "2024-01",
            "2024-01-01T00:00Z",
            "2024-01-01T00:00:00Z",
            "2024-06-01T10:00:00.000Z",
            "1704067200",
            "2024-13-01",
            "bogus"
        ])),
        Kind::Bool => random
            .pick(&[json!("true"), json!("false"), json!(true), json!(false), json!("False"), json!("no")])
            .clone(),
        Kind::Arn => match random.below(9) {
            0 => json!("arn:aws:ecs:*:111111111111:cluster/*"),
            1 => json!("arn:aws:iam::111111111111:*/${aws:username}"),
            2 => json!("arn:aws:*:*:role/app/R"),
            3 => json!("*"),
            _ => json!(random.pick(&ARN_VALUES)),
        },
        Kind::Binary => json!(random.pick(&["aGVsbG8=", "d29ybGQ=", "?"])),
    }
}

/// A `Condition` element with one to three keys.
pub fn condition(random: &mut Random) -> Value {
    let mut condition = Map::new();
    for _ in 0..=random.below(6) / 3 {
        let key = random.pick(&KEYS);
        let operator = operator(random, key.kind);
        let Some(keys) = condition.entry(operator.clone()).or_insert_with(|| json!({})).as_object_mut() else {
            continue;
        };
        let taken = keys.keys().any(|known| known.eq_ignore_ascii_case(key.name));
        if taken {
            continue;
        }
        let name = if random.percent(10) { recased(random, key.name) } else { key.name.to_owned() };
        let values = match random.below(10) {
            0..=5 => policy_value(random, key.kind, &operator),
            6 if random.percent(40) => json!([]),
            _ => {
                let count = 1 + random.below(3);
                let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
                json!((0..count).map(|_| text(policy_value(random, key.kind, &operator))).collect::<Vec<_>>())
            }
        };
        keys.insert(name, values);
    }
    Value::Object(condition)
}

fn operator(random: &mut Random, kind: Kind) -> String {
    let family = match random.below(100) {
        0..=8 => &["Null"][..],
        9..=13 => random.pick(&FAMILIES),
        _ => family(kind),
    };
    let base = *random.pick(family);
    let set_chance = if kind == Kind::List { 75 } else { 8 };
    let set = if random.percent(set_chance) { *random.pick(&["ForAllValues:", "ForAnyValue:"]) } else { "" };
    let if_exists = if base != "Null" && random.percent(18) { "IfExists" } else { "" };
    let written = format!("{set}{base}{if_exists}");
    if random.percent(4) { written.to_ascii_lowercase() } else { written }
}
