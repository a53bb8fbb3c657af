//! A pattern matches what its definition says, and the place of a difference lies within both texts.
#![no_main]

use iam_evaluator::glob::Glob;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (pattern, text) = input;
    let glob = Glob::new(pattern);
    let expected = definition(pattern, text);
    assert_eq!(glob.matches(text), expected, "`{pattern}` on `{text}`");
    let difference = glob.first_difference(text);
    assert_eq!(difference.is_none(), expected, "difference of `{pattern}` on `{text}`");
    if let Some((in_pattern, in_text)) = difference {
        assert!(in_pattern <= pattern.encode_utf16().count(), "`{pattern}` on `{text}`");
        assert!(in_text <= text.encode_utf16().count(), "`{pattern}` on `{text}`");
    }
    assert_eq!(
        glob.is_star(),
        !pattern.is_empty() && pattern.chars().all(|character| character == '*')
    );
    assert_eq!(glob.is_literal(), !pattern.contains(['*', '?']));
    assert!(Glob::literal(text).matches(text));
});

/// A table of which beginnings of the text each beginning of the pattern matches.
fn definition(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut row: Vec<bool> = (0..=text.len()).map(|taken| taken == 0).collect();
    for wanted in pattern.chars() {
        let mut next = vec![wanted == '*' && row[0]];
        for (i, found) in text.iter().enumerate() {
            next.push(match wanted {
                '*' => row[i + 1] || next[i],
                '?' => row[i],
                wanted => row[i] && wanted == *found,
            });
        }
        row = next;
    }
    row[text.len()]
}
