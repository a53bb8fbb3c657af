//! Turns judgements into the public answer. All the English of the evaluator is in this folder.

mod assumptions;
mod deciding;
mod finding;
mod lanes;
mod message;
mod near;
mod reason;
pub(crate) mod repair;
mod statement;
mod tree;
mod words;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use self::message::Sentence;
use self::tree::{Deciding, Tree};
use crate::evaluation::Judgement;
use crate::evaluation::scope::Standing;
use crate::policy::Policy;
use crate::request::context::Origin;
use crate::request::{ContextValue, Decision};
use crate::trace::{Derived, Evaluation, Finding, Message, NodeKind, Outcome, Part, Role, TraceNode};

pub(crate) use self::deciding::statement_name;

/// A judgement with the tree and the index made from it.
struct Explained<'j, 's> {
    judgement: &'j Judgement<'s>,
    deciding: Deciding,
    tree: Tree,
}

/// The answer to a request of one part.
pub(crate) fn single(judgement: &Judgement<'_>) -> Evaluation {
    let (mut evaluation, _) = part(judgement, "0");
    evaluation.findings = findings(judgement);
    evaluation
}

/// The answer to a call of several parts, the asked one first.
pub(crate) fn several(judgements: &[Judgement<'_>]) -> Option<Evaluation> {
    let mut parts = Vec::new();
    let mut evaluations = Vec::new();
    for (index, judgement) in judgements.iter().enumerate() {
        let node = alloc::format!("0/{index}");
        let (evaluation, reason) = part(judgement, &node);
        parts.push(Part {
            action: judgement.query.action.clone(),
            resource: judgement.query.resource.clone(),
            decision: judgement.decision,
            reason,
            node,
        });
        evaluations.push(evaluation);
    }
    let worst = |wanted| judgements.iter().position(|judgement| judgement.decision == wanted);
    let deciding = worst(Decision::ExplicitDeny).or_else(|| worst(Decision::ImplicitDeny)).unwrap_or(0);
    let mut answer = evaluations.get(deciding)?.clone();
    answer.findings = findings(judgements.first()?);
    answer.assumptions = merged(evaluations.iter().map(|e| &e.assumptions), |a, b| a.message.text == b.message.text);
    answer.missing_context =
        merged(evaluations.iter().map(|e| &e.missing_context), |a, b| a.key.eq_ignore_ascii_case(&b.key));
    answer.derived = merged(evaluations.iter().map(|e| &e.derived), |a, b| a.key == b.key);
    if deciding > 0 {
        let judgement = judgements.get(deciding)?;
        answer.reason = of_part(&answer.reason, judgement);
    }
    if answer.condition.is_none() && answer.decision == Decision::Allowed {
        answer.condition = evaluations.iter().find_map(|evaluation| evaluation.condition.clone());
    }
    let outcome = outcome(answer.decision);
    answer.trace = TraceNode {
        role: Role::Decisive,
        reason: answer.reason.clone(),
        children: evaluations.into_iter().map(|evaluation| evaluation.trace).collect(),
        ..tree::blank("0".to_string(), NodeKind::Evaluation, outcome, "all parts of the call")
    };
    answer.parts = parts;
    Some(answer)
}

fn of_part(reason: &Message, judgement: &Judgement<'_>) -> Message {
    let mut sentence =
        Sentence::default().code(&judgement.query.action).text(" on ").code(&judgement.query.resource).text(": ");
    for piece in &reason.parts {
        sentence = match &piece.node {
            Some(node) => sentence.link(&piece.text, node),
            None if piece.code => sentence.code(&piece.text),
            None => sentence.text(&piece.text),
        };
    }
    if reason.parts.is_empty() {
        sentence = sentence.text(&reason.text);
    }
    let message = sentence.message("");
    Message { code: reason.code.clone(), params: reason.params.clone(), ..message }
}

fn merged<'e, T: Clone + 'e>(lists: impl Iterator<Item = &'e Vec<T>>, same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut all: Vec<T> = Vec::new();
    for item in lists.flatten() {
        if !all.iter().any(|known| same(known, item)) {
            all.push(item.clone());
        }
    }
    all
}

fn part(judgement: &Judgement<'_>, root: &str) -> (Evaluation, Message) {
    let deciding = deciding::find(judgement);
    let tree = tree::build(judgement, &deciding, root);
    let explained = Explained { judgement, deciding, tree };
    let near_misses = near::misses(&explained);
    let (reason, other_reasons) = reason::all(&explained, &near_misses);
    let missing_context = assumptions::missing(&explained);
    let assumptions = assumptions::all(&explained);
    let condition = assumptions::condition(&explained, &assumptions, &missing_context);
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
        reason: reason.clone(),
        other_reasons,
        aws_message: reason::aws_message(judgement, &explained.deciding),
        condition,
        lanes,
        parts: Vec::new(),
        derived: derived(judgement),
        near_misses,
        trace,
        assumptions,
        missing_context,
        findings: Vec::new(),
    };
    (evaluation, reason)
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
        Origin::Resource => "resource",
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
