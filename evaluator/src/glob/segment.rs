//! What stands between two stars of a pattern: characters and `?`, of a fixed length in characters.

use super::shift_and::ShiftAnd;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use memchr::arch::all::twoway::Finder;

/// So many characters may be compared anew for each place where they could begin: it is the quicker way.
const SHORT: usize = 64;

/// A piece of a pattern without `*`.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// UTF-16 units of the pattern before this piece.
    at: usize,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    Literal(String),
    /// Has at least one `?`, which is a `None`.
    Marked(Vec<Option<char>>),
}

/// A segment that has a star on each side, ready to be searched for.
#[derive(Clone, Debug)]
pub(super) struct Middle {
    segment: Segment,
    search: Search,
}

#[derive(Clone, Debug)]
enum Search {
    Literal(Box<Finder>, Box<str>),
    Marked(ShiftAnd),
}

impl Segment {
    /// An empty segment after `at` UTF-16 units of the pattern.
    pub(super) fn at(at: usize) -> Self {
        Self { at, body: Body::Literal(String::new()) }
    }

    /// A segment at the beginning of the pattern without a `?`.
    fn literal(text: &str) -> Self {
        Self { at: 0, body: Body::Literal(text.into()) }
    }

    /// Adds a character, or a `?` as `None`.
    pub(super) fn push(&mut self, character: Option<char>) {
        match (&mut self.body, character) {
            (Body::Literal(text), Some(character)) => text.push(character),
            (Body::Literal(text), None) => {
                let mut characters: Vec<_> = text.chars().map(Some).collect();
                characters.push(None);
                self.body = Body::Marked(characters);
            }
            (Body::Marked(characters), character) => characters.push(character),
        }
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.body, Body::Literal(text) if text.is_empty())
    }

    /// The text of a segment without `?`; the segment itself when it has one.
    pub(super) fn into_literal(self) -> Result<String, Self> {
        match self.body {
            Body::Literal(text) => Ok(text),
            body @ Body::Marked(_) => Err(Self { at: self.at, body }),
        }
    }

    /// What follows in a text that begins with this segment.
    pub(super) fn strip_prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        match &self.body {
            Body::Literal(literal) => text.strip_prefix(literal.as_str()),
            Body::Marked(characters) => {
                let mut rest = text.chars();
                let fits = characters.iter().all(|wanted| rest.next().is_some_and(|found| fits(*wanted, found)));
                fits.then_some(rest.as_str())
            }
        }
    }

    /// What comes before in a text that ends with this segment.
    pub(super) fn strip_suffix<'t>(&self, text: &'t str) -> Option<&'t str> {
        match &self.body {
            Body::Literal(literal) => text.strip_suffix(literal.as_str()),
            Body::Marked(characters) => {
                let mut rest = text.chars();
                let fits =
                    characters.iter().rev().all(|wanted| rest.next_back().is_some_and(|found| fits(*wanted, found)));
                fits.then_some(rest.as_str())
            }
        }
    }

    /// The byte where the end of `text` begins that has as many characters as this segment.
    pub(super) fn tail_start(&self, text: &str) -> Option<usize> {
        let mut rest = text.chars();
        for _ in 0..self.length() {
            rest.next_back()?;
        }
        Some(rest.as_str().len())
    }

    /// The first of `tails`, which are ends of `text` from the longest on, that begins with this segment.
    pub(super) fn first_begun<'t>(&self, text: &'t str, tails: &mut dyn Iterator<Item = &'t str>) -> Option<&'t str> {
        if self.length() <= SHORT {
            return first(tails, &|tail| self.strip_prefix(tail).is_some());
        }
        let characters = self.characters();
        let mut tails = tails.map(|tail| text.len() - tail.len()).peekable();
        let end = ShiftAnd::new(&characters).find_end_from(text, |byte| tails.next_if_eq(&byte).is_some())?;
        let before = self.tail_start(text.get(..end)?)?;
        text.get(before..)
    }

    /// Says that text after the segment is a difference.
    pub(super) fn must_end(rest: &str) -> bool {
        !rest.is_empty()
    }

    /// Says that text after the segment is none.
    pub(super) fn may_go_on(_: &str) -> bool {
        false
    }

    /// Where this segment and a text that should begin with it part: UTF-16 units of the pattern, bytes of the text.
    pub(super) fn difference(&self, text: &str, differs_after: fn(&str) -> bool) -> Option<(usize, usize)> {
        let mut at = self.at;
        let mut rest = text.chars();
        for wanted in self.characters() {
            let byte = text.len() - rest.as_str().len();
            if !rest.next().is_some_and(|found| fits(wanted, found)) {
                return Some((at, byte));
            }
            at += wanted.map_or(1, char::len_utf16);
        }
        differs_after(rest.as_str()).then(|| (at, text.len() - rest.as_str().len()))
    }

    /// Where the longest part of this segment that `rest` holds ends: UTF-16 units of the pattern, and bytes of the
    /// text that has `before` bytes in front of `rest`.
    pub(super) fn closest(&self, rest: &str, before: usize) -> (usize, usize) {
        let characters = self.characters();
        let (matched, end) = ShiftAnd::new(&characters).longest(rest);
        let inside: usize = characters.iter().take(matched).map(|wanted| wanted.map_or(1, char::len_utf16)).sum();
        (self.at + inside, before + end)
    }

    fn characters(&self) -> Vec<Option<char>> {
        match &self.body {
            Body::Literal(text) => text.chars().map(Some).collect(),
            Body::Marked(characters) => characters.clone(),
        }
    }

    /// How many characters it has.
    fn length(&self) -> usize {
        match &self.body {
            Body::Literal(text) => text.chars().count(),
            Body::Marked(characters) => characters.len(),
        }
    }
}

/// [`Segment::difference`] of a text without `?` at the beginning of a pattern.
pub(super) fn literal_difference(literal: &str, text: &str, differs_after: fn(&str) -> bool) -> Option<(usize, usize)> {
    let mut common = common_length(literal, text);
    // Characters that begin alike differ where they begin.
    while !literal.is_char_boundary(common) {
        common -= 1;
    }
    let differs = common < literal.len() || text.get(common..).is_some_and(differs_after);
    differs.then(|| (literal.get(..common).map_or(0, utf16_len), common))
}

/// With how many equal bytes two texts begin.
pub(crate) fn common_length(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut common = 0;
    while common < one.len() && one.get(common) == other.get(common) {
        common += 1;
    }
    common
}

/// [`Segment::first_begun`] of a text without `?` at the beginning of a pattern.
pub(super) fn first_begun_by<'t>(
    literal: &str,
    text: &'t str,
    tails: &mut dyn Iterator<Item = &'t str>,
) -> Option<&'t str> {
    if literal.len() <= SHORT {
        return first(tails, &|tail| tail.starts_with(literal));
    }
    Segment::literal(literal).first_begun(text, tails)
}

/// The first of `tails` that fits.
pub(super) fn first<'t>(mut tails: &mut dyn Iterator<Item = &'t str>, fits: &dyn Fn(&str) -> bool) -> Option<&'t str> {
    Iterator::find(&mut tails, |tail| fits(tail))
}

impl Middle {
    /// Makes a segment that is not empty ready.
    pub(super) fn new(segment: Segment) -> Self {
        let search = match &segment.body {
            Body::Literal(text) => Search::Literal(Box::new(Finder::new(text.as_bytes())), text.as_str().into()),
            Body::Marked(characters) => Search::Marked(ShiftAnd::new(characters)),
        };
        Self { segment, search }
    }

    /// The segment itself.
    pub(super) fn segment(&self) -> &Segment {
        &self.segment
    }

    /// What follows the leftmost place where `text` has this segment.
    pub(super) fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        let end = match &self.search {
            Search::Literal(finder, part) => finder.find(text.as_bytes(), part.as_bytes())? + part.len(),
            Search::Marked(search) => search.find_end(text)?,
        };
        text.get(end..)
    }
}

/// The length of a text in UTF-16 units.
pub(crate) fn utf16_len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

fn fits(wanted: Option<char>, found: char) -> bool {
    wanted.is_none_or(|wanted| wanted == found)
}
