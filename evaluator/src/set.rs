//! A set of policies, read and compiled once and asked many times.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::matching::Pattern;
use crate::policy::{Policy, PolicyType, ResourceKind};
use crate::request::invalid::InvalidInput;
use crate::request::query::Query;
use crate::scenario::{MAX_POLICIES, PolicyInput};

/// The most statements of a set.
pub const MAX_STATEMENTS: usize = 5_000;

/// Policies, ready to be asked.
#[derive(Clone, Debug)]
pub struct PolicySet {
    pub(crate) policies: Vec<Member>,
    /// The organization nodes with SCPs, root first.
    pub(crate) service_control: Vec<Level>,
    /// The organization nodes with RCPs, root first.
    pub(crate) resource_control: Vec<Level>,
}

/// One policy in all the ways in which it can be read.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    readings: Vec<Reading>,
}

/// One way of reading a policy.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) kind: ResourceKind,
    pub(crate) policy: Policy,
    pub(crate) unread: bool,
    /// One for each statement of the document, in its order.
    pub(crate) patterns: Vec<Pattern>,
    /// For a service prefix in lower case, the statements whose actions are of that service.
    by_service: BTreeMap<String, Vec<usize>>,
    /// The statements whose actions can be of any service.
    of_any_service: Vec<usize>,
}

/// Policies attached to one node of the organization.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    /// The node's name; empty for policies without an attachment.
    pub(crate) node: String,
    /// Indexes into the set.
    pub(crate) members: Vec<usize>,
}

impl PolicySet {
    /// Reads and compiles `policies`.
    ///
    /// # Errors
    /// Two policies of one name, or more policies or statements than [`MAX_POLICIES`] and [`MAX_STATEMENTS`].
    pub fn new(policies: &[PolicyInput]) -> Result<Self, InvalidInput> {
        if policies.len() > MAX_POLICIES {
            return Err(InvalidInput::new(
                "TOO_MANY_POLICIES",
                "",
                format!("there are more than {MAX_POLICIES} policies"),
            ));
        }
        for (index, policy) in policies.iter().enumerate() {
            if policies.iter().take(index).any(|other| other.name == policy.name) {
                let message = format!("two policies are called `{}`", policy.name);
                return Err(InvalidInput::new("DUPLICATE_POLICY_NAME", format!("/{index}/name"), message));
            }
        }
        let members: Vec<_> = policies.iter().map(Member::new).collect();
        let statements: usize =
            members.iter().map(|member| member.default_reading().map_or(0, |r| r.patterns.len())).sum();
        if statements > MAX_STATEMENTS {
            let message = format!("there are more than {MAX_STATEMENTS} statements");
            return Err(InvalidInput::new("TOO_MANY_STATEMENTS", "", message));
        }
        let service_control = levels(&members, PolicyType::ServiceControl);
        let resource_control = levels(&members, PolicyType::ResourceControl);
        Ok(Self { policies: members, service_control, resource_control })
    }

    /// The policies as they were read, in their order.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.policies.iter().filter_map(Member::default_reading).map(|reading| &reading.policy)
    }

    /// Every context key that the policies read, in conditions and variables, each once, in the order in which they first appear.
    pub fn context_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        let patterns = self.policies.iter().filter_map(Member::default_reading).flat_map(|reading| &reading.patterns);
        for key in patterns.flat_map(Pattern::keys) {
            if !keys.iter().any(|known| known.eq_ignore_ascii_case(key)) {
                keys.push(key.to_string());
            }
        }
        keys
    }
}

impl Member {
    fn new(input: &PolicyInput) -> Self {
        let undeclared = input.policy_type == PolicyType::Resource && input.resource_type.is_none();
        let kinds: &[ResourceKind] = if undeclared {
            &[ResourceKind::Generic, ResourceKind::RoleTrust, ResourceKind::KmsKey]
        } else {
            &[declared_kind(input)]
        };
        Self { readings: kinds.iter().map(|kind| Reading::new(input, *kind)).collect() }
    }

    /// The reading by the declared type, or the generic one.
    pub(crate) fn default_reading(&self) -> Option<&Reading> {
        self.readings.first()
    }

    /// How the policy is read for a resource of `kind`.
    pub(crate) fn reading(&self, kind: ResourceKind) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.kind == kind).or_else(|| self.readings.first())
    }
}

fn declared_kind(input: &PolicyInput) -> ResourceKind {
    match input.resource_type.as_deref() {
        Some("AWS::IAM::AssumeRolePolicyDocument") if input.policy_type == PolicyType::Resource => {
            ResourceKind::RoleTrust
        }
        Some("AWS::KMS::Key") if input.policy_type == PolicyType::Resource => ResourceKind::KmsKey,
        _ => ResourceKind::Generic,
    }
}

impl Reading {
    fn new(input: &PolicyInput, kind: ResourceKind) -> Self {
        let policy = Policy::read_as(input, kind);
        let patterns: Vec<_> =
            policy.document.statements.iter().map(|statement| Pattern::new(&policy, kind, statement)).collect();
        let mut by_service: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut of_any_service = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            match pattern.action.as_ref().map(super::matching::action::ActionPattern::services) {
                Some(None) => of_any_service.push(index),
                None => {}
                Some(Some(mut services)) => {
                    services.sort_unstable();
                    services.dedup();
                    for service in services {
                        by_service.entry(service.to_owned()).or_default().push(index);
                    }
                }
            }
        }
        Self { kind, unread: policy.is_unread(), policy, patterns, by_service, of_any_service }
    }

    /// Whether some statement's action could be one of the service with this prefix.
    pub(crate) fn covers(&self, service: &str) -> bool {
        !self.of_any_service.is_empty() || self.by_service.contains_key(service)
    }

    /// The statements whose action could be the query's, in no promised order.
    pub(crate) fn candidates(&self, query: &Query) -> impl Iterator<Item = &Pattern> {
        let own = self.by_service.get(query.service()).map(Vec::as_slice).unwrap_or_default();
        own.iter().chain(&self.of_any_service).filter_map(|index| self.patterns.get(*index))
    }
}

/// Nodes in the order in which their names first appear.
fn levels(members: &[Member], policy_type: PolicyType) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let Some(policy) = member.default_reading().map(|reading| &reading.policy) else { continue };
        if policy.policy_type != policy_type {
            continue;
        }
        let unattached = [String::new()];
        let nodes = if policy.attached_to.is_empty() { unattached.as_slice() } else { policy.attached_to.as_slice() };
        for node in nodes {
            match levels.iter_mut().find(|level| level.node == *node) {
                Some(level) => level.members.push(index),
                None => levels.push(Level { node: node.clone(), members: alloc::vec![index] }),
            }
        }
    }
    levels
}
