//! Where something stands in a source text: byte ranges inside, UTF-16 positions at the JavaScript edge.

use alloc::vec::Vec;
use serde::Serialize;

/// A range of bytes in one source text; `end` is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl ByteSpan {
    /// The bytes from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// Something read from a text, with the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: ByteSpan,
}

/// A place in a text as JavaScript and editors count it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Position {
    /// UTF-16 units from the beginning of the text.
    pub offset: usize,
    /// The line, counted from 1.
    pub line: usize,
    /// UTF-16 units from the beginning of the line, counted from 1.
    pub column: usize,
}

/// Finds the [`Position`] of a byte: the one function that converts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// For each line: its first byte and the UTF-16 offset of that byte.
    lines: Vec<(usize, usize)>,
    /// For each character that is not ASCII: the byte after it, and by how much bytes are ahead of UTF-16 units there.
    wide: Vec<(usize, usize)>,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut lines = alloc::vec![(0, 0)];
        let mut wide = Vec::new();
        let mut ahead = 0;
        for (byte, character) in text.char_indices() {
            let after = byte + character.len_utf8();
            if !character.is_ascii() {
                ahead += character.len_utf8() - character.len_utf16();
                wide.push((after, ahead));
            }
            if character == '\n' {
                lines.push((after, after - ahead));
            }
        }
        Self { lines, wide }
    }

    /// The position of the character that begins at `byte`.
    pub fn position(&self, byte: usize) -> Position {
        let before = self.wide.partition_point(|(after, _)| *after <= byte);
        let ahead = before.checked_sub(1).and_then(|i| self.wide.get(i)).map_or(0, |(_, ahead)| *ahead);
        let offset = byte.saturating_sub(ahead);
        let line = self.lines.partition_point(|(start, _)| *start <= byte);
        let start = line.checked_sub(1).and_then(|i| self.lines.get(i)).map_or(0, |(_, utf16)| *utf16);
        Position { offset, line, column: offset.saturating_sub(start) + 1 }
    }
}
