//! The two sides of a comparison, cut where they part.

use iam_evaluator::trace::{Compared, ContextValue, FirstDifference};

/// One text in three pieces: what both sides share, the first character that differs, and what follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// What stands before the difference.
    pub same: String,
    /// The first differing character; empty where the text ends before it.
    pub first: String,
    /// What follows it.
    pub rest: String,
}

/// A policy's text over a request's text, with the place where they part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The policy's side, with its variables replaced.
    pub policy: Side,
    /// The request's side.
    pub request: Side,
}

impl Comparison {
    /// Cuts both sides; none where the evaluator found no place to cut, or the request has no one text.
    pub fn of(compared: &Compared) -> Option<Self> {
        let FirstDifference { pattern, actual } = compared.first_difference?;
        Some(Self { policy: cut(policy_text(compared), pattern), request: cut(request_text(compared)?, actual) })
    }
}

/// Whether the two sides differ somewhere and are easier to read one above the other.
pub(super) fn is_long(compared: &Compared) -> bool {
    const ONE_LINE: usize = 44;
    compared.first_difference.is_some()
        && request_text(compared).is_some_and(|request| policy_text(compared).len() + request.len() > ONE_LINE)
}

fn policy_text(compared: &Compared) -> &str {
    compared.resolved.as_deref().unwrap_or(&compared.pattern)
}

fn request_text(compared: &Compared) -> Option<&str> {
    match compared.actual.as_ref()? {
        ContextValue::Text(text) | ContextValue::Number(text) => Some(text),
        ContextValue::Boolean(true) => Some("true"),
        ContextValue::Boolean(false) => Some("false"),
        ContextValue::List(values) => match values.as_slice() {
            [only] => Some(only),
            _ => None,
        },
    }
}

/// Cuts `text` at a UTF-16 offset, never inside a character.
fn cut(text: &str, offset: usize) -> Side {
    let mut side = Side::default();
    let mut at = 0;
    for character in text.chars() {
        if at < offset {
            side.same.push(character);
        } else if side.first.is_empty() {
            side.first.push(character);
        } else {
            side.rest.push(character);
        }
        at += character.len_utf16();
    }
    side
}

/// A value of the context as a person reads it: a text bare, a list in brackets.
pub fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Text(text) | ContextValue::Number(text) => text.clone(),
        ContextValue::Boolean(value) => value.to_string(),
        ContextValue::List(values) => format!("[{}]", values.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]
    use super::*;

    #[track_caller]
    fn check(pattern: &str, actual: &str, at: (usize, usize), expect: [&str; 6]) {
        let compared = Compared {
            pattern: pattern.into(),
            resolved: None,
            actual: Some(ContextValue::Text(actual.into())),
            first_difference: Some(FirstDifference { pattern: at.0, actual: at.1 }),
        };
        let Comparison { policy, request } = Comparison::of(&compared).unwrap();
        assert_eq!([&*policy.same, &policy.first, &policy.rest, &request.same, &request.first, &request.rest], expect);
    }

    #[test]
    fn both_sides_are_cut_at_their_own_offset() {
        check("ecs:*:o1", "ecs:eu:b2", (6, 7), ["ecs:*:", "o", "1", "ecs:eu:", "b", "2"]);
    }

    #[test]
    fn offsets_count_utf16_units() {
        check("a😀x", "a😀y", (3, 3), ["a😀", "x", "", "a😀", "y", ""]);
    }

    #[test]
    fn an_offset_inside_a_character_keeps_the_character_whole() {
        check("😀x", "y", (1, 0), ["😀", "x", "", "", "y", ""]);
    }

    #[test]
    fn a_text_that_ends_before_the_difference_has_no_first_character() {
        check("prod", "prod-2", (4, 4), ["prod", "", "", "prod", "-", "2"]);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        check("a", "b", (9, 9), ["a", "", "", "b", "", ""]);
    }
}
