//! Prints every request of the cases and of random scenarios, one JSON object a line: the request, the policies that take part in it, the
//! context with the keys that were filled in, and what is decided. The argument says how many random scenarios.
#![allow(clippy::print_stdout, reason = "what it is for")]

#[allow(dead_code, reason = "what only the laws ask for")]
#[path = "../it/laws/generator/mod.rs"]
mod generator;

use std::fs;
use std::path::{Path, PathBuf};

use iam_evaluator::PolicySet;
use iam_evaluator::request::Request;
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Evaluation, NodeKind, Outcome, TraceNode};
use serde_json::{Map, Value, json};

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(0);
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&tests.join("cases"), &mut files);
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let name = file.strip_prefix(tests).unwrap_or(&file).display().to_string();
        print_all(&name, &text);
    }
    for seed in 0..count {
        let scenario = generator::scenario(&mut generator::random::Random::seeded(seed));
        print_all(&format!("seed {seed}"), &scenario.to_string());
    }
}

fn print_all(name: &str, text: &str) {
    let Ok(scenario) = Scenario::read(text) else { return };
    let Ok(set) = PolicySet::new(&scenario.policies) else { return };
    for (position, request) in scenario.requests.iter().enumerate() {
        // The parts of a call are the requests of other lines.
        if request.call.is_some() {
            continue;
        }
        let Ok(evaluation) = set.evaluate(request) else { continue };
        println!("{}", line(&format!("{name} #{}", position + 1), &scenario, request, &evaluation));
    }
}

fn line(name: &str, scenario: &Scenario, request: &Request, evaluation: &Evaluation) -> Value {
    let mut policies = Vec::new();
    applying(scenario, &evaluation.trace, "", &mut policies);
    let mut context = Map::new();
    for derived in evaluation.derived.iter().filter(|derived| !derived.overridden) {
        context.insert(derived.key.clone(), json!(derived.value));
    }
    for (key, value) in &request.context.0 {
        context.insert(key.clone(), json!(value));
    }
    json!({
        "name": name,
        "request": request,
        "policies": policies,
        "context": context,
        "decision": evaluation.decision,
        "reason": evaluation.reason.code,
        "assumptions": evaluation.assumptions.iter().map(|assumption| &assumption.code).collect::<Vec<_>>(),
    })
}

/// Policies that take part, each with the organization node under which it stands.
fn applying(scenario: &Scenario, node: &TraceNode, level: &str, found: &mut Vec<Value>) {
    if node.outcome == Outcome::NotApplicable && node.kind != NodeKind::Evaluation {
        return;
    }
    let level = if node.kind == NodeKind::Level { node.label.as_str() } else { level };
    if node.kind == NodeKind::Policy {
        let input = scenario.policies.iter().find(|policy| policy.name == node.label);
        found.extend(input.map(|policy| {
            json!({
                "name": policy.name,
                "type": policy.policy_type,
                "level": level,
                "resourceType": policy.resource_type,
                "endpointType": json!(policy).get("endpointType"),
                "unread": node.outcome == Outcome::Invalid,
                "document": policy.document,
            })
        }));
        return;
    }
    for child in &node.children {
        applying(scenario, child, level, found);
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}
