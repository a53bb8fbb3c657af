//! JSON with the place of every part: duplicate keys are kept, and numbers keep their own text.
//!
//! The grammar is RFC 8259, which the IAM User Guide ("Grammar of the IAM JSON policy language") refers to.

mod read;
mod syntax;

use alloc::string::String;
use alloc::vec::Vec;
use serde::Serializer;
use serde::ser::SerializeStruct;

use self::read::Reader;
use crate::span::{ByteSpan, Spanned};

pub use syntax::{SyntaxError, SyntaxErrorKind};

/// How deep arrays and objects may be nested.
pub const MAX_DEPTH: usize = 64;

/// How many UTF-16 units a policy document may have.
pub const MAX_UNITS: usize = 131_072;

/// A JSON value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// From the first byte of the value to the last: quotes, brackets and braces are part of it.
    pub span: ByteSpan,
    /// What it is.
    pub value: Value,
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number's own text: `10` and `10.0` differ.
    Number(String),
    /// A string, decoded.
    String(String),
    /// The values of an array.
    Array(Vec<Node>),
    /// The members of an object in source order; a name may come twice.
    Object(Vec<Member>),
}

/// A name and a value of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name, decoded; its span includes the quotes.
    pub key: Spanned<String>,
    /// The value.
    pub node: Node,
}

impl Member {
    /// From the name to the end of the value.
    pub fn span(&self) -> ByteSpan {
        ByteSpan::new(self.key.span.start, self.node.span.end)
    }
}

/// Reads one JSON value. A byte order mark before it is passed over.
///
/// ```
/// use iam_evaluator::json::{Value, parse};
/// let node = parse("[10.0]").expect("this is JSON");
/// let Value::Array(values) = &node.value else { panic!("this is an array") };
/// assert_eq!(values[0].value, Value::Number("10.0".into()));
/// assert_eq!((values[0].span.start, values[0].span.end), (1, 5));
/// ```
///
/// # Errors
///
/// The first place where the text is not JSON, or is nested deeper than [`MAX_DEPTH`].
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    syntax::check_depth(text)?;
    let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, at, lone_surrogate: None };
    let node = reader.document().map_err(|stop| syntax::diagnose(text, &stop))?;
    match reader.lone_surrogate {
        None => Ok(node),
        Some(span) => Err(SyntaxError { kind: SyntaxErrorKind::LoneSurrogate, span }),
    }
}

/// Whether a text is a number as JSON writes it.
pub fn is_number(text: &str) -> bool {
    matches!(parse(text), Ok(Node { value: Value::Number(number), .. }) if number == text)
}

/// What `serde_json` writes as it stands: a structure of this name with this one field, which is how its own `RawValue` asks for it.
const RAW: &str = "$serde_json::private::RawValue";

/// Writes JSON word for word, where a number type would write `1.50` as `1.5`; what is no JSON is written as a string.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_verbatim<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if parse(json).is_err() {
        return serializer.serialize_str(json);
    }
    let mut raw = serializer.serialize_struct(RAW, 1)?;
    raw.serialize_field(RAW, json.trim_ascii())?;
    raw.end()
}

impl Node {
    /// Prints it as JavaScript's `JSON.stringify(value, null, 2)` does, except that numbers keep their own text.
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        self.print(&mut out, 0);
        out
    }

    fn print(&self, out: &mut String, depth: usize) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(text) => out.push_str(text),
            Value::String(text) => print_string(out, text),
            Value::Array(values) => {
                out.push('[');
                for (place, value) in values.iter().enumerate() {
                    begin_line(out, place, depth + 1);
                    value.print(out, depth + 1);
                }
                end_lines(out, values.len(), depth);
                out.push(']');
            }
            Value::Object(members) => {
                out.push('{');
                for (place, member) in members.iter().enumerate() {
                    begin_line(out, place, depth + 1);
                    print_string(out, &member.key.value);
                    out.push_str(": ");
                    member.node.print(out, depth + 1);
                }
                end_lines(out, members.len(), depth);
                out.push('}');
            }
        }
    }
}

fn begin_line(out: &mut String, place: usize, depth: usize) {
    out.push_str(if place == 0 { "\n" } else { ",\n" });
    indent(out, depth);
}

fn end_lines(out: &mut String, count: usize, depth: usize) {
    if count > 0 {
        out.push('\n');
        indent(out, depth);
    }
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// Writes a JSON string; JSON and JavaScript escape the same characters in it.
fn print_string(out: &mut String, text: &str) {
    if let Ok(json) = serde_json::to_string(text) {
        out.push_str(&json);
    }
}
