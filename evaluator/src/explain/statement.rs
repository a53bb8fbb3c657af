//! One statement as nodes: its elements, their entries, its condition.

use super::node::{About, Asked, Element};
use super::said::{Elements, Said};
use super::tree::{Came, Read, Tree};
use super::words;
use crate::matching::condition::{KeyJudgement, OperatorJudgement};
use crate::matching::{ElementJudgement, EntryJudgement, StatementJudgement, Tri, Why};
use crate::policy::{ConditionBlock, ConditionKey, Effect, ListElement, Operator, Polarity, Statement};
use crate::span::ByteSpan;
use crate::trace::{Outcome, Role};

/// Makes the nodes of one statement and notes in the tree what they read and doubt.
pub(super) struct StatementNodes<'n, 'j> {
    /// The policy and the statement.
    pub(super) at: (usize, usize),
    /// Whether its principal, action and resource leave it possible that it applies.
    pub(super) relevant: bool,
    pub(super) tree: &'n mut Tree<'j>,
}

impl<'j> StatementNodes<'_, 'j> {
    pub(super) fn statement(&mut self, statement: &'j Statement, judged: &'j StatementJudgement, role: Role) -> Came {
        let at = self.tree.open(About::Statement(self.at.1, statement), None);
        self.tree.note_statement(self.at, at);
        let mut failing = Elements::default();
        let mut note = |element, matches: bool| {
            if !matches {
                failing = failing.with(element);
            }
        };
        if let (Some(element), Some(judged)) = (&statement.principal, &judged.principal) {
            let entries = element.entries.iter().zip(&judged.entries);
            let entries = entries.map(|(entry, judged)| (About::Principal(entry, judged), judged));
            let name = named(element.polarity, Element::Principal, Element::NotPrincipal);
            self.element(name, element.span, judged, element.polarity, Asked::Principal, entries);
            note(name, judged.matches);
        }
        let lists = [
            (&statement.action, &judged.action, Asked::Action, Element::Action, Element::NotAction),
            (&statement.resource, &judged.resource, Asked::Resource, Element::Resource, Element::NotResource),
        ];
        for (element, judged, asked, plain, not) in lists {
            if let (Some(element), Some(judged)) = (element, judged) {
                let name = named(element.polarity, plain, not);
                self.list(name, element, judged, asked);
                note(name, judged.matches);
            }
        }
        if let Some(span) = statement.condition_span {
            let matches = self.condition(&statement.conditions, &judged.conditions, span);
            note(Element::Condition, matches);
        }
        let effect = statement.effect.value;
        let outcome = match (judged.matches, effect) {
            (true, Effect::Allow) => Outcome::Allows,
            (true, Effect::Deny) => Outcome::Denies,
            (false, _) => Outcome::NoMatch,
        };
        let said = if judged.matches {
            Said::Applies(effect)
        } else if failing.is_empty() {
            Said::NoResource(effect)
        } else {
            Said::Fails(effect, failing)
        };
        self.tree.close(at, outcome, role, said)
    }

    fn list(&mut self, name: Element, element: &'j ListElement, judged: &'j ElementJudgement, asked: Asked) {
        let entries = element.entries.iter().zip(&judged.entries);
        let entries = entries.map(|(entry, judged)| (About::Value(entry, judged), judged));
        self.element(name, element.span, judged, element.polarity, asked, entries);
    }

    fn element(
        &mut self,
        name: Element,
        place: ByteSpan,
        judged: &'j ElementJudgement,
        polarity: Polarity,
        asked: Asked,
        entries: impl Iterator<Item = (About<'j>, &'j EntryJudgement)>,
    ) {
        let at = self.tree.open(About::Element(name, place), Some(asked));
        for (about, entry) in entries {
            let at = self.tree.open(about, Some(asked));
            self.note(entry, judged.tri, at);
            let outcome = matched(entry.hit == (polarity == Polarity::Plain));
            self.tree.close(at, outcome, Role::None, Said::why(entry.why));
        }
        self.doubt(&judged.doubts, at);
        let total = judged.entries.len();
        let said = match (judged.why, polarity) {
            (Some(why), _) => Said::why(why),
            (None, Polarity::Not) => Said::Listed(asked, !judged.matches),
            (None, Polarity::Plain) => match judged.entries.as_slice() {
                [] => Said::Words("EmptyList", "the list is empty"),
                [entry] => Said::why(entry.why),
                entries => Said::SomeMatch(count(entries.iter().filter(|entry| entry.hit).count()), count(total)),
            },
        };
        self.tree.close(at, matched(judged.matches), Role::None, said);
    }

    fn condition(&mut self, blocks: &'j [ConditionBlock], judged: &'j [OperatorJudgement], place: ByteSpan) -> bool {
        let condition = self.tree.open(About::Element(Element::Condition, place), None);
        for (block, judged) in blocks.iter().zip(judged) {
            let at = self.tree.open(About::Operator(block), None);
            for (key, judged) in block.keys.iter().zip(&judged.keys) {
                self.key(key, block.operator, judged);
            }
            let said = if judged.matches {
                Said::Words("EveryKeyHolds", "every key holds")
            } else {
                Said::Words("AKeyFails", "not every key holds")
            };
            self.tree.close(at, matched(judged.matches), Role::None, said);
        }
        let matches = judged.iter().all(|judged| judged.matches);
        let said = if matches {
            Said::Words("ConditionHolds", "holds")
        } else {
            Said::Words("ConditionFails", "does not hold")
        };
        self.tree.close(condition, matched(matches), Role::None, said);
        matches
    }

    fn key(&mut self, key: &'j ConditionKey, operator: Option<Operator>, judged: &'j KeyJudgement) {
        let asked = judged.actual.map(Asked::Context);
        let at = self.tree.open(About::Key(key), asked);
        if asked.is_none() && self.relevant {
            let (node, open) = (self.tree.number(at), judged.tri == Tri::Open);
            self.tree.reads.push(Read { key: &key.name.value, node, statement: self.at, open });
        }
        self.doubt(&judged.doubts, at);
        for (value, entry) in key.values.iter().zip(&judged.values) {
            let at = self.tree.open(About::Value(value, entry), asked);
            self.note(entry, judged.tri, at);
            let why = if asked.is_none() && entry.why == Why::Differs { judged.why } else { entry.why };
            let matches = if asked.is_some() { entry.hit } else { judged.matches };
            self.tree.close(at, matched(matches), Role::None, value_said(why, operator));
        }
        let said = key_said(judged.why, operator, key.values.len());
        self.tree.close(at, matched(judged.matches), Role::None, said);
    }

    /// Notes what an entry doubts and reads; it is of no consequence where the whole that it is one of is certain.
    fn note(&mut self, entry: &'j EntryJudgement, whole: Tri, at: usize) {
        self.doubt(&entry.doubts, at);
        for key in entry.absent.iter().filter(|_| self.relevant) {
            let open = entry.tri == Tri::Open && whole == Tri::Open;
            self.tree.reads.push(Read { key, node: self.tree.number(at), statement: self.at, open });
        }
    }

    fn doubt(&mut self, doubts: &[crate::matching::Doubt], at: usize) {
        for doubt in doubts.iter().filter(|_| self.relevant) {
            let place = (self.tree.number(at), self.at);
            self.tree.doubt(*doubt, place);
        }
    }
}

fn named(polarity: Polarity, plain: Element, not: Element) -> Element {
    match polarity {
        Polarity::Plain => plain,
        Polarity::Not => not,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn matched(matches: bool) -> Outcome {
    if matches { Outcome::Match } else { Outcome::NoMatch }
}

fn value_said(why: Why, operator: Option<Operator>) -> Said {
    match (why, operator) {
        (Why::Covers | Why::Differs, Some(operator)) => {
            Said::Words(words::why(why).0, words::relation(operator.comparison, why == Why::Covers))
        }
        _ => Said::why(why),
    }
}

fn key_said(why: Why, operator: Option<Operator>, values: usize) -> Said {
    match (why, operator) {
        (Why::OneHolds | Why::NoneHolds, Some(operator)) if operator.set.is_none() => {
            Said::Among(why, operator.comparison, count(values))
        }
        _ => Said::why(why),
    }
}
