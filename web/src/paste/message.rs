//! Texts as logs and consoles show them: on several lines, with JSON's or XML's escapes.

/// Every run of white space as one space, escapes of XML and JSON undone, and for each character its line in the original.
pub fn flattened(text: &str, first_line: usize) -> (String, Vec<(usize, usize)>) {
    let mut flat = String::with_capacity(text.len());
    let mut lines = vec![(0, first_line)];
    for (number, line) in text.split('\n').enumerate() {
        if !flat.is_empty() && !flat.ends_with(' ') {
            flat.push(' ');
        }
        lines.push((flat.len(), first_line + number));
        let line = line.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&").replace("\\\"", "\"");
        for word in line.replace("\\n", " ").split_whitespace() {
            if !flat.is_empty() && !flat.ends_with(' ') {
                flat.push(' ');
            }
            flat.push_str(word);
        }
    }
    (flat, lines)
}

/// The line of a place in a flattened text.
pub fn line_of(lines: &[(usize, usize)], offset: usize) -> usize {
    lines.iter().rev().find(|(start, _)| *start <= offset).map_or(1, |(_, line)| *line)
}
