//! Texts with interpolations.

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain text.
    Text(String),
    /// What stands in `${…}`.
    Interpolation(String),
    /// What stands in `%{…}`.
    Directive(String),
}

/// The parts of a template; in a quoted one, backslashes escape.
pub fn parts(text: &str, quoted: Quoted) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((literal, after)) = doubled(rest) {
            plain.push_str(literal);
            rest = after;
        } else if let Some(inside) = rest.strip_prefix("${").or_else(|| rest.strip_prefix("%{")) {
            let end = end_of_interpolation(inside);
            let code = inside.get(..end).unwrap_or_default().trim().trim_matches('~').trim().to_owned();
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            parts.push(if c == '$' { Part::Interpolation(code) } else { Part::Directive(code) });
            rest = inside.get(end..).unwrap_or_default();
            rest = rest.strip_prefix('}').unwrap_or(rest);
        } else if let (Quoted::Yes, Some(escape)) = (quoted, rest.strip_prefix('\\')) {
            rest = unescape(escape, &mut plain);
        } else {
            plain.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    parts
}

/// Whether a template stands in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// In quotes.
    Yes,
    /// A heredoc.
    No,
}

/// `$${` and `%%{` are plain `${` and `%{`.
fn doubled(rest: &str) -> Option<(&'static str, &str)> {
    rest.strip_prefix("$${").map(|after| ("${", after)).or_else(|| rest.strip_prefix("%%{").map(|after| ("%{", after)))
}

fn unescape<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let Some(c) = rest.chars().next() else { return "" };
    let after = rest.get(c.len_utf8()..).unwrap_or_default();
    match c {
        'n' => out.push('\n'),
        't' => out.push('\t'),
        'r' => out.push('\r'),
        'u' => {
            let code = after.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
            if let Some(code) = code {
                out.push(code);
                return after.get(4..).unwrap_or_default();
            }
            out.push('u');
        }
        other => out.push(other),
    }
    after
}

/// Where the brace stands that ends an interpolation, braces and texts in it passed over.
pub fn end_of_interpolation(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted && depth == 0 => return at,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    text.len()
}
