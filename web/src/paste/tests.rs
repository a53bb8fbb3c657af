//! The texts of `tests/paste`: what is found in each, AWS's wordings of denials, and damaged texts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests may panic")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use iam_evaluator::PolicySet;

use super::found::{MAX_NOTES, MAX_REQUESTS};
use super::{Found, MAX_TEXT, Shape, recognise};
use crate::state::json::pretty;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/paste")
}

/// Every text of every shape, by its path in the folder.
fn texts() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for shape in fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        files.extend(fs::read_dir(shape).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|path| !path.to_string_lossy().ends_with(".found.txt"));
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn shown(found: &Found) -> String {
    let mut out = format!("{}\n", found.shape.text());
    for policy in &found.policies {
        write!(out, "\npolicy `{}`: {:?}", policy.name, policy.policy_type).unwrap();
        if let Some(kind) = &policy.resource_type {
            write!(out, ", {kind}").unwrap();
        }
        if !policy.attached_to.is_empty() {
            write!(out, ", attached to {}", policy.attached_to.join(", ")).unwrap();
        }
        writeln!(out, "\n{}", policy.document).unwrap();
    }
    for request in &found.requests {
        writeln!(out, "\nrequest {}", pretty(request)).unwrap();
    }
    out.push('\n');
    for note in &found.notes {
        writeln!(out, "line {}: {}", note.line, note.text).unwrap();
    }
    out
}

#[test]
fn each_text_gives_what_stands_beside_it() {
    let mut wrong = Vec::new();
    for (path, text) in texts() {
        let beside = PathBuf::from(format!("{}.found.txt", path.display()));
        let found = shown(&recognise(&text));
        if std::env::var_os("UPDATE_FOUND").is_some() {
            fs::write(&beside, &found).unwrap();
        } else if fs::read_to_string(&beside).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_shape_has_three_texts() {
    let mut shapes = std::collections::BTreeMap::<PathBuf, usize>::new();
    for (path, _) in texts() {
        *shapes.entry(path.parent().unwrap().to_path_buf()).or_default() += 1;
    }
    assert!(shapes.len() >= 10, "{shapes:?}");
    assert!(shapes.values().all(|count| *count >= 3), "{shapes:?}");
}

#[test]
fn what_is_found_can_be_evaluated() {
    for (path, text) in texts() {
        let found = recognise(&text);
        let set = PolicySet::new(&found.policies).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
        for request in &found.requests {
            set.evaluate(request).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
        }
    }
}

#[test]
fn lines_are_those_of_the_text() {
    for (path, text) in texts() {
        let lines = text.lines().count();
        for note in recognise(&text).notes {
            assert!((1..=lines).contains(&note.line), "{}: {note:?} of {lines}", path.display());
        }
    }
}

#[test]
fn the_words_of_a_denial_tell_what_is_expected() {
    let table = fs::read_to_string(folder().join("README.md")).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.contains("| `"))
        .map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_end_matches(" |")).collect())
        .collect();
    assert!(rows.len() >= 35, "{}", rows.len());
    for row in rows {
        let [_, _, message, decision, code, _] = row.as_slice() else { panic!("{row:?}") };
        let found = recognise(message.trim_matches('`'));
        assert_eq!(found.shape, Shape::AccessDenied, "{message}");
        let [request] = found.requests.as_slice() else { panic!("{message}: {found:?}") };
        let expect = request.expect.map(|it| pretty(&it).trim_matches('"').to_owned()).unwrap_or_default();
        let because = request.expect_because.as_ref().and_then(|it| it.code.clone()).unwrap_or_default();
        assert_eq!((expect.as_str(), because.as_str()), (*decision, *code), "{message}");
        if decision.is_empty() {
            assert!(!found.notes.is_empty(), "{message}: nothing is expected, and nothing says so");
        }
    }
}

#[test]
fn an_encoded_message_is_said_to_be_undecodable() {
    let found =
        recognise("You are not authorized to perform this operation. Encoded authorization failure message: 4GIOHlTk");
    assert_eq!(found.shape, Shape::EncodedMessage);
    assert!(found.is_empty());
    assert!(found.notes[0].text.contains("aws sts decode-authorization-message"));
}

#[test]
fn a_scenario_is_taken_whole() {
    let text = r#"{"policies":[],"requests":[{"principal":"anonymous","action":"s3:GetObject","resource":"*"}]}"#;
    let found = recognise(text);
    assert_eq!((found.shape, found.requests.len()), (Shape::Scenario, 1));
    assert!(found.scenario.is_some());
    let broken = recognise("{\"policies\":[],\n\"requests\":[{\"who\":1}]}");
    assert_eq!((broken.shape, broken.is_empty(), broken.notes[0].line), (Shape::Scenario, true, 2));
}

#[test]
fn a_policy_keeps_its_text() {
    let text = "{ \"Statement\" : [ ] }";
    assert_eq!(recognise(&format!("\u{feff}\n{text}\n")).policies[0].document, text);
}

#[test]
fn what_is_in_no_known_shape_is_said() {
    for text in ["hello", "{\"a\": 1}", "a: b", "[1, 2]", "42", "a,b\nc,d", "{\"a\": ", "\"x\""] {
        let found = recognise(text);
        assert_eq!((found.shape, found.is_empty()), (Shape::Unknown, true), "{text}");
        assert_eq!(found.notes.len(), 1, "{text}");
    }
    assert_eq!(recognise(" \n"), Found::default());
}

#[test]
fn the_input_is_bounded() {
    assert_eq!(recognise(&"x".repeat(MAX_TEXT + 1)).shape, Shape::Unknown);
    let message = "User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:GetObject\n";
    let found = recognise(&message.repeat(MAX_REQUESTS + MAX_NOTES));
    assert_eq!((found.requests.len(), found.notes.len()), (MAX_REQUESTS, MAX_NOTES));
    assert!(found.more_notes > 0);
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(50_000),
        "- ".repeat(50_000),
        "a = [".repeat(50_000),
        "a \"b\" {\n".repeat(20_000),
        "x = \"${\"${".repeat(20_000),
    ] {
        recognise(&text);
    }
}

#[test]
fn aliases_of_yaml_do_not_explode() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let one = format!("*a{}, ", level - 1);
        writeln!(text, "a{level}: &a{level} [{}]", one.repeat(9)).unwrap();
    }
    assert_eq!(recognise(&text).shape, Shape::Unknown);
}

/// Numbers without a pattern, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % bound.max(1)
    }
}

#[test]
fn damaged_texts_never_panic() {
    let texts: Vec<String> = texts().into_iter().map(|(_, text)| text).collect();
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        "${",
        "$${",
        "%{",
        "<<EOF\n",
        "!Sub ",
        "&a ",
        "*a",
        "\n",
        "\n  ",
        "é",
        "\u{1f600}",
        ": ",
        "- ",
        "jsonencode(",
        "User: ",
        "%7B",
        "\t",
        "\0",
        "=",
        ",",
    ];
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..ROUNDS {
        let mut chars: Vec<char> = texts[dice.below(texts.len())].chars().collect();
        for _ in 0..=dice.below(4) {
            let at = dice.below(chars.len());
            let to = (at + dice.below(40)).min(chars.len());
            match dice.below(4) {
                0 => drop(chars.drain(at..to)),
                1 => chars.truncate(at),
                2 => {
                    let copy = chars[at..to].to_vec();
                    let place = dice.below(chars.len());
                    chars.splice(place..place, copy);
                }
                _ => {
                    let piece = pieces[dice.below(pieces.len())];
                    chars.splice(at..at, piece.chars());
                }
            }
        }
        let text: String = chars.into_iter().collect();
        let found = recognise(&text);
        let set = PolicySet::new(&found.policies);
        assert!(set.is_ok(), "{text}");
        assert!(text.trim().is_empty() || !found.is_empty() || !found.notes.is_empty(), "nothing is said of {text}");
    }
}

/// How many texts are damaged.
const ROUNDS: usize = 3_000;
