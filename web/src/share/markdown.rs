//! The scenario as Markdown, for an issue or a review.

use std::fmt::Write as _;

use iam_evaluator::trace::Decision;

use crate::state::{State, type_name};

/// The policies, the requests with their decisions, and why the selected one came out so.
pub fn markdown(state: &State) -> String {
    let mut out = String::new();
    let scenario = &state.scenario;
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# {}\n", scenario.title.as_deref().unwrap_or("IAM policies"));
    if let Some(description) = &scenario.description {
        let _ = writeln!(out, "{description}\n");
    }
    for policy in &scenario.policies {
        let attached = match policy.attached_to.join(", ") {
            nothing if nothing.is_empty() => nothing,
            nodes => format!(", attached to `{nodes}`"),
        };
        let fence = fence(&policy.document);
        let _ = writeln!(out, "**{}** ({}{attached})\n", policy.name, type_name(policy.policy_type));
        let _ = writeln!(out, "{fence}json\n{}\n{fence}\n", policy.document.trim_end());
    }
    let _ = writeln!(out, "| Request | Principal | Action | Resource | Expected | Decision |");
    let _ = writeln!(out, "| --- | --- | --- | --- | --- | --- |");
    for (place, request) in scenario.requests.iter().enumerate() {
        let principal = crate::components::principal_preset::text(&request.principal);
        let name = request.name.clone().unwrap_or_else(|| format!("Request {}", place + 1));
        let actual = match state.decision(place) {
            Some(Ok(decision)) => word(decision),
            Some(Err(_)) | None => "no decision",
        };
        let cells =
            [name.as_str(), &principal, &request.action, &request.resource, request.expect.map_or("", word), actual];
        let cells = cells.map(cell);
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    if let Some(evaluation) = state.evaluation() {
        let condition = evaluation.condition.as_ref().map(|it| format!(", {}", it.text)).unwrap_or_default();
        let _ = writeln!(out, "\n**{}**{condition}: {}", word(evaluation.decision), evaluation.reason.text);
    }
    out
}

/// A decision in words.
pub(crate) fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitly denied",
        Decision::ImplicitDeny => "implicitly denied",
    }
}

/// A text as the cell of a table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A fence around a text: longer than any run of back ticks in it.
pub(crate) fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}
