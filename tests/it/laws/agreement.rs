//! Three evaluators, one decision: the compiled path, the one with the trace, and the plain one of `reference`.

use iam_evaluator::PolicySet;

use super::{for_each_scenario, read, requests, word};
use crate::reference;

#[test]
fn both_paths_decide_alike() {
    for_each_scenario(1_000, |scenario, _| {
        let Some((read, set)) = read(scenario) else { return Ok(()) };
        for request in &read.requests {
            match (set.decide(request), set.evaluate(request)) {
                (Ok(decided), Ok(evaluated)) if decided == evaluated.decision => {}
                (Err(decided), Err(evaluated)) if decided == evaluated => {}
                (decided, evaluated) => {
                    return Err(format!("decide: {decided:?}, evaluate: {:?}", evaluated.map(|one| one.decision)));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_naive_evaluator_decides_alike() {
    for_each_scenario(6_000, |scenario, _| {
        let Some((read, set)) = read(scenario) else { return Ok(()) };
        for (request, source) in read.requests.iter().zip(requests(scenario)) {
            let Ok(decided) = set.decide(request) else { continue };
            let naive = reference::decide(&scenario["policies"], source);
            if source.get("call").is_none() && naive != word(decided) {
                return Err(format!("decide: {}, naive: {naive}\n{source:#}", word(decided)));
            }
        }
        Ok(())
    });
}

#[test]
fn a_set_made_from_another_is_the_one_made_anew() {
    for_each_scenario(200, |scenario, _| {
        let Some((read, set)) = read(scenario) else { return Ok(()) };
        let mut others = read.policies.clone();
        others.reverse();
        if let Some(changed) = others.first_mut() {
            changed.document.push(' ');
        }
        let made = PolicySet::new(&others).and_then(|other| other.with(&read.policies));
        let made = made.map_err(|error| error.message)?;
        let differs = read.requests.iter().find(|request| made.evaluate(request) != set.evaluate(request));
        differs.map_or(Ok(()), |request| Err(format!("{request:?} is answered in another way")))
    });
}

#[test]
fn random_scenarios_can_be_judged_and_come_out_in_every_way() {
    let mut counts = [0usize; 3];
    for_each_scenario_counted(&mut counts);
    let all: usize = counts.iter().sum();
    println!("allowed {}, explicitDeny {}, implicitDeny {} of {all}", counts[0], counts[1], counts[2]);
    assert!(counts.iter().all(|count| count * 100 > all * 12), "{counts:?}");
}

fn for_each_scenario_counted(counts: &mut [usize; 3]) {
    for seed in 0..500 {
        let scenario = super::generator::scenario(&mut super::Random::seeded(seed));
        let decisions = super::decisions(&scenario);
        assert_eq!(decisions.len(), requests(&scenario).len(), "{scenario:#}");
        for decision in decisions {
            let decision = decision.unwrap_or_else(|| panic!("cannot be judged: {scenario:#}"));
            counts[decision as usize] += 1;
        }
    }
}
