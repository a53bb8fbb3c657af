//! The evidence: ids, places in the source, and how a node comes out by its children.

use std::collections::BTreeSet;

use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Evaluation, Finding, NodeKind, Outcome, Span, TraceNode};

use super::{for_each_scenario, read};

#[test]
fn every_node_has_its_own_id_and_every_reference_leads_to_one() {
    for_each_scenario(250, |scenario, _| {
        let Some((read, set)) = read(scenario) else { return Ok(()) };
        for evaluation in read.requests.iter().filter_map(|request| set.evaluate(request).ok()) {
            let mut ids = BTreeSet::new();
            for node in nodes(&evaluation) {
                if !ids.insert(node.id.as_str()) {
                    return Err(format!("two nodes are {}", node.id));
                }
            }
            let stray = references(&evaluation).into_iter().find(|id| !ids.contains(id));
            if let Some(id) = stray {
                return Err(format!("there is no node {id}"));
            }
        }
        Ok(())
    });
}

#[test]
fn every_place_lies_in_its_text_and_reads_as_its_label() {
    for_each_scenario(250, |scenario, _| {
        let Some((read, set)) = read(scenario) else { return Ok(()) };
        for evaluation in read.requests.iter().filter_map(|request| set.evaluate(request).ok()) {
            check_places(&read, &evaluation)?;
        }
        Ok(())
    });
}

#[test]
fn a_node_comes_out_by_its_children() {
    for_each_scenario(250, |scenario, _| {
        let Some((read, set)) = read(scenario) else { return Ok(()) };
        for evaluation in read.requests.iter().filter_map(|request| set.evaluate(request).ok()) {
            for node in nodes(&evaluation) {
                check_outcome(node)?;
            }
        }
        Ok(())
    });
}

/// Every place of an answer, in the trace and in the findings, is a range of the text of its policy.
pub fn check_places(scenario: &Scenario, evaluation: &Evaluation) -> Result<(), String> {
    for node in nodes(evaluation) {
        let Some(span) = &node.span else { continue };
        let text = slice(scenario, span)?;
        if node.kind == NodeKind::Value && !reads_as(&node.label, &text) {
            return Err(format!("the place of {} {:?} reads {text}", node.id, node.label));
        }
    }
    for span in evaluation.findings.iter().flat_map(places) {
        slice(scenario, span)?;
    }
    Ok(())
}

/// Whether the source at the place of a value is its label; the label of a principal begins with its key.
fn reads_as(label: &str, source: &str) -> bool {
    let text = match serde_json::from_str(source) {
        Ok(serde_json::Value::String(text)) => text,
        _ => source.to_owned(),
    };
    label == text || label.split_once(": ").is_some_and(|(_, entry)| entry == text)
}

fn places(finding: &Finding) -> impl Iterator<Item = &Span> {
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.span);
    finding.span.iter().chain(&finding.related).chain(edits)
}

/// The text at a place, in UTF-16 units; lines and columns must say the same.
fn slice(scenario: &Scenario, span: &Span) -> Result<String, String> {
    let policy = scenario.policies.iter().find(|policy| policy.name == span.policy);
    let Some(policy) = policy else { return Err(format!("there is no policy {}", span.policy)) };
    let units: Vec<u16> = policy.document.encode_utf16().collect();
    let Some(inside) = units.get(span.start.offset..span.end.offset) else {
        return Err(format!("{span:?} leaves the {} units of {}", units.len(), span.policy));
    };
    for position in [span.start, span.end] {
        let before = String::from_utf16_lossy(&units[..position.offset]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count() + 1;
        if (line, column) != (position.line, position.column) {
            return Err(format!("{position:?} is line {line}, column {column}"));
        }
    }
    Ok(String::from_utf16_lossy(inside))
}

fn check_outcome(node: &TraceNode) -> Result<(), String> {
    let children = node.children.as_slice();
    let all_match = children.iter().all(|child| child.outcome == Outcome::Match);
    let any = |outcome| children.iter().any(|child| child.outcome == outcome);
    let applies = matches!(node.outcome, Outcome::Match | Outcome::Allows | Outcome::Denies);
    let is_right = match node.kind {
        // A statement applies exactly where each of its elements does, and a condition where each operator and key does.
        NodeKind::Statement | NodeKind::Operator => {
            children.is_empty() || applies == all_match || is_without_resource(node)
        }
        NodeKind::Policy | NodeKind::Level | NodeKind::PolicyType => match node.outcome {
            Outcome::Denies => any(Outcome::Denies),
            Outcome::Allows => any(Outcome::Allows) && !any(Outcome::Denies),
            // Of levels every one must allow.
            Outcome::NoDecision if children.iter().any(|child| child.kind == NodeKind::Level) => !any(Outcome::Denies),
            Outcome::NoDecision => !any(Outcome::Denies) && !any(Outcome::Allows),
            Outcome::NotApplicable | Outcome::Invalid => true,
            Outcome::Match | Outcome::NoMatch => false,
        },
        NodeKind::Element if node.label == "Condition" => applies == all_match,
        NodeKind::Element if node.label == "Action" || node.label == "Resource" => applies == any(Outcome::Match),
        NodeKind::Element if node.label == "NotAction" => children.is_empty() || applies == all_match,
        NodeKind::Element | NodeKind::Evaluation | NodeKind::Key | NodeKind::Value => true,
    };
    if is_right {
        return Ok(());
    }
    let outcomes: Vec<_> = children.iter().map(|child| (&child.label, child.outcome)).collect();
    Err(format!("{} {:?} is {:?} with the children {outcomes:?}", node.id, node.label, node.outcome))
}

/// A key policy's statement without `Resource` has no effect, whatever its elements say.
fn is_without_resource(node: &TraceNode) -> bool {
    node.kind == NodeKind::Statement
        && node.outcome == Outcome::NoMatch
        && !node.children.iter().any(|child| child.label == "Resource" || child.label == "NotResource")
}

/// Every node, the root first.
pub fn nodes(evaluation: &Evaluation) -> Vec<&TraceNode> {
    let mut found = vec![&evaluation.trace];
    let mut next = 0;
    while let Some(node) = found.get(next).copied() {
        found.extend(&node.children);
        next += 1;
    }
    found
}

fn references(evaluation: &Evaluation) -> Vec<&str> {
    let lanes = evaluation.lanes.iter().flat_map(|lane| &lane.nodes);
    let misses = evaluation.near_misses.iter().flat_map(|miss| miss.failing.iter().chain([&miss.statement]));
    let assumed = evaluation.assumptions.iter().flat_map(|assumption| &assumption.nodes);
    let missing = evaluation.missing_context.iter().flat_map(|key| &key.nodes);
    let parts = evaluation.parts.iter().map(|part| &part.node);
    let reasons = [&evaluation.reason].into_iter().chain(&evaluation.other_reasons).chain(&evaluation.condition);
    let messages = reasons.chain(nodes(evaluation).into_iter().map(|node| &node.reason));
    let links = messages.flat_map(|message| &message.parts).filter_map(|part| part.node.as_ref());
    let all = lanes.chain(misses).chain(assumed).chain(missing).chain(parts).chain(links);
    all.map(String::as_str).collect()
}
