//! An answer as numbers and one text, from which JavaScript builds an [`Evaluation`](crate::trace::Evaluation), or what else was asked
//! for, in less time than it takes to read JSON. `npm/js/unpacked.js` reads it, in the same order.
//!
//! * A text is its length in UTF-16 units among the numbers, and itself in the text.
//! * A list is how many it has, then each of them.
//! * What does not change from one answer of a set to the next is told once: sentences that say the same whatever was asked, and what
//!   stands in the policies. Each has a number, and is told where that first appears.

mod found;
mod nodes;
mod told;

use alloc::string::String;
use alloc::vec::Vec;

use super::answer::{Answer, CALL, Part, ReadFrom, Wording};
use super::message::Sentence;
use super::said::Said;
use crate::policy::Policy;
use crate::request::context::Values;
use crate::request::query::Query;
use crate::span::{ByteSpan, Position};
use crate::trace::{Outcome, Role};

pub use self::found::Pack;
pub use self::told::Told;

/// The number of a sentence that is told each time.
const UNNUMBERED: u32 = 0;

/// An answer to be unpacked.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    /// All numbers; the first two are left to who hands it over.
    pub numbers: Vec<u32>,
    /// All texts, one behind the other.
    pub text: String,
}

impl Packed {
    /// Packs something in place of what was packed before.
    pub fn put(&mut self, value: &dyn Pack) {
        self.begin();
        value.pack(self);
    }

    /// Leaves the first two numbers to who hands it over.
    fn begin(&mut self) {
        self.numbers.clear();
        self.text.clear();
        self.numbers.extend([0, 0]);
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.numbers.push(flag.into());
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.numbers.push(u32::try_from(count).unwrap_or(u32::MAX));
    }

    pub(crate) fn text(&mut self, text: &str) {
        let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
        self.count(units);
        self.text.push_str(text);
    }

    fn list(&mut self, numbers: &[u32]) {
        self.count(numbers.len());
        self.numbers.extend_from_slice(numbers);
    }

    fn values(&mut self, values: &Values) {
        match values {
            Values::Scalar(text) => {
                self.count(0);
                self.text(text);
            }
            Values::List(texts) => {
                self.count(1 + texts.len());
                for text in texts {
                    self.text(text);
                }
            }
        }
    }

    fn how(&mut self, outcome: Outcome, role: Role) {
        self.numbers.push(outcome as u32 | (role as u32) << 3);
    }

    fn sentence(&mut self, sentence: &Sentence) {
        self.text(sentence.code);
        self.count(sentence.params.len());
        for (name, value) in &sentence.params {
            self.text(name);
            self.text(value);
        }
        if sentence.is_plain() {
            self.count(0);
            self.text(&sentence.whole());
            return;
        }
        self.count(sentence.pieces.len());
        for piece in &sentence.pieces {
            self.text(&piece.text);
            self.numbers.push(u32::from(piece.code) | u32::from(piece.node.is_some()) << 1);
            self.numbers.extend(piece.node);
        }
    }

    /// The number of what was said, and the sentence where that was not told before.
    fn said(&mut self, said: Said, query: &Query, told: &mut Told) {
        let (number, is_new) = told.number(said);
        self.numbers.push(number);
        if is_new {
            self.sentence(&said.sentence(query));
        }
    }

    fn position(&mut self, Position { offset, line, column }: Position) {
        self.count(offset);
        self.count(line);
        self.count(column);
    }

    fn span(&mut self, policy: &Policy, span: ByteSpan) {
        self.position(policy.lines.position(span.start));
        self.position(policy.lines.position(span.end));
    }
}

impl Answer<'_> {
    /// Packs it for a reader that was told what `told` says.
    pub(super) fn pack(&self, told: &mut Told, packed: &mut Packed) {
        packed.begin();
        packed.count(self.parts.len());
        if self.is_call() {
            packed.text(CALL);
            packed.how(super::outcome(self.decision), Role::Decisive);
        }
        self.parts.iter().for_each(|part| part.pack(packed, told));
        packed.numbers.push(self.decision as u32);
        packed.sentence(&self.reason);
        packed.count(self.other_reasons.len());
        self.other_reasons.iter().for_each(|reason| packed.sentence(reason));
        packed.flag(self.aws_message.is_some());
        self.aws_message.iter().for_each(|message| packed.text(message));
        packed.flag(self.condition.is_some());
        self.condition.iter().for_each(|condition| packed.sentence(condition));
        for lane in &self.lanes {
            packed.numbers.push(lane.state as u32);
            packed.list(self.evidence(lane));
        }
        for part in self.parts.iter().filter(|_| self.is_call()) {
            packed.numbers.push(part.judgement.decision as u32);
            packed.sentence(part.reason.as_ref().unwrap_or(&self.reason));
            packed.text(&part.judgement.query.action);
            packed.text(&part.judgement.query.resource);
        }
        self.pack_notes(packed, told);
    }

    /// What stands beside decision and trace.
    fn pack_notes(&self, packed: &mut Packed, told: &mut Told) {
        let Some(Part { judgement, .. }) = self.parts.first() else { return };
        let query = judgement.query;
        packed.count(query.derived.len());
        for key in &query.derived {
            packed.text(&key.name);
            packed.values(&key.values);
            packed.numbers.push(ReadFrom::of(key.origin) as u32 | u32::from(key.overridden) << 2);
        }
        packed.count(self.near_misses.len());
        for near in &self.near_misses {
            packed.numbers.push(near.statement);
            packed.list(&near.failing);
            packed.count(near.matched);
            packed.count(near.of);
        }
        packed.count(self.assumptions.len());
        for taken in &self.assumptions {
            packed.list(&taken.nodes);
            packed.flag(taken.could_change);
            match &taken.sentence {
                Wording::Said(said) => packed.said(*said, query, told),
                Wording::Sentence(sentence) => {
                    packed.numbers.push(UNNUMBERED);
                    packed.sentence(sentence);
                }
            }
        }
        packed.count(self.missing.len());
        for missing in &self.missing {
            packed.text(missing.key);
            packed.list(&missing.nodes);
            packed.numbers.push(missing.presence as u32);
            packed.flag(missing.could_change);
            missing.witness.pack(packed);
        }
        let kind = judgement.scopes.kind as usize;
        packed.count(kind);
        if told.findings(kind) {
            self.findings().pack(packed);
        }
    }
}
