//! `Condition`: operators, keys and values.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or values". All
//! operators and all keys must hold; of several values one must, under a negated operator none may. Absent keys, set operators and
//! `IfExists` are decided here, once, for all families; `operand` compares two values.

mod operand;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use self::operand::{Compared, Operand};
use super::{Doubt, EntryJudgement, Tri, Why};
use crate::policy::{Comparison, ConditionBlock, ConditionKey, Operator, SetOperator, Version};
use crate::request::context::{Entry, KeyName, Values};
use crate::request::query::Query;
use crate::variable::{self, Direct, Template};

/// A compiled operator with its keys.
#[derive(Clone, Debug)]
pub struct ConditionPattern {
    operator: Option<Operator>,
    keys: Vec<KeyPattern>,
}

#[derive(Clone, Debug)]
struct KeyPattern {
    name: KeyName,
    values: Vec<ValuePattern>,
}

/// One value: ready to compare, or with variables to look up first.
#[derive(Clone, Debug)]
enum ValuePattern {
    Fixed(Operand),
    /// With the same to be compared at once, where the operator takes it as it stands.
    Variable(Template, Option<Direct>),
}

/// One operator with its keys.
#[derive(Clone, Debug)]
pub struct OperatorJudgement {
    /// Whether every key holds.
    pub matches: bool,
    /// The same with open questions left open.
    pub tri: Tri,
    /// In the author's order.
    pub keys: Vec<KeyJudgement>,
}

/// One key with its values.
#[derive(Clone, Debug)]
pub struct KeyJudgement {
    /// Whether it holds.
    pub matches: bool,
    /// The same with open questions left open.
    pub tri: Tri,
    /// Why.
    pub why: Why,
    /// What could not be known for certain.
    pub doubts: Vec<Doubt>,
    /// What the request has.
    pub actual: Option<Entry>,
    /// In the author's order.
    pub values: Vec<EntryJudgement>,
}

/// How a key came out before its values are looked at one by one.
struct KeyOutcome {
    matches: bool,
    why: Why,
}

impl ConditionPattern {
    /// Compiles one operator of a document of `version`.
    pub fn new(block: &ConditionBlock, version: Version) -> Self {
        let keys = block.keys.iter().map(|key| KeyPattern::new(key, block.operator, version)).collect();
        Self { operator: block.operator, keys }
    }

    /// Whether every key holds.
    pub fn matches(&self, query: &Query) -> bool {
        match self.operator {
            None => false,
            Some(operator) => self.keys.iter().all(|key| key.matches(operator, query)),
        }
    }

    /// Judges every key and value.
    pub fn judge(&self, query: &Query) -> OperatorJudgement {
        let keys: Vec<_> = self
            .keys
            .iter()
            .map(|key| match self.operator {
                Some(operator) => key.judge(operator, query),
                None => key.unknown_operator(query),
            })
            .collect();
        let tri = keys.iter().fold(Tri::Yes, |tri, key| tri.and(key.tri));
        // An unknown operator fails even without keys.
        let matches = self.operator.is_some() && keys.iter().all(|key| key.matches);
        OperatorJudgement { matches, tri: if self.operator.is_some() { tri } else { Tri::Open }, keys }
    }

    /// The keys that it reads, as written, those of variables included.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().flat_map(|key| {
            let variables = key.values.iter().flat_map(|value| match value {
                ValuePattern::Variable(template, _) => Some(template.keys()).into_iter().flatten(),
                ValuePattern::Fixed(_) => None.into_iter().flatten(),
            });
            core::iter::once(key.name.written.as_str()).chain(variables)
        })
    }
}

impl KeyPattern {
    fn new(key: &ConditionKey, operator: Option<Operator>, version: Version) -> Self {
        let comparison = operator.map_or(Comparison::StringEquals, |operator| operator.comparison);
        let compile = |text: &str| {
            let version = if comparison.takes_variables() { version } else { Version::V2008 };
            let template = Template::read(text, version);
            if let Some(tokens) = template.fixed_tokens() {
                return ValuePattern::Fixed(Operand::new(comparison, &tokens));
            }
            let direct = match comparison {
                Comparison::StringEquals | Comparison::StringNotEquals => Some(template.direct_text()),
                Comparison::StringLike | Comparison::StringNotLike => template.direct_glob(),
                _ => None,
            };
            ValuePattern::Variable(template, direct)
        };
        Self {
            name: KeyName::new(&key.name.value),
            values: key.values.iter().map(|value| compile(&value.value)).collect(),
        }
    }

    fn matches(&self, operator: Operator, query: &Query) -> bool {
        let found = query.context.read(&self.name);
        let values = found.map(|found| &found.entry.values);
        let resolved: Vec<Operand> = match found {
            Some(_) => self.values.iter().filter_map(|value| value.resolved(operator, query)).collect(),
            None => Vec::new(),
        };
        let any_value = |actual: &str| {
            self.values.iter().any(|value| value.holds_at_once(actual, query))
                || resolved.iter().any(|operand| operand.compare(actual) == Compared::Holds)
        };
        self.outcome(operator, values, any_value).matches
    }

    /// Absent keys, set operators, `IfExists` and negation, for all families. `any_value` tells whether one of the policy's values holds
    /// for one of the request's, before negation.
    fn outcome(&self, operator: Operator, actual: Option<&Values>, any_value: impl Fn(&str) -> bool) -> KeyOutcome {
        let outcome = |matches, why| KeyOutcome { matches, why };
        let negated = operator.comparison.is_negated();
        if operator.comparison == Comparison::Null {
            return self.presence(operator, actual);
        }
        if is_absent(operator, actual) {
            return match operator.set {
                _ if operator.if_exists => outcome(true, Why::AbsentPassesIfExists),
                Some(SetOperator::ForAllValues) => outcome(true, Why::AbsentPassesForAllValues),
                Some(SetOperator::ForAnyValue) => outcome(false, Why::AbsentFailsForAnyValue),
                None if negated => outcome(true, Why::AbsentPassesNegated),
                None => outcome(false, Why::AbsentFails),
            };
        }
        let empty = self.values.is_empty() && (operator.if_exists || operator.set.is_some());
        if empty {
            return outcome(false, Why::EmptyValues);
        }
        let holds = |value: &str| any_value(value) != negated;
        match (operator.set, actual) {
            (None, Some(Values::List(_))) => outcome(false, Why::ListWithoutQualifier),
            (None, Some(Values::Scalar(value))) => {
                let held = any_value(value);
                outcome(held != negated, if held { Why::OneHolds } else { Why::NoneHolds })
            }
            (Some(set), Some(values)) => {
                let texts = match values {
                    Values::Scalar(text) => core::slice::from_ref(text),
                    Values::List(texts) => texts.as_slice(),
                };
                match set {
                    SetOperator::ForAllValues if texts.iter().all(|text| holds(text)) => outcome(true, Why::AllHold),
                    SetOperator::ForAllValues => outcome(false, Why::NotAllHold),
                    SetOperator::ForAnyValue if texts.iter().any(|text| holds(text)) => outcome(true, Why::OneHolds),
                    SetOperator::ForAnyValue => outcome(false, Why::NoneHolds),
                }
            }
            // An absent key was decided above.
            (_, None) => outcome(false, Why::AbsentFails),
        }
    }

    fn presence(&self, operator: Operator, actual: Option<&Values>) -> KeyOutcome {
        match operator.set {
            Some(SetOperator::ForAllValues) => return KeyOutcome { matches: true, why: Why::ForAllValuesNull },
            Some(SetOperator::ForAnyValue) => return KeyOutcome { matches: false, why: Why::ForAnyValueNull },
            None => {}
        }
        let absent = if is_absent(operator, actual) { "true" } else { "false" };
        let matches = self.values.iter().any(|value| match value {
            ValuePattern::Fixed(operand) => operand.compare(absent) == Compared::Holds,
            ValuePattern::Variable(..) => false,
        });
        KeyOutcome { matches, why: if matches { Why::PresenceAsAsked } else { Why::PresenceNotAsAsked } }
    }

    fn judge(&self, operator: Operator, query: &Query) -> KeyJudgement {
        let found = query.context.read(&self.name);
        let actual = found.map(|found| found.entry);
        let texts: &[String] = match actual.map(|entry| &entry.values) {
            Some(Values::Scalar(text)) => core::slice::from_ref(text),
            Some(Values::List(texts)) => texts,
            None => &[],
        };
        let values: Vec<_> = if operator.comparison == Comparison::Null {
            let absent = is_absent(operator, actual.map(|entry| &entry.values));
            self.values.iter().map(|value| value.judge_presence(absent)).collect()
        } else {
            self.values.iter().map(|value| value.judge(operator, texts, query)).collect()
        };
        let any_value = |text: &str| {
            texts
                .iter()
                .position(|known| known == text)
                .is_some_and(|row| values.iter().any(|value| value.hits.get(row) == Some(&true)))
        };
        let KeyOutcome { matches, why } = self.outcome(operator, actual.map(|entry| &entry.values), any_value);
        let mut doubts = Vec::new();
        if found.is_some_and(|found| found.collides) {
            doubts.push(Doubt::KeysCollide);
        }
        doubts.extend(actual.and_then(|entry| Doubt::of(entry.origin)));
        if let (Why::ListWithoutQualifier, [_]) = (why, texts) {
            doubts.push(Doubt::SingleValueInList);
        }
        let tri = match actual.map(|entry| &entry.values) {
            None => self.open_if_given(operator, matches),
            Some(_) if !doubts.is_empty() && self.reacts(operator) => Tri::Open,
            Some(Values::Scalar(_)) if operator.set.is_none() && self.reacts(operator) => {
                let all = values.iter().map(|value| value.entry.tri);
                if operator.comparison.is_negated() { all.fold(Tri::Yes, Tri::and) } else { all.fold(Tri::No, Tri::or) }
            }
            Some(_) if self.reacts(operator) && values.iter().any(|value| value.entry.tri == Tri::Open) => Tri::Open,
            Some(_) => Tri::known(matches),
        };
        KeyJudgement {
            matches,
            tri,
            why,
            doubts,
            actual: actual.cloned(),
            values: values.into_iter().map(|value| value.entry).collect(),
        }
    }

    /// Whether the outcome depends on the values at all.
    fn reacts(&self, operator: Operator) -> bool {
        operator.comparison != Comparison::Null && !self.values.is_empty()
    }

    /// What an absent key could come to if it were given: `Open` unless every value gives what its absence gives.
    fn open_if_given(&self, operator: Operator, absent: bool) -> Tri {
        let can_hold = match (operator.comparison, operator.set) {
            (Comparison::Null, Some(_)) => return Tri::known(absent),
            (Comparison::Null, None) => {
                let present = self.presence(operator, Some(&Values::Scalar("x".to_owned()))).matches;
                return if present == absent { Tri::known(absent) } else { Tri::Open };
            }
            _ if self.values.is_empty() && (operator.if_exists || operator.set.is_some()) => false,
            _ if operator.comparison.is_negated() => true,
            _ => self.values.iter().any(|value| match value {
                ValuePattern::Fixed(operand) => operand.can_hold(),
                ValuePattern::Variable(..) => true,
            }),
        };
        // A list under an operator without set operator never holds, so that a given key can always fail.
        if absent || can_hold { Tri::Open } else { Tri::No }
    }

    fn unknown_operator(&self, query: &Query) -> KeyJudgement {
        KeyJudgement {
            matches: false,
            tri: Tri::Open,
            why: Why::UnknownOperator,
            doubts: alloc::vec![Doubt::UnknownOperator],
            actual: query.context.read(&self.name).map(|found| found.entry.clone()),
            values: self.values.iter().map(|_| EntryJudgement::certain(false, Why::UnknownOperator)).collect(),
        }
    }
}

/// Whether the key counts as not there: under set operators and `Null` a list of nothing but empty texts does too.
fn is_absent(operator: Operator, actual: Option<&Values>) -> bool {
    let set_or_null = operator.set.is_some() || operator.comparison == Comparison::Null;
    match actual {
        None => true,
        Some(Values::List(values)) => values.is_empty() || (set_or_null && values.iter().all(String::is_empty)),
        Some(Values::Scalar(value)) => operator.set.is_some() && value.is_empty(),
    }
}

/// One value of the policy against all values of the request.
struct JudgedValue {
    entry: EntryJudgement,
    /// For each value of the request whether it holds, before negation.
    hits: Vec<bool>,
}

impl ValuePattern {
    /// Whether it holds, of a value that needs no operand made first.
    fn holds_at_once(&self, actual: &str, query: &Query) -> bool {
        match self {
            Self::Fixed(operand) => operand.compare(actual) == Compared::Holds,
            Self::Variable(_, Some(direct)) => direct.matches(actual, &query.context),
            Self::Variable(_, None) => false,
        }
    }

    /// The operand of a value that needs one made first, where each variable has a value.
    fn resolved(&self, operator: Operator, query: &Query) -> Option<Operand> {
        match self {
            Self::Fixed(_) | Self::Variable(_, Some(_)) => None,
            Self::Variable(template, None) => {
                let tokens = template.resolve(&query.context).tokens?;
                Some(Operand::new(operator.comparison, &tokens))
            }
        }
    }

    /// Of `Null`: whether the key is absent as asked.
    fn judge_presence(&self, absent: bool) -> JudgedValue {
        let text = if absent { "true" } else { "false" };
        let hit = matches!(self, Self::Fixed(operand) if operand.compare(text) == Compared::Holds);
        let why = if hit { Why::PresenceAsAsked } else { Why::PresenceNotAsAsked };
        JudgedValue { entry: EntryJudgement::certain(hit, why), hits: Vec::new() }
    }

    fn judge(&self, operator: Operator, actual: &[String], query: &Query) -> JudgedValue {
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
                    None => JudgedValue {
                        entry: EntryJudgement::certain(operator.comparison.is_negated(), Why::Unresolved),
                        hits: alloc::vec![false; actual.len()],
                    },
                };
                if !resolution.absent.is_empty() {
                    judged.entry.tri = Tri::Open;
                }
                if resolution.collides {
                    judged.entry = judged.entry.doubted(Doubt::KeysCollide);
                }
                if let Some(doubt) = resolution.assumed.and_then(Doubt::of) {
                    judged.entry = judged.entry.doubted(doubt);
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
    JudgedValue { entry, hits }
}
