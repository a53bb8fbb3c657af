//! A comparison as Markdown, for a review.

use std::fmt::Write as _;

use iam_evaluator::trace::Decision;

use super::{Asked, Compared, Line, Lines, PolicyChange, PolicyPair, Turn, side_by_side};
use crate::share::{cell, fence, word};
use crate::state::State;

/// What the requests came out to before and now, then what changed in the policies.
pub fn markdown(compared: &Compared, state: &State) -> String {
    let mut out = String::new();
    let title = state.scenario.title.as_deref().unwrap_or("IAM policies");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# {title}, compared with {}\n", compared.base.label);
    let _ = writeln!(out, "**{}**\n", compared.tally());
    let _ = writeln!(out, "| Request | Action | Resource | Before | Now | |");
    let _ = writeln!(out, "| --- | --- | --- | --- | --- | --- |");
    for row in &compared.rows {
        let became =
            [turn_words(row.turn()), asked_words(row.asked)].into_iter().flatten().collect::<Vec<_>>().join("; ");
        let cells =
            [row.name.as_str(), &row.action, &row.resource, decided(row.before), decided(row.now), &became].map(cell);
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    for pair in compared.policies(&state.scenario) {
        policy(&mut out, &pair);
    }
    out
}

fn policy(out: &mut String, pair: &PolicyPair) {
    let _ = writeln!(out, "\n**{}** ({}): {}", pair.name(), pair.type_name(), change_words(pair.change()));
    for (what, before, now) in pair.turned() {
        let _ = writeln!(out, "\n{what}: {before} → {now}");
    }
    let (before, now) = pair.documents();
    if before == now {
        return;
    }
    let fence = fence(&format!("{before}\n{now}"));
    let _ = writeln!(out, "\n{fence}diff");
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    // What was goes before what is, as in any patch.
    for line in side_by_side(before, now, Lines::Near) {
        if let Line::Changed { before, now } = line {
            gone.extend(before.map(|it| format!("-{}{}{}", it.start, it.middle, it.end)));
            new.extend(now.map(|it| format!("+{}{}{}", it.start, it.middle, it.end)));
            continue;
        }
        write_lines(out, &mut gone, &mut new);
        let _ = match line {
            Line::Same { text, .. } => writeln!(out, " {text}"),
            Line::Skipped(count) => writeln!(out, "@@ {count} lines as before @@"),
            Line::Changed { .. } => Ok(()),
        };
    }
    write_lines(out, &mut gone, &mut new);
    let _ = writeln!(out, "{fence}");
}

fn write_lines(out: &mut String, gone: &mut Vec<String>, new: &mut Vec<String>) {
    for line in gone.drain(..).chain(new.drain(..)) {
        let _ = writeln!(out, "{line}");
    }
}

fn decided(decision: Option<Decision>) -> &'static str {
    decision.map_or("no decision", word)
}

/// What became of a decision, in words; none where it is what it was.
pub(crate) fn turn_words(turn: Turn) -> Option<&'static str> {
    match turn {
        Turn::NewlyAllowed => Some("newly allowed"),
        Turn::NewlyDenied => Some("newly denied"),
        Turn::Otherwise => Some("changed"),
        Turn::Same => None,
    }
}

/// Whether a request asks the same, in words; none where it does.
pub(crate) fn asked_words(asked: Asked) -> Option<&'static str> {
    match asked {
        Asked::Alike => None,
        Asked::Changed => Some("the request changed, too"),
        Asked::Added => Some("only now"),
        Asked::Removed => Some("only before"),
    }
}

/// What became of a policy, in words.
pub(crate) fn change_words(change: PolicyChange) -> &'static str {
    match change {
        PolicyChange::Added => "added",
        PolicyChange::Removed => "removed",
        PolicyChange::Changed => "changed",
        PolicyChange::Formatted => "formatted otherwise",
        PolicyChange::Same => "as before",
    }
}
