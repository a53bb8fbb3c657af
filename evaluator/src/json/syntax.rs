//! Where and why a text is not JSON, said about the place where a person would look.

use alloc::string::String;

use super::read::{Stop, Wanted};
use crate::json::MAX_DEPTH;
use crate::span::ByteSpan;

/// Why a text is not JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// The characters to look at; empty only in an empty text.
    pub span: ByteSpan,
}

/// What can be wrong with a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// There is nothing but white space.
    Empty,
    /// The text ends inside an array, an object or a value.
    UnexpectedEnd,
    /// A string is not closed on its line.
    UnterminatedString,
    /// A comma before a closing bracket or brace.
    TrailingComma,
    /// Something follows a value where a comma or a closing bracket belongs.
    MissingComma,
    /// Something follows a name where a colon belongs.
    MissingColon,
    /// A value belongs here.
    MissingValue,
    /// A name in double quotes belongs here.
    MissingKey,
    /// Something follows the value.
    TrailingCharacters,
    /// Text in single or typographic quotes.
    WrongQuotes,
    /// JSON has no comments.
    Comment,
    /// A bracket that closes nothing, or closes what the other bracket opened.
    MismatchedBracket,
    /// A control character inside a string must be escaped.
    ControlCharacter,
    /// A backslash before a character that it cannot stand before.
    InvalidEscape,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// A number of a form that JSON does not have.
    InvalidNumber,
    /// A word that is not `true`, `false` or `null`.
    InvalidWord,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Anything else.
    UnexpectedCharacter,
}

/// Finds the bracket that nests too deep.
pub(super) fn check_depth(text: &str) -> Result<(), SyntaxError> {
    let scan = Scan::of(text.as_bytes());
    scan.too_deep
        .map_or(Ok(()), |at| Err(SyntaxError { kind: SyntaxErrorKind::TooDeep, span: ByteSpan::new(at, at + 1) }))
}

/// Says what it means that reading stopped.
pub(super) fn diagnose(text: &str, stop: &Stop) -> SyntaxError {
    let Some(last) = text.rfind(|c: char| !c.is_ascii_whitespace() && c != '\u{feff}') else {
        return SyntaxError { kind: SyntaxErrorKind::Empty, span: ByteSpan::new(0, text.len()) };
    };
    let place = Place { text, at: text.floor_char_boundary(stop.at).min(last) };
    let kind = place.kind(stop.wanted);
    SyntaxError { kind, span: place.underline(kind) }
}

/// A byte of a text where reading stopped.
struct Place<'a> {
    text: &'a str,
    at: usize,
}

impl Place<'_> {
    fn kind(&self, wanted: Wanted) -> SyntaxErrorKind {
        let found = self.rest().chars().next().unwrap_or_default();
        let in_string = || self.open_string().is_some();
        match wanted {
            Wanted::More if in_string() => return SyntaxErrorKind::UnterminatedString,
            Wanted::More => return SyntaxErrorKind::UnexpectedEnd,
            Wanted::Character if in_string() => {
                let ends_line = matches!(found, '\n' | '\r');
                return if ends_line { SyntaxErrorKind::UnterminatedString } else { SyntaxErrorKind::ControlCharacter };
            }
            Wanted::Escape => return SyntaxErrorKind::InvalidEscape,
            Wanted::Number => return SyntaxErrorKind::InvalidNumber,
            _ => {}
        }
        match found {
            '\'' | '‘' | '’' | '“' | '”' | '„' | '`' => return SyntaxErrorKind::WrongQuotes,
            '#' => return SyntaxErrorKind::Comment,
            '/' if self.rest().starts_with("//") || self.rest().starts_with("/*") => return SyntaxErrorKind::Comment,
            ']' | '}' if self.before().ends_with(',') => return SyntaxErrorKind::TrailingComma,
            _ => {}
        }
        match wanted {
            Wanted::End => SyntaxErrorKind::TrailingCharacters,
            Wanted::Colon => SyntaxErrorKind::MissingColon,
            Wanted::Comma if matches!(found, ']' | '}') => SyntaxErrorKind::MismatchedBracket,
            Wanted::Comma => SyntaxErrorKind::MissingComma,
            Wanted::Key => SyntaxErrorKind::MissingKey,
            Wanted::Word => SyntaxErrorKind::InvalidWord,
            Wanted::Value if found.is_alphabetic() => SyntaxErrorKind::InvalidWord,
            Wanted::Value if found == '+' || found == '.' => SyntaxErrorKind::InvalidNumber,
            Wanted::Value => SyntaxErrorKind::MissingValue,
            Wanted::More | Wanted::Character | Wanted::Escape | Wanted::Number => SyntaxErrorKind::UnexpectedCharacter,
        }
    }

    fn underline(&self, kind: SyntaxErrorKind) -> ByteSpan {
        let character = ByteSpan::new(self.at, self.at + self.rest().chars().next().map_or(0, char::len_utf8));
        match kind {
            SyntaxErrorKind::UnterminatedString => {
                let start = self.open_string().unwrap_or(self.at);
                ByteSpan::new(start, line_end(self.text, start))
            }
            SyntaxErrorKind::TrailingComma => {
                let comma = self.before().len().saturating_sub(1);
                ByteSpan::new(comma, comma + 1)
            }
            SyntaxErrorKind::InvalidEscape => {
                let backslash = |end: usize| self.text.as_bytes().get(..end)?.iter().rposition(|byte| *byte == b'\\');
                // An escape that is cut short ends where another one may begin.
                let cut = backslash(self.at)
                    .filter(|start| start + escape_length(self.text.get(*start..).unwrap_or_default()) == self.at);
                let start = cut.or_else(|| backslash(character.end)).unwrap_or(self.at);
                ByteSpan::new(start, start + escape_length(self.text.get(start..).unwrap_or_default()))
            }
            SyntaxErrorKind::Comment => {
                let comment = self
                    .rest()
                    .strip_prefix("/*")
                    .and_then(|rest| rest.as_bytes().windows(2).position(|pair| pair == b"*/"));
                let comment = comment.map(|at| self.at + at + 4);
                ByteSpan::new(self.at, comment.unwrap_or_else(|| line_end(self.text, self.at)))
            }
            SyntaxErrorKind::WrongQuotes => self.quoted(),
            SyntaxErrorKind::MissingComma
            | SyntaxErrorKind::MissingColon
            | SyntaxErrorKind::MissingValue
            | SyntaxErrorKind::MissingKey
            | SyntaxErrorKind::TrailingCharacters
            | SyntaxErrorKind::InvalidWord
            | SyntaxErrorKind::UnexpectedCharacter => self.token(),
            SyntaxErrorKind::InvalidNumber => {
                let number = self.before().trim_end_matches(is_word).len()..self.before().len();
                if number.is_empty() || self.rest().starts_with(is_word) {
                    self.token()
                } else {
                    ByteSpan::new(number.start, number.end)
                }
            }
            SyntaxErrorKind::Empty
            | SyntaxErrorKind::UnexpectedEnd
            | SyntaxErrorKind::MismatchedBracket
            | SyntaxErrorKind::ControlCharacter
            | SyntaxErrorKind::LoneSurrogate
            | SyntaxErrorKind::TooDeep => character,
        }
    }

    /// The string, word or number at the place, or its one character.
    fn token(&self) -> ByteSpan {
        let rest = self.rest();
        let mut characters = rest.char_indices();
        match characters.next() {
            Some((_, '"')) => {
                let end = rest.get(1..).and_then(|text| text.find(['"', '\n'])).map_or(rest.len(), |at| at + 2);
                ByteSpan::new(self.at, (self.at + end).min(line_end(self.text, self.at)))
            }
            Some((_, c)) if is_word(c) => {
                let before = self.text.get(..self.at).unwrap_or_default();
                let start = before.trim_end_matches(is_word).len();
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                ByteSpan::new(start, self.at + end)
            }
            Some((_, c)) => ByteSpan::new(self.at, self.at + c.len_utf8()),
            None => ByteSpan::new(self.at, self.at),
        }
    }

    /// From a wrong quote to the next one on its line.
    fn quoted(&self) -> ByteSpan {
        let line = self.text.get(self.at..line_end(self.text, self.at)).unwrap_or_default();
        let mut characters = line.char_indices();
        let open = characters.next().map(|(_, c)| c).unwrap_or_default();
        let close = match open {
            '‘' => ['’', '‘', '’'],
            '“' | '„' => ['”', '“', '"'],
            other => [other; 3],
        };
        let end = characters.find(|(_, c)| close.contains(c)).map_or(open.len_utf8(), |(at, c)| at + c.len_utf8());
        ByteSpan::new(self.at, self.at + end)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default().trim_ascii_end()
    }

    /// The opening quote of the string that the place is in.
    fn open_string(&self) -> Option<usize> {
        Scan::of(self.text.as_bytes().get(..=self.at).unwrap_or_default()).open_string
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.')
}

/// How many bytes the escape has that `text` begins with: a backslash and a character, or `\u` and its digits.
fn escape_length(text: &str) -> usize {
    match text.strip_prefix("\\u") {
        Some(rest) => 2 + rest.bytes().take(4).take_while(u8::is_ascii_hexdigit).count(),
        None => 1 + text.chars().nth(1).map_or(0, char::len_utf8),
    }
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// What a text holds, as far as brackets and quotes tell.
struct Scan {
    too_deep: Option<usize>,
    open_string: Option<usize>,
}

impl Scan {
    fn of(bytes: &[u8]) -> Self {
        let (mut depth, mut string, mut escaped) = (0_usize, None, false);
        for (at, byte) in bytes.iter().enumerate() {
            match (string, byte) {
                (Some(_), _) if escaped => escaped = false,
                (Some(_), b'\\') => escaped = true,
                (Some(_), b'"') => string = None,
                (None, b'"') => string = Some(at),
                (None, b'[' | b'{') if depth == MAX_DEPTH => return Self { too_deep: Some(at), open_string: None },
                (None, b'[' | b'{') => depth += 1,
                (None, b']' | b'}') => depth = depth.saturating_sub(1),
                (Some(_) | None, _) => {}
            }
        }
        Self { too_deep: None, open_string: string }
    }
}

impl SyntaxErrorKind {
    /// A name for it, as `MISSING_COMMA`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "EMPTY",
            Self::UnexpectedEnd => "UNEXPECTED_END",
            Self::UnterminatedString => "UNTERMINATED_STRING",
            Self::TrailingComma => "TRAILING_COMMA",
            Self::MissingComma => "MISSING_COMMA",
            Self::MissingColon => "MISSING_COLON",
            Self::MissingValue => "MISSING_VALUE",
            Self::MissingKey => "MISSING_KEY",
            Self::TrailingCharacters => "TRAILING_CHARACTERS",
            Self::WrongQuotes => "WRONG_QUOTES",
            Self::Comment => "COMMENT",
            Self::MismatchedBracket => "MISMATCHED_BRACKET",
            Self::ControlCharacter => "CONTROL_CHARACTER",
            Self::InvalidEscape => "INVALID_ESCAPE",
            Self::LoneSurrogate => "LONE_SURROGATE",
            Self::InvalidNumber => "INVALID_NUMBER",
            Self::InvalidWord => "INVALID_WORD",
            Self::TooDeep => "TOO_DEEP",
            Self::UnexpectedCharacter => "UNEXPECTED_CHARACTER",
        }
    }
}

impl SyntaxError {
    /// The underlined characters of `text`.
    pub fn found(&self, text: &str) -> String {
        text.get(self.span.start..self.span.end).unwrap_or_default().into()
    }
}
