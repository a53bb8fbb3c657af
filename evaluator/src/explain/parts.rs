//! The answer to a call of several parts: the worst part decides, what is known of the parts is put together.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::assumptions::{self, Clause};
use super::message::Sentence;
use super::{findings, outcome, part, tree};
use crate::evaluation::Judgement;
use crate::evaluation::witness::{Assignment, Call};
use crate::request::{ContextValue, Decision};
use crate::trace::{Assumption, Evaluation, Message, MissingKey, NodeKind, Part, Role, TraceNode, Witness};

/// The answer to a call of several parts, the asked one first. `decide_with` decides the whole call with a witness applied.
pub(crate) fn several(
    judgements: &[Judgement<'_>],
    decide_with: impl Fn(&Witness) -> Option<Decision>,
) -> Option<Evaluation> {
    let worst = |wanted| judgements.iter().position(|judgement| judgement.decision == wanted);
    let deciding = worst(Decision::ExplicitDeny).or_else(|| worst(Decision::ImplicitDeny)).unwrap_or(0);
    let decision = judgements.get(deciding)?.decision;
    let decide = |assignment: &Assignment| decide_with(&witness(assignment)).unwrap_or(decision);
    let call = Call { decision, decide: &decide };
    let mut evaluations = Vec::new();
    let mut clauses = Vec::new();
    for (index, judgement) in judgements.iter().enumerate() {
        let (mut evaluation, of_part) = part(judgement, &alloc::format!("0/{index}"), Some(call));
        if index != deciding && judgements.get(deciding).is_some_and(|part| part.decision != Decision::Allowed) {
            demote(&mut evaluation.trace);
        }
        evaluations.push(evaluation);
        clauses.push(of_part);
    }
    let counting: Vec<bool> = (0..judgements.len()).map(|index| counts(judgements, &clauses, index)).collect();
    let mut answer = evaluations.get(deciding)?.clone();
    let (mut assumptions, mut missing) = (Vec::new(), Vec::new());
    for (evaluation, counts) in evaluations.iter().zip(&counting) {
        merge_assumptions(&mut assumptions, &evaluation.assumptions, *counts);
        merge_missing(&mut missing, &evaluation.missing_context, *counts);
    }
    assumptions.sort_by_key(|assumption: &Assumption| !assumption.could_change);
    let clauses = clauses.into_iter().zip(&counting).filter(|(_, counts)| **counts).flat_map(|(clauses, _)| clauses);
    answer.condition = assumptions::condition(&distinct(clauses));
    answer.assumptions = assumptions;
    answer.missing_context = missing;
    answer.findings = findings(judgements.first()?);
    answer.derived.clone_from(&evaluations.first()?.derived);
    if deciding > 0 {
        answer.reason = of_part(&answer.reason, judgements.get(deciding)?);
    }
    answer.parts = judgements
        .iter()
        .zip(&evaluations)
        .map(|(judgement, evaluation)| Part {
            action: judgement.query.action.clone(),
            resource: judgement.query.resource.clone(),
            decision: judgement.decision,
            reason: evaluation.reason.clone(),
            node: evaluation.trace.id.clone(),
        })
        .collect();
    answer.trace = TraceNode {
        role: Role::Decisive,
        reason: answer.reason.clone(),
        children: evaluations.into_iter().map(|evaluation| evaluation.trace).collect(),
        ..tree::blank("0".to_string(), NodeKind::Evaluation, outcome(answer.decision), "all parts of the call")
    };
    Some(answer)
}

fn witness(assignment: &Assignment) -> Witness {
    let named = assignment.values().map(|(name, values)| (name.clone(), Some(ContextValue::from(values))));
    Witness { context: named.collect(), decision: Decision::Allowed }
}

/// Whether a change of this part can change the decision of the call: not beside a part that is certainly denied, unless one of the two
/// denials is explicit and the other is not.
fn counts(judgements: &[Judgement<'_>], clauses: &[Vec<Clause>], index: usize) -> bool {
    let others = judgements.iter().zip(clauses).enumerate().filter(|(other, _)| *other != index);
    let certain = others.filter(|(_, (_, clauses))| clauses.is_empty()).map(|(_, (judgement, _))| judgement.decision);
    let certain: Vec<Decision> = certain.collect();
    let can_deny = judgements.get(index).is_some_and(|judgement| judgement.may.denied);
    !certain.contains(&Decision::ExplicitDeny) && (can_deny || !certain.contains(&Decision::ImplicitDeny))
}

/// What decides a part that does not decide the call is part of the evidence.
fn demote(node: &mut TraceNode) {
    if node.role == Role::Decisive {
        node.role = Role::Contributing;
    }
    node.children.iter_mut().for_each(demote);
}

fn merge_assumptions(all: &mut Vec<Assumption>, more: &[Assumption], counts: bool) {
    for assumption in more {
        let could_change = assumption.could_change && counts;
        match all.iter_mut().find(|known| known.message.text == assumption.message.text) {
            Some(known) => {
                known.could_change |= could_change;
                known.nodes.extend(assumption.nodes.iter().cloned());
            }
            None => all.push(Assumption { could_change, ..assumption.clone() }),
        }
    }
}

fn merge_missing(all: &mut Vec<MissingKey>, more: &[MissingKey], counts: bool) {
    for key in more {
        let could_change = key.could_change && counts;
        let witness = key.witness.clone().filter(|_| counts);
        match all.iter_mut().find(|known| known.key.eq_ignore_ascii_case(&key.key)) {
            Some(known) => {
                known.could_change |= could_change;
                known.nodes.extend(key.nodes.iter().cloned());
                known.witness = known.witness.take().or(witness);
            }
            None => all.push(MissingKey { could_change, witness, ..key.clone() }),
        }
    }
}

fn distinct(clauses: impl Iterator<Item = Clause>) -> Vec<Clause> {
    let mut all: Vec<Clause> = Vec::new();
    for clause in clauses {
        if !all.iter().any(|known| known.about == clause.about) {
            all.push(clause);
        }
    }
    all
}

fn of_part(reason: &Message, judgement: &Judgement<'_>) -> Message {
    let query = &judgement.query;
    let mut sentence = Sentence::default().code(&query.action).text(" on ").code(&query.resource).text(": ");
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
    Message { code: reason.code.clone(), params: reason.params.clone(), ..sentence.message("") }
}
