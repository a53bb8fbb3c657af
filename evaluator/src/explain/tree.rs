//! The tree of everything that was judged, and where in it the statements, keys and doubts stand. A node is told by its number: parents
//! come before their children.

use alloc::vec::Vec;

use super::node::{About, Asked, Node};
use super::said::Said;
use super::statement::StatementNodes;
use super::words;
use crate::evaluation::Judgement;
use crate::evaluation::scope::{self, Scoped, Standing};
use crate::matching::Doubt;
use crate::policy::{Effect, PolicyType};
use crate::request::Decision;
use crate::set::Level;
use crate::trace::{Outcome, Role};

/// AWS's order of the policy types.
pub(super) const ORDER: [PolicyType; 7] = [
    PolicyType::ResourceControl,
    PolicyType::ServiceControl,
    PolicyType::VpcEndpoint,
    PolicyType::Resource,
    PolicyType::Identity,
    PolicyType::PermissionsBoundary,
    PolicyType::Session,
];

/// Where a key that is not there was read.
#[derive(Clone, Debug)]
pub(super) struct Read<'j> {
    /// As the policy writes it.
    pub(super) key: &'j str,
    /// The node that read it.
    pub(super) node: u32,
    /// The policy and the statement.
    pub(super) statement: (usize, usize),
    /// Whether a value could change what was judged there.
    pub(super) open: bool,
}

/// Where something was in doubt: the node, and the policy and the statement.
pub(super) type Doubted = (u32, (usize, usize));

/// The tree of one part of a request, with its index.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree<'j> {
    /// The first one is about the part.
    pub(super) nodes: Vec<Node<'j>>,
    /// The number of the first node.
    base: u32,
    /// In AWS's order.
    types: Vec<u32>,
    /// In the set's order.
    policies: Vec<PolicyPlace>,
    /// Absent keys that were read.
    pub(super) reads: Vec<Read<'j>>,
    /// What was in doubt, where, and in which statements; sorted.
    pub(super) doubts: Vec<(Doubt, Vec<Doubted>)>,
}

/// Where a policy stands, and its statements: a policy of several levels stands there several times.
#[derive(Clone, Debug, Default)]
struct PolicyPlace {
    /// Its first node.
    first: Option<u32>,
    /// Those of its statements.
    statements: Vec<u32>,
}

impl PolicyPlace {
    fn with_room_for(statements: usize) -> Self {
        Self { first: None, statements: Vec::with_capacity(statements) }
    }
}

/// How many nodes a statement is taken to have, to begin with.
const NODES_OF_A_STATEMENT: usize = 8;

/// Which statements and policy types decide.
#[derive(Clone, Debug, Default)]
pub(super) struct Deciding {
    /// Their policy types.
    pub(super) types: Vec<PolicyType>,
    /// The statements, by policy and position.
    pub(super) statements: Vec<(usize, usize)>,
}

/// Builds the tree; its first node has the number `base`.
pub(super) fn build<'j>(judgement: &'j Judgement<'_>, deciding: &Deciding, base: u32) -> Tree<'j> {
    let policies: Vec<_> = judgement.statements.iter().map(|judged| PolicyPlace::with_room_for(judged.len())).collect();
    let expected = judgement.statements.iter().map(Vec::len).sum::<usize>() * NODES_OF_A_STATEMENT;
    let nodes = Vec::with_capacity(1 + ORDER.len() + policies.len() + expected);
    let types = Vec::with_capacity(ORDER.len());
    let tree = Tree { nodes, base, types, policies, ..Tree::default() };
    let mut builder = Builder { judgement, deciding, tree };
    let part = builder.tree.open(About::Part(judgement.query), None);
    for policy_type in ORDER {
        builder.policy_type(policy_type);
    }
    // The answer says why.
    builder.tree.close(part, super::outcome(judgement.decision), Role::Decisive, Said::Words("", ""));
    builder.tree
}

impl<'j> Tree<'j> {
    /// Begins a node; what is begun before it is closed is below it.
    pub(super) fn open(&mut self, about: About<'j>, asked: Option<Asked>) -> usize {
        let said = Said::Words("", "");
        self.nodes.push(Node { about, outcome: Outcome::NotApplicable, role: Role::None, said, asked, below: 0 });
        self.nodes.len() - 1
    }

    /// Ends a node.
    pub(super) fn close(&mut self, at: usize, outcome: Outcome, role: Role, said: Said) -> Came {
        let below = self.nodes.len() - at - 1;
        if let Some(node) = self.nodes.get_mut(at) {
            node.outcome = outcome;
            node.role = role;
            node.said = said;
            node.below = below;
        }
        Came { outcome, role }
    }

    /// The number of the node at this place of the tree.
    pub(super) fn number(&self, at: usize) -> u32 {
        self.base + u32::try_from(at).unwrap_or_default()
    }

    /// Notes where a policy stands.
    fn note_policy(&mut self, policy: usize, at: usize) {
        let number = self.number(at);
        if let Some(place) = self.policies.get_mut(policy) {
            place.first.get_or_insert(number);
        }
    }

    /// Notes where a statement stands.
    pub(super) fn note_statement(&mut self, (policy, position): (usize, usize), at: usize) {
        let number = self.number(at);
        if let Some(place) = self.policies.get_mut(policy).filter(|place| place.statements.len() == position) {
            place.statements.push(number);
        }
    }

    /// Notes that something is in doubt.
    pub(super) fn doubt(&mut self, doubt: Doubt, place: Doubted) {
        let at = self.doubts.partition_point(|(known, _)| *known < doubt);
        match self.doubts.get_mut(at).filter(|(known, _)| *known == doubt) {
            Some((_, places)) => places.push(place),
            None => self.doubts.insert(at, (doubt, alloc::vec![place])),
        }
    }

    /// The node of a policy type.
    pub(super) fn policy_type(&self, policy_type: PolicyType) -> Option<u32> {
        self.types.get(ORDER.into_iter().position(|of| of == policy_type)?).copied()
    }

    /// The first node of a policy.
    pub(super) fn policy(&self, policy: usize) -> Option<u32> {
        self.policies.get(policy)?.first
    }

    /// The first node of a statement.
    pub(super) fn statement(&self, (policy, position): (usize, usize)) -> Option<u32> {
        self.policies.get(policy)?.statements.get(position).copied()
    }

    /// The elements of the statement of this number that do not match.
    pub(super) fn failing(&self, statement: u32) -> Vec<u32> {
        let mut at = usize::try_from(statement - self.base).unwrap_or_default();
        let end = at + self.nodes.get(at).map_or(0, |node| node.below);
        let mut failing = Vec::new();
        at += 1;
        while let Some(node) = self.nodes.get(at).filter(|_| at <= end) {
            if node.outcome == Outcome::NoMatch {
                failing.push(self.number(at));
            }
            at += 1 + node.below;
        }
        failing
    }
}

struct Builder<'b, 'j, 's> {
    judgement: &'j Judgement<'s>,
    deciding: &'b Deciding,
    tree: Tree<'j>,
}

impl<'j> Builder<'_, 'j, '_> {
    fn policy_type(&mut self, policy_type: PolicyType) {
        let judgement = self.judgement;
        let levels = match policy_type {
            PolicyType::ServiceControl => judgement.set.service_control.as_slice(),
            PolicyType::ResourceControl => judgement.set.resource_control.as_slice(),
            PolicyType::Identity
            | PolicyType::Resource
            | PolicyType::PermissionsBoundary
            | PolicyType::Session
            | PolicyType::VpcEndpoint => &[],
        };
        let at = self.tree.open(About::PolicyType(policy_type), None);
        self.tree.types.push(self.tree.number(at));
        let named = levels.iter().any(|level| !level.node.is_empty());
        let mut sum = Sum::default();
        if named {
            for level in levels {
                sum.add(self.level(level, policy_type));
            }
        } else {
            for (index, _) in judgement.members(policy_type) {
                sum.add(self.policy(index));
            }
        }
        let outcome = match policy_type {
            _ if sum.count == 0 => Outcome::NotApplicable,
            PolicyType::ServiceControl if named => sum.every_level(),
            _ => sum.together(),
        };
        let role = if self.deciding.types.contains(&policy_type) { Role::Decisive } else { sum.role() };
        let said =
            if sum.count == 0 { Said::Words("NoneGiven", "none given") } else { outcome_said(outcome, sum.applicable) };
        self.tree.close(at, outcome, role, said);
    }

    fn level(&mut self, level: &'j Level, policy_type: PolicyType) -> Came {
        let account = match policy_type {
            PolicyType::ServiceControl => &self.judgement.query.requester.account,
            _ => &self.judgement.query.owner,
        };
        let concerns = scope::levels(core::slice::from_ref(level), account).next().is_some();
        let at = self.tree.open(About::Level(level), None);
        let mut sum = Sum::default();
        for index in &level.members {
            sum.add(self.policy(*index));
        }
        let outcome = if concerns { sum.together() } else { Outcome::NotApplicable };
        let blocks = outcome == Outcome::NoDecision && self.deciding.types.contains(&policy_type);
        let said = if concerns {
            outcome_said(outcome, sum.count)
        } else {
            Said::Words("OtherAccount", "concerns another account")
        };
        let role = if blocks && policy_type == PolicyType::ServiceControl { Role::Decisive } else { sum.role() };
        self.tree.close(at, outcome, role, said)
    }

    fn policy(&mut self, index: usize) -> Came {
        let Some(member) = self.judgement.scopes.members.get(index) else {
            return Came { outcome: Outcome::NotApplicable, role: Role::None };
        };
        let at = self.tree.open(About::Policy(index, member), None);
        self.tree.note_policy(index, at);
        let policy = &member.reading.policy;
        let (outcome, said) = match member.standing {
            Standing::Unread => {
                let places = policy.issues.iter().filter(|issue| issue.unreads).map(|issue| issue.span.start).min();
                let line = policy.lines.position(places.unwrap_or_default()).line;
                (Outcome::Invalid, Said::Unread(u32::try_from(line).unwrap_or_default()))
            }
            Standing::Elsewhere => {
                let said = Said::Words("AttachedElsewhere", "attached to somebody or something else");
                (Outcome::NotApplicable, said)
            }
            Standing::LeftOut(why) => {
                let (code, text) = words::left_out(why);
                (Outcome::NotApplicable, Said::Words(code, text))
            }
            Standing::TakesPart => {
                let sum = self.statements(index, member);
                let outcome = if sum.count == 0 { Outcome::NoDecision } else { sum.together() };
                return self.tree.close(at, outcome, sum.role(), outcome_said(outcome, sum.count));
            }
        };
        self.tree.close(at, outcome, Role::None, said)
    }

    fn statements(&mut self, index: usize, member: &'j Scoped<'j>) -> Sum {
        let judgement = self.judgement;
        let policy = &member.reading.policy;
        let judged = judgement.statements.get(index).map(Vec::as_slice).unwrap_or_default();
        let mut sum = Sum::default();
        for (position, (statement, judged)) in policy.document.statements.iter().zip(judged).enumerate() {
            let at = (index, position);
            let role = self.statement_role(at, statement.effect.value, judged.matches, policy.policy_type);
            let relevant = judged.relevant;
            let mut nodes = StatementNodes { at, relevant, tree: &mut self.tree };
            sum.add(nodes.statement(statement, judged, role));
        }
        sum
    }

    fn statement_role(&self, at: (usize, usize), effect: Effect, matches: bool, policy_type: PolicyType) -> Role {
        if !matches {
            return Role::None;
        }
        if self.deciding.statements.contains(&at) {
            return Role::Decisive;
        }
        match (self.judgement.decision, effect) {
            (Decision::Allowed, Effect::Allow) | (Decision::ExplicitDeny | Decision::ImplicitDeny, Effect::Deny) => {
                Role::Contributing
            }
            (Decision::Allowed, Effect::Deny) | (Decision::ExplicitDeny | Decision::ImplicitDeny, Effect::Allow) => {
                match policy_type {
                    PolicyType::Identity | PolicyType::Resource => Role::Overridden,
                    PolicyType::PermissionsBoundary
                    | PolicyType::Session
                    | PolicyType::ServiceControl
                    | PolicyType::ResourceControl
                    | PolicyType::VpcEndpoint => Role::None,
                }
            }
        }
    }
}

/// How a node came out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Came {
    outcome: Outcome,
    role: Role,
}

/// What the children of a node come to.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    count: usize,
    /// Those that take part.
    applicable: usize,
    allow: usize,
    deny: usize,
    invalid: usize,
    decisive: usize,
    contributing: usize,
    overridden: usize,
}

impl Sum {
    fn add(&mut self, child: Came) {
        self.count += 1;
        self.applicable += usize::from(child.outcome != Outcome::NotApplicable);
        self.allow += usize::from(child.outcome == Outcome::Allows);
        self.deny += usize::from(child.outcome == Outcome::Denies);
        self.invalid += usize::from(child.outcome == Outcome::Invalid);
        self.decisive += usize::from(child.role == Role::Decisive);
        self.contributing += usize::from(child.role == Role::Contributing);
        self.overridden += usize::from(child.role == Role::Overridden);
    }

    /// One that denies, else one that allows, else nothing.
    fn together(self) -> Outcome {
        if self.deny > 0 {
            Outcome::Denies
        } else if self.allow > 0 {
            Outcome::Allows
        } else if self.invalid > 0 {
            Outcome::Invalid
        } else if self.applicable == 0 {
            Outcome::NotApplicable
        } else {
            Outcome::NoDecision
        }
    }

    /// Every level has to allow.
    fn every_level(self) -> Outcome {
        let together = self.together();
        if together == Outcome::Allows && self.allow < self.applicable { Outcome::NoDecision } else { together }
    }

    /// The strongest role.
    fn role(self) -> Role {
        if self.decisive > 0 {
            Role::Decisive
        } else if self.contributing > 0 {
            Role::Contributing
        } else if self.overridden > 0 {
            Role::Overridden
        } else {
            Role::None
        }
    }
}

fn outcome_said(outcome: Outcome, count: usize) -> Said {
    match outcome {
        Outcome::Denies => Said::Words("Denies", "denies"),
        Outcome::Allows => Said::Words("Allows", "allows"),
        Outcome::Invalid => Said::Words("CannotBeRead", "cannot be read"),
        Outcome::NotApplicable => Said::Words("TakesNoPart", "takes no part"),
        Outcome::Match | Outcome::NoMatch | Outcome::NoDecision if count == 0 => {
            Said::Words("NoStatements", "has no statement")
        }
        Outcome::Match | Outcome::NoMatch | Outcome::NoDecision => Said::Words("NoDecision", "no statement applies"),
    }
}
