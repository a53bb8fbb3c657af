//! The answer to a call of several parts: the worst part decides, what is known of the parts is put together.

use alloc::vec::Vec;

use super::answer::{Answer, Missing, Part, Taken};
use super::assumptions::{self, Clause};
use super::message::Sentence;
use super::part;
use crate::evaluation::Judgement;
use crate::evaluation::witness::{Assignment, Call};
use crate::request::Decision;
use crate::trace::Role;

/// The answer to a call of several parts, the asked one first. `decide_with` decides the whole call with values given.
pub(crate) fn several<'j>(
    judgements: &'j [Judgement<'_>],
    decide_with: &dyn Fn(&Assignment) -> Option<Decision>,
) -> Option<Answer<'j>> {
    let worst = |wanted| judgements.iter().position(|judgement| judgement.decision == wanted);
    let deciding = worst(Decision::ExplicitDeny).or_else(|| worst(Decision::ImplicitDeny)).unwrap_or(0);
    let decision = judgements.get(deciding)?.decision;
    let decide = |assignment: &Assignment| decide_with(assignment).unwrap_or(decision);
    let call = Call { decision, decide: &decide };
    let (mut answers, mut parts) = (Vec::new(), Vec::new());
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
        answers.push((answer, of_part));
    }
    let (mut assumptions, mut missing, mut clauses) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (answer, of_part)) in answers.iter().enumerate() {
        let counts = counts(judgements, &answers, index);
        merge_assumptions(&mut assumptions, &answer.assumptions, counts);
        merge_missing(&mut missing, &answer.missing, counts);
        if counts {
            merge_clauses(&mut clauses, of_part);
        }
    }
    assumptions::changing_first(&mut assumptions);
    let (mut answer, _) = answers.into_iter().nth(deciding)?;
    if deciding > 0 {
        answer.reason = of_part(&answer.reason, judgements.get(deciding)?);
    }
    answer.condition = assumptions::condition(&clauses);
    (answer.assumptions, answer.missing, answer.parts) = (assumptions, missing, parts);
    Some(answer)
}

/// Whether a change of this part can change the decision of the call: not beside a part that is certainly denied, unless one of the two
/// denials is explicit and the other is not.
fn counts(judgements: &[Judgement<'_>], answers: &[(Answer<'_>, Vec<Clause>)], index: usize) -> bool {
    let certainly = |decision| {
        let mut others = answers.iter().enumerate().filter(|(other, _)| *other != index);
        others.any(|(_, (answer, clauses))| clauses.is_empty() && answer.decision == decision)
    };
    let can_deny = judgements.get(index).is_some_and(|judgement| judgement.may.denied);
    !certainly(Decision::ExplicitDeny) && (can_deny || !certainly(Decision::ImplicitDeny))
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

fn merge_clauses(all: &mut Vec<Clause>, more: &[Clause]) {
    for clause in more {
        if !all.iter().any(|known| known.about == clause.about) {
            all.push(clause.clone());
        }
    }
}

fn of_part(reason: &Sentence, judgement: &Judgement<'_>) -> Sentence {
    let query = judgement.query;
    let sentence = Sentence { code: reason.code, params: reason.params.clone(), pieces: Vec::new() };
    sentence.code(&query.action).text(" on ").code(&query.resource).text(": ").with_pieces(&reason.pieces)
}
