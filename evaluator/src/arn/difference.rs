//! Where a pattern of ARNs and a text part, for an explanation.

use super::{Arn, ArnGlob, Component, Reach, Shape, cut, first_component, place, split_component, starts, walk};
use crate::glob::utf16_len;

impl ArnGlob {
    /// Where pattern and text part; `None` where they match.
    ///
    /// The first number counts UTF-16 units of the pattern's text after substitution, the second UTF-16 units of
    /// `text`. Components that follow a `*` which may run on have no one place: they are taken where most of them
    /// match.
    pub fn first_difference(&self, text: &str) -> Option<(usize, usize)> {
        if self.matches(text) { None } else { Some(self.difference(text)) }
    }

    /// The same of a text that does not match.
    pub(crate) fn difference(&self, text: &str) -> (usize, usize) {
        match &self.shape {
            Shape::Whole(glob) => glob.first_difference(text).unwrap_or_default(),
            Shape::Arn { lead, last } if Arn::parse(text).is_none() && place(lead, last, text) => (0, 0),
            Shape::Components { lead, last } | Shape::Arn { lead, last } => difference(lead, last, text),
        }
    }
}

fn difference(lead: &[Component], last: &Component, text: &str) -> (usize, usize) {
    let before = |rest: &str| text.get(..text.len() - rest.len()).map_or(0, utf16_len);
    let (runs, tail) = cut(lead);
    let mut rest = text;
    let mut open = false;
    for run in runs.split_inclusive(|component| component.reach == Reach::RunsOn) {
        match starts(rest, open).find_map(|start| walk(run, start)) {
            Some(after) => rest = after,
            None => return farthest(run, rest, open, before),
        }
        open = true;
    }
    let ends = || starts(rest, open).filter_map(|start| walk(tail, start));
    let likeliest = last.glob.first_tail(rest, &mut ends()).or_else(|| ends().next());
    let Some(start) = likeliest else { return farthest(tail, rest, open, before) };
    let found = if last.reach == Reach::Rest { start } else { first_component(start) };
    // Only its length differs when a short pattern matches one component and the text has more.
    let (pattern, inside) = last.glob.first_difference(found).unwrap_or((last.len, utf16_len(found)));
    (last.at + pattern, before(start) + inside)
}

/// Where components part from the text at the place where most of them match; the first of several.
fn farthest(run: &[Component], rest: &str, open: bool, before: impl Fn(&str) -> usize) -> (usize, usize) {
    let mut best: Option<(usize, &str)> = None;
    for start in starts(rest, open) {
        let reached = progress(run, start);
        if best.is_none_or(|(most, _)| reached.0 > most) {
            best = Some(reached);
        }
    }
    let (matched, rest) = best.unwrap_or((0, rest));
    let Some(component) = run.get(matched) else { return (0, before(rest)) };
    let found = first_component(rest);
    let (pattern, inside) = component.glob.first_difference(found).unwrap_or((component.len, utf16_len(found)));
    (component.at + pattern, before(rest) + inside)
}

/// How many components match one after the other from the beginning of `text`, and what is left after them.
fn progress<'t>(run: &[Component], text: &'t str) -> (usize, &'t str) {
    let mut rest = text;
    for (i, component) in run.iter().enumerate() {
        match split_component(rest) {
            Some((found, after)) if component.glob.matches(found) => rest = after,
            _ => return (i, rest),
        }
    }
    (run.len(), rest)
}
