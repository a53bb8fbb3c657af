//! What is no evaluation, packed: findings, changes of the context, what is wrong with an input.

use alloc::string::String;
use alloc::vec::Vec;

use super::Packed;
use crate::request::invalid::InvalidInput;
use crate::request::{ContextValue, Decision};
use crate::scenario::Unread;
use crate::trace::{Edit, Finding, Fix, Message, Span, Witness};

/// What can be packed.
pub trait Pack {
    /// Adds it to what is packed already.
    fn pack(&self, packed: &mut Packed);
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, packed: &mut Packed) {
        packed.count(self.len());
        for item in self {
            item.pack(packed);
        }
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, packed: &mut Packed) {
        packed.flag(self.is_some());
        if let Some(value) = self {
            value.pack(packed);
        }
    }
}

impl Pack for String {
    fn pack(&self, packed: &mut Packed) {
        packed.text(self);
    }
}

impl Pack for InvalidInput {
    fn pack(&self, packed: &mut Packed) {
        packed.text(self.code);
        packed.text(&self.pointer);
        packed.text(&self.message);
    }
}

/// Without its name, which JavaScript has.
impl Pack for Unread {
    fn pack(&self, packed: &mut Packed) {
        packed.count(self.place);
        self.error.pack(packed);
    }
}

impl Pack for Decision {
    fn pack(&self, packed: &mut Packed) {
        packed.numbers.push(*self as u32);
    }
}

impl Pack for Finding {
    fn pack(&self, packed: &mut Packed) {
        packed.numbers.push(self.kind as u32);
        packed.text(&self.code);
        self.message.pack(packed);
        self.policy.pack(packed);
        self.span.pack(packed);
        self.related.pack(packed);
        self.request.pack(packed);
        self.fixes.pack(packed);
    }
}

/// As a sentence, one that leads to no node.
impl Pack for Message {
    fn pack(&self, packed: &mut Packed) {
        packed.text(&self.code);
        packed.count(self.params.len());
        for (name, value) in &self.params {
            packed.text(name);
            packed.text(value);
        }
        packed.count(self.parts.len());
        for part in &self.parts {
            packed.text(&part.text);
            packed.flag(part.code);
        }
        if self.parts.is_empty() {
            packed.text(&self.text);
        }
    }
}

impl Pack for Span {
    fn pack(&self, packed: &mut Packed) {
        packed.text(&self.policy);
        packed.position(self.start);
        packed.position(self.end);
    }
}

impl Pack for Fix {
    fn pack(&self, packed: &mut Packed) {
        packed.text(&self.title);
        self.edits.pack(packed);
    }
}

impl Pack for Edit {
    fn pack(&self, packed: &mut Packed) {
        self.span.pack(packed);
        packed.text(&self.text);
    }
}

/// What a value of a context key is.
#[derive(Clone, Copy)]
enum Kind {
    List,
    Text,
    Number,
    False,
    True,
}

impl Pack for ContextValue {
    fn pack(&self, packed: &mut Packed) {
        let kind = match self {
            Self::List(_) => Kind::List,
            Self::Text(_) => Kind::Text,
            Self::Number(_) => Kind::Number,
            Self::Boolean(false) => Kind::False,
            Self::Boolean(true) => Kind::True,
        };
        packed.numbers.push(kind as u32);
        match self {
            Self::List(texts) => texts.pack(packed),
            Self::Text(text) | Self::Number(text) => packed.text(text),
            Self::Boolean(_) => {}
        }
    }
}

impl Pack for Witness {
    fn pack(&self, packed: &mut Packed) {
        packed.count(self.context.len());
        for (key, value) in &self.context {
            packed.text(key);
            value.pack(packed);
        }
        self.decision.pack(packed);
    }
}
