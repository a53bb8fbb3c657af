//! A set of policies, read and compiled once and asked many times.

pub(crate) mod index;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use self::index::Index;
use crate::matching::Pattern;
use crate::policy::{Policy, PolicyType, ResourceKind};
use crate::request::invalid::InvalidInput;
use crate::scenario::{MAX_POLICIES, PolicyInput};

/// The most statements of a set.
pub const MAX_STATEMENTS: usize = 5_000;

/// Policies, ready to be asked.
#[derive(Clone, Debug)]
pub struct PolicySet {
    pub(crate) policies: Vec<Arc<Member>>,
    /// The organization nodes with SCPs, root first.
    pub(crate) service_control: Vec<Level>,
    /// The organization nodes with RCPs, root first.
    pub(crate) resource_control: Vec<Level>,
    /// One for each kind of resource for which some policy is read in a way of its own; the generic one first.
    indexes: Vec<Index>,
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
        Self::beside(policies, &[])
    }

    /// The set with `policies` in place of its own; what it has read already is not read again.
    ///
    /// # Errors
    /// As [`PolicySet::new`].
    pub fn with(&self, policies: &[PolicyInput]) -> Result<Self, InvalidInput> {
        Self::beside(policies, &self.policies)
    }

    fn beside(policies: &[PolicyInput], read: &[Arc<Member>]) -> Result<Self, InvalidInput> {
        if policies.len() > MAX_POLICIES {
            let message = format!("there are more than {MAX_POLICIES} policies");
            return Err(InvalidInput::new("TOO_MANY_POLICIES", "", message));
        }
        for (index, policy) in policies.iter().enumerate() {
            if policies.iter().take(index).any(|other| other.name == policy.name) {
                let message = format!("two policies are called `{}`", policy.name);
                return Err(InvalidInput::new("DUPLICATE_POLICY_NAME", format!("/{index}/name"), message));
            }
        }
        let mut members = Vec::with_capacity(policies.len());
        let mut statements = 0;
        for input in policies {
            let known = read.iter().find(|member| member.is_of(input));
            let member = known.map_or_else(|| Arc::new(Member::new(input)), Arc::clone);
            statements += member.default_reading().map_or(0, |reading| reading.patterns.len());
            members.push(member);
        }
        if statements > MAX_STATEMENTS {
            let message = format!("there are more than {MAX_STATEMENTS} statements");
            return Err(InvalidInput::new("TOO_MANY_STATEMENTS", "", message));
        }
        let service_control = levels(&members, PolicyType::ServiceControl);
        let resource_control = levels(&members, PolicyType::ResourceControl);
        let mut indexes = alloc::vec![Index::new(&members, ResourceKind::Generic)];
        if members.iter().any(|member| member.readings.len() > 1) {
            indexes.push(Index::new(&members, ResourceKind::RoleTrust));
            indexes.push(Index::new(&members, ResourceKind::KmsKey));
        }
        Ok(Self { policies: members, service_control, resource_control, indexes })
    }

    /// The statements by action, each policy read for a resource of `kind`.
    pub(crate) fn index(&self, kind: ResourceKind) -> Option<&Index> {
        self.indexes.iter().find(|index| index.kind == kind).or_else(|| self.indexes.first())
    }

    /// The policies as they were read, in their order.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.readings().map(|reading| &reading.policy)
    }

    /// How many policies come before the first one that cannot be read.
    pub fn readable(&self) -> usize {
        self.readings().take_while(|reading| !reading.unread).count()
    }

    fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.policies.iter().filter_map(|member| member.default_reading())
    }

    /// Every context key that the policies read, in conditions and variables, each once, in the order in which they first appear.
    pub fn context_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        let patterns = self.readings().flat_map(|reading| &reading.patterns);
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

    /// Whether it was read from just this.
    fn is_of(&self, input: &PolicyInput) -> bool {
        self.default_reading().is_some_and(|Reading { policy, .. }| {
            policy.name == input.name
                && policy.policy_type == input.policy_type
                && policy.attached_to == input.attached_to
                && policy.resource_type == input.resource_type
                && policy.endpoint_type == input.endpoint_type
                && policy.source == input.document
        })
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
        Self { kind, unread: policy.is_unread(), policy, patterns }
    }

    /// Whether some statement's action could be one of the service with this prefix.
    pub(crate) fn covers(&self, service: &str) -> bool {
        self.patterns.iter().filter_map(|pattern| pattern.action.as_ref()).any(|action| action.may_cover(service))
    }
}

/// Nodes in the order in which their names first appear.
fn levels(members: &[Arc<Member>], policy_type: PolicyType) -> Vec<Level> {
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
