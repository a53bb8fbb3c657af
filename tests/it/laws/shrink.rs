//! Makes a scenario smaller while it still breaks its law: whatever can be left out is left out.

use serde_json::Value;

/// What a readable policy and a request of some meaning keep.
const KEPT: [&str; 15] = [
    "name",
    "type",
    "document",
    "Version",
    "Statement",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "principal",
    "action",
    "resource",
];

/// The smallest scenario that is reached by leaving out one thing after another.
pub fn shrunk(scenario: Value, breaks: impl Fn(&Value) -> bool) -> Value {
    let mut smallest = scenario;
    while let Some(smaller) = candidates(&smallest).into_iter().find(|smaller| breaks(smaller)) {
        smallest = smaller;
    }
    smallest
}

/// The value with one thing left out, the largest things first.
fn candidates(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match value {
        Value::Array(items) => {
            for at in 0..items.len() {
                let mut rest = items.clone();
                rest.remove(at);
                found.push(Value::Array(rest));
            }
            if let [only] = items.as_slice() {
                found.push(only.clone());
            }
            for (at, item) in items.iter().enumerate() {
                for smaller in candidates(item) {
                    let mut changed = items.clone();
                    changed[at] = smaller;
                    found.push(Value::Array(changed));
                }
            }
        }
        Value::Object(fields) => {
            for name in fields.keys().filter(|name| !KEPT.contains(&name.as_str())) {
                let mut rest = fields.clone();
                rest.remove(name);
                found.push(Value::Object(rest));
            }
            for (name, field) in fields {
                for smaller in candidates(field) {
                    let mut changed = fields.clone();
                    changed.insert(name.clone(), smaller);
                    found.push(Value::Object(changed));
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found
}
