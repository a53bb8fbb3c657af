//! Reads blocks, attributes and expressions, and goes on after what it does not understand.

use super::super::tree::MAX_DEPTH;
use super::template::{Quoted, end_of_interpolation, parts};
use super::{Attribute, Block, Body, Expr, Kind, Trouble};

/// Reads a file or a piece of one.
pub fn read(text: &str) -> (Body, Vec<Trouble>) {
    let mut reader = Reader { text, at: 0, line: 1, depth: 0, troubles: Vec::new() };
    let mut body = reader.body();
    while reader.peek().is_some() {
        reader.trouble("a closing brace without an opening one");
        reader.bump();
        let more = reader.body();
        body.attributes.extend(more.attributes);
        body.blocks.extend(more.blocks);
    }
    (body, reader.troubles)
}

/// Reads one expression that is the whole text.
pub fn read_expression(text: &str) -> Expr {
    let mut reader = Reader { text, at: 0, line: 1, depth: 0, troubles: Vec::new() };
    reader.space(Newlines::Pass);
    reader.expression(Newlines::Pass)
}

/// Whether a line's end is the end of what is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Newlines {
    End,
    Pass,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    depth: usize,
    troubles: Vec<Trouble>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        if c == '\n' {
            self.line += 1;
        }
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        if is {
            self.bump();
        }
        is
    }

    /// Goes on by this many bytes.
    fn skip(&mut self, bytes: usize) {
        let end = self.at.saturating_add(bytes);
        while self.at < end && self.bump().is_some() {}
    }

    fn trouble(&mut self, why: &str) {
        self.troubles.push((self.line, why.to_owned()));
    }

    /// Passes over white space and comments.
    fn space(&mut self, newlines: Newlines) {
        loop {
            let rest = self.rest();
            if rest.starts_with('#') || rest.starts_with("//") {
                self.skip(rest.find('\n').unwrap_or(rest.len()));
            } else if rest.starts_with("/*") {
                self.skip(rest.find("*/").map_or(rest.len(), |end| end + 2));
            } else {
                match self.peek() {
                    Some('\n') if newlines == Newlines::End => return,
                    Some(c) if c.is_whitespace() => self.skip(c.len_utf8()),
                    _ => return,
                }
            }
        }
    }

    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        if !rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
        self.skip(end);
        rest.get(..end)
    }

    /// Up to the end of the text or a closing brace, which is left.
    fn body(&mut self) -> Body {
        let mut body = Body::default();
        loop {
            self.space(Newlines::Pass);
            let line = self.line;
            match self.peek() {
                None | Some('}') => return body,
                Some(_) => {}
            }
            let Some(name) = self.word() else {
                self.trouble("this is no attribute and no block");
                self.skip_line();
                continue;
            };
            self.space(Newlines::End);
            if self.peek() == Some('=') {
                self.bump();
                self.space(Newlines::End);
                let value = self.expression(Newlines::End);
                body.attributes.push(Attribute { name: name.to_owned(), line, value });
            } else if let Some(block) = self.block(name, line) {
                body.blocks.push(block);
            }
        }
    }

    fn skip_line(&mut self) {
        let rest = self.rest();
        self.skip(rest.find('\n').map_or(rest.len(), |end| end + 1).max(1));
    }

    fn block(&mut self, kind: &str, line: usize) -> Option<Block> {
        let mut labels = Vec::new();
        loop {
            self.space(Newlines::End);
            match self.peek() {
                Some('"') => {
                    self.bump();
                    let raw = self.quoted();
                    labels.push(raw.to_owned());
                }
                Some('{') => break,
                _ => {
                    let Some(word) = self.word() else {
                        self.troubles.push((line, format!("`{kind}` is no attribute and no block")));
                        self.skip_line();
                        return None;
                    };
                    labels.push(word.to_owned());
                }
            }
        }
        self.bump();
        if self.depth >= MAX_DEPTH {
            self.trouble("nested too deep");
            self.skip(self.rest().len());
            return None;
        }
        self.depth += 1;
        let body = self.body();
        self.depth -= 1;
        if !self.eat('}') {
            self.troubles.push((line, format!("`{kind}` is not closed")));
        }
        Some(Block { kind: kind.to_owned(), labels, line, body })
    }

    fn expression(&mut self, newlines: Newlines) -> Expr {
        let (start, line) = (self.at, self.line);
        if self.depth >= MAX_DEPTH {
            self.trouble("nested too deep");
            self.skip(self.rest().len());
            return Expr { line, kind: Kind::Literal("null".to_owned()) };
        }
        self.depth += 1;
        let kind = self.primary();
        self.depth -= 1;
        let after = (self.at, self.line);
        self.space(newlines);
        let done = match self.peek() {
            None | Some('\n' | ',' | ']' | '}' | ')' | ':') => true,
            Some('=') => !self.rest().starts_with("=="),
            Some(_) => false,
        };
        if let (Some(kind), true) = (kind, done) {
            return Expr { line, kind };
        }
        (self.at, self.line) = after;
        self.other(newlines);
        let text = self.text.get(start..self.at).unwrap_or_default().trim().to_owned();
        Expr { line, kind: Kind::Other(text) }
    }

    /// What an expression begins with; `None` where it is no literal, no call and no reference.
    fn primary(&mut self) -> Option<Kind> {
        let rest = self.rest();
        match self.peek()? {
            '"' => {
                self.bump();
                Some(Kind::Template(parts(self.quoted(), Quoted::Yes)))
            }
            '<' if rest.starts_with("<<") => self.heredoc(),
            '[' => {
                self.bump();
                self.list(']').map(Kind::List)
            }
            '{' => {
                self.bump();
                self.object()
            }
            c if c.is_ascii_digit() || c == '-' => {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || ".+-".contains(c))).unwrap_or(rest.len());
                self.skip(end.max(1));
                rest.get(..end).map(|number| Kind::Literal(number.to_owned()))
            }
            _ => self.reference_or_call(),
        }
    }

    fn reference_or_call(&mut self) -> Option<Kind> {
        let start = self.at;
        let word = self.word()?;
        if self.eat('(') {
            return self.list(')').map(|arguments| Kind::Call(word.to_owned(), arguments));
        }
        while let Some(c) = self.peek() {
            if c == '[' {
                let rest = self.rest();
                self.skip(rest.find(']').map_or(rest.len(), |end| end + 1));
            } else if c.is_alphanumeric() || "._-*".contains(c) {
                self.bump();
            } else {
                break;
            }
        }
        let text = self.text.get(start..self.at)?;
        Some(match text {
            "true" | "false" | "null" => Kind::Literal(text.to_owned()),
            _ => Kind::Other(text.to_owned()),
        })
    }

    /// The values up to `close`; `None` where they come from a `for`.
    fn list(&mut self, close: char) -> Option<Vec<Expr>> {
        let mut items = Vec::new();
        loop {
            self.space(Newlines::Pass);
            if self.eat(close) {
                return Some(items);
            }
            if items.is_empty() && self.is_for() {
                self.balanced(close);
                return None;
            }
            let before = self.at;
            items.push(self.expression(Newlines::Pass));
            self.space(Newlines::Pass);
            // `...` after the last argument spreads it.
            if self.rest().starts_with("...") {
                self.skip(3);
            }
            if !self.eat(',') && self.peek() != Some(close) {
                if self.peek().is_none() {
                    self.trouble(&format!("`{close}` is missing"));
                    return Some(items);
                }
                if self.at == before {
                    self.bump();
                }
            }
        }
    }

    fn is_for(&self) -> bool {
        self.rest().strip_prefix("for").is_some_and(|rest| rest.starts_with(char::is_whitespace))
    }

    fn object(&mut self) -> Option<Kind> {
        let mut entries = Vec::new();
        loop {
            self.space(Newlines::Pass);
            if self.eat('}') {
                return Some(Kind::Object(entries));
            }
            if entries.is_empty() && self.is_for() {
                self.balanced('}');
                return None;
            }
            if self.peek().is_none() {
                self.trouble("`}` is missing");
                return Some(Kind::Object(entries));
            }
            let before = self.at;
            let key = self.key();
            self.space(Newlines::End);
            if self.eat('=') || self.eat(':') {
                self.space(Newlines::Pass);
                let value = self.expression(Newlines::End);
                entries.push((key, value));
            } else {
                self.trouble("a name without a value");
            }
            self.space(Newlines::End);
            self.eat(',');
            if self.at == before {
                self.bump();
            }
        }
    }

    /// A name in an object: a word is that word, not a reference.
    fn key(&mut self) -> Expr {
        let line = self.line;
        if let Some(word) = self.word() {
            return Expr { line, kind: Kind::Literal(word.to_owned()) };
        }
        self.expression(Newlines::End)
    }

    /// The inside of a quoted text whose first quote is passed; the last one is passed, too.
    fn quoted(&mut self) -> &'a str {
        let start = self.at;
        while let Some(c) = self.peek() {
            let rest = self.rest();
            if c == '"' {
                let text = self.text.get(start..self.at).unwrap_or_default();
                self.bump();
                return text;
            }
            if rest.starts_with("$${") || rest.starts_with("%%{") {
                self.skip(3);
            } else if let Some(inside) = rest.strip_prefix("${").or_else(|| rest.strip_prefix("%{")) {
                self.skip(2 + end_of_interpolation(inside));
            } else if c == '\\' {
                self.bump();
                self.bump();
            } else {
                self.bump();
            }
        }
        self.trouble("a quote is missing");
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn heredoc(&mut self) -> Option<Kind> {
        self.skip(2);
        let indented = self.eat('-') || self.eat('~');
        let marker = self.word()?.to_owned();
        self.skip_line();
        let mut lines = Vec::new();
        loop {
            let rest = self.rest();
            let line = rest.split('\n').next().unwrap_or_default();
            if line.trim() == marker {
                self.skip(line.len());
                break;
            }
            if rest.is_empty() {
                self.trouble(&format!("`{marker}` is missing"));
                break;
            }
            lines.push(line.trim_end_matches('\r'));
            self.skip(line.len() + 1);
        }
        let width = |line: &&str| line.len() - line.trim_start().len();
        let least = lines.iter().filter(|line| !line.trim().is_empty()).map(width).min().unwrap_or(0);
        let text: Vec<&str> =
            lines.iter().map(|line| if indented { line.get(least..).unwrap_or_default() } else { *line }).collect();
        Some(Kind::Template(parts(&text.join("\n"), Quoted::No)))
    }

    /// Passes over the rest of an expression.
    fn other(&mut self, newlines: Newlines) {
        while let Some(c) = self.peek() {
            match c {
                '\n' if newlines == Newlines::End => return,
                ',' | ']' | '}' | ')' => return,
                '(' | '[' | '{' => {
                    self.bump();
                    self.balanced(match c {
                        '(' => ')',
                        '[' => ']',
                        _ => '}',
                    });
                }
                '"' => {
                    self.bump();
                    self.quoted();
                }
                _ => {
                    self.bump();
                }
            }
        }
    }

    /// Passes over everything up to `close` and over that.
    fn balanced(&mut self, close: char) {
        let mut open = vec![close];
        while let Some(c) = self.bump() {
            match c {
                '"' => {
                    self.quoted();
                }
                '(' => open.push(')'),
                '[' => open.push(']'),
                '{' => open.push('}'),
                _ if open.last() == Some(&c) => {
                    open.pop();
                    if open.is_empty() {
                        return;
                    }
                }
                _ => {}
            }
        }
    }
}
