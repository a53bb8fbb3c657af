//! Turns judgements into the public answer. All the English of the evaluator is in this folder.

mod assumptions;
mod deciding;
mod finding;
mod lanes;
mod message;
mod near;
mod parts;
mod reason;
pub(crate) mod repair;
mod statement;
mod tree;
mod words;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use self::assumptions::Clause;
use self::tree::{Deciding, Tree};
use crate::evaluation::Judgement;
use crate::evaluation::scope::Standing;
use crate::evaluation::witness::Call;
use crate::policy::Policy;
use crate::request::context::Origin;
use crate::request::{ContextValue, Decision};
use crate::trace::{Derived, Evaluation, Finding, NodeKind, Outcome, Role, TraceNode};

pub(crate) use self::deciding::statement_name;
pub(crate) use self::parts::several;

/// A judgement with the tree and the index made from it.
struct Explained<'j, 's> {
    judgement: &'j Judgement<'s>,
    deciding: Deciding,
    tree: Tree,
}

/// The answer to a request of one part.
pub(crate) fn single(judgement: &Judgement<'_>) -> Evaluation {
    let (mut evaluation, _) = part(judgement, "0", None);
    evaluation.findings = findings(judgement);
    evaluation
}

/// The answer to one part under the node `root`, with the clauses of its condition.
fn part(judgement: &Judgement<'_>, root: &str, call: Option<Call<'_>>) -> (Evaluation, Vec<Clause>) {
    let deciding = deciding::find(judgement);
    let tree = tree::build(judgement, &deciding, root);
    let explained = Explained { judgement, deciding, tree };
    let near_misses = near::misses(&explained);
    let (reason, other_reasons) = reason::all(&explained, &near_misses);
    let missing_context = assumptions::missing(&explained, call);
    let assumptions = assumptions::all(&explained);
    let clauses = assumptions::clauses(&explained, &assumptions, &missing_context);
    let lanes = lanes::all(&explained);
    let query = &judgement.query;
    let label = alloc::format!("{} on {}", query.action, query.resource);
    let trace = TraceNode {
        role: Role::Decisive,
        reason: reason.clone(),
        children: explained.tree.children,
        ..tree::blank(root.to_string(), NodeKind::Evaluation, outcome(judgement.decision), &label)
    };
    let evaluation = Evaluation {
        schema_version: 1,
        decision: judgement.decision,
        reason,
        other_reasons,
        aws_message: reason::aws_message(judgement, &explained.deciding),
        condition: assumptions::condition(&clauses),
        lanes,
        parts: Vec::new(),
        derived: derived(judgement),
        near_misses,
        trace,
        assumptions,
        missing_context,
        findings: Vec::new(),
    };
    (evaluation, clauses)
}

fn outcome(decision: Decision) -> Outcome {
    match decision {
        Decision::Allowed => Outcome::Allows,
        Decision::ExplicitDeny => Outcome::Denies,
        Decision::ImplicitDeny => Outcome::NoDecision,
    }
}

fn derived(judgement: &Judgement<'_>) -> Vec<Derived> {
    let from = |origin| match origin {
        Origin::Resource | Origin::AssumedOwner => "resource",
        Origin::Call => "call",
        Origin::Given | Origin::Principal | Origin::PathlessRole => "principal",
    };
    judgement
        .query
        .derived
        .iter()
        .map(|key| Derived {
            key: key.name.clone(),
            value: ContextValue::from(&key.values),
            from: from(key.origin).to_string(),
            overridden: key.overridden,
        })
        .collect()
}

fn findings(judgement: &Judgement<'_>) -> Vec<Finding> {
    judgement.scopes.members.iter().flat_map(|member| policy_findings(&member.reading.policy)).collect()
}

/// What was found in one policy.
pub(crate) fn policy_findings(policy: &Policy) -> impl Iterator<Item = Finding> + '_ {
    policy.issues.iter().map(move |issue| finding::to_public(policy, issue))
}

/// The names of the policies that cannot be read.
fn unread<'j>(judgement: &'j Judgement<'_>) -> impl Iterator<Item = (usize, &'j Policy)> {
    let unread = judgement.scopes.members.iter().enumerate().filter(|(_, member)| member.standing == Standing::Unread);
    unread.map(|(index, member)| (index, &member.reading.policy))
}

/// "a", "a and b", "a, b and c".
fn enumerate(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => alloc::format!("{} and {last}", most.join(", ")),
    }
}
