//! Absent context keys: what is said of them is true of every value that could be supplied.

use std::cell::Cell;

use iam_evaluator::PolicySet;
use iam_evaluator::request::{Context, ContextValue, Request};
use iam_evaluator::trace::{Evaluation, MissingKey};
use serde_json::Value;

use super::generator::conditions::{self, Key};
use super::generator::random::Random;
use super::{for_each_scenario, read};

#[test]
fn a_key_that_cannot_change_the_decision_never_does_and_one_that_can_is_named() {
    for_each_scenario(400, |scenario, random| {
        for_each_evaluation(scenario, |set, request, evaluation| {
            let absent: Vec<&Key> =
                conditions::KEYS.iter().filter(|key| is_absent(key.name, request, evaluation)).collect();
            for key in absent.iter().filter(|key| !can_change(key.name, evaluation)) {
                for _ in 0..4 {
                    let mut world = request.clone();
                    for other in &absent {
                        if random.percent(40) {
                            supply(&mut world, other.name, value(random, other));
                        }
                    }
                    remove(&mut world, key.name);
                    let without = set.decide(&world).ok();
                    let given = value(random, key);
                    supply(&mut world, key.name, given.clone());
                    let with = set.decide(&world).ok();
                    if with != without {
                        let context = serde_json::to_string(&world.context).unwrap_or_default();
                        let name = key.name;
                        return Err(format!("{name} = {given:?} turns {without:?} into {with:?} in {context}"));
                    }
                }
            }
            Ok(())
        })
    });
}

#[test]
fn a_witness_applied_gives_its_decision() {
    let able = Cell::new(0usize);
    for_each_scenario(1_500, |scenario, _| {
        for_each_evaluation(scenario, |set, request, evaluation| {
            for key in evaluation.missing_context.iter().filter(|key| key.could_change) {
                able.set(able.get() + usize::from(key.witness.is_some()));
                check_witness(set, request, evaluation, key)?;
            }
            for assumption in &evaluation.assumptions {
                if let Some(witness) = &assumption.witness {
                    let decision =
                        set.decide(&changed(request, witness.context.iter().map(|(key, value)| (key, value)))).ok();
                    if decision != Some(witness.decision) || witness.decision == evaluation.decision {
                        return Err(format!("the witness of {} gives {decision:?}", assumption.code));
                    }
                }
            }
            Ok(())
        })
    });
    assert!(able.get() > 300, "only {} witnesses", able.get());
}

#[test]
fn the_decision_has_a_condition_exactly_where_something_could_change_it() {
    for_each_scenario(400, |scenario, _| {
        for_each_evaluation(scenario, |_, _, evaluation| {
            let could_change = evaluation.missing_context.iter().any(|key| key.could_change)
                || evaluation.assumptions.iter().any(|assumption| assumption.could_change);
            if could_change != evaluation.condition.is_some() {
                return Err(format!("could change: {could_change}, condition: {:?}", evaluation.condition));
            }
            let stray = evaluation.missing_context.iter().any(|key| key.witness.is_some() && !key.could_change);
            if stray { Err("a witness for what cannot change the decision".to_owned()) } else { Ok(()) }
        })
    });
}

pub fn for_each_evaluation(
    scenario: &Value,
    mut law: impl FnMut(&PolicySet, &Request, &Evaluation) -> Result<(), String>,
) -> Result<(), String> {
    let Some((scenario, set)) = read(scenario) else { return Ok(()) };
    for request in &scenario.requests {
        let Ok(evaluation) = set.evaluate(request) else { continue };
        law(&set, request, &evaluation)?;
    }
    Ok(())
}

fn check_witness(set: &PolicySet, request: &Request, evaluation: &Evaluation, key: &MissingKey) -> Result<(), String> {
    let Some(witness) = &key.witness else { return Ok(()) };
    let decision = set.decide(&changed(request, witness.context.iter().map(|(key, value)| (key, value)))).ok();
    if decision != Some(witness.decision) || witness.decision == evaluation.decision {
        let name = &key.key;
        return Err(format!("the witness of {name}, {witness:?}, gives {decision:?}"));
    }
    if witness.context.iter().any(|(name, _)| name.eq_ignore_ascii_case(&key.key)) {
        Ok(())
    } else {
        Err(format!("the witness of {} leaves it out: {witness:?}", key.key))
    }
}

pub fn changed<'c>(
    request: &Request,
    change: impl IntoIterator<Item = (&'c String, &'c Option<ContextValue>)>,
) -> Request {
    let mut changed = request.clone();
    for (name, value) in change {
        match value {
            Some(value) => supply(&mut changed, name, value.clone()),
            None => remove(&mut changed, name),
        }
    }
    changed
}

fn supply(request: &mut Request, name: &str, value: ContextValue) {
    remove(request, name);
    request.context.0.push((name.to_owned(), value));
}

fn remove(request: &mut Request, name: &str) {
    let Context(entries) = &mut request.context;
    entries.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
}

fn is_absent(name: &str, request: &Request, evaluation: &Evaluation) -> bool {
    let given = request.context.0.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    !given && !evaluation.derived.iter().any(|derived| derived.key.eq_ignore_ascii_case(name))
}

fn can_change(name: &str, evaluation: &Evaluation) -> bool {
    evaluation.missing_context.iter().any(|key| key.could_change && key.key.eq_ignore_ascii_case(name))
}

/// A value of the kind that the key has, or not.
fn value(random: &mut Random, key: &Key) -> ContextValue {
    let other = random.pick(&conditions::KEYS);
    match random.below(10) {
        0 => ContextValue::Text(String::new()),
        1 => ContextValue::List(vec!["prod".to_owned()]),
        2 => context_value(&conditions::request_value(random, other)),
        _ => context_value(&conditions::request_value(random, key)),
    }
}

fn context_value(value: &Value) -> ContextValue {
    match value {
        Value::String(text) => ContextValue::Text(text.clone()),
        Value::Bool(value) => ContextValue::Boolean(*value),
        Value::Array(values) => {
            ContextValue::List(values.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect())
        }
        other => ContextValue::Number(other.to_string()),
    }
}
