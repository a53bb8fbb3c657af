//! Sorting, and names in their order, compiled once for all types: both are many times the size of what they serve.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Sorts as `slice::sort_by_key` does: what has the same key keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let order = order(items.len(), &|a, b| items.get(a).map(&key).cmp(&items.get(b).map(&key)));
    let mut taken: Vec<Option<T>> = core::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| taken.get_mut(place)?.take()));
}

/// The places of `count` items in their order.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// The first place of each name.
#[derive(Clone, Debug, Default)]
pub(crate) struct First(BTreeMap<String, usize>);

impl First {
    fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }

    /// The place at which the name stood before; if there is none, `place` is the first.
    pub(crate) fn earlier(&mut self, name: &str, place: usize) -> Option<usize> {
        let earlier = self.get(name);
        if earlier.is_none() {
            self.0.insert(name.to_owned(), place);
        }
        earlier
    }
}

/// Something for each name.
#[derive(Clone, Debug)]
pub(crate) struct Named<V> {
    places: First,
    values: Vec<V>,
}

impl<V> Named<V> {
    /// Nothing for any name.
    pub(crate) fn new() -> Self {
        Self { places: First::default(), values: Vec::new() }
    }

    /// What is there for a name.
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.values.get(self.places.get(name)?)
    }

    /// What is there for a name, after `value` was put there if nothing was.
    pub(crate) fn or(&mut self, name: &str, value: V) -> Option<&mut V> {
        let next = self.values.len();
        let place = self.places.earlier(name, next).unwrap_or(next);
        if place == next {
            self.values.push(value);
        }
        self.values.get_mut(place)
    }

    /// All that is there, in the order in which it was put there.
    pub(crate) fn values_mut(&mut self) -> core::slice::IterMut<'_, V> {
        self.values.iter_mut()
    }
}
