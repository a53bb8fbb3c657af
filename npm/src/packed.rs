//! A request as one text that JavaScript puts together in less time than JSON takes.
//!
//! Fields end where the next one begins, with U+0000 between them: how many follow this one, the principal, the action, the
//! resource, the owner's account or nothing, then each context entry: its key, and a letter with its value: `s` and a text, `n` and a
//! number's text, `b` and `true` or `false`, `l` and how many of the next fields are its values.
//!
//! A text that holds U+0000 itself shows in the number of fields. One that is not well-formed UTF-16 arrives with U+FFFD in it;
//! whether that was there before cannot be told any more. Neither is read.

use iam_evaluator::request::{Context, ContextValue, PrincipalInput, Request};
use std::str::Split;

const SEPARATOR: char = '\0';
const REPLACEMENT: char = '\u{FFFD}';

/// Reads a request; nothing where the text does not say for certain what the request is.
pub fn read(text: &str) -> Option<Request> {
    if text.contains(REPLACEMENT) {
        return None;
    }
    let mut fields = text.split(SEPARATOR);
    let count: usize = fields.next()?.parse().ok()?;
    if fields.clone().count() != count {
        return None;
    }
    let principal = PrincipalInput::Text(fields.next()?.to_owned());
    let action = fields.next()?.to_owned();
    let resource = fields.next()?.to_owned();
    let resource_account = fields.next().filter(|account| !account.is_empty()).map(str::to_owned);
    let context = Context(entries(&mut fields)?);
    Some(Request { principal, action, resource, resource_account, context, ..Request::default() })
}

fn entries(fields: &mut Split<'_, char>) -> Option<Vec<(String, ContextValue)>> {
    let mut entries = Vec::new();
    while let Some(key) = fields.next() {
        entries.push((key.to_owned(), value(fields)?));
    }
    Some(entries)
}

fn value(fields: &mut Split<'_, char>) -> Option<ContextValue> {
    let field = fields.next()?;
    let (kind, text) = field.split_at_checked(1)?;
    Some(match kind {
        "s" => ContextValue::Text(text.to_owned()),
        "n" => ContextValue::Number(text.to_owned()),
        "b" => ContextValue::Boolean(text == "true"),
        "l" => {
            let count: usize = text.parse().ok()?;
            let values: Vec<String> = fields.by_ref().take(count).map(str::to_owned).collect();
            ContextValue::List(Some(values).filter(|values| values.len() == count)?)
        }
        _ => return None,
    })
}
