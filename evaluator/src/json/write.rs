//! Values as JSON text, the same as `serde_json` writes: a text takes whatever is written, so that nothing has to ask after each piece.

use alloc::string::{String, ToString};
use core::fmt::{self, Display};
use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple};

use super::RAW;

/// A value that JSON has no form for, or none that is needed here: bytes, fractions, variants with fields, names that are no texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwritable;

impl Display for Unwritable {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value has no form in JSON")
    }
}

impl core::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Writes a value as JSON without white space.
///
/// ```
/// use iam_evaluator::json::to_text;
/// assert_eq!(to_text(&["a\"b", "\n"]).as_deref(), Ok(r#"["a\"b","\n"]"#));
/// ```
///
/// # Errors
/// It holds something [`Unwritable`].
pub fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String, Unwritable> {
    let mut text = String::new();
    value.serialize(Writer(&mut text))?;
    Ok(text)
}

/// Writes a string; JSON and JavaScript escape the same characters in it.
pub(super) fn quote(text: &mut String, string: &str) {
    text.push('"');
    let mut rest = string;
    while let Some(at) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        let (plain, escaped) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push_str(plain);
        let mut characters = escaped.chars();
        escape(text, characters.next().unwrap_or_default());
        rest = characters.as_str();
    }
    text.push_str(rest);
    text.push('"');
}

fn escape(text: &mut String, character: char) {
    let letter = match character {
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '"' | '\\' => character,
        _ => {
            text.push_str(if character < '\u{10}' { "\\u000" } else { "\\u001" });
            text.extend(char::from_digit(u32::from(character) % 16, 16));
            return;
        }
    };
    text.push('\\');
    text.push(letter);
}

/// Stands at the end of a text, where JSON never has it, while what comes next is JSON already.
const RAW_FOLLOWS: char = '\0';

/// Writes one value.
struct Writer<'t>(&'t mut String);

/// Writes the values of an array.
struct Items<'t>(&'t mut String);

/// Writes the members of an object.
struct Members<'t>(&'t mut String);

/// Writes a comma, unless what follows is the first part.
fn separate(text: &mut String) {
    if !text.ends_with(['[', '{']) {
        text.push(',');
    }
}

fn name_member(text: &mut String, name: &str) {
    if name != RAW {
        separate(text);
        quote(text, name);
        text.push(':');
    }
}

fn close_members(text: &mut String) {
    if text.ends_with(RAW_FOLLOWS) {
        text.pop();
    } else {
        text.push('}');
    }
}

impl<'t> ser::Serializer for Writer<'t> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Items<'t>;
    type SerializeTuple = Items<'t>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Members<'t>;
    type SerializeStruct = Members<'t>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.serialize_str(&value.to_string())
    }

    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        if self.0.ends_with(RAW_FOLLOWS) {
            self.0.insert_str(self.0.len() - 1, value);
        } else {
            quote(self.0, value);
        }
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'t>, Unwritable> {
        self.0.push('[');
        Ok(Items(self.0))
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'t>, Unwritable> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'t>, Unwritable> {
        self.0.push('{');
        Ok(Members(self.0))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'t>, Unwritable> {
        self.0.push(if name == RAW { RAW_FOLLOWS } else { '{' });
        Ok(Members(self.0))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable)
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        separate(self.0);
        value.serialize(Writer(self.0))
    }

    fn end(self) -> Result<(), Unwritable> {
        self.0.push(']');
        Ok(())
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        separate(self.0);
        key.serialize(Writer(self.0))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.0.push(':');
        value.serialize(Writer(self.0))
    }

    fn end(self) -> Result<(), Unwritable> {
        close_members(self.0);
        Ok(())
    }
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unwritable> {
        name_member(self.0, name);
        value.serialize(Writer(self.0))
    }

    fn end(self) -> Result<(), Unwritable> {
        close_members(self.0);
        Ok(())
    }
}
