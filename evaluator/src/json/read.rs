//! From a text to nodes.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Member, Node, Value};
use crate::span::{ByteSpan, Spanned};

/// Reads nodes from a byte of `text` on, which is not nested too deep: that was checked before.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The first half of a surrogate pair without its other half, which is JSON and yet no text.
    pub(super) lone_surrogate: Option<ByteSpan>,
}

/// Where reading stopped, and what was read for there.
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) wanted: Wanted,
}

/// What does not stand where it has to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Anything: the text is at its end.
    More,
    /// A character that a string may have.
    Character,
    /// One of the characters that a backslash may stand before.
    Escape,
    /// What makes a number of what was read.
    Number,
    /// The rest of a word.
    Word,
    /// A value.
    Value,
    /// A name.
    Key,
    /// A colon.
    Colon,
    /// A comma or a closing bracket.
    Comma,
    /// Nothing.
    End,
}

impl Reader<'_> {
    /// The one value of the text.
    pub(super) fn document(&mut self) -> Result<Node, Stop> {
        let node = self.node()?;
        match self.peek() {
            None => Ok(node),
            Some(_) => Err(self.stop(Wanted::End)),
        }
    }

    fn node(&mut self) -> Result<Node, Stop> {
        let first = self.peek();
        let start = self.at;
        let value = match first {
            Some(b'{') => Value::Object(self.members()?),
            Some(b'[') => Value::Array(self.items()?),
            Some(b'"') => Value::String(self.string()?.value),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(self.stop(Wanted::Value)),
        };
        Ok(Node { span: ByteSpan::new(start, self.at), value })
    }

    fn members(&mut self) -> Result<Vec<Member>, Stop> {
        let mut members = Vec::new();
        while self.has_part(b'}', members.is_empty())? {
            if self.peek() != Some(b'"') {
                return Err(self.stop(Wanted::Key));
            }
            let key = self.string()?;
            if self.peek() != Some(b':') {
                return Err(self.stop(Wanted::Colon));
            }
            self.at += 1;
            members.push(Member { key, node: self.node()? });
        }
        Ok(members)
    }

    fn items(&mut self) -> Result<Vec<Node>, Stop> {
        let mut items = Vec::new();
        while self.has_part(b']', items.is_empty())? {
            items.push(self.node()?);
        }
        Ok(items)
    }

    /// Goes over an opening bracket, or the comma after a part; whether another part follows.
    fn has_part(&mut self, close: u8, is_first: bool) -> Result<bool, Stop> {
        if is_first {
            self.at += 1;
        }
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                return Ok(false);
            }
            Some(b',') if !is_first => self.at += 1,
            Some(_) if is_first => {}
            _ => return Err(self.stop(Wanted::Comma)),
        }
        Ok(true)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn stop(&self, wanted: Wanted) -> Stop {
        let wanted = if self.byte().is_none() && wanted != Wanted::Number { Wanted::More } else { wanted };
        Stop { at: self.at.min(self.text.len().saturating_sub(1)), wanted }
    }

    fn string(&mut self) -> Result<Spanned<String>, Stop> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                None | Some(0..b' ') => return Err(self.stop(Wanted::Character)),
                Some(_) => self.at += 1,
            }
        }
        let value = self.unescaped(start + 1);
        self.at += 1;
        Ok(Spanned { value, span: ByteSpan::new(start, self.at) })
    }

    fn escape(&mut self) -> Result<(), Stop> {
        self.at += 1;
        match self.byte() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                let digits = self.text.as_bytes().get(self.at + 1..self.at + 5);
                self.at = digits.map_or(self.text.len(), |_| self.at + 4);
                if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
                    return Err(self.stop(Wanted::Escape));
                }
                self.at += 1;
            }
            _ => return Err(self.stop(Wanted::Escape)),
        }
        Ok(())
    }

    /// What stands from a byte on up to where the reader is, without its escapes.
    fn unescaped(&mut self, from: usize) -> String {
        let mut value = String::new();
        let mut rest = self.text.get(from..self.at).unwrap_or_default();
        while let Some((plain, escape)) = rest.split_once('\\') {
            value.push_str(plain);
            let Some((character, after)) = unescape(escape) else {
                let backslash = self.at - escape.len() - 1;
                let span = ByteSpan::new(backslash, backslash + "\\u0000".len());
                self.lone_surrogate = self.lone_surrogate.or(Some(span));
                return value;
            };
            value.push(character);
            rest = after;
        }
        value.push_str(rest);
        value
    }

    fn number(&mut self) -> Result<Value, Stop> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        if self.byte() == Some(b'0') {
            self.at += 1;
            if self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(self.stop(Wanted::Number));
            }
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Value::Number(self.text.get(start..self.at).unwrap_or_default().to_owned()))
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(self.stop(Wanted::Number)) } else { Ok(()) }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Stop> {
        for byte in word.bytes() {
            if self.byte() != Some(byte) {
                return Err(self.stop(Wanted::Word));
            }
            self.at += 1;
        }
        Ok(value)
    }
}

/// What an escape stands for, and what follows it; nothing for half of a surrogate pair. `escape` begins after the backslash.
fn unescape(escape: &str) -> Option<(char, &str)> {
    let mut rest = escape.chars();
    let character = match rest.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let (unit, after) = code_unit(rest.as_str())?;
            if let Some(character) = char::from_u32(unit.into()) {
                return Some((character, after));
            }
            let (low, after) = code_unit(after.strip_prefix("\\u")?)?;
            return Some((char::decode_utf16([unit, low]).next()?.ok()?, after));
        }
        other => other,
    };
    Some((character, rest.as_str()))
}

/// The UTF-16 unit that four digits stand for.
fn code_unit(text: &str) -> Option<(u16, &str)> {
    let (digits, after) = text.split_at_checked(4)?;
    Some((u16::from_str_radix(digits, 16).ok()?, after))
}
