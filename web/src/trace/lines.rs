//! The tree as the rows that can be seen, from top to bottom.

use std::rc::Rc;

use iam_evaluator::trace::{Evaluation, TraceNode};

use super::branch::{contains, rows_below, took_part};
use super::row::Above;
use super::{Branch, Notes, Openness, Row};
use crate::state::TraceFilter;

/// A row that can be seen, with its place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is drawn.
    pub row: Rc<Row>,
    /// How deep it stands, from 1.
    pub level: usize,
    /// Its place among its siblings, from 1.
    pub position: usize,
    /// How many siblings there are, itself included.
    pub siblings: usize,
    /// The line of its parent.
    pub parent: Option<usize>,
    /// Whether something stands below it, and whether that is shown.
    pub below: Below,
}

/// What stands below a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// Nothing.
    Nothing,
    /// Rows that are not shown.
    Hidden,
    /// Rows that are shown.
    Shown,
}

impl Line {
    /// What opening or closing it would make of it: `true` is open. None where nothing stands below it.
    pub fn toggled(&self) -> Option<bool> {
        match self.below {
            Below::Nothing => None,
            Below::Hidden => Some(true),
            Below::Shown => Some(false),
        }
    }
}

/// How many rows each filter has when everything is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What the decision rests on.
    pub decisive: usize,
    /// Statements that came close.
    pub near_misses: usize,
    /// Every judgement.
    pub all: usize,
}

/// The rows that can be seen.
pub fn lines(evaluation: &Evaluation, filter: TraceFilter, openness: &Openness) -> Vec<Line> {
    let notes = Notes::of(evaluation);
    let mut walk = Walk { filter, openness, notes: &notes, lines: Vec::new() };
    let top = kept(Branch::top(&evaluation.trace), filter, Above::default(), &notes);
    walk.add(&top, 1, None, Above::default());
    walk.lines
}

struct Walk<'a> {
    filter: TraceFilter,
    openness: &'a Openness,
    notes: &'a Notes<'a>,
    lines: Vec<Line>,
}

impl Walk<'_> {
    fn add(&mut self, branches: &[Branch<'_>], level: usize, parent: Option<usize>, above: Above) {
        let siblings = branches.len();
        for (place, branch) in branches.iter().enumerate() {
            let then = above.then(branch, self.notes);
            let children = branch.children(&|node| self.notes.closest == Some(node.id.as_str()));
            let children = kept(children, self.filter, then, self.notes);
            let below = match children.is_empty() {
                true => Below::Nothing,
                false if self.openness.is_open(branch, above, self.notes) => Below::Shown,
                false => Below::Hidden,
            };
            let row = Rc::new(Row::of(branch, above, self.notes));
            self.lines.push(Line { row, level, position: place + 1, siblings, parent, below });
            if below == Below::Shown {
                let line = self.lines.len() - 1;
                self.add(&children, level + 1, Some(line), then);
            }
        }
    }
}

/// The branches that a filter shows.
fn kept<'a>(mut branches: Vec<Branch<'a>>, filter: TraceFilter, above: Above, notes: &Notes<'_>) -> Vec<Branch<'a>> {
    branches.retain(|branch| match filter {
        TraceFilter::All | TraceFilter::NearMisses => true,
        TraceFilter::Decisive => above.decisive || branch.nodes().iter().any(|node| decides(node, notes)),
    });
    branches
}

/// Whether a node, or one below it, had a part in the decision; where nothing allowed, what came closest had one.
fn decides(node: &TraceNode, notes: &Notes<'_>) -> bool {
    let closest = || notes.closest.is_some_and(|closest| contains(node, closest));
    took_part(node) || notes.fails_closest(&node.id) || closest()
}

/// How many rows each filter has.
pub fn counts(evaluation: &Evaluation) -> Counts {
    let notes = Notes::of(evaluation);
    Counts {
        decisive: decisive(Branch::top(&evaluation.trace), Above::default(), &notes),
        near_misses: evaluation.near_misses.len(),
        all: rows_below(&evaluation.trace),
    }
}

fn decisive(branches: Vec<Branch<'_>>, above: Above, notes: &Notes<'_>) -> usize {
    let rows = kept(branches, TraceFilter::Decisive, above, notes).into_iter().map(|branch| {
        let children = branch.children(&|node| notes.closest == Some(node.id.as_str()));
        1 + decisive(children, above.then(&branch, notes), notes)
    });
    rows.sum()
}

/// Every branch that is drawn when all are open, in reading order, with what stands above it.
pub(super) fn each<'a>(root: &'a TraceNode, notes: &Notes<'_>, visit: &mut dyn FnMut(&Branch<'a>, Above)) {
    walk(Branch::top(root), Above::default(), notes, visit);
}

fn walk<'a>(branches: Vec<Branch<'a>>, above: Above, notes: &Notes<'_>, visit: &mut dyn FnMut(&Branch<'a>, Above)) {
    for branch in branches {
        visit(&branch, above);
        walk(branch.children(&|_| false), above.then(&branch, notes), notes, visit);
    }
}
