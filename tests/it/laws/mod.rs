//! Laws: what holds for every scenario, tried on random ones. Seeds are fixed, so that a run is like the one before; a scenario that breaks
//! a law is made as small as it goes before it is shown.
#![allow(clippy::panic, clippy::indexing_slicing, reason = "a law that does not hold fails the test")]

mod agreement;
mod complement;
pub mod generator;
mod json;
mod missing;
mod monotone;
mod mutation;
mod order;
mod shrink;
mod trace;
mod witnesses;
mod worlds;

use iam_evaluator::PolicySet;
use iam_evaluator::request::Decision;
use iam_evaluator::scenario::Scenario;
use serde_json::Value;

use self::generator::random::Random;

/// Holds a law for `count` random scenarios, or as many times more as `LAWS_TIMES` says; the law may draw choices of its own.
fn for_each_scenario(count: u64, law: impl Fn(&Value, &mut Random) -> Result<(), String>) {
    let times: u64 = std::env::var("LAWS_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    for seed in 0..count * times {
        let scenario = generator::scenario(&mut Random::seeded(seed));
        let broken = |scenario: &Value| law(scenario, &mut Random::seeded(seed)).err();
        if broken(&scenario).is_some() {
            let smallest = shrink::shrunk(scenario, |smaller| broken(smaller).is_some());
            let why = broken(&smallest).unwrap_or_default();
            let text = serde_json::to_string_pretty(&smallest).unwrap_or_default();
            panic!("seed {seed}: {why}\n{text}");
        }
    }
}

/// The scenario; `None` where it is none, as happens while one is made smaller.
fn read(scenario: &Value) -> Option<(Scenario, PolicySet)> {
    let scenario = Scenario::read(&scenario.to_string()).ok()?;
    let set = PolicySet::new(&scenario.policies).ok()?;
    Some((scenario, set))
}

/// What is decided about each request that can be judged.
fn decisions(scenario: &Value) -> Vec<Option<Decision>> {
    let Some((scenario, set)) = read(scenario) else { return Vec::new() };
    scenario.requests.iter().map(|request| set.decide(request).ok()).collect()
}

fn requests(scenario: &Value) -> &[Value] {
    scenario["requests"].as_array().map_or(&[], Vec::as_slice)
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitDeny",
        Decision::ImplicitDeny => "implicitDeny",
    }
}

/// The statements of a document, of which there may be one without a list.
fn statements(statement: &Value) -> Vec<Value> {
    match statement {
        Value::Array(items) => items.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}
