//! Who asks.

use serde_json::Value;

use super::{text, texts};

/// The kinds of requesters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The root user.
    Root,
    /// An IAM user.
    User,
    /// A session of a role.
    Session,
    /// A federated-user session.
    Federated,
    /// An identity provider.
    Provider,
    /// A service.
    Service,
    /// Nobody.
    Anonymous,
}

/// A requester.
pub struct Requester {
    /// Its kind.
    pub who: Who,
    /// Its ARN.
    pub arn: String,
    /// Of the ARN.
    pub partition: String,
    /// Of the ARN; empty for services and nobody.
    pub account: String,
    /// The last element of the name.
    pub name: String,
    /// The role with its path, where it was given.
    pub role: Option<String>,
    /// The session's name, where there is one.
    pub session: Option<String>,
    /// The parent of a federated session.
    pub parent: Option<String>,
    /// The unique id.
    pub id: Option<String>,
    /// The S3 canonical id.
    pub canonical: Option<String>,
    /// The names of a service.
    pub services: Vec<String>,
    /// What was said of the organization.
    pub organization: String,
    /// Its tags.
    pub tags: Vec<(String, String)>,
}

impl Requester {
    /// Reads the `principal` of a request.
    pub fn read(principal: &Value, action: &str) -> Self {
        let long = match principal {
            Value::String(text) if text == "anonymous" => serde_json::json!({"anonymous": true}),
            Value::String(text) if text.starts_with("arn:") => serde_json::json!({"arn": text}),
            Value::String(text) => serde_json::json!({"service": text}),
            long => long.clone(),
        };
        let arn = long["arn"].as_str().or(long["roleArn"].as_str()).unwrap_or_default().to_owned();
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let part = |number: usize| parts.get(number).copied().unwrap_or_default().to_owned();
        let tail = part(5);
        let mut elements = tail.split('/');
        let first = elements.next().unwrap_or_default();
        let names: Vec<&str> = elements.collect();
        let last = names.last().copied().unwrap_or_default().to_owned();
        let (who, name, session) = match (part(2).as_str(), first) {
            ("iam", "root") => (Who::Root, last, None),
            ("iam", "user") => (Who::User, last, None),
            ("iam", "role") => (Who::Session, last, None),
            ("iam", _) => (Who::Provider, last, None),
            ("sts", "assumed-role") => {
                (Who::Session, names.first().copied().unwrap_or_default().to_owned(), Some(last))
            }
            ("sts", _) => (Who::Federated, last, None),
            _ if long["anonymous"] == true => (Who::Anonymous, last, None),
            _ => (Who::Service, last, None),
        };
        let services = texts(&long["service"]);
        let host = services.first().map(String::as_str).unwrap_or_default();
        let built_in =
            ["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"];
        let who = if who == Who::Service
            && principal.is_string()
            && built_in.contains(&host)
            && action.starts_with("sts:assumerolewith")
        {
            Who::Provider
        } else {
            who
        };
        let role = match (first, long["roleArn"].as_str()) {
            (_, Some(given)) => Some(given.to_owned()),
            ("role", None) => Some(arn.clone()),
            _ => None,
        };
        let parent = (who == Who::Federated).then(|| {
            let assumed = format!("arn:{}:iam::{}:user/{name}", part(1), part(4));
            long["parentArn"].as_str().map_or(assumed, ToOwned::to_owned)
        });
        let tags = long["tags"].as_object().into_iter().flatten();
        Self {
            who,
            partition: part(1),
            account: part(4),
            name,
            role,
            session,
            parent,
            id: long["id"].as_str().map(ToOwned::to_owned),
            canonical: long["canonicalId"].as_str().map(ToOwned::to_owned),
            services,
            organization: text(&long, "organization"),
            tags: tags.map(|(tag, value)| (tag.clone(), value.as_str().unwrap_or_default().to_owned())).collect(),
            arn,
        }
    }

    /// Whether it acts inside an account.
    pub fn has_account(&self) -> bool {
        matches!(self.who, Who::Root | Who::User | Who::Session | Who::Federated)
    }

    /// Whether it is a federated session that the root user asked for.
    pub fn is_federated_root(&self) -> bool {
        self.parent.as_ref().is_some_and(|parent| parent.ends_with(":root"))
    }

    /// Whether its role is service-linked.
    pub fn is_service_linked(&self) -> bool {
        self.role.as_ref().is_some_and(|role| role.contains(":role/aws-service-role/"))
    }

    /// Whether `arn` is its role: by the whole ARN where the path is known, else by account and name.
    pub fn is_session_of(&self, arn: &str) -> bool {
        if self.who != Who::Session {
            return false;
        }
        if let Some(role) = &self.role {
            return role == arn;
        }
        let start = format!("arn:{}:iam::{}:role/", self.partition, self.account);
        arn.strip_prefix(&start).is_some_and(|path| path.split('/').next_back() == Some(self.name.as_str()))
    }

    /// Whether `arn` is the requester, its role or its parent user.
    pub fn is_or_comes_from(&self, arn: &str) -> bool {
        self.arn == arn || self.is_session_of(arn) || self.parent.as_deref() == Some(arn)
    }
}
