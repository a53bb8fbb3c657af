//! One value of a condition key: compiled, and judged against all values that the request has for the key.

use alloc::string::String;
use alloc::vec::Vec;

use super::operand::{self, Compared, Operand};
use crate::matching::{Doubt, EntryJudgement, Tri, Why};
use crate::policy::{Comparison, Operator, SetOperator, Version};
use crate::request::query::Query;
use crate::variable::{self, Direct, Template};

/// One value: ready to compare, or with variables to look up first.
#[derive(Clone, Debug)]
pub(super) enum ValuePattern {
    Fixed(Operand),
    /// With the same to be compared at once, where the operator takes it as it stands.
    Variable(Template, Option<Direct>),
}

/// One value of the policy against all values of the request.
#[derive(Clone, Debug)]
pub(super) struct JudgedValue {
    pub(super) entry: EntryJudgement,
    /// For each value of the request whether it holds, before negation.
    pub(super) hits: Vec<bool>,
    /// The same, where what is not known speaks against it.
    pub(super) certain: Vec<bool>,
    /// The same, where what is not known speaks for it.
    pub(super) possible: Vec<bool>,
}

impl JudgedValue {
    fn new(entry: EntryJudgement, hits: Vec<bool>) -> Self {
        Self { entry, certain: hits.clone(), possible: hits.clone(), hits }
    }

    /// What it comes to is not known: it could hold for the values of the request that `possible` says.
    fn open(&mut self, possible: &[bool]) {
        for (known, more) in self.possible.iter_mut().zip(possible) {
            *known |= more;
        }
        if self.hits.is_empty() || self.possible.contains(&true) {
            self.certain.fill(false);
            self.entry.tri = Tri::Open;
        }
    }
}

impl ValuePattern {
    /// Compiles `text` of a document of `version`.
    pub(super) fn new(text: &str, comparison: Comparison, version: Version) -> Self {
        let version = if comparison.takes_variables() { version } else { Version::V2008 };
        let template = Template::read(text, version);
        if let Some(tokens) = template.fixed_tokens() {
            return Self::Fixed(Operand::new(comparison, &tokens));
        }
        let direct = match comparison {
            Comparison::StringEquals | Comparison::StringNotEquals => Some(template.direct_text()),
            Comparison::StringLike | Comparison::StringNotLike => template.direct_glob(),
            _ => None,
        };
        Self::Variable(template, direct)
    }

    /// The text with its variables, where it has any.
    pub(super) fn template(&self) -> Option<&Template> {
        match self {
            Self::Fixed(_) => None,
            Self::Variable(template, _) => Some(template),
        }
    }

    /// Whether it holds, of a value that needs no operand made first.
    pub(super) fn holds_at_once(&self, actual: &str, query: &Query) -> bool {
        match self {
            Self::Fixed(operand) => operand.compare(actual) == Compared::Holds,
            Self::Variable(_, Some(direct)) => direct.matches(actual, &query.context),
            Self::Variable(_, None) => false,
        }
    }

    /// The operand of a value that needs one made first, where each variable has a value.
    pub(super) fn resolved(&self, operator: Operator, query: &Query) -> Option<Operand> {
        match self {
            Self::Fixed(_) | Self::Variable(_, Some(_)) => None,
            Self::Variable(template, None) => {
                let tokens = template.resolve(&query.context).tokens?;
                Some(Operand::new(operator.comparison, &tokens))
            }
        }
    }

    /// Of `Null`: whether the key is absent as asked.
    pub(super) fn judge_presence(&self, absent: bool) -> JudgedValue {
        let text = if absent { "true" } else { "false" };
        let hit = matches!(self, Self::Fixed(operand) if operand.compare(text) == Compared::Holds);
        let why = if hit { Why::PresenceAsAsked } else { Why::PresenceNotAsAsked };
        JudgedValue::new(EntryJudgement::certain(hit, why), Vec::new())
    }

    pub(super) fn judge(&self, operator: Operator, actual: &[String], query: &Query) -> JudgedValue {
        match self {
            Self::Fixed(operand) => judge_operand(operand, operator, actual),
            Self::Variable(template, _) => {
                let resolution = template.resolve(&query.context);
                let mut judged = match &resolution.tokens {
                    Some(tokens) => {
                        let mut judged = judge_operand(&Operand::new(operator.comparison, tokens), operator, actual);
                        judged.entry.resolved = Some(variable::text(tokens));
                        judged
                    }
                    None => JudgedValue::new(
                        EntryJudgement::certain(operator.comparison.is_negated(), Why::Unresolved),
                        alloc::vec![false; actual.len()],
                    ),
                };
                if resolution.is_open {
                    judged.open(&operand::could_hold(template, operator.comparison, actual));
                }
                if resolution.collides {
                    judged.entry = judged.entry.doubted(Doubt::KeysCollide);
                    judged.open(&alloc::vec![true; actual.len()]);
                }
                if let Some(doubt) = resolution.assumed.and_then(Doubt::of) {
                    judged.entry = judged.entry.doubted(doubt);
                    judged.open(&alloc::vec![true; actual.len()]);
                }
                judged.entry.absent = resolution.absent;
                judged
            }
        }
    }
}

/// `hit` of the entry is after negation: whether this value does its part.
fn judge_operand(operand: &Operand, operator: Operator, actual: &[String]) -> JudgedValue {
    let compared: Vec<_> = actual.iter().map(|text| operand.compare(text)).collect();
    let hits: Vec<_> = compared.iter().map(|compared| *compared == Compared::Holds).collect();
    let negated = operator.comparison.is_negated();
    let any = hits.contains(&true);
    let why = match compared
        .iter()
        .find(|compared| matches!(compared, Compared::PolicyUnreadable | Compared::RequestUnreadable))
    {
        Some(Compared::PolicyUnreadable) => Why::PolicyValueUnreadable,
        Some(_) => Why::RequestValueUnreadable,
        None if any => Why::Covers,
        None => Why::Differs,
    };
    // Under `ForAnyValue` one value of the request that differs is enough for a negated operator.
    let does_its_part = match (negated, operator.set) {
        (false, _) => any,
        (true, Some(SetOperator::ForAnyValue)) => hits.contains(&false),
        (true, _) => !any,
    };
    let mut entry = EntryJudgement::certain(!actual.is_empty() && does_its_part, why);
    if let (false, [only]) = (any, actual) {
        entry.difference = operand.first_difference(only);
    }
    let unreadable = matches!(why, Why::PolicyValueUnreadable | Why::RequestValueUnreadable);
    if unreadable {
        entry = entry.doubted(Doubt::UnreadableValue);
    }
    let possible = compared.iter().map(|compared| *compared != Compared::Differs).collect();
    JudgedValue { possible, ..JudgedValue::new(entry, hits) }
}
