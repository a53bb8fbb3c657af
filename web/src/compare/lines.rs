//! Two texts side by side: which lines are the same, which were replaced, and where in a replaced line the two part.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many lines around a change are shown.
const AROUND: usize = 3;

/// A line of one side, cut where it parts from the other: what is alike, what differs, what is alike again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its number, counted from 1.
    pub number: usize,
    /// What the other side begins with, too.
    pub start: &'a str,
    /// What differs.
    pub middle: &'a str,
    /// What the other side ends with, too.
    pub end: &'a str,
}

/// One side of a line that changed; none where the other side has a line more.
pub type Side<'a> = Option<Part<'a>>;

/// One line of both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// The same on both sides.
    Same {
        /// Its number before.
        before: usize,
        /// Its number now.
        now: usize,
        /// What it says.
        text: &'a str,
    },
    /// Another one on each side, or only on one.
    Changed {
        /// As it was.
        before: Side<'a>,
        /// As it is.
        now: Side<'a>,
    },
    /// As many lines that are the same, far from any change.
    Skipped(usize),
}

/// How much of what is the same is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// What stands around a change.
    Near,
    /// All of it.
    All,
}

/// The lines of two texts beside one another.
///
/// ```
/// use playground::compare::{Line, Lines, side_by_side};
/// let lines = side_by_side("{\n  \"a\": 1\n}", "{\n  \"a\": 2\n}", Lines::All);
/// let Line::Changed { before: Some(before), now: Some(now) } = lines[1] else { panic!("{lines:?}") };
/// assert_eq!((before.start, before.middle, now.middle), ("  \"a\": ", "1", "2"));
/// ```
pub fn side_by_side<'a>(before: &'a str, now: &'a str, which: Lines) -> Vec<Line<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), now.lines().collect());
    let mut lines = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (was, is) = (operation.old_range(), operation.new_range());
        let texts = (old.get(was.clone()).unwrap_or_default(), new.get(is.clone()).unwrap_or_default());
        if matches!(operation, DiffOp::Equal { .. }) {
            lines.extend(texts.1.iter().zip(was).zip(is).map(|((&text, before), now)| Line::Same {
                before: before + 1,
                now: now + 1,
                text,
            }));
            continue;
        }
        for at in 0..was.len().max(is.len()) {
            lines.push(changed(
                texts.0.get(at).copied(),
                was.start + at + 1,
                texts.1.get(at).copied(),
                is.start + at + 1,
            ));
        }
    }
    match which {
        Lines::All => lines,
        Lines::Near => near(&lines),
    }
}

fn changed<'a>(before: Option<&'a str>, before_number: usize, now: Option<&'a str>, now_number: usize) -> Line<'a> {
    let (start, end) = match (before, now) {
        (Some(before), Some(now)) => alike(before, now),
        _ => (0, 0),
    };
    let cut = |text: Option<&'a str>, number: usize| {
        let (first, rest) = text?.split_at_checked(start)?;
        let (middle, last) = rest.split_at_checked(rest.len().checked_sub(end)?)?;
        Some(Part { number, start: first, middle, end: last })
    };
    Line::Changed { before: cut(before, before_number), now: cut(now, now_number) }
}

/// How many bytes two lines begin with and end with alike, in whole characters.
fn alike(a: &str, b: &str) -> (usize, usize) {
    let bytes = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let start = bytes(&mut a.chars().zip(b.chars()));
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    (start, bytes(&mut a.chars().rev().zip(b.chars().rev())))
}

/// Without what is the same and far from any change.
fn near<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    let is_change = |line: &Line| matches!(line, Line::Changed { .. });
    let changes: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| is_change(line)).map(|(at, _)| at).collect();
    let mut ahead = changes.as_slice();
    let mut behind = None;
    let mut shown = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        while let Some((first, rest)) = ahead.split_first().filter(|(first, _)| **first <= at) {
            behind = Some(*first);
            ahead = rest;
        }
        let is_near = behind.is_some_and(|change| at - change <= AROUND)
            || ahead.first().is_some_and(|change| change - at <= AROUND);
        match shown.last_mut() {
            _ if is_near => shown.push(*line),
            Some(Line::Skipped(count)) => *count += 1,
            _ => shown.push(Line::Skipped(1)),
        }
    }
    shown
}
