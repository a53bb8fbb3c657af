//! A request as one text that JavaScript puts together, and Rust takes apart, in less time than JSON takes.
//!
//! First how many fields there are, then the length of each, then the fields: the principal, the action, the resource, the owner's
//! account or nothing, then each context entry: its key, and a letter with its value: `s` and a text, `n` and a number's text, `b` and
//! `true` or `false`, `l` and how many of the next fields are its values. Numbers are two characters of seven bits, the lower first.
//!
//! All is ASCII, where JavaScript's lengths are those of UTF-8. A request that has other characters is not read.

use iam_evaluator::Question;
use iam_evaluator::request::{Context, ContextValue, PrincipalInput, Request};

/// The question that a request asks; nothing where the text does not say for certain what the request is, or it cannot be judged.
pub fn question(text: &str) -> Option<Question> {
    Question::new(&read(text)?).ok()
}

fn read(text: &str) -> Option<Request> {
    let mut fields = Fields::of(text)?;
    let principal = PrincipalInput::Text(fields.next()?.to_owned());
    let action = fields.next()?.to_owned();
    let resource = fields.next()?.to_owned();
    let resource_account = fields.next().filter(|account| !account.is_empty()).map(str::to_owned);
    let context = Context(entries(&mut fields)?);
    Some(Request { principal, action, resource, resource_account, context, ..Request::default() })
}

struct Fields<'t> {
    lengths: &'t [u8],
    rest: &'t str,
}

impl<'t> Fields<'t> {
    fn of(text: &'t str) -> Option<Self> {
        if !text.is_ascii() {
            return None;
        }
        let (count, rest) = text.split_at_checked(2)?;
        let (lengths, rest) = rest.split_at_checked(2 * number(count.as_bytes())?)?;
        Some(Self { lengths: lengths.as_bytes(), rest })
    }
}

impl<'t> Iterator for Fields<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let (length, lengths) = self.lengths.split_at_checked(2)?;
        let (field, rest) = self.rest.split_at_checked(number(length)?)?;
        (self.lengths, self.rest) = (lengths, rest);
        Some(field)
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    match digits {
        [low, high] => Some(usize::from(*low) | usize::from(*high) << 7),
        _ => None,
    }
}

fn entries(fields: &mut Fields<'_>) -> Option<Vec<(String, ContextValue)>> {
    let mut entries = Vec::with_capacity(fields.lengths.len() / 4);
    while let Some(key) = fields.next() {
        entries.push((key.to_owned(), value(fields)?));
    }
    Some(entries)
}

fn value(fields: &mut Fields<'_>) -> Option<ContextValue> {
    let (kind, text) = fields.next()?.split_at_checked(1)?;
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
