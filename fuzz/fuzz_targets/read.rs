//! Any text is read as a policy of any type, and every place that is reported lies within the text. It is JSON where it is for `serde_json`.
#![no_main]

use iam_evaluator::finding::Issue;
use iam_evaluator::json::{self, SyntaxErrorKind};
use iam_evaluator::policy::{Policy, PolicyType, ResourceKind, Statement};
use iam_evaluator::scenario::PolicyInput;
use iam_evaluator::span::ByteSpan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let theirs = serde_json::from_str::<serde_json::Value>(json);
    match (json::parse(text), theirs) {
        (Ok(_), Err(error)) => assert!(error.to_string().starts_with("number out of range"), "{error}"),
        (Err(error), Ok(_)) => assert_eq!(error.kind, SyntaxErrorKind::TooDeep),
        _ => {}
    }
    for policy_type in [
        PolicyType::Identity,
        PolicyType::Resource,
        PolicyType::PermissionsBoundary,
        PolicyType::Session,
        PolicyType::ServiceControl,
        PolicyType::ResourceControl,
        PolicyType::VpcEndpoint,
    ] {
        check(&Policy::read(&PolicyInput::new("p", policy_type, text)));
    }
    let input = PolicyInput::new("p", PolicyType::Resource, text);
    for kind in [ResourceKind::RoleTrust, ResourceKind::KmsKey] {
        check(&Policy::read_as(&input, kind));
    }
});

fn check(policy: &Policy) {
    let text = policy.source.as_str();
    let whole = within(text, ByteSpan::new(0, text.len()), policy.document.span);
    for statement in &policy.document.statements {
        check_statement(text, within(text, whole, statement.span), statement);
    }
    for issue in &policy.issues {
        check_issue(text, issue);
    }
    assert!(
        policy.issues.is_sorted_by_key(|issue| issue.span.start),
        "issues are in source order"
    );
    let end = policy.lines.position(text.len());
    assert_eq!(end.offset, text.encode_utf16().count());
}

fn check_statement(text: &str, whole: ByteSpan, statement: &Statement) {
    within(text, whole, statement.effect.span);
    for sid in &statement.sid {
        within(text, whole, sid.span);
    }
    if let Some(principal) = &statement.principal {
        let element = within(text, whole, principal.span);
        principal
            .entries
            .iter()
            .for_each(|entry| quoted(text, element, entry.span));
    }
    for list in statement.action.iter().chain(&statement.resource) {
        let element = within(text, whole, list.span);
        list.entries.iter().for_each(|entry| quoted(text, element, entry.span));
    }
    for block in &statement.conditions {
        let condition = within(text, whole, statement.condition_span.expect("there is a Condition"));
        let operator = within(text, condition, block.span);
        quoted(text, operator, block.name.span);
        for key in &block.keys {
            let inside = within(text, operator, key.span);
            quoted(text, inside, key.name.span);
            for value in &key.values {
                within(text, inside, value.span);
            }
        }
    }
}

fn check_issue(text: &str, issue: &Issue) {
    let whole = ByteSpan::new(0, text.len());
    within(text, whole, issue.span);
    for span in &issue.related {
        within(text, whole, *span);
    }
    for fix in &issue.fixes {
        let mut edits: Vec<_> = fix.edits.iter().map(|(span, _)| within(text, whole, *span)).collect();
        edits.sort_unstable();
        assert!(
            edits.windows(2).all(|pair| pair[0].end <= pair[1].start),
            "edits of `{}` overlap",
            issue.code
        );
    }
}

/// Asserts that a span is a part of the text and of what it belongs to; gives it back.
fn within(text: &str, outer: ByteSpan, span: ByteSpan) -> ByteSpan {
    assert!(
        text.get(span.start..span.end).is_some(),
        "{span:?} of {} bytes",
        text.len()
    );
    assert!(
        outer.start <= span.start && span.end <= outer.end,
        "{span:?} leaves {outer:?}"
    );
    span
}

fn quoted(text: &str, outer: ByteSpan, span: ByteSpan) {
    within(text, outer, span);
    let slice = &text[span.start..span.end];
    assert!(
        slice.len() >= 2 && slice.starts_with('"') && slice.ends_with('"'),
        "`{slice}` has no quotes"
    );
}
