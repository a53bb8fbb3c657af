//! Runs a scenario: every request, its decision against what the author claims. For JavaScript `npm/js/run-scenario.js` does the same.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

use crate::explain::{self, Answer};
use crate::policy::Policy;
use crate::request::invalid::InvalidInput;
use crate::request::{Decision, ExpectBecause, Request};
use crate::scenario::{PolicyInput, Scenario, Unread};
use crate::set::PolicySet;
use crate::trace::Evaluation;

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
    let mut requests = Vec::with_capacity(scenario.requests.len());
    for request in &scenario.requests {
        requests.push(run_request(&set, request));
    }
    if let Some(first) = requests.first_mut() {
        for (input, policy) in scenario.policies.iter().zip(set.policies()) {
            first.mismatches.extend(findings_mismatch(input, policy));
        }
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

fn run_request(set: &PolicySet, request: &Request) -> RequestResult {
    let blank = RequestResult { name: request.name.clone(), ..RequestResult::blank(request.expect) };
    let answered =
        set.answer(request, |answer| (answer.decision, mismatches(request, answer), explain::written(answer)));
    match answered {
        Err(error) => RequestResult { error: Some(error), ..blank },
        Ok((decision, mismatches, evaluation)) => RequestResult {
            ok: mismatches.is_empty(),
            decision: Some(decision),
            mismatches,
            evaluation: Some(evaluation),
            ..blank
        },
    }
}

fn mismatches(request: &Request, answer: &Answer<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(expect) = request.expect.filter(|expect| *expect != answer.decision) {
        let (expected, actual) = (word(expect), word(answer.decision));
        found.push(format!("expected {expected}, got {actual}: {}", answer.reason.whole()));
    }
    if let Some(because) = &request.expect_because {
        because_mismatches(because, answer, &mut found);
    }
    found
}

fn because_mismatches(because: &ExpectBecause, answer: &Answer<'_>, found: &mut Vec<String>) {
    if let Some(code) = because.code.as_ref().filter(|code| **code != answer.reason.code) {
        found.push(format!("expected the reason {code}, got {}", answer.reason.code));
    }
    if let Some(wanted) = &because.decided_by {
        let deciding = answer.deciding_statements();
        if !deciding.iter().flatten().any(|name| name == wanted) {
            let mut names = Vec::new();
            for [name, _] in &deciding {
                names.push(name.as_str());
            }
            let names = if names.is_empty() { "no statement" } else { &names.join(", ") };
            found.push(format!("expected {wanted} to decide, got {names}"));
        }
    }
    if let Some(wanted) = &because.missing {
        let actual: Vec<&str> = answer.missing.iter().map(|missing| missing.key).collect();
        found.extend(difference("missing context keys", wanted, &actual, str::eq_ignore_ascii_case));
    }
    if let Some(wanted) = &because.assumes {
        let actual: Vec<&str> = answer.assumptions.iter().map(|taken| taken.sentence.code()).collect();
        found.extend(difference("assumptions", wanted, &actual, |a, b| a == b));
    }
}

fn findings_mismatch(input: &PolicyInput, policy: &Policy) -> Option<String> {
    let wanted = input.expect_findings.as_ref()?;
    let mut found = Vec::new();
    for issue in &policy.issues {
        found.push(issue.code);
    }
    difference(&["findings of ", &input.name].concat(), wanted, &found, |a, b| a == b)
}

fn difference(what: &str, wanted: &[String], actual: &[&str], same: fn(&str, &str) -> bool) -> Option<String> {
    let has_all = wanted.iter().all(|wanted| actual.iter().any(|actual| same(wanted, actual)));
    let no_more = actual.iter().all(|actual| wanted.iter().any(|wanted| same(wanted, actual)));
    if has_all && no_more {
        return None;
    }
    let wanted = if wanted.is_empty() { "none" } else { &wanted.join(", ") };
    let actual = if actual.is_empty() { "none" } else { &actual.join(", ") };
    Some(format!("expected the {what} {wanted}, got {actual}"))
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitDeny",
        Decision::ImplicitDeny => "implicitDeny",
    }
}
