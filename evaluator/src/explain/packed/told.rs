//! What a reader was told, and need not be told again.

use alloc::vec::Vec;

use super::UNNUMBERED;
use crate::explain::said::{Key, Said};

/// What the reader of one set's answers knows.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Sentences by key, at the place of its hash or behind it: no more than half are taken.
    sentences: Vec<Option<(Key, u32)>>,
    count: u32,
    frame: bool,
    policies: Vec<bool>,
    findings: Vec<bool>,
}

impl Told {
    /// The number of a sentence, and whether it has to be told.
    pub(super) fn number(&mut self, said: Said) -> (u32, bool) {
        let Some(key) = said.key() else { return (UNNUMBERED, true) };
        if self.sentences.len() <= 2 * usize::try_from(self.count).unwrap_or_default() {
            self.grow();
        }
        let next = self.count + 1;
        match place(&mut self.sentences, key) {
            Some(Some((_, number))) => (*number, false),
            Some(free) => {
                *free = Some((key, next));
                self.count = next;
                (next, true)
            }
            None => (UNNUMBERED, true),
        }
    }

    fn grow(&mut self) {
        let mut larger = alloc::vec![None; (2 * self.sentences.len()).max(256)];
        for known in self.sentences.iter().flatten() {
            if let Some(free) = place(&mut larger, known.0) {
                *free = Some(*known);
            }
        }
        self.sentences = larger;
    }

    /// Whether the policy types, levels and policies have to be told.
    pub(super) fn frame(&mut self) -> bool {
        !core::mem::replace(&mut self.frame, true)
    }

    /// Whether the statements of a policy have to be told.
    pub(super) fn policy(&mut self, number: usize) -> bool {
        is_new(&mut self.policies, number)
    }

    /// Whether what was found in the policies has to be told.
    pub(super) fn findings(&mut self, kind: usize) -> bool {
        is_new(&mut self.findings, kind)
    }
}

/// Where a key is, or is to be put, in a table whose length is a power of two.
fn place(slots: &mut [Option<(Key, u32)>], key: Key) -> Option<&mut Option<(Key, u32)>> {
    let (kind, what, count) = key;
    let hash = (kind.rotate_left(7) ^ what)
        .wrapping_mul(0x9e37_79b1)
        .wrapping_add(usize::try_from(count).ok()?.wrapping_mul(0x85eb_ca6b));
    let first = (hash >> 7) & slots.len().checked_sub(1)?;
    let (before, from) = slots.split_at_mut_checked(first)?;
    from.iter_mut().chain(before).find(|slot| slot.is_none_or(|(known, _)| known == key))
}

fn is_new(told: &mut Vec<bool>, number: usize) -> bool {
    if told.len() <= number {
        told.resize(number + 1, false);
    }
    told.get_mut(number).is_some_and(|told| !core::mem::replace(told, true))
}
