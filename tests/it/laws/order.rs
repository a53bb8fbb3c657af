//! What must make no difference: the order of policies, statements and entries, the case of keys, how actions are spread over statements,
//! and asking twice.

use iam_evaluator::request::Decision;
use serde_json::{Map, Value, json};

use super::generator::random::Random;
use super::{decisions, for_each_scenario, read};

#[test]
fn the_order_of_policies_statements_and_entries_makes_no_difference() {
    for_each_scenario(600, |scenario, random| {
        let mut shuffled = scenario.clone();
        if let Some(policies) = shuffled["policies"].as_array_mut() {
            shuffle(policies, random);
            for policy in policies {
                shuffle_lists(&mut policy["document"], random);
            }
        }
        same(scenario, &shuffled)
    });
}

#[test]
fn the_case_of_context_keys_makes_no_difference() {
    for_each_scenario(500, |scenario, random| {
        let mut renamed = scenario.clone();
        for policy in renamed["policies"].as_array_mut().into_iter().flatten() {
            for statement in statements_mut(&mut policy["document"]) {
                for keys in statement.get_mut("Condition").and_then(Value::as_object_mut).into_iter().flatten() {
                    recase_keys(keys.1, random);
                }
            }
        }
        for request in renamed["requests"].as_array_mut().into_iter().flatten() {
            if let Some(context) = request.get_mut("context") {
                recase_keys(context, random);
            }
        }
        same(scenario, &renamed)
    });
}

#[test]
fn a_statement_for_each_action_of_a_list_says_the_same() {
    for_each_scenario(500, |scenario, _| {
        let mut split = scenario.clone();
        for policy in split["policies"].as_array_mut().into_iter().flatten() {
            let Some(document) = policy["document"].as_object_mut() else { continue };
            let statements = super::statements(document.get("Statement").unwrap_or(&Value::Null));
            let split: Vec<Value> = statements.iter().flat_map(by_action).collect();
            document.insert("Statement".to_owned(), json!(split));
        }
        same(scenario, &split)
    });
}

#[test]
fn equal_input_gives_equal_bytes() {
    for_each_scenario(150, |scenario, _| {
        let answer = || -> Vec<String> {
            let Some((scenario, set)) = read(scenario) else { return Vec::new() };
            let evaluations = scenario.requests.iter().filter_map(|request| set.evaluate(request).ok());
            evaluations.filter_map(|evaluation| serde_json::to_string(&evaluation).ok()).collect()
        };
        if answer() == answer() { Ok(()) } else { Err("two answers".to_owned()) }
    });
}

fn same(scenario: &Value, other: &Value) -> Result<(), String> {
    let (before, after): (Vec<Option<Decision>>, _) = (decisions(scenario), decisions(other));
    if before == after { Ok(()) } else { Err(format!("{before:?} became {after:?} as\n{other:#}")) }
}

fn shuffle(items: &mut [Value], random: &mut Random) {
    for at in (1..items.len()).rev() {
        items.swap(at, random.below(at + 1));
    }
}

fn shuffle_lists(value: &mut Value, random: &mut Random) {
    match value {
        Value::Array(items) => {
            shuffle(items, random);
            for item in items {
                shuffle_lists(item, random);
            }
        }
        Value::Object(fields) => fields.values_mut().for_each(|field| shuffle_lists(field, random)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn statements_mut(document: &mut Value) -> Vec<&mut Value> {
    match document.get_mut("Statement") {
        Some(Value::Array(items)) => items.iter_mut().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

fn recase_keys(keys: &mut Value, random: &mut Random) {
    let Some(fields) = keys.as_object_mut() else { return };
    let renamed: Map<String, Value> = core::mem::take(fields)
        .into_iter()
        .map(|(key, value)| match random.below(3) {
            0 => (key.to_ascii_lowercase(), value),
            1 => (key.to_ascii_uppercase(), value),
            _ => (key, value),
        })
        .collect();
    *fields = renamed;
}

fn by_action(statement: &Value) -> Vec<Value> {
    let Some(actions) = statement["Action"].as_array().filter(|actions| actions.len() > 1) else {
        return vec![statement.clone()];
    };
    let with = |action: &Value| {
        let mut one = statement.clone();
        one["Action"] = action.clone();
        one
    };
    actions.iter().map(with).collect()
}
