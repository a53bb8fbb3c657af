//! A pattern of ARNs matches what its definition says, as an entry of `Resource` and as a condition value.
#![no_main]

use iam_evaluator::arn::{Arn, ArnGlob};
use iam_evaluator::glob::{Token, tokens};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, bool)| {
    let (pattern, text, arns) = input;
    let begin = if arns { "arn:" } else { "" };
    let text = format!("{begin}{text}");
    let pattern: Vec<Token> = tokens(begin)
        .chain(tokens(pattern).map(|token| match token {
            // Stands for a character that a variable put in.
            Token::Char('%') => Token::Substituted(':'),
            Token::Char('#') => Token::Substituted('*'),
            other => other,
        }))
        .collect();
    check(&ArnGlob::resource(&pattern), &text, definition(&pattern, &text, true));
    let kept_within = definition(&pattern, &text, false);
    let star = !pattern.is_empty() && pattern.iter().all(|token| *token == Token::Star);
    let crossed = !star && !kept_within && definition(&pattern, &text, true);
    assert_eq!(
        ArnGlob::resource(&pattern).crossed_colon(&text),
        crossed,
        "{pattern:?} on `{text}`"
    );

    let colons = pattern.iter().filter(|token| **token == Token::Char(':')).count();
    match ArnGlob::arn_like(&pattern) {
        Some(glob) => check(&glob, &text, kept_within && Arn::parse(&text).is_some()),
        None => assert!(colons < 5),
    }
    let mut padded = pattern.clone();
    if !star {
        padded.extend([Token::Char(':'), Token::Star].repeat(5_usize.saturating_sub(colons)));
    }
    check(
        &ArnGlob::resource_padded(&pattern),
        &text,
        definition(&padded, &text, true),
    );
});

fn check(glob: &ArnGlob, text: &str, expected: bool) {
    assert_eq!(glob.matches(text), expected, "{glob:?} on `{text}`");
    let difference = glob.first_difference(text);
    assert_eq!(difference.is_none(), expected, "difference of {glob:?} on `{text}`");
    assert!(
        difference.is_none_or(|(_, in_text)| in_text <= text.encode_utf16().count()),
        "{glob:?} on `{text}`"
    );
}

/// A table of which beginnings of the text each beginning of the pattern matches; `crossing` lets a `*` at the end of
/// a component before the fifth colon run past colons.
fn definition(pattern: &[Token], text: &str, crossing: bool) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut row: Vec<bool> = (0..=text.len()).map(|taken| taken == 0).collect();
    let mut colons = 0;
    for (place, token) in pattern.iter().enumerate() {
        let free = colons == 5;
        let ends = matches!(pattern.get(place + 1), None | Some(Token::Char(':')));
        let mut next = vec![*token == Token::Star && row[0]];
        for (i, found) in text.iter().enumerate() {
            next.push(match token {
                Token::Star => row[i + 1] || (next[i] && (free || *found != ':' || (crossing && ends))),
                Token::Any => row[i] && (free || *found != ':'),
                Token::Char(wanted) => row[i] && wanted == found,
                Token::Substituted(wanted) => row[i] && wanted == found && (free || *wanted != ':'),
            });
        }
        if *token == Token::Char(':') && !free {
            colons += 1;
        }
        row = next;
    }
    row[text.len()]
}
