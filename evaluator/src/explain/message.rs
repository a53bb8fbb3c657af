//! Builds a sentence: its pieces, its code and whom it speaks of. A node that it leads to is a number until the answer is written out.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::trace::{Message, MessagePart};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Whether it is code.
    pub(crate) code: bool,
    /// The trace node that it speaks of.
    pub(crate) node: Option<u32>,
}

/// A sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sentence {
    /// What it says, as a name.
    pub(crate) code: &'static str,
    /// Sorted by name.
    pub(crate) params: Vec<(&'static str, String)>,
    pub(crate) pieces: Vec<Piece>,
}

impl Sentence {
    /// A sentence that begins with plain text; what stands in backticks is code.
    pub(crate) fn new(text: &str) -> Self {
        Self::default().text(text)
    }

    /// Adds plain text; what stands in backticks is code.
    pub(crate) fn text(mut self, text: &str) -> Self {
        let (mut rest, mut code) = (text, false);
        while let Some((piece, after)) = memchr::memchr(b'`', rest.as_bytes()).and_then(|at| rest.split_at_checked(at))
        {
            self = self.piece(piece, code, None);
            (rest, code) = (after.get(1..).unwrap_or_default(), !code);
        }
        self.piece(rest, code, None)
    }

    /// Adds text in which `{name}` stands for what `value` says of the name; what stands in backticks is code, word for word.
    pub(crate) fn filled(mut self, template: &str, value: &dyn Fn(&str) -> String) -> Self {
        for (at, piece) in template.split('`').enumerate() {
            let mut parts = piece.split('{');
            let mut text = parts.next().unwrap_or_default().to_owned();
            for (name, plain) in parts.filter_map(|part| part.split_once('}')) {
                text.push_str(&value(name));
                text.push_str(plain);
            }
            self = if at % 2 == 0 { self.text(&text) } else { self.code(&text) };
        }
        self
    }

    /// Adds code, word for word.
    pub(crate) fn code(self, text: &str) -> Self {
        self.piece(text, true, None)
    }

    /// Adds text that leads to a node, where there is one.
    pub(crate) fn link(self, text: &str, node: Option<u32>) -> Self {
        self.piece(text, false, node)
    }

    /// Adds a parameter.
    pub(crate) fn param(mut self, name: &'static str, value: &str) -> Self {
        let at = self.params.partition_point(|(known, _)| *known < name);
        match self.params.get_mut(at).filter(|(known, _)| *known == name) {
            Some((_, known)) => value.clone_into(known),
            None => self.params.insert(at, (name, value.to_owned())),
        }
        self
    }

    /// Gives it its code.
    pub(crate) fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Adds another sentence's pieces.
    pub(crate) fn with_pieces(self, pieces: &[Piece]) -> Self {
        pieces.iter().fold(self, |sentence, piece| sentence.piece(&piece.text, piece.code, piece.node))
    }

    fn piece(mut self, text: &str, code: bool, node: Option<u32>) -> Self {
        if text.is_empty() {
            return self;
        }
        match self.pieces.last_mut() {
            Some(last) if last.code == code && last.node.is_none() && node.is_none() => last.text.push_str(text),
            _ => self.pieces.push(Piece { text: text.to_owned(), code, node }),
        }
        self
    }

    /// A parameter.
    pub(crate) fn param_of(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The whole sentence as one text.
    pub(crate) fn whole(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Whether it is plain text.
    pub(crate) fn is_plain(&self) -> bool {
        self.pieces.iter().all(|piece| !piece.code && piece.node.is_none())
    }

    /// The message of a sentence that leads to no node.
    pub(crate) fn message(self, code: &'static str) -> Message {
        self.coded(code).written(&[])
    }

    /// The message, where nodes have these ids.
    pub(crate) fn written(&self, ids: &[String]) -> Message {
        let id = |node: u32| usize::try_from(node).ok().and_then(|node| ids.get(node)).cloned();
        let part = |piece: &Piece| MessagePart {
            text: piece.text.clone(),
            code: piece.code,
            node: piece.node.map(|node| id(node).unwrap_or_default()),
        };
        Message {
            code: self.code.into(),
            params: self.params.iter().map(|(name, value)| ((*name).into(), value.clone())).collect(),
            text: self.whole(),
            parts: if self.is_plain() { Vec::new() } else { self.pieces.iter().map(part).collect() },
        }
    }
}
