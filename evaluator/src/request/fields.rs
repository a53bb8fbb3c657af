//! Strict reading of JSON objects: every field is known, has the right type and stands once, or the error names it.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Tags;
use super::invalid::InvalidInput;
use crate::json::{self, Member, Node, Value};
use crate::order::sort_by_key;
use crate::span::ByteSpan;
use crate::spelling::nearest;

/// A mistake in an input, known by its span: its pointer is only what follows on the path there.
#[derive(Debug)]
pub(crate) struct Mistake(Box<InvalidInput>);

/// The fields of an object of the input.
pub(crate) struct Fields<'n> {
    members: &'n [Member],
    span: ByteSpan,
}

/// Reads a text as JSON, and hands it on.
pub(crate) fn read_text<T>(text: &str, read: fn(&Node) -> Result<T, Mistake>) -> Result<T, InvalidInput> {
    let node = parse(text)?;
    read(&node).map_err(|mistake| pointed(&node, mistake))
}

fn parse(text: &str) -> Result<Node, InvalidInput> {
    json::parse(text).map_err(|error| {
        let message = format!("not JSON: {}", error.kind.code().to_ascii_lowercase().replace('_', " "));
        InvalidInput { span: Some(error.span), ..InvalidInput::new("INVALID_JSON", "", message) }
    })
}

/// The mistake with its whole pointer, from `root` on.
pub(crate) fn pointed(root: &Node, Mistake(mut invalid): Mistake) -> InvalidInput {
    let mut pointer = String::new();
    let mut node = root;
    while let Some(span) = invalid.span.filter(|span| *span != node.span) {
        let holds = |outer: ByteSpan| outer.start <= span.start && span.end <= outer.end;
        match &node.value {
            Value::Object(members) => {
                let Some(member) = members.iter().find(|member| holds(member.span())) else { break };
                add_step(&mut pointer, &member.key.value);
                if member.key.span == span {
                    break;
                }
                node = &member.node;
            }
            Value::Array(nodes) => {
                let Some(place) = nodes.iter().position(|node| holds(node.span)) else { break };
                add_step(&mut pointer, &place.to_string());
                let Some(item) = nodes.get(place) else { break };
                node = item;
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => break,
        }
    }
    invalid.pointer.insert_str(0, &pointer);
    *invalid
}

/// Adds the step to a field to a JSON pointer.
pub(crate) fn add_step(pointer: &mut String, name: &str) {
    pointer.push('/');
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The name of the field that a step of a JSON pointer leads to.
pub(crate) fn step_name(step: &str) -> String {
    let mut name = String::new();
    for (place, piece) in step.split('~').enumerate() {
        match (place, piece.strip_prefix('0'), piece.strip_prefix('1')) {
            (1.., Some(rest), _) => name.extend(["~", rest]),
            (1.., _, Some(rest)) => name.extend(["/", rest]),
            _ => name.push_str(piece),
        }
    }
    name
}

impl<'n> Fields<'n> {
    /// The field `name`, if it is there.
    pub(crate) fn get(&self, name: &str) -> Option<&'n Node> {
        self.members.iter().find(|member| member.key.value == name).map(|member| &member.node)
    }

    /// The field `name`, which must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&'n Node, Mistake> {
        self.get(name).ok_or_else(|| {
            let mut missing = mistake("MISSING_FIELD", self.span, format!("the field `{name}` is missing"));
            add_step(&mut missing.0.pointer, name);
            missing
        })
    }

    /// Reads the field `name`, if it is there.
    pub(crate) fn read<T>(&self, name: &str, read: fn(&'n Node) -> Result<T, Mistake>) -> Result<Option<T>, Mistake> {
        self.get(name).map(read).transpose()
    }
}

fn mistake(code: &'static str, span: ByteSpan, message: String) -> Mistake {
    Mistake(Box::new(InvalidInput { span: Some(span), ..InvalidInput::new(code, "", message) }))
}

impl Node {
    /// The fields of an object that may have these `known` ones only.
    pub(crate) fn fields(&self, known: &[&str]) -> Result<Fields<'_>, Mistake> {
        let members = self.members()?;
        if let Some(member) = members.iter().find(|member| !known.contains(&member.key.value.as_str())) {
            let name = &member.key.value;
            let meant = nearest(name, known).map(|meant| format!("; did you mean `{meant}`?"));
            let message = format!("unknown field `{name}`{}", meant.unwrap_or_default());
            return Err(mistake("UNKNOWN_FIELD", member.key.span, message));
        }
        Ok(Fields { members, span: self.span })
    }

    /// The members of an object, none of them twice.
    pub(crate) fn members(&self) -> Result<&[Member], Mistake> {
        let Value::Object(members) = &self.value else {
            return Err(self.wrong_type("an object"));
        };
        let mut names: Vec<&Member> = members.iter().collect();
        sort_by_key(&mut names, |member| member.key.value.as_str());
        for pair in names.windows(2) {
            if let [first, second] = pair
                && first.key.value == second.key.value
            {
                let message = format!("`{}` is given twice", second.key.value);
                return Err(mistake("DUPLICATE_FIELD", second.key.span, message));
            }
        }
        Ok(members)
    }

    pub(crate) fn items(&self) -> Result<&[Node], Mistake> {
        match &self.value {
            Value::Array(nodes) => Ok(nodes),
            _ => Err(self.wrong_type("an array")),
        }
    }

    pub(crate) fn text(&self) -> Result<String, Mistake> {
        match &self.value {
            Value::String(text) => Ok(text.clone()),
            _ => Err(self.wrong_type("a string")),
        }
    }

    pub(crate) fn boolean(&self) -> Result<bool, Mistake> {
        match self.value {
            Value::Bool(value) => Ok(value),
            _ => Err(self.wrong_type("a boolean")),
        }
    }

    /// An array of strings.
    pub(crate) fn texts(&self) -> Result<Vec<String>, Mistake> {
        let Value::Array(nodes) = &self.value else {
            return Err(self.wrong_type("an array of strings"));
        };
        let mut texts = Vec::with_capacity(nodes.len());
        for node in nodes {
            texts.push(node.text()?);
        }
        Ok(texts)
    }

    /// A string, or an array of strings.
    pub(crate) fn one_or_more(&self) -> Result<Vec<String>, Mistake> {
        match &self.value {
            Value::String(text) => Ok(Vec::from([text.clone()])),
            Value::Array(_) => self.texts(),
            _ => Err(self.wrong_type("a string or an array of strings")),
        }
    }

    /// Strings by name.
    pub(crate) fn tags(&self) -> Result<Tags, Mistake> {
        let mut tags = Vec::new();
        for Member { key, node } in self.members()? {
            tags.push((key.value.clone(), node.text()?));
        }
        Ok(Tags(tags))
    }

    /// One of several words.
    pub(crate) fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Result<T, Mistake> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.none_of(&text, &words)
        })
    }

    fn none_of(&self, text: &str, words: &[&str]) -> Mistake {
        let message = match nearest(text, words) {
            Some(meant) => format!("`{text}` is not a value of this field; did you mean `{meant}`?"),
            None => format!("`{text}` is not one of `{}`", words.join("`, `")),
        };
        self.invalid("INVALID_VALUE", message)
    }

    /// A mistake in this value.
    pub(crate) fn invalid(&self, code: &'static str, message: String) -> Mistake {
        mistake(code, self.span, message)
    }

    pub(crate) fn wrong_type(&self, expected: &str) -> Mistake {
        self.invalid("WRONG_TYPE", format!("expected {expected}, found {}", self.value.type_name()))
    }
}
