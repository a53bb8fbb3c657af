//! Looks at all that absent keys could be, with no code of the evaluator's own search: whether a change of the context alone can show that
//! a key matters.
//!
//! A key has endless values, yet few that differ for the policies: those that they compare it with, their neighbours, and something else.
//! Of values with which every node of the trace comes out alike one is enough, where no variable ties the key to another.

use std::collections::{BTreeMap, BTreeSet};

use iam_evaluator::PolicySet;
use iam_evaluator::request::{ContextValue, Decision, Request};
use iam_evaluator::trace::{Evaluation, TraceNode};
use serde_json::Value;

use super::generator::random::Random;
use super::missing::changed;

/// Values for keys; `None` leaves one absent.
pub type World = BTreeMap<String, Option<ContextValue>>;

/// The most worlds that are looked at for one key.
const MAX_WORLDS: usize = 40_000;

/// What looking at the worlds came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// In one of them the decision is another one with the key than without it.
    Matters,
    /// In none of all of them.
    Never,
    /// There are too many, and none was found among many.
    TooMany,
}

/// Whether some value of `key` changes the decision, whatever the other absent keys are.
pub fn look(scenario: &Value, set: &PolicySet, request: &Request, evaluation: &Evaluation, key: &str) -> Seen {
    let text = Texts::of(scenario, request, evaluation);
    let absent = evaluation.missing_context.iter().map(|missing| missing.key.as_str());
    let others: Vec<&str> = absent.filter(|name| !name.eq_ignore_ascii_case(key)).collect();
    let own = text.values(set, request, key);
    let choices: Vec<_> = others.iter().map(|name| text.values(set, request, name)).collect();
    let contexts = choices.iter().fold(1usize, |count, values| count.saturating_mul(values.len()));
    let all = contexts.saturating_mul(own.len()) <= MAX_WORLDS;
    let mut random = Random::seeded(1);
    for number in 0..if all { contexts } else { MAX_WORLDS / own.len() } {
        let mut rest = number;
        let mut world = World::new();
        for (name, values) in others.iter().zip(&choices) {
            let chosen = if all {
                let at = rest % values.len();
                rest /= values.len();
                values.get(at)
            } else if random.percent(40) {
                values.first()
            } else {
                Some(random.pick(values))
            };
            world.insert((*name).to_owned(), chosen.cloned().flatten());
        }
        let without = decide(set, request, &world);
        for value in own.iter().flatten() {
            world.insert(key.to_owned(), Some(value.clone()));
            if decide(set, request, &world) != without {
                return Seen::Matters;
            }
        }
    }
    if all { Seen::Never } else { Seen::TooMany }
}

fn decide(set: &PolicySet, request: &Request, world: &World) -> Option<Decision> {
    set.decide(&changed(request, world)).ok()
}

/// The texts that values are made of.
struct Texts {
    /// What each key is compared with.
    compared: BTreeMap<String, BTreeSet<String>>,
    /// The keys that have several values for some operator.
    lists: BTreeSet<String>,
    /// The absent keys that a variable ties to another absent one.
    tied: BTreeSet<String>,
    /// What a variable could stand for.
    pieces: BTreeSet<String>,
}

impl Texts {
    fn of(scenario: &Value, request: &Request, evaluation: &Evaluation) -> Self {
        let mut texts = Self {
            compared: BTreeMap::new(),
            lists: BTreeSet::new(),
            tied: BTreeSet::new(),
            pieces: BTreeSet::from(["x".to_owned()]),
        };
        for policy in scenario["policies"].as_array().into_iter().flatten() {
            for statement in super::statements(&policy["document"]["Statement"]) {
                for element in ["Resource", "NotResource"] {
                    for text in strings(&statement[element]) {
                        texts.tie(variables(&text), evaluation);
                    }
                }
                for (operator, keys) in statement["Condition"].as_object().into_iter().flatten() {
                    for (key, values) in keys.as_object().into_iter().flatten() {
                        texts.read(operator, &key.to_ascii_lowercase(), strings(values), evaluation);
                    }
                }
            }
        }
        texts.add_pieces(&request.resource);
        for value in evaluation.derived.iter().map(|derived| &derived.value) {
            texts.add_pieces_of(value);
        }
        for (_, value) in &request.context.0 {
            texts.add_pieces_of(value);
        }
        texts
    }

    fn read(&mut self, operator: &str, key: &str, values: Vec<String>, evaluation: &Evaluation) {
        if operator.to_ascii_lowercase().starts_with("for") {
            self.lists.insert(key.to_owned());
        }
        for text in values {
            let mut keys = variables(&text);
            if !keys.is_empty() {
                keys.push(key.to_owned());
                self.tie(keys, evaluation);
            }
            self.compared.entry(key.to_owned()).or_default().insert(text);
        }
    }

    fn tie(&mut self, keys: Vec<String>, evaluation: &Evaluation) {
        let is_absent =
            |key: &String| evaluation.missing_context.iter().any(|missing| missing.key.eq_ignore_ascii_case(key));
        let absent: BTreeSet<String> = keys.into_iter().filter(is_absent).collect();
        if absent.len() > 1 {
            self.tied.extend(absent);
        }
    }

    fn add_pieces_of(&mut self, value: &ContextValue) {
        match value {
            ContextValue::Text(text) | ContextValue::Number(text) => self.add_pieces(text),
            ContextValue::List(texts) => texts.iter().for_each(|text| self.add_pieces(text)),
            ContextValue::Boolean(_) => {}
        }
    }

    /// Every part of the text from one separator to another.
    fn add_pieces(&mut self, text: &str) {
        let ends: Vec<usize> = text.match_indices([':', '/', '-']).map(|(at, _)| at).collect();
        for start in std::iter::once(0).chain(ends.iter().map(|at| at + 1)) {
            for end in ends.iter().copied().chain([text.len()]) {
                self.pieces.extend(text.get(start..end).map(str::to_owned));
            }
        }
    }

    /// Values of a key, the first of them none.
    fn values(&self, set: &PolicySet, request: &Request, key: &str) -> Vec<Option<ContextValue>> {
        let lower = key.to_ascii_lowercase();
        let own = self.scalars(&lower);
        let mut values = vec![None, Some(ContextValue::List(vec!["something-else".to_owned()]))];
        let more: Vec<&String> = self.pieces.iter().filter(|piece| !own.contains(*piece)).collect();
        for text in own.iter().chain(more) {
            values.push(Some(ContextValue::Text(text.clone())));
            if self.lists.contains(&lower) {
                values.push(Some(ContextValue::List(vec![text.clone()])));
                values.push(Some(ContextValue::List(vec![text.clone(), "something-else".to_owned()])));
            }
        }
        if self.lists.contains(&lower) {
            values.push(Some(ContextValue::List(own.iter().cloned().collect())));
        }
        let mut seen = BTreeSet::new();
        let tied = self.tied.contains(&lower);
        values.retain(|value| {
            let is_own = matches!(value, Some(ContextValue::Text(text)) if own.contains(text));
            seen.insert(outcomes(set, request, key, value.as_ref())) || (tied && is_own)
        });
        values
    }

    /// What the policies compare the key with, what is near to that, and something else.
    fn scalars(&self, key: &str) -> BTreeSet<String> {
        let mut scalars = BTreeSet::from(["something-else", "", "x"].map(str::to_owned));
        if self.tied.contains(key) {
            let tied = self.compared.iter().filter(|(other, _)| self.tied.contains(*other));
            scalars.extend(tied.flat_map(|(_, texts)| texts).filter(|text| !text.contains("${")).cloned());
        } else {
            let constant = ["true", "false", "0", "-99999", "99999", "198.51.100.77", "2001:db8:9::77", "AAAA"];
            let dates =
                ["1970-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2024-03-01T00:00:00Z", "2999-01-01T00:00:00Z"];
            let arn = "arn:aws:ecs:us-east-1:111111111111:cluster/other";
            scalars.extend(constant.into_iter().chain(dates).chain([arn]).map(str::to_owned));
        }
        for text in self.compared.get(key).into_iter().flatten() {
            scalars.extend([text.replace(['*', '?'], "x"), text.replace('*', "").replace('?', "y")]);
            scalars.extend([text.clone(), text.to_ascii_uppercase(), text.to_ascii_lowercase()]);
            scalars.extend(text.split('/').next().map(str::to_owned));
            if let Ok(number) = text.parse::<f64>() {
                scalars.extend([-0.25, 0.25].map(|step| (number + step).to_string()));
            }
            if text.contains("${") {
                scalars.extend(["x", "something-else", "prod", "bob"].map(|value| filled(text, value)));
            }
        }
        scalars
    }
}

/// What every node of the trace comes to with a value for the key.
fn outcomes(set: &PolicySet, request: &Request, key: &str, value: Option<&ContextValue>) -> String {
    let world = World::from([(key.to_owned(), value.cloned())]);
    let mut text = String::new();
    if let Ok(evaluation) = set.evaluate(&changed(request, &world)) {
        write(&evaluation.trace, &mut text);
    }
    text
}

fn write(node: &TraceNode, into: &mut String) {
    into.extend([format!("{:?}", node.outcome), " ".to_owned()]);
    node.children.iter().for_each(|child| write(child, into));
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

/// The names of the variables of a text, in lower case.
fn variables(text: &str) -> Vec<String> {
    let inner = text.split("${").skip(1).filter_map(|rest| rest.split(['}', ',']).next());
    inner.filter(|name| !matches!(*name, "*" | "?" | "$")).map(str::to_ascii_lowercase).collect()
}

fn filled(text: &str, value: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        filled.push_str(before);
        filled.push_str(value);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    filled + rest
}
