//! Templates compared with a text piece by piece, without writing out what they resolve to: what most of them need.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Piece, Template, Variable};
use crate::glob::Token;
use crate::request::context::ResolvedContext;

/// A template with at most one `*`.
#[derive(Clone, Debug)]
pub struct Direct {
    first: Vec<Run>,
    /// What follows the `*`, where there is one.
    last: Option<Vec<Run>>,
}

#[derive(Clone, Debug)]
enum Run {
    Text(String),
    /// `?`
    Any,
    Variable(Variable),
}

impl Template {
    /// The template as a text in which nothing is a wildcard.
    pub fn direct_text(&self) -> Direct {
        let mut runs = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Token(Token::Star) => push(&mut runs, '*'),
                Piece::Token(Token::Any) => push(&mut runs, '?'),
                Piece::Token(Token::Char(character) | Token::Substituted(character)) => push(&mut runs, *character),
                Piece::Variable(variable) => runs.push(Run::Variable(variable.clone())),
            }
        }
        Direct { first: runs, last: None }
    }

    /// The template as a pattern; `None` where it has several stars.
    pub fn direct_glob(&self) -> Option<Direct> {
        direct_glob(&self.pieces)
    }

    /// The tokens before the fifth colon, and the pattern after it; `None` where there are fewer or the pattern has several stars.
    pub fn direct_arn(&self) -> Option<(Vec<Token>, Direct)> {
        let is_colon = |(_, piece): &(usize, &Piece)| matches!(piece, Piece::Token(Token::Char(':')));
        let (fifth, _) = self.pieces.iter().enumerate().filter(is_colon).nth(4)?;
        let (lead, rest) = self.pieces.split_at_checked(fifth)?;
        let tokens = lead.iter().map(|piece| match piece {
            Piece::Token(token) => Some(*token),
            Piece::Variable(_) => None,
        });
        Some((tokens.collect::<Option<_>>()?, direct_glob(rest.get(1..)?)?))
    }
}

impl Direct {
    /// Whether the whole of `text` matches; not, where a variable has no value.
    pub fn matches(&self, text: &str, context: &ResolvedContext) -> bool {
        let mut rest = text;
        for run in &self.first {
            match run.strip_prefix(rest, context) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        let Some(last) = &self.last else { return rest.is_empty() };
        for run in last.iter().rev() {
            match run.strip_suffix(rest, context) {
                Some(before) => rest = before,
                None => return false,
            }
        }
        true
    }
}

impl Run {
    fn strip_prefix<'t>(&self, text: &'t str, context: &ResolvedContext) -> Option<&'t str> {
        match self {
            Self::Text(own) => text.strip_prefix(own.as_str()),
            Self::Variable(variable) => text.strip_prefix(variable.value(context)?),
            Self::Any => {
                let mut characters = text.chars();
                characters.next()?;
                Some(characters.as_str())
            }
        }
    }

    fn strip_suffix<'t>(&self, text: &'t str, context: &ResolvedContext) -> Option<&'t str> {
        match self {
            Self::Text(own) => text.strip_suffix(own.as_str()),
            Self::Variable(variable) => text.strip_suffix(variable.value(context)?),
            Self::Any => {
                let mut characters = text.chars();
                characters.next_back()?;
                Some(characters.as_str())
            }
        }
    }
}

fn direct_glob(pieces: &[Piece]) -> Option<Direct> {
    let (mut first, mut last) = (Vec::new(), None);
    for piece in pieces {
        let runs = last.as_mut().unwrap_or(&mut first);
        match piece {
            Piece::Token(Token::Any) => runs.push(Run::Any),
            Piece::Token(Token::Char(character) | Token::Substituted(character)) => push(runs, *character),
            Piece::Variable(variable) => runs.push(Run::Variable(variable.clone())),
            Piece::Token(Token::Star) => match &last {
                Some(runs) if runs.is_empty() => {}
                Some(_) => return None,
                None => last = Some(Vec::new()),
            },
        }
    }
    Some(Direct { first, last })
}

fn push(runs: &mut Vec<Run>, character: char) {
    match runs.last_mut() {
        Some(Run::Text(text)) => text.push(character),
        _ => runs.push(Run::Text(String::from(character))),
    }
}
