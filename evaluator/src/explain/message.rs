//! Builds a [`Message`]: the pieces of a sentence, its code and whom it speaks of.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::trace::{Message, MessagePart};

/// A sentence in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    parts: Vec<MessagePart>,
    params: BTreeMap<alloc::borrow::Cow<'static, str>, String>,
}

impl Sentence {
    /// A sentence that begins with plain text; what stands in backticks is code.
    pub(crate) fn new(text: &str) -> Self {
        Self::default().text(text)
    }

    /// Adds plain text; what stands in backticks is code.
    pub(crate) fn text(mut self, text: &str) -> Self {
        for (index, piece) in text.split('`').enumerate() {
            self = self.piece(piece, index % 2 == 1, None);
        }
        self
    }

    /// Adds code, word for word.
    pub(crate) fn code(self, text: &str) -> Self {
        self.piece(text, true, None)
    }

    /// Adds text that leads to a node.
    pub(crate) fn link(self, text: &str, node: &str) -> Self {
        self.piece(text, false, Some(node.to_owned()))
    }

    /// Adds a parameter.
    pub(crate) fn param(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.params.insert(name.into(), value.into());
        self
    }

    fn piece(mut self, text: &str, code: bool, node: Option<String>) -> Self {
        if text.is_empty() {
            return self;
        }
        match self.parts.last_mut() {
            Some(last) if last.code == code && last.node.is_none() && node.is_none() => last.text.push_str(text),
            _ => self.parts.push(MessagePart { text: text.to_owned(), code, node }),
        }
        self
    }

    /// The message.
    pub(crate) fn message(self, code: &'static str) -> Message {
        let text = self.parts.iter().map(|part| part.text.as_str()).collect();
        let plain = self.parts.iter().all(|part| !part.code && part.node.is_none());
        Message { code: code.into(), params: self.params, text, parts: if plain { Vec::new() } else { self.parts } }
    }
}

/// A sentence without code, links and parameters.
pub(crate) fn plain(code: &'static str, text: &str) -> Message {
    Message { code: code.into(), params: BTreeMap::new(), text: text.to_owned(), parts: Vec::new() }
}
