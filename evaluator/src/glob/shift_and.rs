//! A bit-parallel search for characters and `?`: all places where a match could have begun are followed at once.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

/// A sequence to search for. Bit `i` of a set stands for its element `i`; a set takes as many words as it needs.
#[derive(Clone, Debug)]
pub(super) struct ShiftAnd {
    len: usize,
    /// The elements that any character fits: the `?`.
    any: Box<[u64]>,
    /// For each character in the sequence, in order: the elements it fits.
    fitting: Vec<(char, Box<[u64]>)>,
}

impl ShiftAnd {
    /// Makes a sequence ready; a `None` is a `?`.
    pub(super) fn new(sequence: &[Option<char>]) -> Self {
        let mut any = vec![0; sequence.len().div_ceil(64)];
        for (i, _) in sequence.iter().enumerate().filter(|(_, wanted)| wanted.is_none()) {
            add(&mut any, i);
        }
        let mut fitting: Vec<(char, Box<[u64]>)> = Vec::new();
        for (i, wanted) in sequence.iter().enumerate() {
            let Some(character) = wanted else { continue };
            let at = fitting.binary_search_by_key(character, |(known, _)| *known).unwrap_or_else(|at| {
                fitting.insert(at, (*character, any.as_slice().into()));
                at
            });
            if let Some((_, set)) = fitting.get_mut(at) {
                add(set, i);
            }
        }
        Self { len: sequence.len(), any: any.into(), fitting }
    }

    /// The byte after the leftmost match.
    pub(super) fn find_end(&self, text: &str) -> Option<usize> {
        self.find_end_from(text, |_| true)
    }

    /// The byte after the leftmost match that begins at a byte that `may_begin` allows. It is asked in order.
    pub(super) fn find_end_from(&self, text: &str, may_begin: impl FnMut(usize) -> bool) -> Option<usize> {
        let last = self.len.checked_sub(1)?;
        self.scan(text, may_begin, |state, end| contains(state, last).then_some(end))
    }

    /// How many elements of the sequence match in a row somewhere, at most, and the byte after the first such place.
    pub(super) fn longest(&self, text: &str) -> (usize, usize) {
        let mut longest = (0, 0);
        let _: Option<()> = self.scan(
            text,
            |_| true,
            |state, end| {
                let matched = highest(state);
                if matched > longest.0 {
                    longest = (matched, end);
                }
                (matched == self.len).then_some(())
            },
        );
        longest
    }

    /// Reads `text` and shows each state, the set of elements that a match has just reached, until `visit` answers.
    fn scan<T>(
        &self,
        text: &str,
        mut may_begin: impl FnMut(usize) -> bool,
        mut visit: impl FnMut(&[u64], usize) -> Option<T>,
    ) -> Option<T> {
        let mut one = [0];
        let mut many;
        let state: &mut [u64] = if self.any.len() == 1 {
            &mut one
        } else {
            many = vec![0; self.any.len()];
            &mut many
        };
        for (start, character) in text.char_indices() {
            let fitting = match self.fitting.binary_search_by_key(&character, |(character, _)| *character) {
                Ok(i) => self.fitting.get(i).map_or(&self.any, |(_, set)| set),
                Err(_) => &self.any,
            };
            let mut carry = u64::from(may_begin(start));
            for (word, fitting) in state.iter_mut().zip(fitting) {
                let shifted = (*word << 1) | carry;
                carry = *word >> 63;
                *word = shifted & fitting;
            }
            if let Some(answer) = visit(state, start + character.len_utf8()) {
                return Some(answer);
            }
        }
        None
    }
}

fn add(set: &mut [u64], i: usize) {
    if let Some(word) = set.get_mut(i / 64) {
        *word |= 1 << (i % 64);
    }
}

fn contains(set: &[u64], i: usize) -> bool {
    set.get(i / 64).is_some_and(|word| word & (1 << (i % 64)) != 0)
}

/// One more than the highest element; 0 for an empty set.
fn highest(set: &[u64]) -> usize {
    for (i, word) in set.iter().enumerate().rev() {
        if let Some(bit) = word.checked_ilog2() {
            return i * 64 + bit as usize + 1;
        }
    }
    0
}
