//! Statements that came close: fewest failing elements first, a failing Action last, then the longest common beginning.

use alloc::vec::Vec;

use super::Explained;
use super::answer::Near;
use crate::matching::{ElementJudgement, EntryJudgement, StatementJudgement};
use crate::policy::Effect;
use crate::request::Decision;

/// The most near misses of an answer.
const MAX_NEAR_MISSES: usize = 20;

/// On a denial the Allows that did not apply, on an allow the Denies.
pub(super) fn misses(explained: &Explained<'_, '_>) -> Vec<Near> {
    let judgement = explained.judgement;
    let wanted = match judgement.decision {
        Decision::Allowed => Effect::Deny,
        Decision::ExplicitDeny | Decision::ImplicitDeny => Effect::Allow,
    };
    let mut ranked: Vec<((bool, usize, usize), Near)> = Vec::new();
    for (policy, statements) in judgement.statements.iter().enumerate() {
        for (position, judged) in statements.iter().enumerate() {
            if judged.matches || judgement.effect(policy, position) != Some(wanted) {
                continue;
            }
            let of = elements(judged) + usize::from(judged.lacks_resource);
            let failing = failing(judged);
            let action_fails = judged.action.as_ref().is_some_and(|action| !action.matches);
            let missing = failing + usize::from(judged.lacks_resource);
            let Some(matched) = of.checked_sub(missing).filter(|matched| *matched > 0) else { continue };
            let rank = (action_fails, failing, usize::MAX - common_prefix(judged));
            let place = ranked.partition_point(|(other, _)| *other <= rank);
            if place == MAX_NEAR_MISSES {
                continue;
            }
            let at = (policy, position);
            let Some(statement) = explained.tree.statement(at) else { continue };
            ranked.truncate(MAX_NEAR_MISSES - 1);
            ranked.insert(place, (rank, Near { at, statement, failing: Vec::new(), matched, of }));
        }
    }
    let mut misses = Vec::with_capacity(ranked.len());
    for (_, near) in ranked {
        misses.push(Near { failing: explained.tree.failing(near.statement), ..near });
    }
    misses
}

fn elements(judged: &StatementJudgement) -> usize {
    usize::from(judged.principal.is_some())
        + usize::from(judged.action.is_some())
        + usize::from(judged.resource.is_some())
        + usize::from(!judged.conditions.is_empty())
}

fn failing(judged: &StatementJudgement) -> usize {
    let fails =
        |element: &Option<ElementJudgement>| usize::from(element.as_ref().is_some_and(|element| !element.matches));
    fails(&judged.principal)
        + fails(&judged.action)
        + fails(&judged.resource)
        + usize::from(judged.conditions.iter().any(|operator| !operator.matches))
}

/// How far the best failing entry agrees with the request.
fn common_prefix(judged: &StatementJudgement) -> usize {
    let failing = |element: &Option<ElementJudgement>| {
        element.as_ref().filter(|element| !element.matches).and_then(|element| furthest(&element.entries))
    };
    let mut values = None;
    for operator in &judged.conditions {
        for key in operator.keys.iter().filter(|key| !key.matches) {
            values = values.max(furthest(&key.values));
        }
    }
    failing(&judged.resource).or(values).or_else(|| failing(&judged.action)).unwrap_or(0)
}

/// How far the one of these agrees with the request that does so furthest.
fn furthest(entries: &[EntryJudgement]) -> Option<usize> {
    entries.iter().map(|entry| entry.difference.map(|(_, actual)| actual)).max().flatten()
}
