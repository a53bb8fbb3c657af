//! The policies of two scenarios, each beside the one that it was.

use iam_evaluator::json;
use iam_evaluator::policy::EndpointType;
use iam_evaluator::scenario::PolicyInput;

use crate::state::type_name;

/// A policy before and now.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyPair {
    /// As it was; none where it is new.
    pub before: Option<PolicyInput>,
    /// As it is; none where it is gone.
    pub now: Option<PolicyInput>,
}

/// What became of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyChange {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It reads or is attached otherwise.
    Changed,
    /// Only white space and line ends differ.
    Formatted,
    /// It is what it was.
    Same,
}

impl PolicyPair {
    /// Its name now, else the one that it had.
    pub fn name(&self) -> &str {
        self.now.as_ref().or(self.before.as_ref()).map_or("", |policy| policy.name.as_str())
    }

    /// Its type now, else the one that it had.
    pub fn type_name(&self) -> &'static str {
        self.now.as_ref().or(self.before.as_ref()).map_or("", |policy| type_name(policy.policy_type))
    }

    /// Its text before and now; empty where it has none.
    pub fn documents(&self) -> (&str, &str) {
        (document(self.before.as_ref()), document(self.now.as_ref()))
    }

    /// What became of it.
    pub fn change(&self) -> PolicyChange {
        match (&self.before, &self.now) {
            (None, _) => PolicyChange::Added,
            (_, None) => PolicyChange::Removed,
            (Some(_), Some(_)) if !self.turned().is_empty() => PolicyChange::Changed,
            (Some(before), Some(now)) if before.document == now.document => PolicyChange::Same,
            (Some(before), Some(now)) if same_json(&before.document, &now.document) => PolicyChange::Formatted,
            (Some(_), Some(_)) => PolicyChange::Changed,
        }
    }

    /// What else than the text changed: what, from what, to what.
    pub fn turned(&self) -> Vec<(&'static str, String, String)> {
        let (Some(before), Some(now)) = (&self.before, &self.now) else { return Vec::new() };
        let nodes = |policy: &PolicyInput| match policy.attached_to.join(", ") {
            nothing if nothing.is_empty() => "nothing in particular".to_owned(),
            nodes => nodes,
        };
        let fields = [
            ("Name", before.name.clone(), now.name.clone()),
            ("Type", type_name(before.policy_type).to_owned(), type_name(now.policy_type).to_owned()),
            ("Attached to", nodes(before), nodes(now)),
            ("Sits on", resource_type(before), resource_type(now)),
            ("Endpoint", endpoint(before), endpoint(now)),
        ];
        fields.into_iter().filter(|(_, before, now)| before != now).collect()
    }
}

fn document(policy: Option<&PolicyInput>) -> &str {
    policy.map_or("", |policy| policy.document.as_str())
}

fn resource_type(policy: &PolicyInput) -> String {
    policy.resource_type.clone().unwrap_or_else(|| "not said".to_owned())
}

fn endpoint(policy: &PolicyInput) -> String {
    let said = match policy.endpoint_type {
        None => "not said",
        Some(EndpointType::Interface) => "interface",
        Some(EndpointType::Gateway) => "gateway",
    };
    said.to_owned()
}

/// Whether two texts are the same JSON, in the same order.
fn same_json(a: &str, b: &str) -> bool {
    let compact = |text: &str| -> Option<String> {
        json::parse(text).ok()?;
        let (mut inside, mut escaped) = (false, false);
        Some(text.chars().filter(|character| means_something(&mut inside, &mut escaped, *character)).collect())
    };
    matches!((compact(a), compact(b)), (Some(a), Some(b)) if a == b)
}

/// Whether a character of a JSON text means something: all in strings, and what is no white space outside.
fn means_something(inside: &mut bool, escaped: &mut bool, character: char) -> bool {
    if *inside {
        *inside = *escaped || character != '"';
        *escaped = !*escaped && character == '\\';
        return true;
    }
    *inside = character == '"';
    !character.is_ascii_whitespace()
}

/// The policies of both, in the order of the present ones; those that are gone come last. A policy is the one of the same name;
/// where one of a type is left on each side, it is the same one under another name.
pub fn pairs(before: &[PolicyInput], now: &[PolicyInput]) -> Vec<PolicyPair> {
    let mut gone: Vec<&PolicyInput> =
        before.iter().filter(|old| now.iter().all(|policy| policy.name != old.name)).collect();
    let named = |name: &str| before.iter().find(|old| old.name == name);
    let fresh = |policy: &&PolicyInput| named(&policy.name).is_none();
    let mut pairs: Vec<PolicyPair> = Vec::with_capacity(now.len());
    for policy in now {
        let alone = now.iter().filter(fresh).filter(|other| other.policy_type == policy.policy_type).count() == 1;
        let mut left = gone.iter().enumerate().filter(|(_, old)| old.policy_type == policy.policy_type);
        let renamed = match (left.next(), left.next()) {
            (Some((at, _)), None) if alone && fresh(&policy) => Some(at),
            _ => None,
        };
        let old = match renamed {
            Some(at) => Some(gone.remove(at)),
            None => named(&policy.name),
        };
        pairs.push(PolicyPair { before: old.cloned(), now: Some(policy.clone()) });
    }
    pairs.extend(gone.into_iter().map(|old| PolicyPair { before: Some(old.clone()), now: None }));
    pairs
}
