//! Reads JSON in one pass, and says where it stops being JSON.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Member, Node, Value};
use crate::span::{ByteSpan, Spanned};

/// Where reading stopped: at a byte, or at the last one of a text that ends too early.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) why: Why,
}

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The text ends.
    End,
    /// A value belongs here.
    Value,
    /// A word that begins as one of JSON's goes on otherwise.
    Word,
    /// A number goes on as none does.
    Number,
    /// A name in quotes belongs here.
    Key,
    /// A colon belongs here.
    Colon,
    /// A comma or the closing bracket belongs here.
    Comma,
    /// The value is over.
    Trailing,
    /// A backslash begins nothing that JSON knows.
    Escape,
    /// A control character in a string.
    Control,
}

/// Reads a text of which the nesting was checked.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    lone_surrogate: Option<ByteSpan>,
}

impl<'t> Reader<'t> {
    /// Begins at a byte.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, lone_surrogate: None }
    }

    /// The one value of the text.
    pub(super) fn document(&mut self) -> Result<Node, Stop> {
        let node = self.value()?;
        match self.after_space() {
            None => Ok(node),
            Some(_) => self.stop(Why::Trailing),
        }
    }

    /// The first escape in a string that is half of a character.
    pub(super) fn lone_surrogate(&self) -> Option<ByteSpan> {
        self.lone_surrogate
    }

    fn value(&mut self) -> Result<Node, Stop> {
        let first = self.after_space();
        let start = self.at;
        let value = match first {
            None => return self.end(),
            Some(b'{') => Value::Object(self.items(b'}', Self::member)?),
            Some(b'[') => Value::Array(self.items(b']', Self::value)?),
            Some(b'"') => Value::String(self.string()?.value),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?.into()),
            Some(_) => return self.stop(Why::Value),
        };
        Ok(Node { span: ByteSpan::new(start, self.at), value })
    }

    /// What stands between brackets, up to the closing one.
    fn items<T>(&mut self, closing: u8, item: fn(&mut Self) -> Result<T, Stop>) -> Result<Vec<T>, Stop> {
        let mut items = Vec::new();
        self.at += 1;
        if self.after_space() == Some(closing) {
            self.at += 1;
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            match self.after_space() {
                None => return self.end(),
                Some(b',') => self.at += 1,
                Some(byte) if byte == closing => {
                    self.at += 1;
                    return Ok(items);
                }
                Some(_) => return self.stop(Why::Comma),
            }
        }
    }

    fn member(&mut self) -> Result<Member, Stop> {
        let key = match self.after_space() {
            None => return self.end(),
            Some(b'"') => self.string()?,
            Some(_) => return self.stop(Why::Key),
        };
        match self.after_space() {
            None => return self.end(),
            Some(b':') => self.at += 1,
            Some(_) => return self.stop(Why::Colon),
        }
        Ok(Member { key, node: self.value()? })
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Stop> {
        for letter in word.bytes() {
            match self.byte() {
                None => return self.end(),
                Some(byte) if byte == letter => self.at += 1,
                Some(_) => return self.stop(Why::Word),
            }
        }
        Ok(value)
    }

    fn number(&mut self) -> Result<&'t str, Stop> {
        let start = self.at;
        self.pass_over(b"-");
        match self.byte() {
            Some(b'0') => {
                self.at += 1;
                if matches!(self.byte(), Some(b'0'..=b'9')) {
                    return self.stop(Why::Number);
                }
            }
            Some(b'1'..=b'9') => self.digits()?,
            // Where the text ends, at its last byte.
            _ => return self.stop(Why::Number),
        }
        if self.pass_over(b".") {
            self.digits()?;
        }
        if self.pass_over(b"eE") {
            self.pass_over(b"+-");
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// A string; the reader stands at its opening quote.
    fn string(&mut self) -> Result<Spanned<String>, Stop> {
        let start = self.at;
        let mut value = String::new();
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' ')).unwrap_or(rest.len());
            value.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.byte() {
                None => return self.end(),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Spanned { value, span: ByteSpan::new(start, self.at) });
                }
                Some(b'\\') => value.push(self.escape()?),
                Some(_) => return self.stop(Why::Control),
            }
        }
    }

    /// The character that an escape stands for.
    fn escape(&mut self) -> Result<char, Stop> {
        let character = match self.text.as_bytes().get(self.at + 1) {
            None => return self.end(),
            Some(b'u') => return self.escaped_units(),
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(_) => return self.stop(Why::Escape),
        };
        self.at += 2;
        Ok(character)
    }

    /// The character of one `\u` escape, or of two that are its halves.
    fn escaped_units(&mut self) -> Result<char, Stop> {
        if self.text.len() < self.at + ESCAPED_UNIT {
            return self.end();
        }
        let Some(first) = self.unit() else { return self.stop(Why::Escape) };
        let start = self.at;
        self.at += ESCAPED_UNIT;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        if let (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) = (first, self.unit()) {
            self.at += ESCAPED_UNIT;
            let character = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return Ok(char::from_u32(character).unwrap_or_default());
        }
        self.lone_surrogate.get_or_insert(ByteSpan::new(start, self.at));
        Ok(char::REPLACEMENT_CHARACTER)
    }

    /// The UTF-16 unit that the `\u` escape at the place stands for.
    fn unit(&self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + ESCAPED_UNIT)?.strip_prefix("\\u")?;
        digits.chars().try_fold(0, |unit, digit| Some(unit << 4 | digit.to_digit(16)?))
    }

    /// Passes over digits, of which there must be one.
    fn digits(&mut self) -> Result<(), Stop> {
        if !matches!(self.byte(), Some(b'0'..=b'9')) {
            return self.stop(Why::Number);
        }
        while self.pass_over(b"0123456789") {}
        Ok(())
    }

    /// Passes over one byte, if it is one of these.
    fn pass_over(&mut self, bytes: &[u8]) -> bool {
        let is_one = self.byte().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(is_one);
        is_one
    }

    /// The byte after white space.
    fn after_space(&mut self) -> Option<u8> {
        while self.pass_over(b" \n\t\r") {}
        self.byte()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn stop<T>(&self, why: Why) -> Result<T, Stop> {
        Err(Stop { at: self.at.min(self.text.len().saturating_sub(1)), why })
    }

    fn end<T>(&mut self) -> Result<T, Stop> {
        self.at = self.text.len();
        self.stop(Why::End)
    }
}

/// The bytes of `\u` and four digits.
const ESCAPED_UNIT: usize = 6;
