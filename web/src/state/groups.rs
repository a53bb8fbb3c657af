//! The order of the policy tabs: policies of the account first, then those of each organization node.

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;

/// Tabs that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The organization node; none for all other policies.
    pub node: Option<String>,
    /// The places of its policies in the scenario.
    pub places: Vec<usize>,
}

/// The groups in the order of their first policy; the one without a node comes first.
pub fn groups(policies: &[PolicyInput]) -> Vec<Group> {
    let mut groups = vec![Group { node: None, places: Vec::new() }];
    for (place, policy) in policies.iter().enumerate() {
        let node = node(policy);
        match groups.iter_mut().find(|group| group.node == node) {
            Some(group) => group.places.push(place),
            None => groups.push(Group { node, places: vec![place] }),
        }
    }
    groups.retain(|group| !group.places.is_empty());
    groups
}

/// The policy that stands before and the one that stands after this one in its group.
pub fn neighbours(policies: &[PolicyInput], place: usize) -> (Option<usize>, Option<usize>) {
    let groups = groups(policies);
    let Some(group) = groups.iter().find(|group| group.places.contains(&place)) else { return (None, None) };
    let before = group.places.iter().rfind(|other| **other < place).copied();
    let after = group.places.iter().find(|other| **other > place).copied();
    (before, after)
}

fn node(policy: &PolicyInput) -> Option<String> {
    match policy.policy_type {
        PolicyType::ServiceControl | PolicyType::ResourceControl => {
            let node = policy.attached_to.join(", ");
            Some(if node.is_empty() { "organization".to_owned() } else { node })
        }
        PolicyType::Identity
        | PolicyType::Resource
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::VpcEndpoint => None,
    }
}
