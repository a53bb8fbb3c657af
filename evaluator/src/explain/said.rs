//! Why a node came out as it did, as data: the sentence is made where somebody reads it.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::message::Sentence;
use super::node::{Asked, Element};
use super::words;
use crate::matching::Why;
use crate::policy::{Comparison, Effect};
use crate::request::query::Query;

/// A sentence in the making.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Said {
    /// A code and its words; what stands in backticks is code.
    Words(&'static str, &'static str),
    /// How a value of the request stands to so many of the policy's.
    Among(Why, Comparison, u32),
    /// So many entries match, of so many.
    SomeMatch(u32, u32),
    /// Whether what was asked is in a list that excepts.
    Listed(Asked, bool),
    /// The statement applies.
    Applies(Effect),
    /// A key policy's statement has no resource.
    NoResource(Effect),
    /// These elements of the statement do not match.
    Fails(Effect, Elements),
    /// The policy cannot be read, from this line on.
    Unread(u32),
}

/// Some of a statement's elements.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Elements(u8);

impl Elements {
    /// With another one.
    pub(crate) fn with(self, element: Element) -> Self {
        Self(self.0 | 1 << element as u8)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for element in Element::ALL {
            if self.0 >> element as u8 & 1 == 1 {
                names.push(element.name());
            }
        }
        names
    }
}

/// What tells two of them apart: where their words stand in memory, or what they are about.
pub(crate) type Key = (usize, usize, u32);

impl Said {
    /// The words of a judgement.
    pub(crate) fn why(why: Why) -> Self {
        let (code, text) = words::why(why);
        Self::Words(code, text)
    }

    /// Two that have the same key say the same; none where that depends on the request.
    pub(crate) fn key(self) -> Option<Key> {
        let of = |kind: usize, what: usize, count: u32| Some((kind, what, count));
        match self {
            Self::Words(code, text) => of(code.as_ptr().addr(), text.as_ptr().addr(), 0),
            Self::Among(why, comparison, values) => of(1 + why as usize, comparison as usize, values),
            Self::SomeMatch(hits, total) => of(100, usize::try_from(hits).ok()?, total),
            Self::Applies(effect) => of(101, effect as usize, 0),
            Self::NoResource(effect) => of(102, effect as usize, 0),
            Self::Fails(effect, Elements(failing)) => of(103, effect as usize, failing.into()),
            Self::Unread(line) => of(104, 0, line),
            Self::Listed(..) => None,
        }
    }

    /// The sentence.
    pub(crate) fn sentence(self, query: &Query) -> Sentence {
        match self {
            Self::Words(code, text) => Sentence::new(text).coded(code),
            Self::Among(why, comparison, values) => {
                let text = words::among(comparison, why == Why::OneHolds, values);
                Sentence::new(&text).param("of", &values.to_string()).coded(words::why(why).0)
            }
            Self::SomeMatch(hits, total) => Sentence::new(&format!("{hits} of {total} match"))
                .param("matched", &hits.to_string())
                .param("of", &total.to_string())
                .coded("SomeMatch"),
            Self::Listed(asked, true) => {
                Sentence::default().code(asked.text(query)).text(" is in the list").coded("InTheList")
            }
            Self::Listed(asked, false) => {
                Sentence::default().code(asked.text(query)).text(" is outside the list").coded("OutsideTheList")
            }
            Self::Applies(effect) => of_effect(Sentence::new("every element matches").coded("Applies"), effect),
            Self::NoResource(effect) => {
                let text = "a key policy's statement without Resource has no effect";
                of_effect(Sentence::new(text).coded("NoResource"), effect)
            }
            Self::Fails(effect, elements) => {
                let names = elements.names();
                let code = if names.len() == 1 { "ElementFails" } else { "ElementsFail" };
                let sentence = Sentence::new(&super::do_not_match(&names)).param("elements", &names.join(","));
                of_effect(sentence.coded(code), effect)
            }
            Self::Unread(line) => {
                Sentence::new(&format!("cannot be read (line {line}): none of its statements counts"))
                    .param("line", &line.to_string())
                    .coded("PolicyUnread")
            }
        }
    }
}

fn of_effect(sentence: Sentence, effect: Effect) -> Sentence {
    let effect = match effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    };
    sentence.param("effect", effect)
}
