//! Strict reading of JSON objects: every field is known, has the right type and stands once, or the error names it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Tags;
use super::invalid::InvalidInput;
use crate::json::{self, Member, Node, Value};
use crate::order::sort_by_key;
use crate::span::ByteSpan;
use crate::spelling::nearest;

/// A value of the input, and the JSON pointer to it.
pub(crate) struct Input<'n> {
    pub(crate) node: &'n Node,
    pub(crate) pointer: String,
}

/// The fields of an object of the input.
pub(crate) struct Fields<'n> {
    members: &'n [Member],
    pointer: String,
    span: ByteSpan,
}

/// Reads a text as JSON, and hands it on.
pub(crate) fn read_text<T>(
    text: &str,
    read: impl FnOnce(&Input) -> Result<T, InvalidInput>,
) -> Result<T, InvalidInput> {
    let node = json::parse(text).map_err(|error| {
        let message = format!("not JSON: {}", error.kind.code().to_ascii_lowercase().replace('_', " "));
        InvalidInput { span: Some(error.span), ..InvalidInput::new("INVALID_JSON", "", message) }
    })?;
    read(&Input { node: &node, pointer: String::new() })
}

impl<'n> Fields<'n> {
    /// The field `name`, if it is there.
    pub(crate) fn get(&self, name: &str) -> Option<Input<'n>> {
        let member = self.members.iter().find(|member| member.key.value == name)?;
        Some(Input { node: &member.node, pointer: child(&self.pointer, name) })
    }

    /// The field `name`, which must be there.
    pub(crate) fn required(&self, name: &str) -> Result<Input<'n>, InvalidInput> {
        self.get(name).ok_or_else(|| InvalidInput {
            span: Some(self.span),
            ..InvalidInput::new("MISSING_FIELD", child(&self.pointer, name), format!("the field `{name}` is missing"))
        })
    }

    /// Reads the field `name`, if it is there.
    pub(crate) fn read<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Input<'n>) -> Result<T, InvalidInput>,
    ) -> Result<Option<T>, InvalidInput> {
        self.get(name).map(|input| read(&input)).transpose()
    }
}

impl<'n> Input<'n> {
    /// The fields of an object that may have these `known` ones only.
    pub(crate) fn fields(&self, known: &[&str]) -> Result<Fields<'n>, InvalidInput> {
        let members = self.members("an object")?;
        if let Some(member) = members.iter().find(|member| !known.contains(&member.key.value.as_str())) {
            let name = &member.key.value;
            let meant = nearest(name, known.iter().copied()).map(|meant| format!("; did you mean `{meant}`?"));
            let message = format!("unknown field `{name}`{}", meant.unwrap_or_default());
            let error = InvalidInput::new("UNKNOWN_FIELD", child(&self.pointer, name), message);
            return Err(InvalidInput { span: Some(member.key.span), ..error });
        }
        Ok(Fields { members, pointer: self.pointer.clone(), span: self.node.span })
    }

    /// The members of an object, none of them twice.
    fn members(&self, expected: &str) -> Result<&'n [Member], InvalidInput> {
        let Value::Object(members) = &self.node.value else {
            return Err(self.wrong_type(expected));
        };
        let mut names: Vec<&Member> = members.iter().collect();
        sort_by_key(&mut names, |member| member.key.value.as_str());
        let twice = names.windows(2).find_map(|pair| match pair {
            [first, second] if first.key.value == second.key.value => Some(second),
            _ => None,
        });
        let Some(member) = twice else {
            return Ok(members);
        };
        let name = &member.key.value;
        let error =
            InvalidInput::new("DUPLICATE_FIELD", child(&self.pointer, name), format!("`{name}` is given twice"));
        Err(InvalidInput { span: Some(member.key.span), ..error })
    }

    /// The members of a map with free names.
    pub(crate) fn entries(&self) -> Result<Vec<(String, Input<'n>)>, InvalidInput> {
        let entry = |member: &'n Member| {
            let name = &member.key.value;
            (name.clone(), Input { node: &member.node, pointer: child(&self.pointer, name) })
        };
        Ok(self.members("an object")?.iter().map(entry).collect())
    }

    pub(crate) fn items(&self) -> Result<Vec<Input<'n>>, InvalidInput> {
        let Value::Array(nodes) = &self.node.value else {
            return Err(self.wrong_type("an array"));
        };
        let item = |(i, node): (usize, &'n Node)| Input { node, pointer: format!("{}/{i}", self.pointer) };
        Ok(nodes.iter().enumerate().map(item).collect())
    }

    pub(crate) fn text(&self) -> Result<String, InvalidInput> {
        match &self.node.value {
            Value::String(text) => Ok(text.clone()),
            _ => Err(self.wrong_type("a string")),
        }
    }

    pub(crate) fn boolean(&self) -> Result<bool, InvalidInput> {
        match self.node.value {
            Value::Bool(value) => Ok(value),
            _ => Err(self.wrong_type("a boolean")),
        }
    }

    /// A whole number that is not negative.
    pub(crate) fn count(&self) -> Result<usize, InvalidInput> {
        let number = match &self.node.value {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| self.wrong_type("a whole number"))
    }

    /// An array of strings.
    pub(crate) fn texts(&self) -> Result<Vec<String>, InvalidInput> {
        let Value::Array(_) = self.node.value else {
            return Err(self.wrong_type("an array of strings"));
        };
        self.items()?.iter().map(Input::text).collect()
    }

    /// A string, or an array of strings.
    pub(crate) fn one_or_more(&self) -> Result<Vec<String>, InvalidInput> {
        match &self.node.value {
            Value::String(text) => Ok(Vec::from([text.clone()])),
            Value::Array(_) => self.texts(),
            _ => Err(self.wrong_type("a string or an array of strings")),
        }
    }

    /// Strings by name.
    pub(crate) fn tags(&self) -> Result<Tags, InvalidInput> {
        let entries = self.entries()?.into_iter();
        Ok(Tags(entries.map(|(key, value)| Ok((key, value.text()?))).collect::<Result<_, InvalidInput>>()?))
    }

    /// One of several words.
    pub(crate) fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Result<T, InvalidInput> {
        let text = self.text()?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Ok(*value);
        }
        let message = if let Some(meant) = nearest(&text, words.iter().map(|(word, _)| *word)) {
            format!("`{text}` is not a value of this field; did you mean `{meant}`?")
        } else {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            format!("`{text}` is not one of {}", words.join(", "))
        };
        Err(self.invalid("INVALID_VALUE", message))
    }

    /// A mistake in this value.
    pub(crate) fn invalid(&self, code: &'static str, message: String) -> InvalidInput {
        InvalidInput { span: Some(self.node.span), ..InvalidInput::new(code, self.pointer.as_str(), message) }
    }

    pub(crate) fn wrong_type(&self, expected: &str) -> InvalidInput {
        self.invalid("WRONG_TYPE", format!("expected {expected}, found {}", self.node.value.type_name()))
    }
}

/// The JSON pointer to a field.
fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
