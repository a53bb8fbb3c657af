//! The leaves of the evaluator: patterns, ARNs and the typed values of conditions, against tables and naive matchers.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use iam_evaluator::arn::{Arn, ArnGlob};
use iam_evaluator::glob::{Glob, Token, tokens};
use iam_evaluator::value::{binary, date, ip, numeric};

fn list(pattern: &str) -> Vec<Token> {
    tokens(pattern).collect()
}

/// A small generator with a fixed seed, so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn text(&mut self, alphabet: &[char], longest: usize) -> String {
        let length = self.below(longest + 1);
        (0..length).map(|_| alphabet[self.below(alphabet.len())]).collect()
    }
}

/// All texts over `alphabet` of up to `longest` characters.
fn all_texts(alphabet: &str, longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..longest {
        let until = all.len();
        for i in from..until {
            all.extend(alphabet.chars().map(|character| format!("{}{character}", all[i])).collect::<Vec<_>>());
        }
        from = until;
    }
    all
}

mod glob {
    use super::*;

    /// The definition, without any thought of time.
    fn naive(pattern: &[char], text: &[char]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some(('*', rest)) => (0..=text.len()).any(|taken| naive(rest, &text[taken..])),
            Some(('?', rest)) => !text.is_empty() && naive(rest, &text[1..]),
            Some((wanted, rest)) => text.first() == Some(wanted) && naive(rest, &text[1..]),
        }
    }

    fn agrees(pattern: &str, text: &str) {
        let glob = Glob::new(pattern);
        let pattern_characters: Vec<char> = pattern.chars().collect();
        let characters: Vec<char> = text.chars().collect();
        let expected = naive(&pattern_characters, &characters);
        assert_eq!(glob.matches(text), expected, "`{pattern}` on `{text}`");
        let difference = glob.first_difference(text);
        assert_eq!(difference.is_none(), expected, "difference of `{pattern}` on `{text}`");
        if let Some((in_pattern, in_text)) = difference {
            assert!(in_pattern <= pattern.encode_utf16().count(), "`{pattern}` on `{text}`: {in_pattern}");
            assert!(in_text <= text.encode_utf16().count(), "`{pattern}` on `{text}`: {in_text}");
        }
    }

    #[test]
    fn agrees_with_its_definition_on_everything_small() {
        let texts = all_texts("ab", 6);
        for pattern in all_texts("ab*?", 5) {
            for text in &texts {
                agrees(&pattern, text);
            }
        }
    }

    #[test]
    fn agrees_with_its_definition_on_longer_ones() {
        let mut random = Random(1);
        for _ in 0..50_000 {
            let pattern = random.text(&['a', 'b', 'ß', '😀', '*', '*', '?'], 12);
            let text = random.text(&['a', 'b', 'ß', '😀'], 14);
            agrees(&pattern, &text);
        }
    }

    #[test]
    fn matches_what_it_says() {
        let check =
            |pattern, text, expected| assert_eq!(Glob::new(pattern).matches(text), expected, "{pattern} {text}");
        check("*", "", true);
        check("*", "anything: at/all", true);
        check("?", "", false);
        check("?", "😀", true);
        check("a*", "a", true);
        check("a*", "ba", false);
        check("A*", "a", false);
        check("*a*b*", "xxaxxbxx", true);
        check("*ab?ab*", "ababab", false);
        check("*ab?ab*", "xabcabx", true);
        check("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/2/test/3/o", true);
        check("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b//test/o", true);
        check("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/test/", true);
        check("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1-test/o", false);
        check("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/test/o", false);
        check("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/2/test.jpg", false);
    }

    #[test]
    fn a_substituted_wildcard_is_a_character() {
        let pattern = [Token::Char('a'), Token::Substituted('*'), Token::Char('b')];
        assert!(Glob::from_tokens(pattern).matches("a*b"));
        assert!(!Glob::from_tokens(pattern).matches("axb"));
        assert!(Glob::literal("a*").matches("a*"));
        assert!(!Glob::literal("a*").matches("ab"));
        assert!(!Glob::literal("*").is_star());
    }

    #[test]
    fn says_what_it_is() {
        assert!(Glob::new("*").is_star());
        assert!(Glob::new("**").is_star());
        assert!(!Glob::new("").is_star());
        assert!(!Glob::new("*?").is_star());
        assert!(Glob::new("").is_literal());
        assert!(Glob::new("a").is_literal());
        assert!(!Glob::new("a?").is_literal());
        assert!(!Glob::new("a*").is_literal());
    }

    #[test]
    fn takes_little_time_for_a_long_hostile_pattern() {
        let text = "a".repeat(200_000);
        for piece in ["*a", "a?*?", "*a?", "?*", "*?a?a?a?a?b?a"] {
            let pattern = format!("{}b", piece.repeat(50));
            assert!(!Glob::new(&pattern).matches(&text), "{pattern}");
            assert!(Glob::new(&pattern).first_difference(&text).is_some(), "{pattern}");
        }
        let long = format!("*{}b*", "a?".repeat(500));
        assert!(!Glob::new(&long).matches(&text));
    }

    #[test]
    fn shows_where_pattern_and_text_part() {
        let check = |pattern, text, expected| {
            assert_eq!(Glob::new(pattern).first_difference(text), expected, "{pattern} {text}");
        };
        check("abc", "abc", None);
        check("abc", "abd", Some((2, 2)));
        check("abc", "ab", Some((2, 2)));
        check("ab", "abc", Some((2, 2)));
        check("a?c", "axd", Some((2, 2)));
        check("😀b*", "😀c", Some((2, 2)));
        check("a*-prod-*", "a-test-pro-x-prox", Some((6, 10)));
        check("a*.txt", "abc.jpg", Some((3, 4)));
        check("*b", "xbx", Some((2, 2)));
        check("*z*", "abc", Some((1, 0)));
    }
}

mod arn {
    use super::*;

    /// The definition: a matcher over the whole text in which each place of the pattern knows its component.
    fn naive(pattern: &[Token], text: &[char], component: usize, crossing: bool) -> bool {
        let Some((token, rest)) = pattern.split_first() else { return text.is_empty() };
        let first = text.first().copied();
        let free = component == 5;
        match token {
            Token::Char(':') if !free => first == Some(':') && naive(rest, &text[1..], component + 1, crossing),
            Token::Char(wanted) => first == Some(*wanted) && naive(rest, &text[1..], component, crossing),
            Token::Substituted(wanted) => {
                first == Some(*wanted) && (free || *wanted != ':') && naive(rest, &text[1..], component, crossing)
            }
            Token::Any => {
                first.is_some_and(|found| free || found != ':') && naive(rest, &text[1..], component, crossing)
            }
            Token::Star => {
                let ends = matches!(rest.first(), None | Some(Token::Char(':')));
                let crosses = free || (crossing && ends);
                naive(rest, text, component, crossing)
                    || (first.is_some_and(|found| crosses || found != ':')
                        && naive(pattern, &text[1..], component, crossing))
            }
        }
    }

    fn within(pattern: &[Token], texts: &[String]) {
        let colons = pattern.iter().filter(|token| **token == Token::Char(':')).count();
        let star = !pattern.is_empty() && pattern.iter().all(|token| *token == Token::Star);
        let resource = ArnGlob::resource(pattern);
        let like = ArnGlob::arn_like(pattern);
        let padded_glob = ArnGlob::resource_padded(pattern);
        let mut padded = pattern.to_vec();
        if !star {
            padded.extend([Token::Char(':'), Token::Star].repeat(5_usize.saturating_sub(colons)));
        }
        assert_eq!(like.is_some(), colons >= 5);
        assert_eq!((resource.is_short(), padded_glob.is_short()), (colons < 5 && !star, colons < 5 && !star));
        for text in texts {
            let characters: Vec<char> = text.chars().collect();
            let expected = naive(pattern, &characters, 0, true);
            let kept_within = naive(pattern, &characters, 0, false);
            agrees(&resource, text, expected);
            assert_eq!(resource.crossed_colon(text), !star && expected && !kept_within, "{resource:?} on `{text}`");
            agrees(&padded_glob, text, naive(&padded, &characters, 0, true));
            if let Some(like) = &like {
                agrees(like, text, kept_within && Arn::parse(text).is_some());
            }
        }
    }

    fn agrees(glob: &ArnGlob, text: &str, expected: bool) {
        assert_eq!(glob.matches(text), expected, "{glob:?} on `{text}`");
        let difference = glob.first_difference(text);
        assert_eq!(difference.is_none(), expected, "difference of {glob:?} on `{text}`");
        assert!(
            difference.is_none_or(|(_, in_text)| in_text <= text.encode_utf16().count()),
            "difference of {glob:?} on `{text}`"
        );
    }

    #[test]
    fn agrees_with_its_definition_on_everything_small() {
        let texts = all_texts("a:", 6);
        for pattern in all_texts("a:*?", 5) {
            within(&list(&pattern), &texts);
        }
    }

    #[test]
    fn agrees_with_its_definition_on_longer_ones() {
        let mut random = Random(2);
        let pieces = ["", "a", "b", "*", "a*", "*a", "?", "?*", "*?", "a*b*", "*b?", "**"];
        for _ in 0..30_000 {
            let mut pattern = Vec::new();
            for i in 0..=random.below(8) {
                if i > 0 {
                    pattern.push(Token::Char(':'));
                }
                pattern.extend(tokens(pieces[random.below(pieces.len())]));
                if random.below(20) == 0 {
                    pattern.push(Token::Substituted([':', '*', 'a'][random.below(3)]));
                }
            }
            let texts =
                [random.text(&['a', 'b', ':', ':'], 16), format!("arn:{}", random.text(&['a', 'b', ':', ':'], 14))];
            within(&pattern, &texts);
            let mut arn = list("arn:");
            arn.extend(&pattern);
            within(&arn, &texts);
        }
    }

    #[test]
    fn agrees_with_its_definition_where_much_stands_before_the_first_star() {
        let mut random = Random(3);
        let long = "a".repeat(70);
        for _ in 0..2_000 {
            let middle = ["", ":a", ":b:a", ":?"][random.below(4)];
            let written = ["?", "a", "é:", ""][random.below(4)];
            let pattern = format!("a*:*{middle}:*:{long}{written}{}", ["*b", "*", "?*a*b"][random.below(3)]);
            let mut text = String::from("a:");
            for _ in 0..=random.below(8) {
                text.push_str([":", "a:", "b:", "éa:", &long, "b"][random.below(6)]);
            }
            within(&list(&pattern), &[text]);
        }
    }

    #[test]
    fn a_resource_entry_matches_as_the_rules_say() {
        let check = |pattern: &str, text: &str, expected| {
            assert_eq!(ArnGlob::resource(&list(pattern)).matches(text), expected, "{pattern} {text}");
        };
        let nested = "arn:aws:s3:::b/*/test/*";
        check(nested, "arn:aws:s3:::b/1/2/test/3/o", true);
        check(nested, "arn:aws:s3:::b//test/o", true);
        check(nested, "arn:aws:s3:::b/1/test/", true);
        check(nested, "arn:aws:s3:::b/1-test/o", false);
        check(nested, "arn:aws:s3:::b/test/o", false);
        check(nested, "arn:aws:s3:::b/1/2/test.jpg", false);
        check("arn:aws:s3:::b/*", "arn:aws:s3:::b", false);
        check("arn:aws:s3:::b*", "arn:aws:s3:::b", true);
        check("arn:aws:s3:::b*", "arn:aws:s3:::b/x", true);
        check("arn:aws:s3:::b*", "arn:aws:s3:::bc", true);
        check("arn:aws:iam::111122223333:user/*", "arn:aws:iam::111122223333:user/div/sub/Jane", true);
        check("arn:aws:iam::111122223333:user/bob", "arn:aws:iam::111122223333:user/Bob", false);
        check("arn:aws:sqs:*", "arn:aws:sqs:us-east-1:111122223333:q", true);
        check("arn:aws:dynamodb:*:table/prod-*", "arn:aws:dynamodb:us-east-1:111122223333:table/prod-x", true);
        check("arn:aws:dynamodb:*:table/prod-*", "arn:aws:dynamodb:us-east-1:111122223333:table/test-x", false);
        let instance = "arn:aws:ec2:us-east-1:111122223333:instance/i-1";
        check("arn:aws:ec2:us-*-1:111122223333:instance/i-1", instance, true);
        check("arn:aws:ec2:us-*-1:instance/i-1", instance, false);
        check("arn:aws:ec2:*:*:*/*", instance, true);
        check("arn:aws:sqs:us-east-?:111122223333:q", "arn:aws:sqs:us-east-1:111122223333:q", true);
        check("arn:aws:sqs:us-east-?:111122223333:q", "arn:aws:sqs:us-east-10:111122223333:q", false);
        let family = "arn:aws:ecs:us-east-1:111122223333:task-definition/fam";
        check(&format!("{family}:*"), &format!("{family}:7"), true);
        check(family, &format!("{family}:7"), false);
        check("arn:aws:s3:::b", "*", false);
        check("arn:aws:s3:::*", "arn:aws:s3:::*", true);
        check("arn:aws:s3:::b", "arn:aws:s3:::*", false);
        check("arn:aws:ecs:*:*:*", "*", false);
        check("arn:aws:s3:::b", "arn:aws-cn:s3:::b", false);
        check("arn:aws:S3:::b", "arn:aws:s3:::b", false);
        check("*", "anything", true);
    }

    #[test]
    fn a_short_entry_can_be_padded() {
        let check = |pattern: &str, text: &str, as_written, padded| {
            let pattern = list(pattern);
            assert_eq!(ArnGlob::resource(&pattern).matches(text), as_written);
            assert_eq!(ArnGlob::resource_padded(&pattern).matches(text), padded);
        };
        let queue = "arn:aws:sqs:us-east-1:111122223333:q";
        check("arn:aws:sqs", queue, false, true);
        check("arn:aws:sqs:*", queue, true, true);
        check("arn:aws:sqs:us-east-1", queue, false, true);
        check("arn:aws:sns", queue, false, false);
        check("arn:aws:sqs:us-east-1:111122223333:q", queue, true, true);
        check("*", "*", true, true);
        assert!(!ArnGlob::resource_padded(&list("*")).is_short());
        assert!(!ArnGlob::resource(&list("*")).is_short());
        assert!(ArnGlob::resource(&list("arn:aws:sqs:*")).is_short());
        assert!(!ArnGlob::resource(&list("arn:aws:sqs:*:*:*")).is_short());
    }

    #[test]
    fn says_whether_a_star_ran_past_a_colon() {
        let check = |pattern: &str, text: &str, expected| {
            assert_eq!(ArnGlob::resource(&list(pattern)).crossed_colon(text), expected, "{pattern} {text}");
        };
        let table = "arn:aws:dynamodb:us-east-1:111122223333:table/prod-x";
        check("arn:aws:dynamodb:*:table/prod-*", table, true);
        check("arn:aws:dynamodb:*:*:table/prod-*", table, false);
        check("arn:aws:dynamodb:*", table, true);
        check("arn:aws:dynamodb:*:table/test-*", table, false);
        check("*", table, false);
    }

    #[test]
    fn a_condition_value_keeps_its_stars_within_components() {
        let check = |pattern: &str, text: &str, expected| {
            let matched = ArnGlob::arn_like(&list(pattern)).is_some_and(|glob| glob.matches(text));
            assert_eq!(matched, expected, "{pattern} {text}");
        };
        let long = "arn:aws:s:us-east-2:999999999999:store/abc:111122223333:finance/d";
        check("arn:aws:s:*:111122223333:finance/*", long, false);
        check("arn:aws:s3:*:*:b", "arn:aws:s3:::b", true);
        check("arn:aws:s3:::b", "arn:aws:s3:::b", true);
        check("arn:aws:s3:::b/*", "arn:aws:s3:::b/x:y/z", true);
        check("*:*:*:*:*:*", "arn:aws:s3:::b", true);
        check("*:*:*:*:*:*", "urn:aws:s3:::b", false);
        check("urn:aws:s3:::b", "urn:aws:s3:::b", false);
        check("*", "arn:aws:s3:::b", false);
        check("arn:aws:s3:*", "arn:aws:s3:::b", false);
        check("arn:*", "arn:aws:s3:::b", false);
        assert!(Glob::new("arn:aws:s:*:111122223333:finance/*").matches(long));
    }

    #[test]
    fn shows_where_pattern_and_text_part() {
        let check = |pattern: &str, text: &str, expected| {
            assert_eq!(ArnGlob::resource(&list(pattern)).first_difference(text), Some(expected), "{pattern} {text}");
        };
        check("arn:aws:s3:::b/*", "arn:aws:s3:::c/x", (13, 13));
        check("arn:aws:ec2:*:1:instance/*", "arn:aws:ec2:us-east-1:2:instance/i", (14, 22));
        check("arn:aws:sqs:us-?:1:q", "arn:aws:sqs:us-10:1:q", (16, 16));
        check("arn:aws:dynamodb:*:table/prod-*", "arn:aws:dynamodb:r:1:table/test-x", (19, 19));
        check("arn:aws:s?:::b", "arn:aws:s3", (10, 10));
    }

    #[test]
    fn takes_little_time_for_long_hostile_patterns() {
        let texts = [":".repeat(20_000), "a:".repeat(10_000), format!("{}b", "a".repeat(20_000))];
        let (marks, colons) = (format!("*:::::{}z*", "?".repeat(2_000)), format!("*:::::{}z*", ":".repeat(2_000)));
        for pattern in ["*:*:*:*:*:*z", "*:a:a:a:*a*:b", "*a:?:?*:*?:*:*a?a?*z", "*:a:b", "*:?????:c*", &marks, &colons]
        {
            let glob = ArnGlob::resource(&list(pattern));
            for text in &texts {
                assert!(!glob.matches(text), "{pattern}");
                assert!(glob.first_difference(text).is_some(), "{pattern}");
            }
        }
    }

    #[test]
    fn an_arn_has_six_parts() {
        let arn = Arn::parse("arn:aws:ecs:us-east-1:111122223333:task-definition/web:7").unwrap();
        assert_eq!((arn.partition, arn.service, arn.region), ("aws", "ecs", "us-east-1"));
        assert_eq!((arn.account, arn.resource), ("111122223333", "task-definition/web:7"));
        assert!(arn.has_account_id());
        assert!(!Arn::parse("arn:aws:s3:::b").unwrap().has_account_id());
        assert!(!Arn::parse("arn:aws:s3::1234567890ab:b").unwrap().has_account_id());
        for text in ["", "*", "arn", "arn:aws:s3::", "urn:aws:s3:::b", "ARN:aws:s3:::b"] {
            assert_eq!(Arn::parse(text), None, "{text}");
        }
    }
}

mod value {
    use super::*;
    use core::cmp::Ordering;
    use date::Instant;
    use ip::{Address, Range};
    use numeric::Decimal;

    #[test]
    fn numbers_compare_by_value() {
        let check = |left, right, expected| {
            let (left, right) = (Decimal::parse(left).unwrap(), Decimal::parse(right).unwrap());
            assert_eq!(left.cmp(&right), expected, "{left:?} {right:?}");
            assert_eq!(right.cmp(&left), expected.reverse());
            assert_eq!(left == right, expected == Ordering::Equal);
        };
        check("10", "10.0", Ordering::Equal);
        check("11", "10", Ordering::Greater);
        check("+010.500", "10.5", Ordering::Equal);
        check("-0", "0", Ordering::Equal);
        check("-0.00", "+0", Ordering::Equal);
        check("-1", "0", Ordering::Less);
        check("-2", "-10", Ordering::Greater);
        check("-1.5", "-1.25", Ordering::Less);
        check("9", "10", Ordering::Less);
        check("1.09", "1.1", Ordering::Less);
        check("1.1", "1.10000000000000000000000000001", Ordering::Less);
        check("9007199254740993", "9007199254740992", Ordering::Greater);
        check(&"9".repeat(400), &format!("1{}", "0".repeat(400)), Ordering::Less);
    }

    #[test]
    fn not_everything_with_digits_is_a_number() {
        for text in ["", "+", "-", ".5", "5.", "1e3", "10abc", " 1", "1 ", "--1", "1.2.3", "0x10", "1,000", "٣"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_compare_as_instants() {
        let check = |left, right, expected| {
            let (left, right) = (Instant::parse(left).unwrap(), Instant::parse(right).unwrap());
            assert_eq!(left.cmp(&right), expected, "{left:?} {right:?}");
            assert_eq!(left == right, expected == Ordering::Equal);
        };
        check("2024-01-01T00:00:00Z", "2024-01-01", Ordering::Equal);
        check("2024-01-01T00:00:01Z", "2024-01-01", Ordering::Greater);
        check("2024-06-01T00:00:00Z", "1735689600", Ordering::Less);
        check("1735689600", "2025-01-01T00:00Z", Ordering::Equal);
        check("2024", "2024-01", Ordering::Equal);
        check("2024-01", "2024-01-01T00:00", Ordering::Equal);
        check("1970", "0", Ordering::Equal);
        check("1969-12-31T23:59:59Z", "0", Ordering::Less);
        check("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.25Z", Ordering::Greater);
        check("2024-02-29T12:00:00+02:00", "2024-02-29T10:00:00Z", Ordering::Equal);
        check("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z", Ordering::Equal);
        check("2024-12-31T23:30:00-01:00", "2025-01-01T00:30:00Z", Ordering::Equal);
        check("2024-01-01T00:00:00.1Z", "2024-01-01T00:00:00.100Z", Ordering::Equal);
        check("2024-01-01T00:00:00.1Z", "2024-01-01T00:00:00.1000000000001Z", Ordering::Less);
        check("2024-01-01T00:00:00.999+00:00", "2024-01-01T00:00:01", Ordering::Less);
        check("951782400", "2000-02-29", Ordering::Equal);
        check("68169600", "1972-02-29", Ordering::Equal);
        check("253402300799", "9999-12-31T23:59:59Z", Ordering::Equal);
        check("0000", "0001", Ordering::Less);
        check("0000-12-31T23:59:59Z", "0001", Ordering::Less);
        check("12345", "1970-01-01T03:25:45Z", Ordering::Equal);
        check("99999999999999999999999", "9999", Ordering::Greater);
    }

    #[test]
    fn each_day_of_six_hundred_years_follows_the_last() {
        let mut expected = -116_i64 * 365 - 28; // 1854 had begun so many days before 1970 had; 28 leap days and 1900
        let length = |year: i64, month| match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        for year in 1854..2454 {
            for month in 1..=12 {
                for day in 1..=length(year, month) {
                    let text = format!("{year}-{month:02}-{day:02}");
                    if expected >= 0 && expected * 86_400 > 9_999 {
                        let seconds = (expected * 86_400).to_string();
                        assert_eq!(Instant::parse(&text), Instant::parse(&seconds), "{text}");
                    }
                    expected += 1;
                }
                let text = format!("{year}-{month:02}-{:02}", length(year, month) + 1);
                assert_eq!(Instant::parse(&text), None, "{text}");
            }
        }
    }

    #[test]
    fn not_everything_with_dashes_is_a_date() {
        let texts = [
            "",
            "24",
            "2024-",
            "2024-1",
            "2024-13",
            "2024-00",
            "2024-02-30",
            "2023-02-29",
            "1900-02-29",
            "2024-01-00",
            "2024-01-32",
            "2024-01-01t00:00Z",
            "2024-01-01T00:00z",
            "2024-01-01T",
            "2024-01-01T00",
            "2024-01T00:00Z",
            "2024T00:00Z",
            "2024-01-01T24:00Z",
            "2024-01-01T00:60Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00,5Z",
            "2024-01-01T00:00+1:00",
            "2024-01-01T00:00+0100",
            "2024-01-01T00:00+24:00",
            "2024-01-01T00:00+01:60",
            "2024-01-01T00:00ZZ",
            "2024-01-01T00:00Z+01:00",
            "2024-01-01Z",
            "-2024",
            "+1",
            "-1",
            "1.5",
            " 2024",
            "2024-01-01 00:00",
            "20240101T000000Z",
            "2024-01-01-01",
            "2024-01-01T00:00:00:00Z",
            "2024-01-01T+0:00Z",
            "2024-01-01T00.5:00Z",
        ];
        for text in texts {
            let expected = if text == "24" { Instant::parse("1970-01-01T00:00:24Z") } else { None };
            assert_eq!(Instant::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn says_how_a_date_was_read() {
        assert!(date::is_epoch("1735689600"));
        assert!(date::is_epoch("24"));
        assert!(!date::is_epoch("2024"));
        assert!(!date::is_epoch("-1"));
        assert!(!date::is_epoch(""));
        assert!(date::lacks_zone("2024-01-01T00:00"));
        assert!(date::lacks_zone("2024-01-01T00:00:00.5"));
        assert!(!date::lacks_zone("2024-01-01T00:00Z"));
        assert!(!date::lacks_zone("2024-01-01T00:00-01:00"));
        assert!(!date::lacks_zone("2024-01-01"));
        assert!(!date::lacks_zone("Tuesday"));
    }

    #[test]
    fn base64_is_read_strictly() {
        let check = |text, expected: Option<&[u8]>| assert_eq!(binary::decode(text).as_deref(), expected, "{text}");
        check("", Some(b""));
        check("QQ==", Some(b"A"));
        check("QUI=", Some(b"AB"));
        check("QUJD", Some(b"ABC"));
        check("QUJDRA==", Some(b"ABCD"));
        check("+/+/", Some(&[0xfb, 0xff, 0xbf]));
        for text in ["Q", "QQ", "QQ=", "QQ===", "====", "Q===", "QR==", "QUJ=", "QQ==QQ==", "QU D", "QUJD\n", "-_-_"] {
            check(text, None);
        }
    }

    #[test]
    fn a_range_holds_the_addresses_with_its_prefix() {
        let check = |range, address, expected| {
            let (range, address) = (Range::parse(range).unwrap(), Address::parse(address).unwrap());
            assert_eq!(range.contains(&address), expected, "{range:?} {address:?}");
        };
        check("203.0.113.0/24", "203.0.113.7", true);
        check("203.0.113.99/24", "203.0.113.7", true);
        check("203.0.113.0/24", "203.0.114.7", false);
        check("203.0.113.0/24", "2001:db8::1", false);
        check("203.0.113.7", "203.0.113.7", true);
        check("203.0.113.7", "203.0.113.8", false);
        check("203.0.113.7/32", "203.0.113.6", false);
        check("203.0.113.6/31", "203.0.113.7", true);
        check("0.0.0.0/0", "203.0.113.7", true);
        check("0.0.0.0/0", "::1", false);
        check("::/0", "2001:db8::1", true);
        check("::/0", "203.0.113.7", false);
        check("2001:0db8:0::1", "2001:db8::1", true);
        check("2001:DB8::/32", "2001:db8:ffff::1", true);
        check("2001:db8::/32", "2001:db9::1", false);
        check("2001:db8::1/128", "2001:db8::2", false);
        check("203.0.113.0/24", "::ffff:203.0.113.7", false);
        check("::ffff:203.0.113.0/120", "::ffff:203.0.113.7", true);
        check("2001:db8::/32", "198.51.100.1", false);
    }

    #[test]
    fn not_everything_with_dots_is_an_address() {
        for text in
            ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1.2.3.4 ", "1.2.3.4/8", "::1%eth0", "x"]
        {
            assert_eq!(Address::parse(text), None, "{text}");
        }
        for text in
            ["", "/", "/8", "1.2.3.4/", "1.2.3.4/33", "::/129", "1.2.3.4/+8", "1.2.3.4/8/8", "1.2.3.4/255.0.0.0"]
        {
            assert_eq!(Range::parse(text), None, "{text}");
        }
    }

    #[test]
    fn says_whether_bits_after_the_prefix_are_set() {
        assert!(Range::has_host_bits("203.0.113.7/24"));
        assert!(!Range::has_host_bits("203.0.113.0/24"));
        assert!(!Range::has_host_bits("203.0.113.7/32"));
        assert!(!Range::has_host_bits("203.0.113.7"));
        assert!(Range::has_host_bits("1.2.3.4/0"));
        assert!(!Range::has_host_bits("0.0.0.0/0"));
        assert!(Range::has_host_bits("2001:db8::1/32"));
        assert!(!Range::has_host_bits("2001:db8::/32"));
        assert!(!Range::has_host_bits("no address"));
    }
}
