//! JSON with places: what is read, and what is underlined where a text is not JSON.
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use iam_evaluator::json::{Node, Value, parse};
use iam_evaluator::request::{Context, ContextValue};

/// Checks the kind of the syntax error and the text it underlines.
fn check_error(text: &str, code: &str, underlined: &str) {
    let error = parse(text).unwrap_err();
    let found = &text[error.span.start..error.span.end];
    assert_eq!((error.kind.code(), found), (code, underlined), "in {text}");
}

fn strings(node: &Node, text: &str, out: &mut Vec<(String, String)>) {
    match &node.value {
        Value::String(value) => out.push((value.clone(), text[node.span.start..node.span.end].to_owned())),
        Value::Array(values) => values.iter().for_each(|value| strings(value, text, out)),
        Value::Object(members) => {
            for member in members {
                let key = &member.key;
                out.push((key.value.clone(), text[key.span.start..key.span.end].to_owned()));
                strings(&member.node, text, out);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn syntax_errors_underline_the_place_to_look_at() {
    check_error("", "EMPTY", "");
    check_error(" \n ", "EMPTY", " \n ");
    check_error("\u{feff}", "EMPTY", "\u{feff}");
    check_error("{", "UNEXPECTED_END", "{");
    check_error("{\"a\": 1\n\n", "UNEXPECTED_END", "1");
    check_error("[1, ", "UNEXPECTED_END", ",");
    check_error("[tr", "UNEXPECTED_END", "r");
    check_error("{\"a\": \"b\n}", "UNTERMINATED_STRING", "\"b");
    check_error("{\"a\": \"b", "UNTERMINATED_STRING", "\"b");
    check_error("\"é\\", "UNTERMINATED_STRING", "\"é\\");
    check_error("[1, 2,]", "TRAILING_COMMA", ",");
    check_error("{\"a\": 1,\n  }", "TRAILING_COMMA", ",");
    check_error("{\"a\": 1,\r\n \"b\": [1,\r\n], \"c\": 2}", "TRAILING_COMMA", ",");
    check_error("{\"a\": 1\n \"b\": 2}", "MISSING_COMMA", "\"b\"");
    check_error("[1 2]", "MISSING_COMMA", "2");
    check_error("[{} {}]", "MISSING_COMMA", "{");
    check_error("{\"a\" \"b\"}", "MISSING_COLON", "\"b\"");
    check_error("{\"a\", 1}", "MISSING_COLON", ",");
    check_error("{\"a\": }", "MISSING_VALUE", "}");
    check_error("[,1]", "MISSING_VALUE", ",");
    check_error("[1,,2]", "MISSING_VALUE", ",");
    check_error("{Effect: 1}", "MISSING_KEY", "Effect");
    check_error("{1: 1}", "MISSING_KEY", "1");
    check_error("{} {}", "TRAILING_CHARACTERS", "{");
    check_error("{}\n]", "TRAILING_CHARACTERS", "]");
    check_error("{} x1 y", "TRAILING_CHARACTERS", "x1");
    check_error("{'a': 1}", "WRONG_QUOTES", "'a'");
    check_error("[“a”, 1]", "WRONG_QUOTES", "“a”");
    check_error("{ // note\n}", "COMMENT", "// note");
    check_error("[1, /* note */ 2]", "COMMENT", "/* note */");
    check_error("# note\n{}", "COMMENT", "# note");
    check_error("[1}", "MISMATCHED_BRACKET", "}");
    check_error("{\"a\":1]", "MISMATCHED_BRACKET", "]");
    check_error("[\"a\tb\"]", "CONTROL_CHARACTER", "\t");
    check_error("[\"ab\\x\"]", "INVALID_ESCAPE", "\\x");
    check_error("[\"ab\\é\"]", "INVALID_ESCAPE", "\\é");
    check_error("[\"ab\\u12\"]", "INVALID_ESCAPE", "\\u12");
    check_error("[\"a\\ud800b\"]", "LONE_SURROGATE", "\\ud800");
    check_error("[\"a\\ud800\"]", "LONE_SURROGATE", "\\ud800");
    check_error("[\"a\\ud80\\udc00\"]", "INVALID_ESCAPE", "\\ud80");
    check_error("[\"a\\n\\q\"]", "INVALID_ESCAPE", "\\q");
    check_error("{\"é\\udc00\": 1}", "LONE_SURROGATE", "\\udc00");
    check_error("[\"a\\ud800\\u0041\"]", "LONE_SURROGATE", "\\ud800");
    check_error("[01]", "INVALID_NUMBER", "01");
    check_error("[-]", "INVALID_NUMBER", "-");
    check_error("[1.]", "INVALID_NUMBER", "1.");
    check_error("[1e+]", "INVALID_NUMBER", "1e+");
    check_error("[.5]", "INVALID_NUMBER", ".5");
    check_error("[+5]", "INVALID_NUMBER", "+5");
    check_error("[True]", "INVALID_WORD", "True");
    check_error("[trux]", "INVALID_WORD", "trux");
    check_error("[nullé]", "MISSING_COMMA", "nullé");
    check_error("[\"é\", é]", "INVALID_WORD", "é");
}

#[test]
fn nesting_has_a_limit_and_needs_no_stack() {
    for depth in [65, 100_000] {
        let error = parse(&"[".repeat(depth)).unwrap_err();
        assert_eq!((error.kind.code(), error.span.start, error.span.end), ("TOO_DEEP", 64, 65));
    }
    let deep = "[".repeat(64) + &"]".repeat(64);
    assert!(parse(&deep).is_ok());
    assert!(parse("[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[\"]").is_ok());
}

#[test]
fn every_prefix_of_a_document_gives_an_error_inside_it() {
    let text = "\u{feff}{ \"é😀\": [1.50, -2e3, true, false, null, \"\\u00e9\\ud83d\\ude00\\n\"], \"x\": {} }";
    assert!(parse(text).is_ok());
    for (end, _) in text.char_indices() {
        let error = parse(&text[..end]).unwrap_err();
        assert!(text.get(error.span.start..error.span.end).is_some() && error.span.end <= end, "{}", &text[..end]);
    }
    for (at, c) in text.char_indices() {
        for replacement in ["", "\"", "\\", "}", "]", ",", "'", "é", "\n", "/", "0", "\u{0}"] {
            let broken = format!("{}{replacement}{}", &text[..at], &text[at + c.len_utf8()..]);
            if let Err(error) = parse(&broken) {
                assert!(broken.get(error.span.start..error.span.end).is_some(), "{broken}");
            }
        }
    }
}

#[test]
fn strings_are_decoded_and_their_places_are_those_of_the_source() {
    let text = "\u{feff} {\"\\u0045ffect\" : [\"é\", \"😀\\n\"], \"Effect\": \"b\"}";
    let mut found = Vec::new();
    strings(&parse(text).unwrap(), text, &mut found);
    let expected = [
        ("Effect", "\"\\u0045ffect\""),
        ("é", "\"é\""),
        ("😀\n", "\"😀\\n\""),
        ("Effect", "\"Effect\""),
        ("b", "\"b\""),
    ];
    assert_eq!(found, expected.map(|(value, source)| (value.to_owned(), source.to_owned())));
}

#[test]
fn pretty_printing_is_that_of_javascript_with_the_numbers_own_text() {
    let text = r#"{"a":[],"b":{},"c":[1.50,{"d":"\u00e9\/\u0001\n"}],"e":null,"f":true}"#;
    let expected = "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1.50,\n    {\n      \"d\": \"é/\\u0001\\n\"\n    }\n  ],\n  \"e\": null,\n  \"f\": true\n}";
    let pretty = parse(text).unwrap().to_pretty();
    assert_eq!(pretty, expected);
    assert_eq!(parse(&pretty).unwrap().to_pretty(), pretty);
}

#[test]
fn numbers_are_written_word_for_word() {
    for number in ["1", "-0", "1.50", "1e3", "10.0"] {
        let context = Context(vec![("key".to_owned(), ContextValue::Number(number.to_owned()))]);
        assert_eq!(serde_json::to_string(&context).unwrap(), format!(r#"{{"key":{number}}}"#));
    }
    let none = Context(vec![("key".to_owned(), ContextValue::Number("1.".to_owned()))]);
    assert_eq!(serde_json::to_string(&none).unwrap(), r#"{"key":"1."}"#);
}
