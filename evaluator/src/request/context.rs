//! The request context as policies read it: given entries, and those that AWS fills in from requester and resource.
//!
//! Source: IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags".

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::requester::{Requester, RequesterKind};
use super::{Context, ContextValue};

/// The value or values of a key, as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// A single-valued key.
    Scalar(String),
    /// A multivalued key.
    List(Vec<String>),
}

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The request's context.
    Given,
    /// The requester.
    Principal,
    /// The requester, whose role path is not known: the value may lack it.
    PathlessRole,
    /// The resource.
    Resource,
    /// The requester, whose account was taken for the resource's.
    AssumedOwner,
    /// The tags of the call.
    Call,
}

impl Origin {
    /// Whether the value may be another one.
    pub fn is_assumed(self) -> bool {
        match self {
            Self::PathlessRole | Self::AssumedOwner => true,
            Self::Given | Self::Principal | Self::Resource | Self::Call => false,
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as it was given, or as AWS writes it.
    pub name: String,
    /// Its values.
    pub values: Values,
    /// Where it comes from.
    pub origin: Origin,
}

/// What reading a key gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'c> {
    /// The entry that counts.
    pub entry: &'c Entry,
    /// Whether other entries differ from it only by case, so that AWS's choice cannot be told.
    pub collides: bool,
}

/// All entries by lower-case key.
#[derive(Clone, Debug, Default)]
pub struct ResolvedContext {
    entries: BTreeMap<String, Vec<Entry>>,
}

impl ResolvedContext {
    /// Adds an entry behind those of the same key.
    pub fn add(&mut self, name: &str, values: Values, origin: Origin) {
        let entry = Entry { name: name.to_owned(), values, origin };
        self.entries.entry(name.to_ascii_lowercase()).or_default().push(entry);
    }

    /// Reads the key `name`, whose lower-case form is `lower`: the entry of exactly that case, else the first.
    pub fn find(&self, name: &str, lower: &str) -> Option<Found<'_>> {
        let entries = self.entries.get(lower)?;
        let entry = entries.iter().find(|entry| entry.name == name).or_else(|| entries.first())?;
        Some(Found { entry, collides: entries.len() > 1 })
    }

    /// Whether the key is there in any case.
    pub fn has(&self, lower: &str) -> bool {
        self.entries.contains_key(lower)
    }

    /// Gives a key, whose lower-case form is `lower`, other values; returns its entries for [`ResolvedContext::restore`].
    pub fn replace(&mut self, lower: &str, name: &str, values: Values) -> Option<Vec<Entry>> {
        let entry = Entry { name: name.to_owned(), values, origin: Origin::Given };
        self.entries.insert(lower.to_owned(), alloc::vec![entry])
    }

    /// Takes a key out, in whatever case.
    pub fn remove(&mut self, name: &str) {
        self.entries.remove(&name.to_ascii_lowercase());
    }

    /// Gives a key the entries that it had.
    pub fn restore(&mut self, lower: &str, entries: Option<Vec<Entry>>) {
        match entries {
            Some(entries) => self.entries.insert(lower.to_owned(), entries),
            None => self.entries.remove(lower),
        };
    }
}

/// A key that AWS fills in, before the context was asked whether it replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedKey {
    /// As AWS writes it.
    pub name: String,
    /// Its value.
    pub values: Values,
    /// What it is read from.
    pub origin: Origin,
    /// Whether an entry of the context replaces it.
    pub overridden: bool,
}

/// The context of a request with the keys that AWS fills in.
pub fn resolve(
    given: &Context,
    requester: &Requester,
    resource_account: Option<(&str, Origin)>,
    call_tags: &[(String, String)],
) -> (ResolvedContext, Vec<DerivedKey>) {
    let mut context = ResolvedContext::default();
    for (key, value) in &given.0 {
        context.add(key, value.into(), Origin::Given);
    }
    let mut derived = principal_keys(requester);
    if let Some((account, origin)) = resource_account {
        derived.push(key("aws:ResourceAccount", account, origin));
    }
    for (tag, value) in call_tags {
        derived.push(key(&format!("aws:RequestTag/{tag}"), value, Origin::Call));
    }
    if !call_tags.is_empty() {
        let keys = call_tags.iter().map(|(tag, _)| tag.clone()).collect();
        let values = Values::List(keys);
        derived.push(DerivedKey { name: "aws:TagKeys".to_owned(), values, origin: Origin::Call, overridden: false });
    }
    for key in &mut derived {
        key.overridden = given.0.iter().any(|(name, _)| name.eq_ignore_ascii_case(&key.name));
    }
    for key in derived.iter().filter(|key| !key.overridden) {
        context.add(&key.name, key.values.clone(), key.origin);
    }
    (context, derived)
}

fn key(name: &str, value: &str, origin: Origin) -> DerivedKey {
    DerivedKey { name: name.to_owned(), values: Values::Scalar(value.to_owned()), origin, overridden: false }
}

fn principal_keys(requester: &Requester) -> Vec<DerivedKey> {
    let mut keys = Vec::new();
    let mut add = |name: &str, value: &str, origin| keys.push(key(name, value, origin));
    let kind = match requester.kind {
        RequesterKind::Root => "Account",
        RequesterKind::User => "User",
        RequesterKind::FederatedUser => "FederatedUser",
        RequesterKind::RoleSession => "AssumedRole",
        RequesterKind::Anonymous => "Anonymous",
        RequesterKind::Provider | RequesterKind::Service => "",
    };
    if let Some(arn) = requester.principal_arn() {
        let pathless = requester.kind == RequesterKind::RoleSession && requester.role_arn.is_none();
        add("aws:PrincipalArn", &arn, if pathless { Origin::PathlessRole } else { Origin::Principal });
    }
    if requester.has_account() {
        add("aws:PrincipalAccount", &requester.account, Origin::Principal);
    }
    if requester.kind == RequesterKind::Anonymous {
        add("aws:PrincipalAccount", "anonymous", Origin::Principal);
    }
    if !kind.is_empty() {
        add("aws:PrincipalType", kind, Origin::Principal);
    }
    if requester.kind == RequesterKind::User {
        add("aws:username", &requester.name, Origin::Principal);
    }
    if let Some(id) = user_id(requester) {
        add("aws:userid", &id, Origin::Principal);
    }
    for (tag, value) in &requester.tags.0 {
        add(&format!("aws:PrincipalTag/{tag}"), value, Origin::Principal);
    }
    keys
}

fn user_id(requester: &Requester) -> Option<String> {
    match requester.kind {
        RequesterKind::Root => Some(requester.account.clone()),
        RequesterKind::User => requester.id.clone(),
        RequesterKind::FederatedUser => Some(format!("{}:{}", requester.account, requester.name)),
        RequesterKind::RoleSession => Some(format!("{}:{}", requester.id.as_ref()?, requester.session.as_ref()?)),
        RequesterKind::Anonymous => Some("anonymous".to_owned()),
        RequesterKind::Provider | RequesterKind::Service => None,
    }
}

impl From<&ContextValue> for Values {
    fn from(value: &ContextValue) -> Self {
        match value {
            ContextValue::Text(text) | ContextValue::Number(text) => Self::Scalar(text.clone()),
            ContextValue::Boolean(value) => Self::Scalar(value.to_string()),
            ContextValue::List(values) => Self::List(values.clone()),
        }
    }
}

impl From<&Values> for ContextValue {
    fn from(values: &Values) -> Self {
        match values {
            Values::Scalar(text) => Self::Text(text.clone()),
            Values::List(values) => Self::List(values.clone()),
        }
    }
}
