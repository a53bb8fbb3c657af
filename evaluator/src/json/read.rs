//! From a text that is known to be JSON to its nodes.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Member, Node, SyntaxError, SyntaxErrorKind, Value};
use crate::span::{ByteSpan, Spanned};

/// Reads nodes from a byte of `text` on. What follows there is JSON, and not too deep: both were checked before.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl Reader<'_> {
    /// The next value.
    ///
    /// # Errors
    /// Half of a surrogate pair in a string, which is JSON and yet no text.
    pub(super) fn node(&mut self) -> Result<Node, SyntaxError> {
        let first = self.peek();
        let start = self.at;
        let value = match first {
            Some(b'{') => Value::Object(self.members()?),
            Some(b'[') => Value::Array(self.items()?),
            Some(b'"') => Value::String(self.string()?.value),
            _ => self.word(),
        };
        Ok(Node { span: ByteSpan::new(start, self.at), value })
    }

    fn members(&mut self) -> Result<Vec<Member>, SyntaxError> {
        let mut members = Vec::new();
        self.at += 1;
        while self.peek() == Some(b'"') {
            members.push(Member { key: self.string()?, node: self.node()? });
        }
        self.at += 1;
        Ok(members)
    }

    fn items(&mut self) -> Result<Vec<Node>, SyntaxError> {
        let mut items = Vec::new();
        self.at += 1;
        while self.peek().is_some_and(|byte| byte != b']') {
            items.push(self.node()?);
        }
        self.at += 1;
        Ok(items)
    }

    /// The next byte that says something: after names and values, commas and colons say nothing.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes().get(self.at..)?;
        let place = bytes.iter().position(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b',' | b':'))?;
        self.at += place;
        bytes.get(place).copied()
    }

    fn string(&mut self) -> Result<Spanned<String>, SyntaxError> {
        let start = self.at;
        let inside = self.text.get(start + 1..).unwrap_or_default();
        let mut escaped = false;
        let length = inside.bytes().position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        });
        let inside = length.and_then(|length| inside.get(..length)).unwrap_or_default();
        let end = start + inside.len() + 1;
        self.at = end + 1;
        let mut value = String::new();
        let mut rest = inside;
        while let Some((plain, escape)) = rest.split_once('\\') {
            let Some((character, after)) = unescaped(escape) else {
                let backslash = end - escape.len() - 1;
                let span = ByteSpan::new(backslash, backslash + "\\u0000".len());
                return Err(SyntaxError { kind: SyntaxErrorKind::LoneSurrogate, span });
            };
            value.push_str(plain);
            value.push(character);
            rest = after;
        }
        value.push_str(rest);
        Ok(Spanned { value, span: ByteSpan::new(start, self.at) })
    }

    /// A value without quotes or brackets.
    fn word(&mut self) -> Value {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'}');
        let word = rest.get(..rest.bytes().position(ends).unwrap_or(rest.len())).unwrap_or_default();
        self.at += word.len();
        match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number => Value::Number(number.to_owned()),
        }
    }
}

/// What an escape stands for, and what follows it; nothing for half of a surrogate pair. `escape` begins after the backslash.
fn unescaped(escape: &str) -> Option<(char, &str)> {
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
