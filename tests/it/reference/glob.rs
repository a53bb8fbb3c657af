//! Wildcards, by recursion on their definition.

/// A character of a pattern after its variables were replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A character of the document.
    Written(char),
    /// A character that a variable put in.
    Replaced(char),
    /// `?`
    One,
    /// `*`
    Many,
}

/// The tokens of a text that has no variables.
pub fn tokens(text: &str) -> Vec<Token> {
    text.chars()
        .map(|character| match character {
            '*' => Token::Many,
            '?' => Token::One,
            other => Token::Written(other),
        })
        .collect()
}

/// The text of tokens.
pub fn untokenized(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| match token {
            Token::Written(character) | Token::Replaced(character) => *character,
            Token::One => '?',
            Token::Many => '*',
        })
        .collect()
}

/// Whether the pattern covers the whole text.
pub fn covers(pattern: &[Token], text: &[char]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some((Token::Many, rest)), None) => covers(rest, text),
        (Some((Token::Many, rest)), Some((_, after))) => covers(rest, text) || covers(pattern, after),
        (Some((Token::One, rest)), Some((_, after))) => covers(rest, after),
        (Some((Token::Written(wanted) | Token::Replaced(wanted), rest)), Some((found, after))) => {
            wanted == found && covers(rest, after)
        }
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// Whether the pattern covers the text, letters of either case.
pub fn covers_in_any_case(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.to_ascii_lowercase().chars().collect();
    covers(&tokens(&pattern.to_ascii_lowercase()), &text)
}

/// Whether an ARN pattern of `Resource` covers an ARN: before its fifth colon `?` is no colon, and `*` none unless it ends its component.
pub fn covers_arn(pattern: &[Token], text: &[char], colons: usize) -> bool {
    let inside = colons < 5;
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some((Token::Many, rest)), None) => covers_arn(rest, text, colons),
        (Some((Token::Many, rest)), Some((found, after))) => {
            let ends_component = matches!(rest.first(), None | Some(Token::Written(':')));
            let may_take = !inside || ends_component || *found != ':';
            covers_arn(rest, text, colons) || (may_take && covers_arn(pattern, after, colons))
        }
        (Some((Token::One, rest)), Some((found, after))) => {
            !(inside && *found == ':') && covers_arn(rest, after, colons)
        }
        (Some((Token::Written(wanted), rest)), Some((found, after))) => {
            wanted == found && covers_arn(rest, after, colons + usize::from(*wanted == ':'))
        }
        (Some((Token::Replaced(wanted), rest)), Some((found, after))) => {
            wanted == found && covers_arn(rest, after, colons)
        }
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// The components of an ARN pattern: six, or fewer where colons are missing.
pub fn components(pattern: &[Token]) -> Vec<Vec<Token>> {
    pattern.splitn(6, |token| *token == Token::Written(':')).map(<[Token]>::to_vec).collect()
}
