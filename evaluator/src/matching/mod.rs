//! One statement against one request. Every element is judged and kept; nothing is decided here.
//!
//! A statement is compiled once. [`Pattern::matches`] answers fast, [`Pattern::judge`] with all its evidence; both ask the same leaves,
//! and the tests hold them equal.
//!
//! Source: IAM User Guide, "IAM JSON policy elements reference".

pub mod action;
pub mod condition;
pub mod grants;
pub mod principal;
pub mod resource;
pub mod why;

use alloc::vec::Vec;

use crate::arn::Sieve;
use crate::policy::{Effect, EndpointType, Polarity, Policy, PolicyType, ResourceKind, Statement};
use crate::request::query::Query;

use self::action::ActionPattern;
use self::condition::ConditionPattern;
use self::grants::Grants;
use self::principal::PrincipalPattern;
use self::resource::ResourcePattern;
pub use self::why::{Doubt, Why};

/// What is known of a judgement when absent keys and open questions are left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tri {
    /// Never.
    No,
    /// It depends on something that is not known.
    Open,
    /// Always.
    Yes,
}

impl Tri {
    /// Both.
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Either.
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The reverse, where `polarity` says so.
    pub fn polarized(self, polarity: Polarity) -> Self {
        match (polarity, self) {
            (Polarity::Not, Self::No) => Self::Yes,
            (Polarity::Not, Self::Yes) => Self::No,
            (Polarity::Plain, tri) | (Polarity::Not, tri @ Self::Open) => tri,
        }
    }

    /// What is known.
    pub fn known(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

/// One entry of a list, a principal or one value of a condition, against the request.
#[derive(Clone, Debug)]
pub struct EntryJudgement {
    /// Whether the text covers what was asked, before any `Not`.
    pub hit: bool,
    /// The same with open questions left open.
    pub tri: Tri,
    /// Why.
    pub why: Why,
    /// What could not be known for certain.
    pub doubts: Vec<Doubt>,
    /// The keys that it read and that are absent, as written.
    pub absent: Vec<alloc::string::String>,
    /// The text with its variables replaced, where it has any.
    pub resolved: Option<alloc::string::String>,
    /// Where pattern and request part, in UTF-16 units.
    pub difference: Option<(usize, usize)>,
}

impl EntryJudgement {
    /// A judgement without doubt.
    pub fn certain(hit: bool, why: Why) -> Self {
        Self {
            hit,
            tri: Tri::known(hit),
            why,
            doubts: Vec::new(),
            absent: Vec::new(),
            resolved: None,
            difference: None,
        }
    }

    /// The same judgement, in doubt.
    pub fn doubted(mut self, doubt: Doubt) -> Self {
        self.tri = Tri::Open;
        self.doubts.push(doubt);
        self
    }
}

/// One element, with all its entries.
#[derive(Clone, Debug)]
pub struct ElementJudgement {
    /// Whether it does its part for the statement to apply, after any `Not`.
    pub matches: bool,
    /// The same with open questions left open.
    pub tri: Tri,
    /// Why, where the entries alone do not tell.
    pub why: Option<Why>,
    /// What of the element as a whole could not be known for certain.
    pub doubts: Vec<Doubt>,
    /// In the author's order.
    pub entries: Vec<EntryJudgement>,
}

/// One statement, with all its elements.
#[derive(Clone, Debug)]
pub struct StatementJudgement {
    /// Whether it applies.
    pub matches: bool,
    /// The same with open questions left open.
    pub tri: Tri,
    /// Whether its principal, action and resource leave it possible that it applies.
    pub relevant: bool,
    /// Whether it has no effect for want of a `Resource`.
    pub lacks_resource: bool,
    /// To whom it grants, where it has a principal.
    pub grants: Grants,
    /// To whom else it might, for what is not known.
    pub open_grants: Grants,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<ElementJudgement>,
    /// `Action` or `NotAction`.
    pub action: Option<ElementJudgement>,
    /// `Resource` or `NotResource`.
    pub resource: Option<ElementJudgement>,
    /// The operators of `Condition`.
    pub conditions: Vec<condition::OperatorJudgement>,
}

/// What a statement is matched under, beside the request.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The policy's type.
    pub policy_type: PolicyType,
    /// How a resource-based policy is read.
    pub resource_kind: ResourceKind,
    /// Of a VPC endpoint policy; `None` where it was not said.
    pub endpoint_type: Option<EndpointType>,
    /// Whether a permissions boundary takes part in the request.
    pub has_boundary: bool,
}

/// A compiled statement.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Allow or Deny.
    pub effect: Effect,
    principal: Option<PrincipalPattern>,
    /// `Action` or `NotAction`.
    pub action: Option<ActionPattern>,
    resource: Option<ResourcePattern>,
    conditions: Vec<ConditionPattern>,
    /// A key policy's statement without `Resource` has no effect.
    needs_resource: bool,
}

impl Pattern {
    /// Compiles `statement` of `policy`, read as `kind`.
    pub fn new(policy: &Policy, kind: ResourceKind, statement: &Statement) -> Self {
        let version = policy.document.version;
        let effect = statement.effect.value;
        Self {
            effect,
            principal: statement.principal.as_ref().map(|element| PrincipalPattern::new(element, effect)),
            action: statement.action.as_ref().map(|element| ActionPattern::new(element, effect)),
            resource: statement
                .resource
                .as_ref()
                .map(|element| ResourcePattern::new(element, effect, version, policy.policy_type)),
            conditions: statement.conditions.iter().map(|block| ConditionPattern::new(block, version)).collect(),
            needs_resource: kind == ResourceKind::KmsKey,
        }
    }

    /// What every resource that the statement is about begins with, as far as that is known.
    pub(crate) fn sieve(&self) -> Sieve {
        self.resource.as_ref().map_or(Sieve::OPEN, ResourcePattern::sieve)
    }

    /// To whom the statement grants if it applies; `None` if it does not.
    pub fn matches(&self, query: &Query, scope: Scope) -> Option<Grants> {
        let covers = self.action.as_ref().is_some_and(|action| action.matches(query));
        if covers { self.matches_beside_action(query, scope) } else { None }
    }

    /// The same of a statement whose action is known to be the query's.
    pub fn matches_beside_action(&self, query: &Query, scope: Scope) -> Option<Grants> {
        if !self.resource.as_ref().map_or(!self.needs_resource, |resource| resource.matches(query)) {
            return None;
        }
        let grants = match &self.principal {
            Some(principal) => principal.matches(query, scope)?,
            None => Grants::NONE,
        };
        self.conditions.iter().all(|condition| condition.matches(query)).then_some(grants)
    }

    /// Judges every element.
    pub fn judge(&self, query: &Query, scope: Scope) -> StatementJudgement {
        let principal = self.principal.as_ref().map(|principal| principal.judge(query, scope));
        let action = self.action.as_ref().map(|action| action.judge(query));
        let resource = self.resource.as_ref().map(|resource| resource.judge(query));
        let conditions: Vec<_> = self.conditions.iter().map(|condition| condition.judge(query)).collect();
        let absent_resource = Tri::known(!self.needs_resource);
        let before = principal
            .as_ref()
            .map_or(Tri::Yes, |principal| principal.element.tri)
            .and(action.as_ref().map_or(Tri::No, |action| action.tri))
            .and(resource.as_ref().map_or(absent_resource, |resource| resource.tri));
        let tri = conditions.iter().fold(before, |tri, condition| tri.and(condition.tri));
        let matches = principal.as_ref().is_none_or(|principal| principal.element.matches)
            && action.as_ref().is_some_and(|action| action.matches)
            && resource.as_ref().map_or(!self.needs_resource, |resource| resource.matches)
            && conditions.iter().all(|condition| condition.matches);
        let (grants, open_grants) =
            principal.as_ref().map_or((Grants::NONE, Grants::NONE), |judged| (judged.grants, judged.open_grants));
        StatementJudgement {
            matches,
            tri,
            relevant: before != Tri::No,
            lacks_resource: self.needs_resource && resource.is_none(),
            grants,
            open_grants,
            principal: principal.map(|principal| principal.element),
            action,
            resource,
            conditions,
        }
    }

    /// Whether the conditions on one key, given in lower case, hold, each by itself; and the resource, where a variable reads the key.
    pub fn outcomes(&self, lower: &str, query: &Query) -> Vec<bool> {
        let mut outcomes = Vec::new();
        if let Some(resource) = &self.resource
            && resource.keys().iter().any(|key| key.eq_ignore_ascii_case(lower))
        {
            outcomes.push(resource.matches(query));
        }
        for condition in &self.conditions {
            condition.add_outcomes(lower, query, &mut outcomes);
        }
        outcomes
    }

    /// Whether a variable makes what is asked of one key, given in lower case, depend on another one that is free.
    pub fn entangles(&self, lower: &str, is_free: &dyn Fn(&str) -> bool) -> bool {
        self.resource.iter().any(|resource| resource.entangles(lower, is_free))
            || self.conditions.iter().any(|condition| condition.entangles(lower, is_free))
    }

    /// Every context key that the statement reads, in conditions and variables, as written.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = self.resource.as_ref().map(ResourcePattern::keys).unwrap_or_default();
        for condition in &self.conditions {
            condition.add_keys(&mut keys);
        }
        keys
    }
}

fn list_judgement(entries: Vec<EntryJudgement>, polarity: Polarity, effect: Effect) -> ElementJudgement {
    let (matches, tri) = action::fold(&entries, polarity, effect);
    ElementJudgement { matches, tri, why: None, doubts: Vec::new(), entries }
}
