//! Amazon Resource Names, and patterns of them.
//!
//! Rules: the pages on ARNs, on the Resource element and on the ARN condition operators. An ARN is six components with
//! colons between them: `arn:partition:service:region:account:resource`; the sixth may hold colons itself. In a pattern
//! the components are separated by the first five colons that are written in the policy: a colon that a policy
//! variable put in ([`Token::Substituted`]) never separates, and never matches before the fifth colon.

mod difference;
mod sieve;

pub(crate) use self::sieve::Sieve;
use crate::glob::{Glob, Token};
use alloc::vec::Vec;

/// The six components of an ARN, borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, `aws-us-gov`, …
    pub partition: &'a str,
    /// The service's prefix, as in its actions.
    pub service: &'a str,
    /// The Region; empty for what is global.
    pub region: &'a str,
    /// The account; empty for what names none, such as an S3 bucket.
    pub account: &'a str,
    /// Everything after the fifth colon.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Reads a text that begins with `arn:` and has six components, any of which may be empty.
    ///
    /// ```
    /// use iam_evaluator::arn::Arn;
    ///
    /// let arn = Arn::parse("arn:aws:ecs:us-east-1:111122223333:task-definition/web:7").unwrap();
    /// assert_eq!(arn.resource, "task-definition/web:7");
    /// ```
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.strip_prefix("arn:")?.splitn(5, ':');
        Some(Self {
            partition: parts.next()?,
            service: parts.next()?,
            region: parts.next()?,
            account: parts.next()?,
            resource: parts.next()?,
        })
    }

    /// Whether the account is the 12 digits of an account ID.
    pub fn has_account_id(&self) -> bool {
        self.account.len() == 12 && self.account.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// Where the first five colons of a text stand, found once for all patterns it is matched with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    colons: [usize; 5],
    /// Whether there are more than five.
    more: bool,
}

impl Cut {
    /// Cuts a text; `None` where it has fewer than six components.
    pub fn of(text: &str) -> Option<Self> {
        let mut found = memchr::memchr_iter(b':', text.as_bytes());
        let mut colons = [0; 5];
        for colon in &mut colons {
            *colon = found.next()?;
        }
        Some(Self { colons, more: found.next().is_some() })
    }

    /// The components of the text that was cut.
    fn components(self, text: &str) -> Option<([&str; 5], &str)> {
        let [first, second, third, fourth, fifth] = self.colons;
        let lead = [
            text.get(..first)?,
            text.get(first + 1..second)?,
            text.get(second + 1..third)?,
            text.get(third + 1..fourth)?,
            text.get(fourth + 1..fifth)?,
        ];
        Some((lead, self.resource(text)?))
    }

    /// What follows the fifth colon of the text that was cut.
    fn resource(self, text: &str) -> Option<&str> {
        let [.., fifth] = self.colons;
        text.get(fifth + 1..)
    }

    /// The ARN that was cut.
    pub fn arn(self, text: &str) -> Option<Arn<'_>> {
        match self.components(text)? {
            (["arn", partition, service, region, account], resource) => {
                Some(Arn { partition, service, region, account, resource })
            }
            _ => None,
        }
    }
}

/// A compiled pattern of ARNs.
///
/// * In the sixth component `*` and `?` stand for any characters, `:` and `/` included.
/// * Before the fifth colon neither matches a `:`, with one exception for the `Resource` element: a `*` at the end of
///   a component may run on past colons.
///
/// ```
/// use iam_evaluator::arn::ArnGlob;
/// use iam_evaluator::glob::tokens;
///
/// let pattern: Vec<_> = tokens("arn:aws:dynamodb:*:table/prod-*").collect();
/// let table = "arn:aws:dynamodb:us-east-1:111122223333:table/prod-x";
/// assert!(ArnGlob::resource(&pattern).matches(table));
/// assert!(ArnGlob::resource(&pattern).crossed_colon(table));
/// ```
#[derive(Clone, Debug)]
pub struct ArnGlob {
    shape: Shape,
    /// How many components were written.
    written: usize,
}

#[derive(Clone, Debug)]
enum Shape {
    /// Colons need no care: the components before the fifth colon are plain text, or all is `*`.
    Whole(Glob),
    /// Component for component; the last one stands apart.
    Components { lead: Vec<Component>, last: Component },
    /// As `Components`, and only an ARN matches.
    Arn { lead: Vec<Component>, last: Component },
}

#[derive(Clone, Debug)]
struct Component {
    glob: Glob,
    /// UTF-16 units of the pattern before it.
    at: usize,
    /// Its own UTF-16 units.
    len: usize,
    reach: Reach,
}

/// How much text a component may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// One component of the text.
    One,
    /// One component, and then any number more: it ends with a `*`.
    RunsOn,
    /// All that is left: the sixth.
    Rest,
}

impl ArnGlob {
    /// Compiles an entry of the `Resource` or `NotResource` element, as written.
    ///
    /// An entry with fewer than six components has all of them before the fifth colon.
    pub fn resource(tokens: &[Token]) -> Self {
        let parts = split(tokens);
        let written = parts.len();
        if needs_no_care(&parts) {
            return Self { shape: Shape::Whole(Glob::from_tokens(tokens.iter().copied())), written };
        }
        Self { shape: components(&parts), written }
    }

    /// Compiles an entry of the `Resource` or `NotResource` element whose missing components are taken as `*`.
    ///
    /// The same as [`ArnGlob::resource`] when none is missing, and for `*` alone.
    pub fn resource_padded(tokens: &[Token]) -> Self {
        let mut parts = split(tokens);
        let written = parts.len();
        if written >= 6 || all_stars(tokens) {
            return Self::resource(tokens);
        }
        let end = tokens.iter().map(|token| token.utf16_len()).sum();
        parts.resize(6, Part { tokens: &[Token::Star], at: end, len: 0 });
        Self { shape: components(&parts), written }
    }

    /// Compiles a value of the ARN condition operators, where no `*` runs past a colon before the fifth one.
    ///
    /// `None` when the value has fewer than six components, also for `*`: it then matches nothing.
    pub fn arn_like(tokens: &[Token]) -> Option<Self> {
        let parts = split(tokens);
        let written = parts.len();
        if written < 6 {
            return None;
        }
        if needs_no_care(&parts) && tokens.starts_with(&ARN) {
            return Some(Self { shape: Shape::Whole(Glob::from_tokens(tokens.iter().copied())), written });
        }
        let (last, lead) = parts.split_last()?;
        let lead = lead.iter().map(|part| part.compile(Reach::One)).collect();
        Some(Self { shape: Shape::Arn { lead, last: last.compile(Reach::Rest) }, written })
    }

    /// Compiles the five components before the fifth colon of an entry of the `Resource` or `NotResource` element.
    pub(crate) fn lead(tokens: &[Token]) -> Self {
        let parts = split(tokens);
        Self { shape: components(&parts), written: parts.len() }
    }

    /// Of a [lead](ArnGlob::lead): whether it fits the components of a text before the fifth colon and `rest` what follows; `None` where
    /// a `*` might run past a colon.
    pub(crate) fn lead_fits(&self, text: &str, cut: Cut, rest: impl Fn(&str) -> bool) -> Option<bool> {
        let Shape::Components { lead, last } = &self.shape else { return None };
        let runs_on = lead.iter().chain([last]).any(|component| component.reach == Reach::RunsOn);
        if self.written != 5 || (cut.more && runs_on) {
            return None;
        }
        let (components, resource) = cut.components(text)?;
        let patterns = lead.iter().chain([last]).zip(components);
        Some(rest(resource) && { patterns }.all(|(pattern, component)| pattern.glob.matches(component)))
    }

    /// Whether the whole of `text` matches.
    #[inline]
    pub fn matches(&self, text: &str) -> bool {
        match &self.shape {
            Shape::Whole(glob) => glob.matches(text),
            Shape::Components { lead, last } => place(lead, last, text),
            Shape::Arn { lead, last } => Arn::parse(text).is_some() && place(lead, last, text),
        }
    }

    /// As [`ArnGlob::matches`], for a text that is cut already.
    pub(crate) fn matches_cut(&self, text: &str, cut: Option<Cut>) -> bool {
        let Some(cut) = cut else { return self.matches(text) };
        match &self.shape {
            Shape::Whole(glob) => glob.matches(text),
            // Six components of six: no `*` has a colon to run past.
            Shape::Components { lead, last } if lead.len() == 5 && last.reach == Reach::Rest && !cut.more => {
                fits(lead, &last.glob, text, cut)
            }
            Shape::Components { lead, last } => place(lead, last, text),
            Shape::Arn { lead, last } => text.starts_with("arn:") && fits(lead, &last.glob, text, cut),
        }
    }

    /// Whether `text` matches and would not if every `*` before the fifth colon kept within its component.
    ///
    /// False for a pattern of nothing but `*`.
    pub fn crossed_colon(&self, text: &str) -> bool {
        match &self.shape {
            Shape::Whole(glob) => {
                self.is_short()
                    && glob.matches(text)
                    && text.bytes().filter(|byte| *byte == b':').count() >= self.written
            }
            Shape::Components { lead, last } => {
                let within = walk(lead, text).is_some_and(|rest| match last.reach {
                    Reach::One | Reach::RunsOn => !rest.as_bytes().contains(&b':') && last.glob.matches(rest),
                    Reach::Rest => last.glob.matches(rest),
                });
                !within && place(lead, last, text)
            }
            Shape::Arn { .. } => false,
        }
    }

    /// Whether fewer than six components were written; `*` alone is not short.
    pub fn is_short(&self) -> bool {
        self.written < 6 && !matches!(&self.shape, Shape::Whole(glob) if glob.is_star())
    }
}

const ARN: [Token; 4] = [Token::Char('a'), Token::Char('r'), Token::Char('n'), Token::Char(':')];

/// A component of a pattern before it is compiled.
#[derive(Clone, Copy)]
struct Part<'t> {
    tokens: &'t [Token],
    at: usize,
    len: usize,
}

impl Part<'_> {
    fn compile(&self, reach: Reach) -> Component {
        Component { glob: Glob::from_tokens(self.tokens.iter().copied()), at: self.at, len: self.len, reach }
    }
}

fn split(tokens: &[Token]) -> Vec<Part<'_>> {
    let mut at = 0;
    let parts = tokens.splitn(6, |token| *token == Token::Char(':'));
    parts
        .map(|tokens| {
            let len = tokens.iter().map(|token| token.utf16_len()).sum();
            let part = Part { tokens, at, len };
            at += len + 1;
            part
        })
        .collect()
}

fn all_stars(tokens: &[Token]) -> bool {
    !tokens.is_empty() && tokens.iter().all(|token| *token == Token::Star)
}

/// Whether the pattern means the same when its colons are ordinary characters.
fn needs_no_care(parts: &[Part<'_>]) -> bool {
    let before_fifth = parts.iter().take(5);
    let mut plain = before_fifth.map(|part| {
        let stars = part.tokens.iter().rev().take_while(|token| **token == Token::Star).count();
        let text = part.tokens.len() - stars;
        let is_plain = |token: &Token| matches!(token, Token::Char(_) | Token::Substituted(_));
        let no_colon = |token: &Token| *token != Token::Substituted(':');
        (part.tokens.iter().take(text).all(|token| is_plain(token) && no_colon(token)), stars)
    });
    // A short pattern may end with a `*`: there it runs to the end of the text as any `*` does.
    let short = parts.len() < 6;
    let count = parts.len();
    plain.by_ref().enumerate().all(|(i, (is_plain, stars))| is_plain && (stars == 0 || (short && i + 1 == count)))
}

fn components(parts: &[Part<'_>]) -> Shape {
    let mut compiled: Vec<_> = parts
        .iter()
        .enumerate()
        .map(|(i, part)| {
            part.compile(match part.tokens.last() {
                _ if i == 5 => Reach::Rest,
                Some(Token::Star) => Reach::RunsOn,
                _ => Reach::One,
            })
        })
        .collect();
    match compiled.pop() {
        Some(last) => Shape::Components { lead: compiled, last },
        None => Shape::Whole(Glob::literal("")),
    }
}

/// Whether each component matches its counterpart. The last one, which tells most texts apart, comes first.
fn fits(lead: &[Component], last: &Glob, text: &str, cut: Cut) -> bool {
    cut.resource(text).is_some_and(|resource| last.matches(resource))
        && cut.components(text).is_some_and(|(components, _)| {
            lead.iter().zip(components).all(|(pattern, component)| pattern.glob.matches(component))
        })
}

/// Whether the components have places in `text`, one after the other.
///
/// A component that runs on leaves any later beginning of a component open to the next one. So what follows it is
/// taken at its leftmost place, up to the next one that runs on: a later place would only leave less.
fn place(lead: &[Component], last: &Component, text: &str) -> bool {
    let (runs, tail) = cut(lead);
    let mut rest = text;
    let mut open = false;
    for run in runs.split_inclusive(|component| component.reach == Reach::RunsOn) {
        match starts(rest, open).find_map(|start| walk(run, start)) {
            Some(after) => rest = after,
            None => return false,
        }
        open = true;
    }
    let mut starts = starts(rest, open).filter_map(|start| walk(tail, start));
    match last.reach {
        Reach::One => starts.any(|start| !start.as_bytes().contains(&b':') && last.glob.matches(start)),
        Reach::RunsOn => starts.any(|start| last.glob.matches(first_component(start))),
        Reach::Rest => last.glob.first_tail(rest, &mut starts).is_some_and(|start| last.glob.matches(start)),
    }
}

/// Cuts the components after the last one that runs on.
fn cut(lead: &[Component]) -> (&[Component], &[Component]) {
    let after = lead.iter().rposition(|component| component.reach == Reach::RunsOn).map_or(0, |i| i + 1);
    lead.split_at_checked(after).unwrap_or((lead, &[]))
}

/// What is left of `text` from each place where a component may begin: only from its own beginning unless `open`.
fn starts(text: &str, open: bool) -> impl Iterator<Item = &str> {
    core::iter::successors(Some(text), move |rest| if open { after_colon(rest) } else { None })
}

/// Matches components with the text's from its beginning; what is left after the colon that follows them.
fn walk<'t>(components: &[Component], text: &'t str) -> Option<&'t str> {
    let mut rest = text;
    for component in components {
        let (found, after) = split_component(rest)?;
        if !component.glob.matches(found) {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

fn first_component(text: &str) -> &str {
    split_component(text).map_or(text, |(component, _)| component)
}

fn after_colon(text: &str) -> Option<&str> {
    split_component(text).map(|(_, rest)| rest)
}

/// `split_once(':')`, several times as fast.
fn split_component(text: &str) -> Option<(&str, &str)> {
    let colon = memchr::memchr(b':', text.as_bytes())?;
    Some((text.get(..colon)?, text.get(colon + 1..)?))
}
