//! Policy variables: `${key}`, `${key, 'default'}` and the literal `${*}`, `${?}`, `${$}`.
//!
//! Source: IAM User Guide, "IAM policy elements: Variables and tags". Only in documents of version 2012-10-17; one pass, the result is
//! never read again, and what a variable puts in is never a wildcard.

mod direct;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::glob::Token;
use crate::policy::Version;
use crate::reference::global_keys;
use crate::request::context::{Found, KeyName, Origin, ResolvedContext, Values};

pub use self::direct::Direct;

/// A text with its variables found.
#[derive(Clone, Debug)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Token(Token),
    Variable(Variable),
}

/// One variable.
#[derive(Clone, Debug)]
struct Variable {
    key: KeyName,
    default: Option<String>,
}

impl Variable {
    /// What stands in its place: the value of its key, or its default.
    fn value<'v>(&'v self, context: &'v ResolvedContext) -> Option<&'v str> {
        self.value_of(context.read(&self.key))
    }

    fn value_of<'v>(&'v self, found: Option<Found<'v>>) -> Option<&'v str> {
        match found.map(|found| &found.entry.values) {
            Some(Values::Scalar(text)) if !text.is_empty() => Some(text),
            Some(Values::Scalar(_)) | None => self.default.as_deref(),
            Some(Values::List(_)) => None,
        }
    }
}

/// Whether `*` and `?` in a text stand for other characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wildcards {
    /// They do.
    Plain,
    /// They stand for themselves.
    Literal,
}

/// What a template gave in one context.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// The tokens; `None` where a variable has neither value nor default.
    pub tokens: Option<Vec<Token>>,
    /// The keys that were read and are absent, as written.
    pub absent: Vec<String>,
    /// Whether one of them could make a difference: a list is no value for a variable.
    pub is_open: bool,
    /// The key that left it without a value.
    pub unresolved: Option<String>,
    /// Whether a key stands twice in the context, apart from case.
    pub collides: bool,
    /// Where a value came from that may be another one.
    pub assumed: Option<Origin>,
}

impl Template {
    /// Finds the variables of `text`.
    pub fn read(text: &str, version: Version) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            if version == Version::V2012 && rest.starts_with("${") {
                let end = rest.find('}').map_or(rest.len(), |brace| brace + 1);
                let (variable, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                match read_variable(variable) {
                    Some(piece) => pieces.push(piece),
                    // A malformed variable stands for its own text.
                    None => pieces.extend(variable.chars().map(|c| Piece::Token(substituted(c)))),
                }
                rest = after;
                continue;
            }
            pieces.push(Piece::Token(match character {
                '*' => Token::Star,
                '?' => Token::Any,
                other => Token::Char(other),
            }));
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
        Self { pieces }
    }

    /// The tokens of a text without variables; `None` where one has to be looked up.
    pub fn fixed_tokens(&self) -> Option<Vec<Token>> {
        let token = |piece: &Piece| match piece {
            Piece::Token(token) => Some(*token),
            Piece::Variable(_) => None,
        };
        self.pieces.iter().map(token).collect()
    }

    /// The tokens with a star for each variable: whatever values the variables have, they match no more than these. `wildcards` says
    /// whether `*` and `?` in the text are any.
    pub fn widest_tokens(&self, wildcards: Wildcards) -> Vec<Token> {
        let token = |piece: &Piece| match (piece, wildcards) {
            (Piece::Variable(_), _) => Token::Star,
            (Piece::Token(Token::Star), Wildcards::Literal) => Token::Char('*'),
            (Piece::Token(Token::Any), Wildcards::Literal) => Token::Char('?'),
            (Piece::Token(token), _) => *token,
        };
        self.pieces.iter().map(token).collect()
    }

    /// The text with `value` in place of each variable that is absent.
    pub fn filled(&self, context: &ResolvedContext, value: &str) -> String {
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Token(token) => filled.push_str(&text(core::slice::from_ref(token))),
                Piece::Variable(variable) => match context.read(&variable.key).map(|found| &found.entry.values) {
                    Some(Values::Scalar(text)) => filled.push_str(text),
                    Some(Values::List(_)) | None => filled.push_str(value),
                },
            }
        }
        filled
    }

    /// The keys that it reads, as written.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        for piece in &self.pieces {
            if let Piece::Variable(variable) = piece {
                keys.push(variable.key.written.as_str());
            }
        }
        keys
    }

    /// Whether a variable stands before the fifth colon, where AWS replaces none.
    pub fn has_variable_before_resource_part(&self) -> bool {
        let mut colons = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Token(Token::Char(':')) => colons += 1,
                Piece::Variable(_) if colons < 5 => return true,
                Piece::Token(_) | Piece::Variable(_) => {}
            }
        }
        false
    }

    /// Replaces the variables.
    pub fn resolve(&self, context: &ResolvedContext) -> Resolution {
        let mut resolution = Resolution::default();
        let mut tokens = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            let variable = match piece {
                Piece::Token(token) => {
                    tokens.push(*token);
                    continue;
                }
                Piece::Variable(variable) => variable,
            };
            let name = &variable.key.written;
            let found = context.read(&variable.key);
            resolution.collides |= found.is_some_and(|found| found.collides);
            let origin = found.map(|found| found.entry.origin);
            resolution.assumed = resolution.assumed.or(origin.filter(|origin| origin.is_assumed()));
            if found.is_none() {
                resolution.absent.push(name.clone());
                resolution.is_open |= variable.default.is_some() || !global_keys::is_multivalued(name);
            }
            match variable.value_of(found) {
                Some(text) => tokens.extend(text.chars().map(Token::Substituted)),
                None if resolution.unresolved.is_none() => resolution.unresolved = Some(name.clone()),
                None => {}
            }
        }
        if resolution.unresolved.is_none() {
            resolution.tokens = Some(tokens);
        }
        resolution
    }
}

/// Whether `lower` is one of the keys, and another one of them is free to have any value.
pub fn ties(keys: &[&str], lower: &str, is_free: &dyn Fn(&str) -> bool) -> bool {
    let is = |key: &str| key.eq_ignore_ascii_case(lower);
    keys.iter().any(|key| is(key)) && keys.iter().any(|key| !is(key) && is_free(&key.to_ascii_lowercase()))
}

/// The text of tokens, as it would be written without variables.
pub fn text(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| match token {
            Token::Char(character) | Token::Substituted(character) => *character,
            Token::Any => '?',
            Token::Star => '*',
        })
        .collect()
}

fn substituted(character: char) -> Token {
    if character == ':' { Token::Char(character) } else { Token::Substituted(character) }
}

/// Reads `${…}` with its braces; `None` where it is malformed.
fn read_variable(text: &str) -> Option<Piece> {
    let inner = text.strip_prefix("${")?.strip_suffix('}')?;
    if let "*" | "?" | "$" = inner {
        return inner.chars().next().map(|character| Piece::Token(Token::Substituted(character)));
    }
    let (name, default) = match inner.split_once(',') {
        None => (inner, None),
        Some((name, rest)) => {
            let quoted = rest.strip_prefix(" '")?.strip_suffix('\'')?;
            (name, Some(quoted.to_owned()))
        }
    };
    if name.is_empty() || name.contains(char::is_whitespace) {
        return None;
    }
    Some(Piece::Variable(Variable { key: KeyName::new(name), default }))
}
