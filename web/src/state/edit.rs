//! Edits of text by UTF-16 offsets, and of a request by JSON pointers.

use iam_evaluator::request::Request;
use serde_json::Value;

use super::Repair;

/// `text` with the UTF-16 units from `start` to `end` replaced.
pub fn replace(text: &str, start: usize, end: usize, by: &str) -> String {
    let (mut out, mut at, mut done) = (String::with_capacity(text.len() + by.len()), 0, false);
    for character in text.chars() {
        if at >= start && !done {
            out.push_str(by);
            done = true;
        }
        if at < start || at >= end {
            out.push(character);
        }
        at += character.len_utf16();
    }
    if !done {
        out.push_str(by);
    }
    out
}

/// The line and the column of a UTF-16 offset, both counted from 1.
pub fn line_and_column(text: &str, offset: u32) -> (usize, usize) {
    let (mut at, mut line, mut column) = (0, 1, 1);
    for character in text.chars() {
        if at >= usize::try_from(offset).unwrap_or(usize::MAX) {
            break;
        }
        at += character.len_utf16();
        if character == '\n' {
            line += 1;
            column = 1;
        } else {
            column += character.len_utf16();
        }
    }
    (line, column)
}

/// The JSON of `request` with what the repair sets and removes.
pub(super) fn with_pointers(request: &Request, repair: &Repair) -> Option<String> {
    let mut json = serde_json::to_value(request).ok()?;
    for change in &repair.request {
        let value = change.value.as_ref().map(serde_json::to_value).transpose().ok()?;
        set(&mut json, &change.pointer, value)?;
    }
    serde_json::to_string(&json).ok()
}

/// Sets or removes what a JSON pointer names; objects on the way are made.
fn set(json: &mut Value, pointer: &str, value: Option<Value>) -> Option<()> {
    let (parents, last) = pointer.strip_prefix('/')?.rsplit_once('/').map_or(("", pointer.get(1..)?), |split| split);
    let mut place = json;
    for step in parents.split('/').filter(|step| !step.is_empty()) {
        place = place.as_object_mut()?.entry(unescape(step)).or_insert_with(|| Value::Object(serde_json::Map::new()));
    }
    let object = place.as_object_mut()?;
    match value {
        Some(value) => object.insert(unescape(last), value),
        None => object.remove(&unescape(last)),
    };
    Some(())
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
