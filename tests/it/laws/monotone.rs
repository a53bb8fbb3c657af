//! What more policies can do: a Deny never allows, an Allow of the identity never denies, a level of SCPs never widens.

use iam_evaluator::request::Decision;
use serde_json::{Value, json};

use super::generator::{self, random::Random};
use super::{decisions, for_each_scenario};

#[test]
fn one_more_deny_never_turns_a_denial_into_an_allow() {
    for_each_scenario(600, |scenario, random| {
        let types = ["identity", "resource", "session", "permissionsBoundary", "vpcEndpoint"];
        let chosen = *random.pick(&types);
        let statement = generator::identity_statement(random, scenario, "Deny");
        let mut policies = scenario["policies"].as_array().cloned().unwrap_or_default();
        let of_type: Vec<usize> = (0..policies.len()).filter(|at| policies[*at]["type"] == chosen).collect();
        match of_type.first() {
            // Beside the statements that are there: a further policy of another type could limit by its mere presence.
            Some(at) => push_statement(&mut policies[*at], statement),
            None => policies.push(json!({"name": "more", "type": "identity", "document": document(&statement)})),
        }
        never(scenario, policies, |before, after| before != Decision::Allowed && after == Decision::Allowed)
    });
}

#[test]
fn one_more_allow_of_the_identity_never_turns_an_allow_into_a_denial() {
    for_each_scenario(600, |scenario, random| {
        let statement = generator::identity_statement(random, scenario, "Allow");
        let mut policies = scenario["policies"].as_array().cloned().unwrap_or_default();
        policies.push(json!({"name": "more", "type": "identity", "document": document(&statement)}));
        never(scenario, policies, |before, after| {
            after != before && !(before == Decision::ImplicitDeny && after == Decision::Allowed)
        })
    });
}

#[test]
fn one_more_level_of_scps_never_widens() {
    for_each_scenario(600, |scenario, random| {
        let effect = *random.pick(&["Allow", "Deny"]);
        let mut statement = generator::identity_statement(random, scenario, effect);
        statement["Resource"] = json!("*");
        if let Some(fields) = statement.as_object_mut() {
            fields.remove("NotResource");
        }
        let mut policies = scenario["policies"].as_array().cloned().unwrap_or_default();
        let document = document(&statement);
        policies.push(json!({"name": "more", "type": "serviceControl", "attachedTo": "further", "document": document}));
        never(scenario, policies, |before, after| before != Decision::Allowed && after == Decision::Allowed)
    });
}

fn document(statement: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": [statement]})
}

/// Adds a statement; with what a policy that names principals requires.
fn push_statement(policy: &mut Value, mut statement: Value) {
    let document = &mut policy["document"];
    let mut statements = super::statements(&document["Statement"]);
    let has = |element: &str| statements.iter().any(|statement| !statement[element].is_null());
    if has("Principal") || has("NotPrincipal") {
        statement["Principal"] = json!("*");
        if !has("Resource")
            && !has("NotResource")
            && let Some(fields) = statement.as_object_mut()
        {
            fields.remove("Resource");
            fields.remove("NotResource");
        }
    }
    statements.push(statement);
    document["Statement"] = json!(statements);
}

fn never(scenario: &Value, policies: Vec<Value>, is_wrong: impl Fn(Decision, Decision) -> bool) -> Result<(), String> {
    let mut more = scenario.clone();
    more["policies"] = Value::Array(policies);
    let (before, after) = (decisions(scenario), decisions(&more));
    if before.len() != after.len() {
        return Err(format!("{} answers became {}: {more:#}", before.len(), after.len()));
    }
    let wrong = before.iter().zip(&after).any(|(before, after)| match (before, after) {
        (Some(before), Some(after)) => is_wrong(*before, *after),
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => true,
    });
    if wrong { Err(format!("{before:?} became {after:?} as\n{more:#}")) } else { Ok(()) }
}

#[test]
fn the_statements_that_are_added_do_change_decisions() {
    let mut changed = 0;
    for seed in 0..300 {
        let random = &mut Random::seeded(seed);
        let scenario = generator::scenario(random);
        let mut more = scenario.clone();
        let statement = generator::identity_statement(random, &scenario, "Deny");
        if let Some(policies) = more["policies"].as_array_mut() {
            policies.push(json!({"name": "more", "type": "identity", "document": document(&statement)}));
        }
        changed += usize::from(decisions(&scenario) != decisions(&more));
    }
    assert!(changed > 40, "only {changed} of 300");
}
