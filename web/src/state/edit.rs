//! Edits of text by UTF-16 offsets.

/// `text` with the UTF-16 units from `start` to `end` replaced.
pub fn replace(text: &str, start: usize, end: usize, by: &str) -> String {
    let (mut out, mut at, mut done) = (String::with_capacity(text.len() + by.len()), 0, false);
    for character in text.chars() {
        if at >= start && !done {
            out.push_str(by);
            done = true;
        }
        if at < start || at >= end {
            out.push(character);
        }
        at += character.len_utf16();
    }
    if !done {
        out.push_str(by);
    }
    out
}

/// The line and the column of a UTF-16 offset, both counted from 1.
pub fn line_and_column(text: &str, offset: u32) -> (usize, usize) {
    let (mut at, mut line, mut column) = (0, 1, 1);
    for character in text.chars() {
        if at >= usize::try_from(offset).unwrap_or(usize::MAX) {
            break;
        }
        at += character.len_utf16();
        if character == '\n' {
            line += 1;
            column = 1;
        } else {
            column += character.len_utf16();
        }
    }
    (line, column)
}
