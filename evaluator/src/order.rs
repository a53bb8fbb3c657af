//! Sorting, and names in their order, compiled once for all types: both are many times the size of what they serve.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Sorts as `slice::sort_by_key` does: what has the same key keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for (one, other) in swaps(items.len(), &|a, b| items.get(a).map(&key).cmp(&items.get(b).map(&key))) {
        items.swap(one, other);
    }
}

/// What to swap, one after the other, so that `count` items come into their order.
fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut wanted: Vec<usize> = (0..count).collect();
    wanted.sort_by(|a, b| compare(*a, *b));
    let mut swaps = Vec::new();
    for start in 0..count {
        // Round the circle: each place gets what it wants, and the next one what was there.
        let mut at = start;
        while let Some(from) =
            wanted.get_mut(at).map(|wanted| core::mem::replace(wanted, at)).filter(|from| *from != start)
        {
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}

/// FNV-1a of a name in lower case.
pub(crate) fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}

/// Names in the order in which they came, found by their hashes.
#[derive(Clone, Debug, Default)]
struct Names {
    /// Each with its hash.
    names: Vec<(u32, String)>,
    /// A power of two of them, at least half of them empty: which name is there, counted from 1, or 0.
    slots: Vec<usize>,
}

impl Names {
    /// The place of a name, or else the slot that it would have.
    fn find(&self, name: &str, hash: u32) -> Result<usize, usize> {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = usize::try_from(hash).unwrap_or_default() & last;
        while let Some(place) = self.slots.get(slot).and_then(|count| count.checked_sub(1)) {
            if self.names.get(place).is_some_and(|(of, known)| *of == hash && known == name) {
                return Ok(place);
            }
            slot = (slot + 1) & last;
        }
        Err(slot)
    }

    /// The place of a name, which is put there if it was not.
    fn place(&mut self, name: &str) -> usize {
        let hash = hash(name);
        let slot = match self.find(name, hash) {
            Ok(place) => return place,
            Err(slot) => slot,
        };
        self.names.push((hash, name.to_owned()));
        let count = self.names.len();
        if 2 * count > self.slots.len() {
            self.spread();
        } else if let Some(free) = self.slots.get_mut(slot) {
            *free = count;
        }
        count - 1
    }

    /// Puts all names into more slots.
    fn spread(&mut self) {
        self.slots = alloc::vec![0; (2 * self.names.len()).next_power_of_two()];
        for place in 0..self.names.len() {
            let slot = self.names.get(place).map(|(hash, name)| self.find(name, *hash));
            if let Some(Err(slot)) = slot
                && let Some(free) = self.slots.get_mut(slot)
            {
                *free = place + 1;
            }
        }
    }
}

/// Something for each name.
#[derive(Clone, Debug)]
pub(crate) struct Named<V> {
    names: Names,
    values: Vec<V>,
}

impl<V> Default for Named<V> {
    fn default() -> Self {
        Self { names: Names::default(), values: Vec::new() }
    }
}

impl<V> Named<V> {
    /// What is there for a name.
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.get_hashed(name, hash(name))
    }

    /// What is there for a name whose hash is known.
    pub(crate) fn get_hashed(&self, name: &str, hash: u32) -> Option<&V> {
        self.values.get(self.names.find(name, hash).ok()?)
    }

    /// What is there for a name, after `value` was put there if nothing was.
    pub(crate) fn or(&mut self, name: &str, value: V) -> Option<&mut V> {
        let place = self.names.place(name);
        if place == self.values.len() {
            self.values.push(value);
        }
        self.values.get_mut(place)
    }

    /// All that is there, in the order in which it was put there.
    pub(crate) fn values_mut(&mut self) -> core::slice::IterMut<'_, V> {
        self.values.iter_mut()
    }
}

/// The first place of each name.
pub(crate) type First = Named<usize>;

impl First {
    /// The place at which the name stood before; if there is none, `place` is the first.
    pub(crate) fn earlier(&mut self, name: &str, place: usize) -> Option<usize> {
        let before = self.values.len();
        let first = self.or(name, place).copied();
        first.filter(|_| self.values.len() == before)
    }
}
