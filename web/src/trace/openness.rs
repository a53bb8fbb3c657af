//! Which rows of the tree are open: along what decides, until a person says otherwise.

use iam_evaluator::trace::{NodeKind, Role, TraceNode};

use super::Branch;
use super::Notes;
use super::branch::contains;
use super::row::Above;

/// What a person opened and closed, sorted by the row's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Openness(Vec<(String, Open)>);

/// Whether a row shows what is below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// It does.
    Yes,
    /// It does not.
    No,
}

impl Openness {
    /// Opens or closes a row.
    pub fn choose(&mut self, id: &str, open: Open) {
        match self.place(id) {
            Ok(place) => {
                if let Some((_, chosen)) = self.0.get_mut(place) {
                    *chosen = open;
                }
            }
            Err(place) => self.0.insert(place, (id.to_owned(), open)),
        }
    }

    /// Where a row stands, or where it would.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(id))
    }

    /// Whether what is below `branch` is drawn.
    pub fn is_open(&self, branch: &Branch<'_>, above: Above, notes: &Notes<'_>) -> bool {
        match self.place(&branch.id()).ok().and_then(|place| self.0.get(place)) {
            Some((_, chosen)) => *chosen == Open::Yes,
            None => at_first(branch, above, notes),
        }
    }

    /// Opens every row above the node with this id.
    pub fn reveal(&mut self, root: &TraceNode, id: &str, notes: &Notes<'_>) {
        let mut branches = Branch::top(root);
        let mut above = Above::default();
        while let Some(branch) = branches.iter().find(|branch| branch.holds(id)) {
            if branch.nodes().iter().any(|node| node.id == id) {
                return;
            }
            if !self.is_open(branch, above, notes) {
                self.choose(&branch.id(), Open::Yes);
            }
            above = above.then(branch, notes);
            branches = branch.children(&|node| notes.closest == Some(node.id.as_str()));
        }
    }
}

/// What is open before anyone chose: what decides, what it overrides, and the statement that came closest.
fn at_first(branch: &Branch<'_>, above: Above, notes: &Notes<'_>) -> bool {
    let Some(node) = branch.tail() else { return false };
    let closest = notes.closest.is_some_and(|closest| contains(node, closest));
    if closest || branch.nodes().iter().any(|node| notes.fails_closest(&node.id)) {
        return true;
    }
    match node.kind {
        // Of a call of several parts, those that came out as the whole did.
        NodeKind::Evaluation => node.outcome == notes.outcome(),
        NodeKind::PolicyType | NodeKind::Level | NodeKind::Policy => {
            let stands_out = |node: &&TraceNode| matches!(node.role, Role::Decisive | Role::Overridden);
            branch.nodes().iter().any(stands_out) || decides_below(node)
        }
        NodeKind::Statement => node.role == Role::Decisive,
        NodeKind::Operator | NodeKind::Key => above.decisive,
        NodeKind::Element | NodeKind::Value => false,
    }
}

fn decides_below(node: &TraceNode) -> bool {
    node.children.iter().any(|child| child.role == Role::Decisive || decides_below(child))
}
