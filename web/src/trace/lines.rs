//! The tree as the rows that can be seen, from top to bottom.

use std::rc::Rc;

use iam_evaluator::trace::{Evaluation, TraceNode};

use super::branch::took_part;
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
    walk.add(Branch::top(&evaluation.trace), 1, None);
    walk.lines
}

struct Walk<'a> {
    filter: TraceFilter,
    openness: &'a Openness,
    notes: &'a Notes<'a>,
    lines: Vec<Line>,
}

impl Walk<'_> {
    fn add(&mut self, mut branches: Vec<Branch<'_>>, level: usize, parent: Option<usize>) {
        branches.retain(|branch| is_kept(branch, self.filter));
        let siblings = branches.len();
        for (place, branch) in branches.iter().enumerate() {
            let children = if branch.has_children() { self.children(branch) } else { Vec::new() };
            let below = match children.is_empty() {
                true => Below::Nothing,
                false if self.openness.is_open(branch, self.notes) => Below::Shown,
                false => Below::Hidden,
            };
            let row = Rc::new(Row::of(branch, self.notes));
            self.lines.push(Line { row, level, position: place + 1, siblings, parent, below });
            if below == Below::Shown {
                let line = self.lines.len() - 1;
                self.add(children, level + 1, Some(line));
            }
        }
    }

    fn children<'b>(&self, branch: &Branch<'b>) -> Vec<Branch<'b>> {
        let mut children = branch.children(&|node| self.notes.closest == Some(node.id.as_str()));
        children.retain(|child| is_kept(child, self.filter));
        children
    }
}

fn is_kept(branch: &Branch<'_>, filter: TraceFilter) -> bool {
    match filter {
        TraceFilter::All | TraceFilter::NearMisses => true,
        TraceFilter::Decisive => branch.nodes().iter().any(|node| took_part(node)),
    }
}

/// How many rows each filter has.
pub fn counts(evaluation: &Evaluation) -> Counts {
    let mut counts = Counts { near_misses: evaluation.near_misses.len(), ..Counts::default() };
    count(Branch::top(&evaluation.trace), &mut counts);
    counts
}

fn count(branches: Vec<Branch<'_>>, counts: &mut Counts) {
    for branch in branches {
        if let Branch::Chain(_) = branch {
            counts.all += 1;
            counts.decisive += usize::from(is_kept(&branch, TraceFilter::Decisive));
        }
        count(branch.children(&|_| false), counts);
    }
}

/// The nodes from which sentences are made: every branch that is drawn, in reading order.
pub(super) fn each<'a>(root: &'a TraceNode, visit: &mut dyn FnMut(&Branch<'a>)) {
    fn walk<'a>(branches: Vec<Branch<'a>>, visit: &mut dyn FnMut(&Branch<'a>)) {
        for branch in branches {
            visit(&branch);
            walk(branch.children(&|_| false), visit);
        }
    }
    walk(Branch::top(root), visit);
}
