//! What a key does in the tree, as the ARIA practices have it.

use std::rc::Rc;

use yew::{AttrValue, KeyboardEvent};

use crate::lowercase::lowercase;
use crate::trace::{Below, Line};

/// What a key asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Another row.
    To(usize),
    /// What stands below a row.
    Open(AttrValue),
    /// What stands below all its siblings.
    OpenAll(Vec<AttrValue>),
    /// Nothing below a row.
    Close(AttrValue),
    /// The place in the source.
    Activate(AttrValue),
    /// Away from what was pointed at.
    Leave,
}

/// Letters typed within a second of one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Typed {
    text: String,
    /// When the last one was typed, in milliseconds.
    at: f64,
}

/// What the pressed key asks for on line `at`; none where the tree has no use for it.
pub(super) fn step(event: &KeyboardEvent, shown: &[Rc<Line>], at: usize, typed: &mut Typed) -> Option<Move> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        " " if typed.text.is_empty() => named("Enter", shown, at),
        key if key.chars().count() == 1 && key != "*" => {
            let place = typed.find(key, event.time_stamp(), shown, at)?;
            Some(Move::To(place))
        }
        key => named(key, shown, at),
    }
}

/// What a key with a name asks for.
pub(super) fn named(key: &str, shown: &[Rc<Line>], at: usize) -> Option<Move> {
    let line = shown.get(at)?;
    match (key, line.below) {
        ("ArrowDown", _) => (at + 1 < shown.len()).then_some(Move::To(at + 1)),
        ("ArrowUp", _) => at.checked_sub(1).map(Move::To),
        ("Home", _) => Some(Move::To(0)),
        ("End", _) => shown.len().checked_sub(1).map(Move::To),
        ("ArrowRight", Below::Hidden) => Some(Move::Open(line.row.id.clone())),
        ("ArrowRight", Below::Shown) => Some(Move::To(at + 1)),
        ("ArrowLeft", Below::Shown) => Some(Move::Close(line.row.id.clone())),
        ("ArrowLeft", Below::Nothing | Below::Hidden) => line.parent.map(Move::To),
        ("*", _) => {
            let beside = shown.iter().filter(|other| other.parent == line.parent && other.below != Below::Nothing);
            Some(Move::OpenAll(beside.map(|other| other.row.id.clone()).collect()))
        }
        ("Enter", Below::Hidden) if line.row.nodes.is_empty() => Some(Move::Open(line.row.id.clone())),
        ("Enter", Below::Shown) if line.row.nodes.is_empty() => Some(Move::Close(line.row.id.clone())),
        ("Enter", _) => Some(Move::Activate(line.row.id.clone())),
        ("Escape", _) => Some(Move::Leave),
        _ => None,
    }
}

impl Typed {
    /// The next line whose text begins with what was typed; the same letter again goes on to the next.
    pub(super) fn find(&mut self, key: &str, now: f64, shown: &[Rc<Line>], at: usize) -> Option<usize> {
        const PAUSE: f64 = 1000.0;
        if now - self.at > PAUSE {
            self.text.clear();
        }
        self.at = now;
        let key = lowercase(key);
        self.text.push_str(&key);
        let same = self.text.chars().all(|letter| key.starts_with(letter));
        let sought = if same { key } else { self.text.clone() };
        let first = if self.text.chars().count() == 1 || same { at + 1 } else { at };
        let order = (first..shown.len()).chain(0..first.min(shown.len()));
        let begins = |place: &usize| {
            shown.get(*place).is_some_and(|line| {
                line.row.words.iter().any(|word| lowercase(word.text().trim_start_matches('"')).starts_with(&sought))
            })
        };
        order.into_iter().find(begins)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]
    use super::*;
    use crate::state::TraceFilter;
    use crate::trace::samples::region_lock;
    use crate::trace::{Openness, lines};

    fn shown() -> Vec<Rc<Line>> {
        lines(&region_lock(), TraceFilter::All, &Openness::default()).into_iter().map(Rc::new).collect()
    }

    /// The line whose text begins so.
    fn at(shown: &[Rc<Line>], text: &str) -> usize {
        shown.iter().position(|line| line.row.text().starts_with(text)).unwrap()
    }

    #[test]
    fn arrows_walk_the_rows_that_can_be_seen() {
        let shown = shown();
        assert_eq!(named("ArrowDown", &shown, 0), Some(Move::To(1)));
        assert_eq!(named("ArrowUp", &shown, 1), Some(Move::To(0)));
        assert_eq!(named("ArrowUp", &shown, 0), None);
        assert_eq!(named("ArrowDown", &shown, shown.len() - 1), None);
        assert_eq!(named("Home", &shown, 3), Some(Move::To(0)));
        assert_eq!(named("End", &shown, 0), Some(Move::To(shown.len() - 1)));
    }

    #[test]
    fn left_and_right_open_close_and_change_level() {
        let shown = shown();
        let deny = at(&shown, "Deny DenyOutsideEU");
        let allow = at(&shown, "Allow FullAccess");
        assert_eq!(named("ArrowRight", &shown, allow), Some(Move::Open(shown[allow].row.id.clone())));
        assert_eq!(named("ArrowRight", &shown, deny), Some(Move::To(deny + 1)));
        assert_eq!(named("ArrowLeft", &shown, deny), Some(Move::Close(shown[deny].row.id.clone())));
        assert_eq!(named("ArrowLeft", &shown, allow), Some(Move::To(0)));
        assert_eq!(named("ArrowLeft", &shown, deny + 1), Some(Move::To(deny)));
    }

    #[test]
    fn enter_opens_the_source_and_escape_leaves() {
        let shown = shown();
        assert_eq!(named("Enter", &shown, 0), Some(Move::Activate(shown[0].row.id.clone())));
        assert_eq!(named("Escape", &shown, 0), Some(Move::Leave));
        assert_eq!(named("Tab", &shown, 0), None);
    }

    #[test]
    fn typed_letters_find_a_row_and_a_repeated_letter_the_next() {
        let shown = shown();
        let mut typed = Typed::default();
        let deny = at(&shown, "Deny DenyOutsideEU");
        assert_eq!(typed.find("d", 5000.0, &shown, 0), Some(deny));
        assert_eq!(typed.find("e", 5100.0, &shown, deny), Some(deny));
        let mut typed = Typed::default();
        let first = typed.find("s", 5000.0, &shown, deny).unwrap();
        let second = typed.find("s", 5100.0, &shown, first).unwrap();
        assert_ne!(first, second);
        assert_eq!(typed.find("#", 9000.0, &shown, 0), None);
    }
}
