//! Runs a scenario: every request, its decision against what the author claims.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Serialize;

use crate::explain;
use crate::request::invalid::InvalidInput;
use crate::request::{Decision, ExpectBecause, Request};
use crate::scenario::{PolicyInput, Scenario, Unread};
use crate::set::PolicySet;
use crate::trace::{Evaluation, NodeKind, Role, TraceNode};

/// How a scenario came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScenarioResult {
    /// Whether every claim holds.
    pub ok: bool,
    /// How many requests came out as claimed, or have no claim.
    pub passed: usize,
    /// How many did not, or could not be judged.
    pub failed: usize,
    /// One for each request, in the author's order.
    pub requests: Vec<RequestResult>,
}

/// How one request came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RequestResult {
    /// What the author calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether every claim about it holds.
    pub ok: bool,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What the author claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect: Option<Decision>,
    /// What is not as claimed, one sentence each.
    pub mismatches: Vec<String>,
    /// Why it could not be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<InvalidInput>,
    /// All the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<Evaluation>,
}

impl RequestResult {
    /// Nothing yet.
    fn blank(expect: Option<Decision>) -> Self {
        Self { name: None, ok: false, decision: None, expect, mismatches: Vec::new(), error: None, evaluation: None }
    }
}

/// Runs every request of `scenario` and compares what its author claims. What is claimed of a policy's findings fails the first request.
///
/// # Errors
/// The policies cannot be put together: two of one name, or a limit passed.
pub fn run_scenario(scenario: &Scenario) -> Result<ScenarioResult, InvalidInput> {
    let set = PolicySet::new(&scenario.policies)?;
    let mut requests: Vec<_> = scenario.requests.iter().map(|request| run_request(&set, scenario, request)).collect();
    if let Some(first) = requests.first_mut() {
        let findings = scenario.policies.iter().zip(set.policies()).filter_map(|(input, policy)| {
            let found: Vec<Cow<'static, str>> = explain::policy_findings(policy).map(|finding| finding.code).collect();
            findings_mismatch(input, &found)
        });
        first.mismatches.extend(findings);
        first.ok = first.mismatches.is_empty() && first.error.is_none();
    }
    let passed = requests.iter().filter(|request| request.ok).count();
    Ok(ScenarioResult { ok: passed == requests.len(), passed, failed: requests.len() - passed, requests })
}

/// Runs a scenario from its JSON; a request that cannot be read fails by itself.
///
/// # Errors
/// The text holds no scenario, or its policies cannot be put together.
pub fn run_scenario_text(text: &str) -> Result<ScenarioResult, InvalidInput> {
    let (scenario, unread) = Scenario::read_each(text)?;
    let mut result = run_scenario(&scenario)?;
    for Unread { place, name, error } in unread {
        let place = place.min(result.requests.len());
        result.requests.insert(place, RequestResult { name, error: Some(error), ..RequestResult::blank(None) });
        result.failed += 1;
        result.ok = false;
    }
    Ok(result)
}

fn run_request(set: &PolicySet, scenario: &Scenario, request: &Request) -> RequestResult {
    let blank = RequestResult { name: request.name.clone(), ..RequestResult::blank(request.expect) };
    match set.evaluate(request) {
        Err(error) => RequestResult { error: Some(error), ..blank },
        Ok(evaluation) => {
            let mismatches = mismatches(scenario, request, &evaluation);
            RequestResult {
                ok: mismatches.is_empty(),
                decision: Some(evaluation.decision),
                mismatches,
                evaluation: Some(evaluation),
                ..blank
            }
        }
    }
}

fn mismatches(scenario: &Scenario, request: &Request, evaluation: &Evaluation) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(expect) = request.expect.filter(|expect| *expect != evaluation.decision) {
        let (expected, actual) = (word(expect), word(evaluation.decision));
        found.push(format!("expected {expected}, got {actual}: {}", evaluation.reason.text));
    }
    let Some(because) = &request.expect_because else { return found };
    found.extend(because_mismatches(scenario, because, evaluation));
    found
}

fn because_mismatches(scenario: &Scenario, because: &ExpectBecause, evaluation: &Evaluation) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(code) = because.code.as_ref().filter(|code| **code != evaluation.reason.code) {
        found.push(format!("expected the reason {code}, got {}", evaluation.reason.code));
    }
    if let Some(wanted) = &because.decided_by {
        let mut deciding = Vec::new();
        deciding_statements(scenario, &evaluation.trace, "", &mut deciding);
        if !deciding.iter().flatten().any(|name| name == wanted) {
            let names: Vec<&str> = deciding.iter().filter_map(|names| names.first()).map(String::as_str).collect();
            found.push(format!(
                "expected {wanted} to decide, got {}",
                if names.is_empty() { "no statement".to_string() } else { names.join(", ") }
            ));
        }
    }
    if let Some(wanted) = &because.missing {
        let actual = evaluation.missing_context.iter().map(|key| key.key.as_str());
        found.extend(difference("missing context keys", wanted, actual, str::eq_ignore_ascii_case));
    }
    if let Some(wanted) = &because.assumes {
        let actual = evaluation.assumptions.iter().map(|assumption| assumption.code.as_ref());
        found.extend(difference("assumptions", wanted, actual, |a, b| a == b));
    }
    found
}

fn deciding_statements(scenario: &Scenario, node: &TraceNode, policy: &str, found: &mut Vec<[String; 2]>) {
    let policy = if node.kind == NodeKind::Policy { node.label.as_str() } else { policy };
    if node.kind == NodeKind::Statement && node.role == Role::Decisive {
        let position = node.id.rsplit('/').next().and_then(|last| last.parse().ok()).unwrap_or(0);
        let known = scenario.policies.iter().any(|input| input.name == policy);
        let numbered = node.label == format!("statement {}", position + 1);
        let sid = Some(node.label.as_str()).filter(|_| known && !numbered);
        found.push(explain::statement_name(policy, sid, position));
        return;
    }
    for child in &node.children {
        deciding_statements(scenario, child, policy, found);
    }
}

fn findings_mismatch(input: &PolicyInput, found: &[Cow<'static, str>]) -> Option<String> {
    let wanted = input.expect_findings.as_ref()?;
    let actual = found.iter().map(Cow::as_ref);
    difference(&format!("findings of {}", input.name), wanted, actual, |a, b| a == b)
}

fn difference<'a>(
    what: &str,
    wanted: &[String],
    actual: impl Iterator<Item = &'a str>,
    same: impl Fn(&str, &str) -> bool,
) -> Option<String> {
    let actual: Vec<&str> = actual.collect();
    let has_all = wanted.iter().all(|wanted| actual.iter().any(|actual| same(wanted, actual)));
    let no_more = actual.iter().all(|actual| wanted.iter().any(|wanted| same(wanted, actual)));
    let list = |items: &[&str]| if items.is_empty() { "none".to_string() } else { items.join(", ") };
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    (!(has_all && no_more)).then(|| format!("expected the {what} {}, got {}", list(&wanted), list(&actual)))
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitDeny",
        Decision::ImplicitDeny => "implicitDeny",
    }
}
