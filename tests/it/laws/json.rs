//! A text is JSON for the evaluator where it is for `serde_json`, and says the same; but for what the evaluator refuses on purpose: deep
//! nesting and halves of surrogate pairs.

use iam_evaluator::json::{Node, SyntaxErrorKind, Value, parse};
use serde_json::Value as Json;

use super::generator::{self, random::Random};

/// What damage is made of.
const PIECES: &[&str] = &[
    "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\\ud83d", "\\ude00", "0", "-", "1.5", "e", "E+", ".", "true",
    "nul", " ", "\n", "\t", "\u{1}", "é", "€", "\u{feff}", "/", "'", "{}", "[[", "1e400", "00", "\"a\":",
];

#[test]
fn a_text_is_json_as_it_is_for_serde_json() {
    let mut outcomes = [0; 2];
    for seed in 0..20_000 {
        let mut random = Random::seeded(seed);
        let mut text =
            if random.percent(50) { scalars(&mut random) } else { generator::scenario(&mut random).to_string() };
        for _ in 0..random.below(4) {
            damage(&mut text, &mut random);
        }
        let theirs = serde_json::from_str::<Json>(&text);
        let ours = parse(&text);
        outcomes[usize::from(ours.is_ok())] += 1;
        match (&ours, &theirs) {
            (Ok(node), Ok(json)) => assert_eq!(&plain(node), json, "seed {seed}: {text}"),
            (Err(_), Err(_)) => {}
            // A byte order mark is passed over; a number may be too large for their type.
            (Ok(_), Err(error)) => {
                let known = text.starts_with('\u{feff}') || error.to_string().starts_with("number out of range");
                assert!(known, "seed {seed}: {error}: {text}");
            }
            (Err(error), Ok(_)) => assert_eq!(error.kind, SyntaxErrorKind::TooDeep, "seed {seed}: {text}"),
        }
    }
    assert!(outcomes.iter().all(|count| *count > 2_000), "one-sided: {outcomes:?}");
}

/// A short text of pieces, JSON by chance.
fn scalars(random: &mut Random) -> String {
    let count = 1 + random.below(5);
    let values: Vec<&str> = (0..count)
        .map(|_| *random.pick(&["1", "-0.5e3", "\"a\\n\"", "null", "true", "[1, 2]", "{\"a\": {}}"]))
        .collect();
    format!("[{}]", values.join(","))
}

/// Takes out, puts in or replaces a piece at any place.
fn damage(text: &mut String, random: &mut Random) {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (from, to) = (random.below(places.len()), random.below(3));
    let end = (from + to).min(places.len() - 1);
    let piece = if random.percent(30) { "" } else { *random.pick(PIECES) };
    text.replace_range(places[from]..places[end], piece);
}

/// What `serde_json` makes of the same text: the last of equal names.
fn plain(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_default(),
        Value::String(text) => Json::String(text.clone()),
        Value::Array(values) => values.iter().map(plain).collect(),
        Value::Object(members) => {
            members.iter().map(|member| (member.key.value.clone(), plain(&member.node))).collect()
        }
    }
}
