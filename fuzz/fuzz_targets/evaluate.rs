//! Any scenario is decided without a panic, by both paths alike, the same the second time; every place lies in its text and every witness
//! gives its decision. The scenarios are those of the laws, with the fuzzer's bytes as their choices.
#![no_main]

#[allow(dead_code, reason = "what only the laws ask for")]
#[path = "../../tests/it/laws/generator/mod.rs"]
mod generator;

use iam_evaluator::PolicySet;
use iam_evaluator::request::{ContextValue, Request};
use iam_evaluator::scenario::Scenario;
use iam_evaluator::trace::{Evaluation, Span, TraceNode, Witness};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let scenario = generator::scenario(&mut generator::random::Random::of_bytes(bytes));
    let scenario = Scenario::read(&scenario.to_string()).expect("the generator makes scenarios");
    let set = PolicySet::new(&scenario.policies).expect("and no more policies than are allowed");
    for request in &scenario.requests {
        match (set.decide(request), set.evaluate(request)) {
            (Ok(decided), Ok(evaluation)) => {
                assert_eq!(decided, evaluation.decision);
                check(&scenario, &set, request, &evaluation);
            }
            (decided, evaluated) => assert_eq!(decided.err(), evaluated.err()),
        }
    }
});

fn check(scenario: &Scenario, set: &PolicySet, request: &Request, evaluation: &Evaluation) {
    check_node(scenario, &evaluation.trace);
    for span in evaluation.findings.iter().filter_map(|finding| finding.span.as_ref()) {
        check_span(scenario, span);
    }
    for witness in evaluation.missing_context.iter().filter_map(|key| key.witness.as_ref()) {
        let decision = set.decide(&changed(request, witness));
        assert_eq!(decision, Ok(witness.decision));
        assert_ne!(evaluation.decision, witness.decision, "a witness alters the decision");
    }
    assert_eq!(set.evaluate(request).as_ref(), Ok(evaluation));
}

fn check_node(scenario: &Scenario, node: &TraceNode) {
    for span in &node.span {
        check_span(scenario, span);
    }
    node.children.iter().for_each(|child| check_node(scenario, child));
}

fn check_span(scenario: &Scenario, span: &Span) {
    let policy = scenario.policies.iter().find(|policy| policy.name == span.policy).expect("the policy is given");
    let length = policy.document.encode_utf16().count();
    assert!(span.start.offset <= span.end.offset && span.end.offset <= length, "{span:?} of {length} units");
}

fn changed(request: &Request, witness: &Witness) -> Request {
    let mut changed = request.clone();
    for (name, value) in &witness.context {
        changed.context.0.retain(|(known, _): &(String, ContextValue)| !known.eq_ignore_ascii_case(name));
        changed.context.0.extend(value.clone().map(|value| (name.clone(), value)));
    }
    changed
}
