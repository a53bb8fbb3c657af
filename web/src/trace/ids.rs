//! Nodes of a trace by their ids: sorted, so that each row finds its own fast.

use iam_evaluator::order::sort_by_key;

/// Ids of nodes.
#[derive(Clone, Debug, Default)]
pub struct Ids<'a>(Vec<&'a str>);

impl<'a> Ids<'a> {
    /// These ids.
    pub fn of(mut ids: Vec<&'a str>) -> Self {
        sort_by_key(&mut ids, |id| *id);
        Self(ids)
    }

    /// Whether this id is one of them.
    pub fn contains(&self, id: &str) -> bool {
        self.0.binary_search(&id).is_ok()
    }
}
