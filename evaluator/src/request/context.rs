//! The request context as policies read it: given entries, and those that AWS fills in from requester and resource.
//!
//! Source: IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags".

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::requester::{Requester, RequesterKind};
use super::{Context, ContextValue};
use crate::order::hash;
use crate::reference::global_keys;

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
    /// Its place in the context.
    pub place: usize,
    /// Whether other entries differ from it only by case, so that AWS's choice cannot be told.
    pub collides: bool,
}

/// The name of a key with what it is looked up by, worked out once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyName {
    /// As it is written.
    pub written: String,
    hash: u32,
}

impl KeyName {
    /// The name `written`, in whatever case.
    pub fn new(written: &str) -> Self {
        Self { written: written.to_owned(), hash: hash(written) }
    }
}

/// All entries, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct ResolvedContext {
    /// Each with the hash of its key.
    entries: Vec<(u32, Entry)>,
}

impl ResolvedContext {
    /// Adds what is given for a key behind the entries of the same one. One value of a key to which AWS gives lists is a list.
    fn give(&mut self, name: &str, values: Values) {
        let values = match values {
            Values::Scalar(text) if global_keys::is_multivalued(name) => Values::List(alloc::vec![text]),
            values => values,
        };
        self.add(name, values, Origin::Given);
    }

    fn add(&mut self, name: &str, values: Values, origin: Origin) {
        self.entries.push((hash(name), Entry { name: name.to_owned(), values, origin }));
    }

    /// Reads a key: the entry of exactly its case, else the first.
    pub fn read(&self, key: &KeyName) -> Option<Found<'_>> {
        self.look_up(&key.written, key.hash)
    }

    /// Reads the key `name`.
    pub fn find(&self, name: &str) -> Option<Found<'_>> {
        self.look_up(name, hash(name))
    }

    fn look_up(&self, name: &str, hash: u32) -> Option<Found<'_>> {
        let mut entries = self.of(name, hash);
        let (mut place, mut entry) = entries.next()?;
        let mut collides = false;
        for (other_place, other) in entries {
            collides = true;
            if entry.name != name && other.name == name {
                (place, entry) = (other_place, other);
            }
        }
        Some(Found { entry, place, collides })
    }

    fn of(&self, name: &str, hash: u32) -> impl Iterator<Item = (usize, &Entry)> {
        let same =
            move |(_, (of, entry)): &(usize, &(u32, Entry))| *of == hash && entry.name.eq_ignore_ascii_case(name);
        self.entries.iter().enumerate().filter(same).map(|(place, (_, entry))| (place, entry))
    }

    /// The entry at a place.
    pub fn at(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place).map(|(_, entry)| entry)
    }

    /// Whether the key is there in any case.
    pub fn has(&self, name: &str) -> bool {
        self.of(name, hash(name)).next().is_some()
    }

    /// Gives a key other values; returns its entries for [`ResolvedContext::restore`].
    pub fn replace(&mut self, name: &str, values: Values) -> Vec<Entry> {
        let before = self.remove(name);
        self.give(name, values);
        before
    }

    /// Takes a key out, in whatever case.
    pub fn remove(&mut self, name: &str) -> Vec<Entry> {
        let (hash, mut removed) = (hash(name), Vec::new());
        self.entries.retain(|(of, entry)| {
            let stays = *of != hash || !entry.name.eq_ignore_ascii_case(name);
            if !stays {
                removed.push(entry.clone());
            }
            stays
        });
        removed
    }

    /// Gives a key the entries that it had.
    pub fn restore(&mut self, name: &str, entries: Vec<Entry>) {
        self.remove(name);
        self.entries.extend(entries.into_iter().map(|entry| (hash(name), entry)));
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
        context.give(key, value.into());
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
    // With every signed request; an identity provider's are not.
    if !matches!(requester.kind, RequesterKind::Anonymous | RequesterKind::Provider) {
        let is_service = requester.kind == RequesterKind::Service;
        add("aws:PrincipalIsAWSService", if is_service { "true" } else { "false" }, Origin::Principal);
    }
    // Which of several names AWS sends is not known.
    if let [name] = requester.services.as_slice() {
        add("aws:PrincipalServiceName", name, Origin::Principal);
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
