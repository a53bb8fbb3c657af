//! The tree of everything that was judged, and where in it the statements, keys and doubts stand.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::message::{Sentence, plain};
use super::statement::StatementNodes;
use super::words;
use crate::evaluation::Judgement;
use crate::evaluation::scope::{self, Scoped, Standing};
use crate::matching::Doubt;
use crate::policy::{Effect, PolicyType};
use crate::request::Decision;
use crate::set::Level;
use crate::span::ByteSpan;
use crate::trace::{Message, NodeKind, Outcome, Role, Span, TraceNode};

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
pub(super) struct Read {
    /// As the policy writes it.
    pub(super) key: String,
    /// The node that read it.
    pub(super) node: String,
    /// The policy and the statement.
    pub(super) statement: (usize, usize),
    /// Whether a value could change what was judged there.
    pub(super) open: bool,
}

/// Where something was in doubt: the node, and the policy and the statement.
pub(super) type Doubted = (String, (usize, usize));

/// The tree with its index.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// The children of the evaluation.
    pub(super) children: Vec<TraceNode>,
    /// For each policy type its node.
    pub(super) types: BTreeMap<PolicyType, String>,
    /// For each policy its first node.
    pub(super) policies: BTreeMap<usize, String>,
    /// For each policy and statement the first node.
    pub(super) statements: BTreeMap<(usize, usize), String>,
    /// For each policy and statement the nodes of the elements that fail.
    pub(super) failing: BTreeMap<(usize, usize), Vec<String>>,
    /// Absent keys that were read.
    pub(super) reads: Vec<Read>,
    /// What was in doubt, where, and in which statements.
    pub(super) doubts: BTreeMap<Doubt, Vec<Doubted>>,
}

/// Which statements and policy types decide.
#[derive(Clone, Debug, Default)]
pub(super) struct Deciding {
    /// Their policy types.
    pub(super) types: Vec<PolicyType>,
    /// The statements, by policy and position.
    pub(super) statements: Vec<(usize, usize)>,
}

/// Builds the tree under the node `root`.
pub(super) fn build(judgement: &Judgement<'_>, deciding: &Deciding, root: &str) -> Tree {
    let mut builder = Builder { judgement, deciding, tree: Tree::default() };
    for (position, policy_type) in ORDER.into_iter().enumerate() {
        let node = builder.policy_type(policy_type, format!("{root}/{position}"));
        builder.tree.children.push(node);
    }
    builder.tree
}

struct Builder<'b, 's> {
    judgement: &'b Judgement<'s>,
    deciding: &'b Deciding,
    tree: Tree,
}

impl Builder<'_, '_> {
    fn policy_type(&mut self, policy_type: PolicyType, id: String) -> TraceNode {
        let judgement = self.judgement;
        let members: Vec<usize> = judgement.members(policy_type).map(|(index, _)| index).collect();
        let levels = match policy_type {
            PolicyType::ServiceControl => judgement.set.service_control.as_slice(),
            PolicyType::ResourceControl => judgement.set.resource_control.as_slice(),
            PolicyType::Identity
            | PolicyType::Resource
            | PolicyType::PermissionsBoundary
            | PolicyType::Session
            | PolicyType::VpcEndpoint => &[],
        };
        self.tree.types.insert(policy_type, id.clone());
        let named = levels.iter().any(|level| !level.node.is_empty());
        let children: Vec<TraceNode> = if named {
            let levels = levels.iter().enumerate();
            levels.map(|(position, level)| self.level(level, policy_type, format!("{id}/{position}"))).collect()
        } else {
            let members = members.iter().enumerate();
            members.map(|(position, index)| self.policy(*index, format!("{id}/{position}"))).collect()
        };
        let outcome = match policy_type {
            _ if children.is_empty() => Outcome::NotApplicable,
            PolicyType::ServiceControl if named => every_level(&children),
            _ => together(&children),
        };
        let role = if self.deciding.types.contains(&policy_type) { Role::Decisive } else { strongest_role(&children) };
        let reason = if children.is_empty() {
            plain("NoneGiven", "none given")
        } else {
            outcome_message(outcome, children.iter().filter(|child| child.outcome != Outcome::NotApplicable).count())
        };
        TraceNode { role, reason, children, ..blank(id, NodeKind::PolicyType, outcome, words::heading(policy_type)) }
    }

    fn level(&mut self, level: &Level, policy_type: PolicyType, id: String) -> TraceNode {
        let account = match policy_type {
            PolicyType::ServiceControl => &self.judgement.query.requester.account,
            _ => &self.judgement.query.owner,
        };
        let concerns = scope::levels(core::slice::from_ref(level), account).next().is_some();
        let members = level.members.iter().enumerate();
        let children: Vec<TraceNode> =
            members.map(|(position, index)| self.policy(*index, format!("{id}/{position}"))).collect();
        let outcome = if concerns { together(&children) } else { Outcome::NotApplicable };
        let blocks = outcome == Outcome::NoDecision && self.deciding.types.contains(&policy_type);
        let reason = if concerns {
            outcome_message(outcome, children.len())
        } else {
            plain("OtherAccount", "concerns another account")
        };
        let label = if level.node.is_empty() { "no node named" } else { &level.node };
        let role = if blocks && policy_type == PolicyType::ServiceControl {
            Role::Decisive
        } else {
            strongest_role(&children)
        };
        TraceNode { role, reason, children, ..blank(id, NodeKind::Level, outcome, label) }
    }

    fn policy(&mut self, index: usize, id: String) -> TraceNode {
        let judgement = self.judgement;
        let Some(member) = judgement.scopes.members.get(index) else {
            return blank(id, NodeKind::Policy, Outcome::NotApplicable, "");
        };
        self.tree.policies.entry(index).or_insert_with(|| id.clone());
        let policy = &member.reading.policy;
        let span = Some(span(member, policy.document.span));
        let (outcome, reason) = match member.standing {
            Standing::Unread => {
                let places = policy.issues.iter().filter(|issue| issue.unreads).map(|issue| issue.span.start).min();
                let line = policy.lines.position(places.unwrap_or_default()).line;
                let reason = Sentence::new(&format!("cannot be read (line {line}): none of its statements counts"))
                    .param("line", line.to_string())
                    .message("PolicyUnread");
                (Outcome::Invalid, reason)
            }
            Standing::Elsewhere => {
                (Outcome::NotApplicable, plain("AttachedElsewhere", "attached to somebody or something else"))
            }
            Standing::LeftOut(why) => {
                let (code, text) = words::left_out(why);
                (Outcome::NotApplicable, Sentence::new(text).message(code))
            }
            Standing::TakesPart => return self.judged_policy(index, member, id),
        };
        TraceNode { reason, span, ..blank(id, NodeKind::Policy, outcome, &policy.name) }
    }

    fn judged_policy(&mut self, index: usize, member: &Scoped<'_>, id: String) -> TraceNode {
        let policy = &member.reading.policy;
        let judged = self.judgement.statements.get(index).map(Vec::as_slice).unwrap_or_default();
        let mut children = Vec::with_capacity(judged.len());
        for (position, (statement, judged)) in policy.document.statements.iter().zip(judged).enumerate() {
            let node = format!("{id}/{position}");
            let role =
                self.statement_role((index, position), statement.effect.value, judged.matches, policy.policy_type);
            let mut nodes = StatementNodes {
                judgement: self.judgement,
                member,
                at: (index, position),
                relevant: judged.relevant,
                tree: &mut self.tree,
            };
            children.push(nodes.statement(statement, judged, role, node));
        }
        let outcome = if children.is_empty() { Outcome::NoDecision } else { together(&children) };
        TraceNode {
            role: strongest_role(&children),
            reason: outcome_message(outcome, children.len()),
            span: Some(span(member, policy.document.span)),
            children,
            ..blank(id, NodeKind::Policy, outcome, &policy.name)
        }
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

/// A node with nothing but its name.
pub(super) fn blank(id: String, kind: NodeKind, outcome: Outcome, label: &str) -> TraceNode {
    TraceNode {
        id,
        kind,
        outcome,
        role: Role::None,
        label: label.to_owned(),
        reason: Message::default(),
        span: None,
        request: None,
        compared: None,
        children: Vec::new(),
    }
}

/// A range of a policy's text, as the public answer counts it.
pub(super) fn span(member: &Scoped<'_>, bytes: ByteSpan) -> Span {
    let policy = &member.reading.policy;
    Span {
        policy: policy.name.clone(),
        start: policy.lines.position(bytes.start),
        end: policy.lines.position(bytes.end),
    }
}

/// What several come to: one that denies, else one that allows, else nothing.
fn together(children: &[TraceNode]) -> Outcome {
    let any = |outcome| children.iter().any(|child| child.outcome == outcome);
    let all = |outcome| children.iter().all(|child| child.outcome == outcome);
    if any(Outcome::Denies) {
        Outcome::Denies
    } else if any(Outcome::Allows) {
        Outcome::Allows
    } else if any(Outcome::Invalid) {
        Outcome::Invalid
    } else if all(Outcome::NotApplicable) {
        Outcome::NotApplicable
    } else {
        Outcome::NoDecision
    }
}

/// Every level has to allow.
fn every_level(levels: &[TraceNode]) -> Outcome {
    let concerned = || levels.iter().filter(|level| level.outcome != Outcome::NotApplicable);
    let together = together(levels);
    let all_allow = concerned().all(|level| level.outcome == Outcome::Allows);
    if together == Outcome::Allows && !all_allow { Outcome::NoDecision } else { together }
}

fn outcome_message(outcome: Outcome, count: usize) -> Message {
    match outcome {
        Outcome::Denies => plain("Denies", "denies"),
        Outcome::Allows => plain("Allows", "allows"),
        Outcome::Invalid => plain("CannotBeRead", "cannot be read"),
        Outcome::NotApplicable => plain("TakesNoPart", "takes no part"),
        Outcome::Match | Outcome::NoMatch | Outcome::NoDecision if count == 0 => {
            plain("NoStatements", "has no statement")
        }
        Outcome::Match | Outcome::NoMatch | Outcome::NoDecision => plain("NoDecision", "no statement applies"),
    }
}

fn strongest_role(children: &[TraceNode]) -> Role {
    let any = |role| children.iter().any(|child| child.role == role);
    if any(Role::Decisive) {
        Role::Decisive
    } else if any(Role::Contributing) {
        Role::Contributing
    } else if any(Role::Overridden) {
        Role::Overridden
    } else {
        Role::None
    }
}
