//! Wildcard patterns: `*` stands for any text, also none, and `?` for exactly one character.
//!
//! Rules: the pages on the Resource and Action elements and on the string condition operators. There is no escape
//! character; a pattern gets a literal `*`, `?` or `$` only through the policy variables `${*}`, `${?}` and `${$}`.
//!
//! A pattern is compiled once and matched often. It is cut at its stars: the first segment has to begin the text,
//! the last has to end it, and each one between is taken at its leftmost place, which is never worse than a later one.

mod segment;
mod shift_and;

use self::segment::{Middle, Segment, first, first_begun_by, literal_difference};
pub(crate) use self::segment::{common_length, utf16_len};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use memchr::arch::all::{rabinkarp, twoway};

/// One token of a pattern after variables are substituted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A character written in the policy. Stands for itself; a `:` separates the components of an ARN.
    Char(char),
    /// A character that a policy variable put in. Stands for itself and never separates anything.
    Substituted(char),
    /// `?`: exactly one character.
    Any,
    /// `*`: any number of characters.
    Star,
}

impl Token {
    /// The UTF-16 units this token takes in the text of its pattern.
    pub fn utf16_len(self) -> usize {
        match self {
            Self::Char(character) | Self::Substituted(character) => character.len_utf16(),
            Self::Any | Self::Star => 1,
        }
    }
}

/// The tokens of a pattern without variables: `*` and `?` are wildcards, all else stands for itself.
pub fn tokens(pattern: &str) -> impl Iterator<Item = Token> {
    pattern.chars().map(|character| match character {
        '*' => Token::Star,
        '?' => Token::Any,
        other => Token::Char(other),
    })
}

/// So long a part is looked for without thinking about it first, which may compare all of it at each place.
const SHORT: usize = 32;

/// Whether a text has a wildcard.
pub(crate) fn has_wildcard(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'*' | b'?'))
}

/// Whether a text may have a policy variable.
pub(crate) fn has_variable(text: &str) -> bool {
    find(text, "${").is_some()
}

/// The byte at which a text first has a part.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    if part.len() <= SHORT {
        rabinkarp::Finder::new(part).find(text, part)
    } else {
        twoway::Finder::new(part).find(text, part)
    }
}

/// What follows the last of these bytes, each of which is a character; all where there is none.
pub(crate) fn after_last(text: &str, separator: u8) -> &str {
    let last = text.bytes().rposition(|byte| byte == separator);
    last.and_then(|last| text.get(last + 1..)).unwrap_or(text)
}

/// A compiled pattern.
///
/// * `*` matches any number of characters, also none.
/// * `?` matches exactly one character (one Unicode scalar value).
/// * Everything else matches itself, in its case.
///
/// Matching takes time linear in the text for any pattern: nothing is tried twice.
///
/// ```
/// use iam_evaluator::glob::Glob;
///
/// let glob = Glob::new("Describe*Instance?");
/// assert!(glob.matches("DescribeFleetInstances"));
/// assert!(!glob.matches("DescribeInstance"));
/// ```
#[derive(Clone, Debug)]
pub struct Glob {
    shape: Shape,
}

/// The shapes that are matched in different ways.
#[derive(Clone, Debug)]
enum Shape {
    /// No wildcard: one comparison.
    Literal(String),
    /// One `*` (or several in a row), at the end: one `starts_with`.
    Prefix(String),
    /// Has `?` and no `*`.
    Fixed(Segment),
    /// All else.
    Starred(Box<Starred>),
}

/// What stands before, between and after the stars.
#[derive(Clone, Debug)]
struct Starred {
    first: Segment,
    middle: Vec<Middle>,
    last: Segment,
}

impl Glob {
    /// Compiles a pattern in which `*` and `?` are wildcards.
    pub fn new(pattern: &str) -> Self {
        Self::from_tokens(tokens(pattern))
    }

    /// Compiles a text in which nothing is a wildcard.
    pub fn literal(text: &str) -> Self {
        Self { shape: Shape::Literal(text.into()) }
    }

    /// Compiles a pattern whose variables are substituted.
    pub fn from_tokens(tokens: impl IntoIterator<Item = Token>) -> Self {
        let mut first = None;
        let mut middle = Vec::new();
        let mut current = Segment::at(0);
        let mut offset = 0;
        for token in tokens {
            offset += token.utf16_len();
            match token {
                Token::Char(character) | Token::Substituted(character) => current.push(Some(character)),
                Token::Any => current.push(None),
                Token::Star => {
                    let done = core::mem::replace(&mut current, Segment::at(offset));
                    if first.is_none() {
                        first = Some(done);
                    } else if !done.is_empty() {
                        middle.push(Middle::new(done));
                    }
                }
            }
        }
        let shape = match first {
            None => current.into_literal().map_or_else(Shape::Fixed, Shape::Literal),
            Some(first) if middle.is_empty() && current.is_empty() => match first.into_literal() {
                Ok(text) => Shape::Prefix(text),
                Err(first) => Shape::Starred(Box::new(Starred { first, middle, last: current })),
            },
            Some(first) => Shape::Starred(Box::new(Starred { first, middle, last: current })),
        };
        Self { shape }
    }

    /// Whether the whole of `text` matches.
    #[inline]
    pub fn matches(&self, text: &str) -> bool {
        match &self.shape {
            Shape::Literal(literal) => literal == text,
            Shape::Prefix(prefix) => text.starts_with(prefix.as_str()),
            Shape::Fixed(segment) => segment.strip_prefix(text).is_some_and(str::is_empty),
            Shape::Starred(starred) => starred.matches(text),
        }
    }

    /// Whether the pattern is `*` (or several), which matches everything.
    pub fn is_star(&self) -> bool {
        matches!(&self.shape, Shape::Prefix(prefix) if prefix.is_empty())
    }

    /// Whether the pattern has no wildcard.
    pub fn is_literal(&self) -> bool {
        matches!(self.shape, Shape::Literal(_))
    }

    /// The first of `tails`, which are ends of `text` from the longest on, that the pattern can match.
    ///
    /// When this one does not match, none does: without a `*` only one has the length, and where the text before the
    /// first `*` fits once, a later place would only leave less for the others.
    pub(crate) fn first_tail<'t>(&self, text: &'t str, tails: &mut dyn Iterator<Item = &'t str>) -> Option<&'t str> {
        let start = match &self.shape {
            Shape::Literal(literal) => text.len().checked_sub(literal.len())?,
            Shape::Fixed(segment) => segment.tail_start(text)?,
            Shape::Prefix(prefix) => return first_begun_by(prefix, text, tails),
            Shape::Starred(starred) => return starred.first.first_begun(text, tails),
        };
        first(tails, &|tail| tail.len() == text.len() - start)
    }

    /// Where pattern and text part; `None` where they match.
    ///
    /// The first number counts UTF-16 units of the pattern's text after substitution, the second UTF-16 units of
    /// `text`. What stands before the first `*` is compared character by character. A later segment has no one place:
    /// it is taken where the longest part of it matches.
    pub fn first_difference(&self, text: &str) -> Option<(usize, usize)> {
        let (pattern, byte) = match &self.shape {
            Shape::Literal(literal) => literal_difference(literal, text, Segment::must_end)?,
            Shape::Prefix(prefix) => literal_difference(prefix, text, Segment::may_go_on)?,
            Shape::Fixed(segment) => segment.difference(text, Segment::must_end)?,
            Shape::Starred(starred) => starred.difference(text)?,
        };
        Some((pattern, text.get(..byte).map_or(0, utf16_len)))
    }
}

/// As [`Glob::first_difference`], of a pattern in which nothing is a wildcard.
pub(crate) fn text_difference(pattern: &str, text: &str) -> Option<(usize, usize)> {
    let (pattern, byte) = literal_difference(pattern, text, Segment::must_end)?;
    Some((pattern, text.get(..byte).map_or(0, utf16_len)))
}

impl Starred {
    fn matches(&self, text: &str) -> bool {
        let Some(mut rest) = self.first.strip_prefix(text) else { return false };
        // Before the middle ones: most texts that fail do so at their end, and this is the cheaper look.
        match self.last.strip_suffix(rest) {
            Some(before) => rest = before,
            None => return false,
        }
        for middle in &self.middle {
            match middle.find(rest) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        true
    }

    /// As [`Glob::first_difference`], with bytes of the text.
    fn difference(&self, text: &str) -> Option<(usize, usize)> {
        if let Some(found) = self.first.difference(text, Segment::may_go_on) {
            return Some(found);
        }
        let mut rest = self.first.strip_prefix(text)?;
        for middle in &self.middle {
            match middle.find(rest) {
                Some(after) => rest = after,
                None => return Some(middle.segment().closest(rest, text.len() - rest.len())),
            }
        }
        match self.last.strip_suffix(rest) {
            Some(_) => None,
            None => Some(self.last.closest(rest, text.len() - rest.len())),
        }
    }
}
