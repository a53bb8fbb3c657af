//! Lists for JavaScript: one string of JSON each, which crosses faster than many small values.

use serde::Serialize;
use yew::AttrValue;

use super::{Bar, BarEffect, Diagnostic, Mark, MarkKind, Severity};

/// `[offset, kind, node, title]` for each mark.
pub(super) fn marks(marks: &[Mark]) -> String {
    list(marks.iter().map(|mark| (mark.offset, kind(mark.kind), mark.node.as_str(), mark.title.as_str())))
}

/// `[from, to, effect]` for each bar.
pub(super) fn bars(bars: &[Bar]) -> String {
    list(bars.iter().map(|bar| (bar.range.start, bar.range.end, effect(bar.effect))))
}

/// One object for each finding.
pub(super) fn diagnostics(diagnostics: &[Diagnostic]) -> String {
    list(diagnostics.iter().map(|diagnostic| Finding {
        from: diagnostic.range.start,
        to: diagnostic.range.end,
        severity: severity(diagnostic.severity),
        id: &diagnostic.id,
        message: &diagnostic.message,
        source: &diagnostic.code,
        fixes: diagnostic.fixes.iter().map(AttrValue::as_str).collect(),
    }))
}

#[derive(Serialize)]
struct Finding<'a> {
    from: u32,
    to: u32,
    severity: &'static str,
    id: &'a str,
    message: &'a str,
    source: &'a str,
    fixes: Vec<&'a str>,
}

fn list<T: Serialize>(items: impl Iterator<Item = T>) -> String {
    // Plain data always serializes; an empty list is what is left to say if it ever did not.
    serde_json::to_string(&items.collect::<Vec<T>>()).unwrap_or_else(|_| "[]".to_owned())
}

fn kind(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Allows => "allows",
        MarkKind::Denies => "denies",
        MarkKind::Overridden => "overridden",
        MarkKind::Invalid => "invalid",
        MarkKind::Match => "match",
        MarkKind::NoMatch => "noMatch",
        MarkKind::Assumed => "assumed",
        MarkKind::NotApplicable => "notApplicable",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn effect(effect: BarEffect) -> &'static str {
    match effect {
        BarEffect::Allow => "allow",
        BarEffect::Deny => "deny",
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, BarEffect, Diagnostic, Mark, MarkKind, Severity, bars, diagnostics, marks};

    #[test]
    fn a_mark_is_a_tuple() {
        let mark = Mark { offset: 4, kind: MarkKind::NoMatch, node: "0.1".into(), title: "is \"other\"".into() };
        assert_eq!(marks(&[mark]), r#"[[4,"noMatch","0.1","is \"other\""]]"#);
    }

    #[test]
    fn a_bar_is_a_tuple() {
        assert_eq!(bars(&[Bar { range: 1..9, effect: BarEffect::Deny }]), r#"[[1,9,"deny"]]"#);
    }

    #[test]
    fn a_finding_names_its_fixes() {
        let finding = Diagnostic {
            id: "f".into(),
            range: 2..3,
            severity: Severity::Warning,
            message: "m".into(),
            code: "C".into(),
            fixes: vec!["Change to `ecs`".into()],
        };
        assert_eq!(
            diagnostics(&[finding]),
            r#"[{"from":2,"to":3,"severity":"warning","id":"f","message":"m","source":"C","fixes":["Change to `ecs`"]}]"#
        );
    }
}
