//! One value of a condition, read as its operator's type, and compared with one value of the request.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators". What cannot be read as its type holds for nothing.

use alloc::string::String;
use alloc::vec::Vec;

use crate::arn::{Arn, ArnGlob};
use crate::glob::{self, Glob, Token};
use crate::policy::Comparison;
use crate::value::binary;
use crate::value::date::Instant;
use crate::value::ip::{Address, Range};
use crate::value::numeric::Decimal;
use crate::variable::{self, Template, Wildcards};

/// A value, compiled.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    Exact(String),
    IgnoreCase(String),
    Like(Glob),
    Number(Option<Decimal>, Relation),
    Date(Option<Instant>, Relation),
    /// Of `Bool` and `Null`.
    Truth(Option<bool>),
    Binary(Option<Vec<u8>>),
    Ip(Option<Range>),
    Arn(Option<ArnGlob>),
}

/// How an ordered value of the request stands to the policy's.
#[derive(Clone, Copy, Debug)]
pub(super) enum Relation {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// How a comparison came out, before negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    Holds,
    Differs,
    /// The policy's text is no value of the type.
    PolicyUnreadable,
    /// The request's text is no value of the type.
    RequestUnreadable,
}

impl Operand {
    pub(super) fn new(comparison: Comparison, tokens: &[Token]) -> Self {
        let text = || variable::text(tokens);
        let number = |relation| Self::Number(Decimal::parse(&text()), relation);
        let date = |relation| Self::Date(Instant::parse(&text()), relation);
        match comparison {
            Comparison::StringEquals | Comparison::StringNotEquals => Self::Exact(text()),
            Comparison::StringEqualsIgnoreCase | Comparison::StringNotEqualsIgnoreCase => Self::IgnoreCase(text()),
            Comparison::StringLike | Comparison::StringNotLike => Self::Like(Glob::from_tokens(tokens.iter().copied())),
            Comparison::NumericEquals | Comparison::NumericNotEquals => number(Relation::Equal),
            Comparison::NumericLessThan => number(Relation::Less),
            Comparison::NumericLessThanEquals => number(Relation::LessOrEqual),
            Comparison::NumericGreaterThan => number(Relation::Greater),
            Comparison::NumericGreaterThanEquals => number(Relation::GreaterOrEqual),
            Comparison::DateEquals | Comparison::DateNotEquals => date(Relation::Equal),
            Comparison::DateLessThan => date(Relation::Less),
            Comparison::DateLessThanEquals => date(Relation::LessOrEqual),
            Comparison::DateGreaterThan => date(Relation::Greater),
            Comparison::DateGreaterThanEquals => date(Relation::GreaterOrEqual),
            Comparison::Bool | Comparison::Null => Self::Truth(truth(&text())),
            Comparison::BinaryEquals => Self::Binary(binary::decode(&text())),
            Comparison::IpAddress | Comparison::NotIpAddress => Self::Ip(Range::parse(&text())),
            Comparison::ArnEquals | Comparison::ArnLike | Comparison::ArnNotEquals | Comparison::ArnNotLike => {
                Self::Arn(ArnGlob::arn_like(tokens))
            }
        }
    }

    /// Compares with a value of the request.
    pub(super) fn compare(&self, actual: &str) -> Compared {
        match self {
            Self::Exact(text) => holds(text == actual),
            Self::IgnoreCase(text) => holds(text.eq_ignore_ascii_case(actual)),
            Self::Like(glob) => holds(glob.matches(actual)),
            Self::Number(value, relation) => {
                typed(value.as_ref(), Decimal::parse(actual), |policy, request| relation.holds(request.cmp(policy)))
            }
            Self::Date(value, relation) => {
                typed(value.as_ref(), Instant::parse(actual), |policy, request| relation.holds(request.cmp(policy)))
            }
            Self::Truth(value) => typed(value.as_ref(), truth(actual), |policy, request| policy == request),
            Self::Binary(value) => typed(value.as_ref(), binary::decode(actual), |policy, request| policy == request),
            Self::Ip(value) => typed(value.as_ref(), Address::parse(actual), Range::contains),
            Self::Arn(value) => {
                typed(value.as_ref(), Arn::parse(actual).map(|_| actual), |policy, request| policy.matches(request))
            }
        }
    }

    /// Whether any value of a request could hold.
    pub(super) fn can_hold(&self) -> bool {
        match self {
            Self::Exact(_) | Self::IgnoreCase(_) | Self::Like(_) => true,
            Self::Number(value, _) => value.is_some(),
            Self::Date(value, _) => value.is_some(),
            Self::Truth(value) => value.is_some(),
            Self::Binary(value) => value.is_some(),
            Self::Ip(value) => value.is_some(),
            Self::Arn(value) => value.is_some(),
        }
    }

    /// Whether every value of a request holds.
    pub(super) fn always_holds(&self) -> bool {
        matches!(self, Self::Like(glob) if glob.is_star())
    }

    /// Where the two texts part, for families that compare texts.
    pub(super) fn first_difference(&self, actual: &str) -> Option<(usize, usize)> {
        match self {
            Self::Exact(text) => glob::text_difference(text, actual),
            Self::IgnoreCase(text) => glob::text_difference(&text.to_ascii_lowercase(), &actual.to_ascii_lowercase()),
            Self::Like(glob) => glob.first_difference(actual),
            Self::Arn(Some(glob)) => glob.first_difference(actual),
            Self::Number(..) | Self::Date(..) | Self::Truth(_) | Self::Binary(_) | Self::Ip(_) | Self::Arn(None) => {
                None
            }
        }
    }
}

/// For each text whether a value with variables could hold for it, whatever their values are.
pub(super) fn could_hold(template: &Template, comparison: Comparison, actual: &[String]) -> Vec<bool> {
    let exact = matches!(comparison, Comparison::StringEquals | Comparison::StringNotEquals);
    let like = matches!(comparison, Comparison::StringLike | Comparison::StringNotLike);
    let arn = matches!(
        comparison,
        Comparison::ArnEquals | Comparison::ArnLike | Comparison::ArnNotEquals | Comparison::ArnNotLike
    );
    if exact || like {
        let wildcards = if like { Wildcards::Plain } else { Wildcards::Literal };
        let glob = Glob::from_tokens(template.widest_tokens(wildcards));
        return actual.iter().map(|text| glob.matches(text)).collect();
    }
    if arn && !template.has_variable_before_resource_part() {
        let glob = ArnGlob::arn_like(&template.widest_tokens(Wildcards::Plain));
        return actual.iter().map(|text| glob.as_ref().is_some_and(|glob| glob.matches(text))).collect();
    }
    // Of the others the text around the variables tells too little.
    alloc::vec![true; actual.len()]
}

impl Relation {
    fn holds(self, ordering: core::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

fn truth(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    text.eq_ignore_ascii_case("false").then_some(false)
}

fn holds(equal: bool) -> Compared {
    if equal { Compared::Holds } else { Compared::Differs }
}

fn typed<P, R>(policy: Option<&P>, request: Option<R>, holds_for: impl Fn(&P, &R) -> bool) -> Compared {
    match (policy, request) {
        (None, _) => Compared::PolicyUnreadable,
        (Some(_), None) => Compared::RequestUnreadable,
        (Some(policy), Some(request)) => holds(holds_for(policy, &request)),
    }
}
