//! The request context with the keys that AWS fills in, and policy variables.

use serde_json::Value;

use super::glob::Token;
use super::requester::{Requester, Who};

/// The entries in order: the key, and one value or several.
pub struct Context(Vec<(String, Entry)>);

/// The value of a key.
pub enum Entry {
    /// Of a single-valued key.
    One(String),
    /// Of a multivalued key.
    Many(Vec<String>),
}

/// The text of a JSON value.
pub fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

impl Context {
    /// Given entries first; a filled-in key stands only where none was given.
    pub fn read(given: &Value, requester: &Requester, owner: &str) -> Self {
        let given = given.as_object().into_iter().flatten().map(|(key, value)| {
            let entry = match value {
                Value::Array(values) => Entry::Many(values.iter().map(as_text).collect()),
                one => Entry::One(as_text(one)),
            };
            (key.clone(), entry)
        });
        let mut entries: Vec<(String, Entry)> = given.collect();
        for (key, value) in filled_in(requester, owner) {
            if !entries.iter().any(|(known, _)| known.eq_ignore_ascii_case(&key)) {
                entries.push((key, Entry::One(value)));
            }
        }
        Self(entries)
    }

    /// The entry of exactly this case, else the first in another case.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        let exact = self.0.iter().find(|(known, _)| known == key);
        exact.or_else(|| self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(key))).map(|(_, entry)| entry)
    }

    /// A text of a document: its wildcards, and its variables replaced where the version has them; `None` where one has no value.
    pub fn substitute(&self, text: &str, variables: bool) -> Option<Vec<Token>> {
        let mut tokens = Vec::new();
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            if variables && let Some(inner) = rest.strip_prefix("${").and_then(|after| after.split('}').next()) {
                match inner {
                    "*" | "?" | "$" => tokens.extend(inner.chars().map(Token::Replaced)),
                    variable => tokens.extend(self.value_of(variable)?.chars().map(Token::Replaced)),
                }
                rest = rest.get(inner.len() + 3..).unwrap_or_default();
                continue;
            }
            tokens.push(match character {
                '*' => Token::Many,
                '?' => Token::One,
                other => Token::Written(other),
            });
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
        Some(tokens)
    }

    fn value_of(&self, variable: &str) -> Option<String> {
        let (name, default) = match variable.split_once(", '") {
            Some((name, default)) => (name, default.strip_suffix('\'')),
            None => (variable, None),
        };
        match self.get(name) {
            Some(Entry::Many(_)) => None,
            Some(Entry::One(text)) if !text.is_empty() => Some(text.clone()),
            Some(Entry::One(_)) | None => default.map(ToOwned::to_owned),
        }
    }
}

fn filled_in(requester: &Requester, owner: &str) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    let mut add = |key: &str, value: &str| keys.push((key.to_owned(), value.to_owned()));
    let role = format!("arn:{}:iam::{}:role/{}", requester.partition, requester.account, requester.name);
    match requester.who {
        Who::Root => {
            add("aws:PrincipalArn", &requester.arn);
            add("aws:PrincipalType", "Account");
            add("aws:userid", &requester.account);
        }
        Who::User => {
            add("aws:PrincipalArn", &requester.arn);
            add("aws:PrincipalType", "User");
            add("aws:username", &requester.name);
            if let Some(id) = &requester.id {
                add("aws:userid", id);
            }
        }
        Who::Session => {
            add("aws:PrincipalArn", requester.role.as_deref().unwrap_or(&role));
            add("aws:PrincipalType", "AssumedRole");
            if let (Some(id), Some(session)) = (&requester.id, &requester.session) {
                add("aws:userid", &format!("{id}:{session}"));
            }
        }
        Who::Federated => {
            add("aws:PrincipalArn", &requester.arn);
            add("aws:PrincipalType", "FederatedUser");
            add("aws:userid", &format!("{}:{}", requester.account, requester.name));
        }
        Who::Anonymous => {
            add("aws:PrincipalType", "Anonymous");
            add("aws:userid", "anonymous");
            add("aws:PrincipalAccount", "anonymous");
        }
        Who::Provider | Who::Service => {}
    }
    match requester.who {
        Who::Service => add("aws:PrincipalIsAWSService", "true"),
        Who::Root | Who::User | Who::Session | Who::Federated => add("aws:PrincipalIsAWSService", "false"),
        Who::Anonymous | Who::Provider => {}
    }
    if requester.services.len() == 1 {
        add("aws:PrincipalServiceName", &requester.services[0]);
    }
    if requester.has_account() {
        add("aws:PrincipalAccount", &requester.account);
    }
    for (tag, value) in &requester.tags {
        add(&format!("aws:PrincipalTag/{tag}"), value);
    }
    if !owner.is_empty() {
        add("aws:ResourceAccount", owner);
    }
    keys
}
