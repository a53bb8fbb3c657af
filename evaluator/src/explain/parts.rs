//! The answer to a call of several parts: the worst part decides, what is known of the parts is put together.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::answer::{Answer, Missing, Part, Taken};
use super::assumptions::{self, Clause};
use super::message::Sentence;
use super::part;
use crate::evaluation::Judgement;
use crate::evaluation::witness::{Assignment, Call};
use crate::order::sort_by_key;
use crate::request::{ContextValue, Decision};
use crate::trace::{Role, Witness};

/// The answer to a call of several parts, the asked one first. `decide_with` decides the whole call with a witness applied.
pub(crate) fn several<'j>(
    judgements: &'j [Judgement<'_>],
    decide_with: impl Fn(&Witness) -> Option<Decision>,
) -> Option<Answer<'j>> {
    let worst = |wanted| judgements.iter().position(|judgement| judgement.decision == wanted);
    let deciding = worst(Decision::ExplicitDeny).or_else(|| worst(Decision::ImplicitDeny)).unwrap_or(0);
    let decision = judgements.get(deciding)?.decision;
    let decide = |assignment: &Assignment| decide_with(&witness(assignment)).unwrap_or(decision);
    let call = Call { decision, decide: &decide };
    let (mut answers, mut clauses, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    // The node of the whole call is the first.
    let mut base = 1;
    for (index, judgement) in judgements.iter().enumerate() {
        let (mut answer, of_part) = part(judgement, base, Some(call));
        let mut own = answer.parts.pop()?;
        own.reason = Some(answer.reason.clone());
        if index != deciding && decision != Decision::Allowed {
            demote(&mut own);
        }
        base += u32::try_from(own.nodes.len()).ok()?;
        parts.push(own);
        answers.push(answer);
        clauses.push(of_part);
    }
    let counting: Vec<bool> = (0..judgements.len()).map(|index| counts(judgements, &clauses, index)).collect();
    let (mut assumptions, mut missing) = (Vec::new(), Vec::new());
    for (answer, counts) in answers.iter().zip(&counting) {
        merge_assumptions(&mut assumptions, &answer.assumptions, *counts);
        merge_missing(&mut missing, &answer.missing, *counts);
    }
    sort_by_key(&mut assumptions, |assumption: &Taken| !assumption.could_change);
    let clauses = clauses.into_iter().zip(&counting).filter(|(_, counts)| **counts).flat_map(|(clauses, _)| clauses);
    let condition = assumptions::condition(&distinct(clauses));
    let answer = answers.into_iter().nth(deciding)?;
    let reason = if deciding > 0 { of_part(&answer.reason, judgements.get(deciding)?) } else { answer.reason };
    Some(Answer { reason, condition, assumptions, missing, parts, ..answer })
}

fn witness(assignment: &Assignment) -> Witness {
    let mut context = BTreeMap::new();
    for assigned in assignment.iter() {
        context.insert(assigned.name.clone(), Some(ContextValue::from(&assigned.values)));
    }
    Witness { context, decision: Decision::Allowed }
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
fn demote(part: &mut Part<'_>) {
    for node in part.nodes.iter_mut().filter(|node| node.role == Role::Decisive) {
        node.role = Role::Contributing;
    }
}

fn merge_assumptions(all: &mut Vec<Taken>, more: &[Taken], counts: bool) {
    for assumption in more {
        let could_change = assumption.could_change && counts;
        let text = assumption.sentence.sentence().whole();
        match all.iter_mut().find(|known| known.sentence.sentence().whole() == text) {
            Some(known) => {
                known.could_change |= could_change;
                known.nodes.extend(&assumption.nodes);
            }
            None => all.push(Taken { could_change, ..assumption.clone() }),
        }
    }
}

fn merge_missing<'j>(all: &mut Vec<Missing<'j>>, more: &[Missing<'j>], counts: bool) {
    for key in more {
        let could_change = key.could_change && counts;
        let witness = key.witness.clone().filter(|_| counts);
        match all.iter_mut().find(|known| known.key.eq_ignore_ascii_case(key.key)) {
            Some(known) => {
                known.could_change |= could_change;
                known.nodes.extend(&key.nodes);
                known.witness = known.witness.take().or(witness);
            }
            None => all.push(Missing { could_change, witness, ..key.clone() }),
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

fn of_part(reason: &Sentence, judgement: &Judgement<'_>) -> Sentence {
    let query = judgement.query;
    let sentence = Sentence { code: reason.code, params: reason.params.clone(), pieces: Vec::new() };
    sentence.code(&query.action).text(" on ").code(&query.resource).text(": ").with_pieces(&reason.pieces)
}
