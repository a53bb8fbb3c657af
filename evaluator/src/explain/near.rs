//! Statements that came close: fewest failing elements first, a failing Action last, then the longest common beginning.

use alloc::vec::Vec;

use super::Explained;
use crate::matching::{ElementJudgement, StatementJudgement};
use crate::policy::Effect;
use crate::request::Decision;
use crate::trace::NearMiss;

/// The most near misses of an answer.
const MAX_NEAR_MISSES: usize = 20;

/// On a denial the Allows that did not apply, on an allow the Denies.
pub(super) fn misses(explained: &Explained<'_, '_>) -> Vec<NearMiss> {
    let judgement = explained.judgement;
    let wanted = match judgement.decision {
        Decision::Allowed => Effect::Deny,
        Decision::ExplicitDeny | Decision::ImplicitDeny => Effect::Allow,
    };
    let mut ranked = Vec::new();
    for (policy, statements) in judgement.statements.iter().enumerate() {
        for (position, judged) in statements.iter().enumerate() {
            if judged.matches || judgement.effect(policy, position) != Some(wanted) {
                continue;
            }
            let of = elements(judged) + usize::from(judged.lacks_resource);
            let failing = explained.tree.failing.get(&(policy, position)).cloned().unwrap_or_default();
            let action_fails = judged.action.as_ref().is_some_and(|action| !action.matches);
            let missing = failing.len() + usize::from(judged.lacks_resource);
            let Some(matched) = of.checked_sub(missing).filter(|matched| *matched > 0) else { continue };
            let common = common_prefix(judged);
            let Some(statement) = explained.tree.statements.get(&(policy, position)) else { continue };
            let miss = NearMiss { statement: statement.clone(), failing, matched, of };
            ranked.push(((action_fails, miss.failing.len(), usize::MAX - common), miss));
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MAX_NEAR_MISSES).map(|(_, miss)| miss).collect()
}

fn elements(judged: &StatementJudgement) -> usize {
    usize::from(judged.principal.is_some())
        + usize::from(judged.action.is_some())
        + usize::from(judged.resource.is_some())
        + usize::from(!judged.conditions.is_empty())
}

/// How far the best failing entry agrees with the request.
fn common_prefix(judged: &StatementJudgement) -> usize {
    let failing = |element: &Option<ElementJudgement>| {
        let entries = element.iter().filter(|element| !element.matches).flat_map(|element| &element.entries);
        entries.filter_map(|entry| entry.difference).map(|(_, actual)| actual).max()
    };
    let conditions = judged.conditions.iter().flat_map(|operator| &operator.keys).filter(|key| !key.matches);
    let values =
        conditions.flat_map(|key| &key.values).filter_map(|value| value.difference).map(|(_, actual)| actual).max();
    [failing(&judged.resource), values, failing(&judged.action)].into_iter().flatten().next().unwrap_or(0)
}
