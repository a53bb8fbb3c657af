//! `Condition`: operators, keys and values.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or values". All
//! operators and all keys must hold; of several values one must, under a negated operator none may. Absent keys, set operators and
//! `IfExists` are decided here, once, for all families; `operand` compares two values.

mod operand;
mod value;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use self::operand::{Compared, Operand};
use self::value::{JudgedValue, ValuePattern};
use super::{Doubt, EntryJudgement, Tri, Why};
use crate::policy::{Comparison, ConditionBlock, ConditionKey, Operator, SetOperator, Version};
use crate::reference::global_keys;
use crate::request::context::{KeyName, Values};
use crate::request::query::Query;
use crate::variable;

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
    /// Where in the context the request has it.
    pub actual: Option<usize>,
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

    /// Adds whether the conditions that read one key, given in lower case, hold, each by itself.
    pub fn add_outcomes(&self, lower: &str, query: &Query, outcomes: &mut Vec<bool>) {
        for key in &self.keys {
            if key.keys().iter().any(|name| name.eq_ignore_ascii_case(lower)) {
                outcomes.push(self.operator.is_some_and(|operator| key.matches(operator, query)));
            }
        }
    }

    /// Whether a variable makes what is asked of one key, given in lower case, depend on another one that is free.
    pub fn entangles(&self, lower: &str, is_free: &dyn Fn(&str) -> bool) -> bool {
        self.keys.iter().any(|key| {
            let mut templates = key.values.iter().filter_map(ValuePattern::template);
            templates.any(|template| {
                let mut all = template.keys();
                all.push(&key.name.written);
                variable::ties(&all, lower, is_free)
            })
        })
    }

    /// Adds the keys that it reads, as written, those of variables included.
    pub fn add_keys<'p>(&'p self, keys: &mut Vec<&'p str>) {
        for key in &self.keys {
            keys.extend(key.keys());
        }
    }
}

impl KeyPattern {
    /// Its own key, and those of variables in its values.
    fn keys(&self) -> Vec<&str> {
        let mut keys = alloc::vec![self.name.written.as_str()];
        for template in self.values.iter().filter_map(ValuePattern::template) {
            keys.extend(template.keys());
        }
        keys
    }

    fn new(key: &ConditionKey, operator: Option<Operator>, version: Version) -> Self {
        let comparison = operator.map_or(Comparison::StringEquals, |operator| operator.comparison);
        Self {
            name: KeyName::new(&key.name.value),
            values: key.values.iter().map(|value| ValuePattern::new(&value.value, comparison, version)).collect(),
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
            Some(given) if self.reacts(operator) => {
                let with = |holds: fn(&JudgedValue) -> &[bool]| {
                    let any = |text: &str| {
                        let row = texts.iter().position(|known| known == text);
                        row.is_some_and(|row| values.iter().any(|value| holds(value).get(row) == Some(&true)))
                    };
                    self.outcome(operator, Some(given), any).matches
                };
                let (least, most) = (with(|value| &value.certain), with(|value| &value.possible));
                if least == most { Tri::known(matches) } else { Tri::Open }
            }
            Some(_) => Tri::known(matches),
        };
        KeyJudgement {
            matches,
            tri,
            why,
            doubts,
            actual: found.map(|found| found.place),
            values: values.into_iter().map(|value| value.entry).collect(),
        }
    }

    /// Whether the outcome depends on the values at all.
    fn reacts(&self, operator: Operator) -> bool {
        operator.comparison != Comparison::Null && !self.values.is_empty()
    }

    /// What an absent key could come to if it were given: `Open` unless every value gives what its absence gives.
    fn open_if_given(&self, operator: Operator, absent: bool) -> Tri {
        if operator.comparison == Comparison::Null {
            let present = self.presence(operator, Some(&Values::Scalar("x".to_owned()))).matches;
            return if present == absent { Tri::known(absent) } else { Tri::Open };
        }
        let (can_hold, can_fail) = self.if_given(operator);
        match absent {
            true if !can_fail => Tri::Yes,
            false if !can_hold => Tri::No,
            true | false => Tri::Open,
        }
    }

    /// Whether the key holds for some value, and whether it fails for some value.
    fn if_given(&self, operator: Operator) -> (bool, bool) {
        let is_list = operator.set.is_none() && global_keys::is_multivalued(&self.name.written);
        if is_list || (self.values.is_empty() && (operator.if_exists || operator.set.is_some())) {
            return (false, true);
        }
        let for_some = self.values.iter().any(|value| match value {
            ValuePattern::Fixed(operand) => operand.can_hold(),
            ValuePattern::Variable(..) => true,
        });
        let for_all =
            self.values.iter().any(|value| matches!(value, ValuePattern::Fixed(operand) if operand.always_holds()));
        let (can_hold, can_differ) =
            if operator.comparison.is_negated() { (!for_all, for_some) } else { (for_some, !for_all) };
        // A list under an operator without set operator never holds.
        (can_hold, can_differ || operator.set.is_none())
    }

    fn unknown_operator(&self, query: &Query) -> KeyJudgement {
        KeyJudgement {
            matches: false,
            tri: Tri::Open,
            why: Why::UnknownOperator,
            doubts: alloc::vec![Doubt::UnknownOperator],
            actual: query.context.read(&self.name).map(|found| found.place),
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
