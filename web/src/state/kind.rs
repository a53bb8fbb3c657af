//! The kinds of context values that a form offers, and the checks on what is typed as one of them.
//!
//! The kind is not stored: a date, an address or an ARN is text. How AWS compares it, the evaluator says.

use std::net::IpAddr;

use iam_evaluator::json;
use iam_evaluator::reference::global_keys::{GlobalKey, KeyKind, find};
use iam_evaluator::trace::ContextValue;

/// A kind of context value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Several texts.
    List,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A date and time.
    Date,
    /// An IP address.
    Address,
    /// An Amazon Resource Name.
    Arn,
}

impl Kind {
    /// Every kind, in the order of the choice.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::List, Self::Boolean, Self::Number, Self::Date, Self::Address, Self::Arn];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::List => "list",
            Self::Boolean => "bool",
            Self::Number => "number",
            Self::Date => "date",
            Self::Address => "IP",
            Self::Arn => "ARN",
        }
    }

    /// The kind of a key's value: a list is one, a known key has its own, any other follows its value.
    pub fn of_key(key: &str, value: Option<&ContextValue>) -> Option<Self> {
        match (value, find(key)) {
            (Some(ContextValue::List(_)), _) | (None, Some(GlobalKey { multivalued: true, .. })) => Some(Self::List),
            (value, None | Some(GlobalKey { multivalued: true, .. })) => value.map(Self::of),
            (value, Some(GlobalKey { kind: KeyKind::String, .. })) => {
                // Text is text; a number or a truth value was chosen as such.
                Some(value.map_or(Self::Text, |value| if is_text(value) { Self::Text } else { Self::of(value) }))
            }
            (_, Some(GlobalKey { kind, .. })) => Some(match kind {
                KeyKind::String => Self::Text,
                KeyKind::Bool => Self::Boolean,
                KeyKind::Date => Self::Date,
                KeyKind::Numeric => Self::Number,
                KeyKind::Ip => Self::Address,
                KeyKind::Arn => Self::Arn,
            }),
        }
    }

    /// The kind that a value looks like.
    pub fn of(value: &ContextValue) -> Self {
        match value {
            ContextValue::Boolean(_) => Self::Boolean,
            ContextValue::Number(_) => Self::Number,
            ContextValue::List(_) => Self::List,
            ContextValue::Text(text) if text.starts_with("arn:") => Self::Arn,
            ContextValue::Text(text) if text == "true" || text == "false" => Self::Boolean,
            ContextValue::Text(text) if is_address(text) => Self::Address,
            ContextValue::Text(text) if is_date(text) => Self::Date,
            ContextValue::Text(_) => Self::Text,
        }
    }

    /// The value that `text` stands for in this kind.
    pub fn value(self, text: &str) -> ContextValue {
        match self {
            Self::Boolean if text == "true" => ContextValue::Boolean(true),
            Self::Boolean if text == "false" => ContextValue::Boolean(false),
            Self::Number if is_number(text) => ContextValue::Number(text.to_owned()),
            Self::List if text.is_empty() => ContextValue::List(Vec::new()),
            Self::List => ContextValue::List(vec![text.to_owned()]),
            Self::Text | Self::Boolean | Self::Number | Self::Date | Self::Address | Self::Arn => {
                ContextValue::Text(text.to_owned())
            }
        }
    }

    /// What is wrong with a value of this kind.
    pub fn complaint(self, value: &ContextValue) -> Option<String> {
        let text = text(value);
        let (good, name) = match self {
            Self::Text | Self::List => return None,
            Self::Boolean => (text == "true" || text == "false", "neither true nor false"),
            Self::Number => (is_number(&text), "not a number"),
            // Seconds since 1970 are a date, too.
            Self::Date => (is_date(&text) || is_number(&text), "not a date such as 2026-03-02T09:30:00Z"),
            Self::Address => (is_address(&text), "not an IP address"),
            Self::Arn => (text.starts_with("arn:") && text.splitn(6, ':').count() == 6, "not an ARN"),
        };
        (!good).then(|| format!("`{text}` is {name}"))
    }
}

/// A value as one text.
pub fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Text(text) | ContextValue::Number(text) => text.clone(),
        ContextValue::Boolean(value) => value.to_string(),
        ContextValue::List(values) => values.join(", "),
    }
}

fn is_text(value: &ContextValue) -> bool {
    matches!(value, ContextValue::Text(_))
}

fn is_number(text: &str) -> bool {
    json::is_number(text.trim())
}

fn is_address(text: &str) -> bool {
    let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    address.parse::<IpAddr>().is_ok() && prefix.is_none_or(|prefix| prefix.parse::<u8>().is_ok_and(|bits| bits <= 128))
}

/// The shape of an ISO 8601 date, with or without a time.
fn is_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00" || shape.starts_with("0000-00-00T00:00")
}
