//! One statement as nodes: its elements, their entries, its condition.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::message::{Sentence, plain};
use super::tree::{Read, Tree, blank, span};
use super::words;
use crate::evaluation::Judgement;
use crate::evaluation::scope::Scoped;
use crate::matching::condition::{KeyJudgement, OperatorJudgement};
use crate::matching::{ElementJudgement, EntryJudgement, StatementJudgement, Tri, Why};
use crate::policy::{
    ConditionBlock, ConditionKey, Effect, ListElement, Operator, Polarity, PrincipalElement, PrincipalKey, Statement,
};
use crate::request::ContextValue;
use crate::request::context::{Entry, Origin};
use crate::span::{ByteSpan, Spanned};
use crate::trace::{Compared, FirstDifference, Message, NodeKind, Outcome, Role, TraceNode};

/// Makes the nodes of one statement and notes in the tree what they read and doubt.
pub(super) struct StatementNodes<'n, 's> {
    pub(super) judgement: &'n Judgement<'s>,
    pub(super) member: &'n Scoped<'s>,
    /// The policy and the statement.
    pub(super) at: (usize, usize),
    /// Whether its principal, action and resource leave it possible that it applies.
    pub(super) relevant: bool,
    pub(super) tree: &'n mut Tree,
}

/// What an element is compared with.
struct Asked<'a> {
    pointer: &'static str,
    text: &'a str,
}

impl StatementNodes<'_, '_> {
    pub(super) fn statement(
        &mut self,
        statement: &Statement,
        judged: &StatementJudgement,
        role: Role,
        id: String,
    ) -> TraceNode {
        let first = !self.tree.statements.contains_key(&self.at);
        self.tree.statements.entry(self.at).or_insert_with(|| id.clone());
        let mut children = Vec::with_capacity(4);
        if let (Some(element), Some(judged)) = (&statement.principal, &judged.principal) {
            children.push(self.principal(element, judged, format!("{id}/{}", children.len())));
        }
        let query = &self.judgement.query;
        if let (Some(element), Some(judged)) = (&statement.action, &judged.action) {
            let asked = Asked { pointer: "/action", text: &query.action };
            let name = if element.polarity == Polarity::Not { "NotAction" } else { "Action" };
            children.push(self.list(name, element, judged, &asked, format!("{id}/{}", children.len())));
        }
        if let (Some(element), Some(judged)) = (&statement.resource, &judged.resource) {
            let asked = Asked { pointer: "/resource", text: &query.resource };
            let name = if element.polarity == Polarity::Not { "NotResource" } else { "Resource" };
            children.push(self.list(name, element, judged, &asked, format!("{id}/{}", children.len())));
        }
        if let Some(condition_span) = statement.condition_span {
            let id = format!("{id}/{}", children.len());
            children.push(self.condition(&statement.conditions, &judged.conditions, condition_span, id));
        }
        let failing: Vec<&TraceNode> = children.iter().filter(|child| child.outcome == Outcome::NoMatch).collect();
        let names: Vec<&str> = failing.iter().map(|child| child.label.as_str()).collect();
        let outcome = match (judged.matches, statement.effect.value) {
            (true, Effect::Allow) => Outcome::Allows,
            (true, Effect::Deny) => Outcome::Denies,
            (false, _) => Outcome::NoMatch,
        };
        let mut reason = match names.as_slice() {
            _ if judged.matches => plain("Applies", "every element matches"),
            [] => plain("NoResource", "a key policy's statement without Resource has no effect"),
            [one] => {
                Sentence::new(&format!("its {one} does not match")).param("elements", *one).message("ElementFails")
            }
            [most @ .., last] => Sentence::new(&format!("its {} and {last} do not match", most.join(", ")))
                .param("elements", names.join(","))
                .message("ElementsFail"),
        };
        let effect = match statement.effect.value {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        reason.params.insert("effect".into(), effect.into());
        let failing: Vec<String> = failing.into_iter().map(|child| child.id.clone()).collect();
        if first {
            self.tree.failing.insert(self.at, failing);
        }
        let label = match &statement.sid {
            Some(sid) if !sid.value.is_empty() => sid.value.clone(),
            _ => format!("statement {}", self.at.1 + 1),
        };
        TraceNode {
            role,
            reason,
            span: Some(span(self.member, statement.span)),
            children,
            ..blank(id, NodeKind::Statement, outcome, &label)
        }
    }

    fn principal(&mut self, element: &PrincipalElement, judged: &ElementJudgement, id: String) -> TraceNode {
        let name = if element.polarity == Polarity::Not { "NotPrincipal" } else { "Principal" };
        let actual = self.judgement.query.requester.arn.clone();
        let actual = if actual.is_empty() { "anonymous".to_string() } else { actual };
        let asked = Asked { pointer: "/principal", text: &actual };
        let entries = element.entries.iter().map(|entry| {
            let key = match entry.key {
                PrincipalKey::Everyone => "",
                PrincipalKey::Aws => "AWS: ",
                PrincipalKey::Service => "Service: ",
                PrincipalKey::Federated => "Federated: ",
                PrincipalKey::CanonicalUser => "CanonicalUser: ",
            };
            (format!("{key}{}", entry.value), entry.value.as_str(), entry.span)
        });
        let children = self.entries(entries, judged, element.polarity, &asked, &id);
        self.element(name, judged, element.polarity, element.span, &asked, children, id)
    }

    fn list(
        &mut self,
        name: &str,
        element: &ListElement,
        judged: &ElementJudgement,
        asked: &Asked<'_>,
        id: String,
    ) -> TraceNode {
        let entries = element.entries.iter().map(|Spanned { value, span }| (value.clone(), value.as_str(), *span));
        let children = self.entries(entries, judged, element.polarity, asked, &id);
        self.element(name, judged, element.polarity, element.span, asked, children, id)
    }

    #[expect(clippy::too_many_arguments, reason = "what an element node is made of")]
    fn element(
        &mut self,
        name: &str,
        judged: &ElementJudgement,
        polarity: Polarity,
        place: ByteSpan,
        asked: &Asked<'_>,
        children: Vec<TraceNode>,
        id: String,
    ) -> TraceNode {
        for doubt in judged.doubts.iter().filter(|_| self.relevant) {
            self.tree.doubts.entry(*doubt).or_default().push((id.clone(), self.at));
        }
        let hits = judged.entries.iter().filter(|entry| entry.hit).count();
        let total = judged.entries.len();
        let reason = match (judged.why, polarity) {
            (Some(why), _) => why_message(why),
            (None, Polarity::Not) if judged.matches => {
                Sentence::default().code(asked.text).text(" is outside the list").message("OutsideTheList")
            }
            (None, Polarity::Not) => Sentence::default().code(asked.text).text(" is in the list").message("InTheList"),
            (None, Polarity::Plain) if total == 0 => plain("EmptyList", "the list is empty"),
            (None, Polarity::Plain) if total == 1 => {
                judged.entries.first().map_or_else(Message::default, |entry| why_message(entry.why))
            }
            (None, Polarity::Plain) => Sentence::new(&format!("{hits} of {total} match"))
                .param("matched", hits.to_string())
                .param("of", total.to_string())
                .message("SomeMatch"),
        };
        TraceNode {
            reason,
            span: Some(span(self.member, place)),
            request: Some(asked.pointer.to_string()),
            children,
            ..blank(id, NodeKind::Element, matched(judged.matches), name)
        }
    }

    fn entries<'e>(
        &mut self,
        entries: impl Iterator<Item = (String, &'e str, ByteSpan)>,
        judged: &ElementJudgement,
        polarity: Polarity,
        asked: &Asked<'_>,
        parent: &str,
    ) -> Vec<TraceNode> {
        let mut nodes = Vec::with_capacity(judged.entries.len());
        for ((label, pattern, place), entry) in entries.zip(&judged.entries) {
            let id = format!("{parent}/{}", nodes.len());
            self.note(entry, judged.tri, &id);
            nodes.push(TraceNode {
                reason: why_message(entry.why),
                span: Some(span(self.member, place)),
                request: Some(asked.pointer.to_string()),
                compared: Some(compared(pattern, entry, Some(ContextValue::Text(asked.text.to_string())))),
                ..blank(id, NodeKind::Value, matched(entry.hit == (polarity == Polarity::Plain)), &label)
            });
        }
        nodes
    }

    fn condition(
        &mut self,
        blocks: &[ConditionBlock],
        judged: &[OperatorJudgement],
        place: ByteSpan,
        id: String,
    ) -> TraceNode {
        let mut children = Vec::with_capacity(judged.len());
        for (block, judged) in blocks.iter().zip(judged) {
            let id = format!("{id}/{}", children.len());
            let mut keys = Vec::with_capacity(judged.keys.len());
            for (key, judged) in block.keys.iter().zip(&judged.keys) {
                keys.push(self.key(key, block.operator, judged, format!("{id}/{}", keys.len())));
            }
            let reason = if judged.matches {
                plain("EveryKeyHolds", "every key holds")
            } else {
                plain("AKeyFails", "not every key holds")
            };
            children.push(TraceNode {
                reason,
                span: Some(span(self.member, block.span)),
                children: keys,
                ..blank(id, NodeKind::Operator, matched(judged.matches), &block.name.value)
            });
        }
        let matches = judged.iter().all(|judged| judged.matches);
        let reason = if matches { plain("ConditionHolds", "holds") } else { plain("ConditionFails", "does not hold") };
        TraceNode {
            reason,
            span: Some(span(self.member, place)),
            children,
            ..blank(id, NodeKind::Element, matched(matches), "Condition")
        }
    }

    fn key(&mut self, key: &ConditionKey, operator: Option<Operator>, judged: &KeyJudgement, id: String) -> TraceNode {
        let pointer = judged.actual.as_ref().map(pointer);
        if judged.actual.is_none() && self.relevant {
            let open = judged.tri == Tri::Open;
            self.tree.reads.push(Read { key: key.name.value.clone(), node: id.clone(), statement: self.at, open });
        }
        for doubt in judged.doubts.iter().filter(|_| self.relevant) {
            self.tree.doubts.entry(*doubt).or_default().push((id.clone(), self.at));
        }
        let actual = judged.actual.as_ref().map(|entry| ContextValue::from(&entry.values));
        let mut children = Vec::with_capacity(judged.values.len());
        for (value, entry) in key.values.iter().zip(&judged.values) {
            let id = format!("{id}/{}", children.len());
            self.note(entry, judged.tri, &id);
            let why = if judged.actual.is_none() && entry.why == Why::Differs { judged.why } else { entry.why };
            children.push(TraceNode {
                reason: value_message(why, operator),
                span: Some(span(self.member, value.span)),
                request: pointer.clone(),
                compared: Some(compared(&value.value, entry, actual.clone())),
                ..blank(
                    id,
                    NodeKind::Value,
                    matched(if actual.is_some() { entry.hit } else { judged.matches }),
                    &value.value,
                )
            });
        }
        TraceNode {
            reason: key_message(judged.why, operator, key.values.len()),
            span: Some(span(self.member, key.span)),
            request: pointer,
            children,
            ..blank(id, NodeKind::Key, matched(judged.matches), &key.name.value)
        }
    }

    /// Notes what an entry doubts and reads; it is of no consequence where the whole that it is one of is certain.
    fn note(&mut self, entry: &EntryJudgement, whole: Tri, id: &str) {
        for doubt in entry.doubts.iter().filter(|_| self.relevant) {
            self.tree.doubts.entry(*doubt).or_default().push((id.to_string(), self.at));
        }
        for key in entry.absent.iter().filter(|_| self.relevant) {
            let open = entry.tri == Tri::Open && whole == Tri::Open;
            self.tree.reads.push(Read { key: key.clone(), node: id.to_string(), statement: self.at, open });
        }
    }
}

fn compared(pattern: &str, entry: &EntryJudgement, actual: Option<ContextValue>) -> Compared {
    Compared {
        pattern: pattern.to_string(),
        resolved: entry.resolved.clone(),
        actual,
        first_difference: entry.difference.map(|(pattern, actual)| FirstDifference { pattern, actual }),
    }
}

fn pointer(entry: &Entry) -> String {
    match entry.origin {
        Origin::Given => format!("/context/{}", entry.name.replace('~', "~0").replace('/', "~1")),
        Origin::Principal | Origin::PathlessRole => "/principal".to_string(),
        Origin::Resource | Origin::AssumedOwner => "/resource".to_string(),
        Origin::Call => "/call/tags".to_string(),
    }
}

fn matched(matches: bool) -> Outcome {
    if matches { Outcome::Match } else { Outcome::NoMatch }
}

fn value_message(why: Why, operator: Option<Operator>) -> Message {
    match (why, operator) {
        (Why::Covers | Why::Differs, Some(operator)) => {
            plain(words::why(why).0, words::relation(operator.comparison, why == Why::Covers))
        }
        _ => why_message(why),
    }
}

fn key_message(why: Why, operator: Option<Operator>, values: usize) -> Message {
    match (why, operator) {
        (Why::OneHolds | Why::NoneHolds, Some(operator)) if operator.set.is_none() => {
            let text = words::among(operator.comparison, why == Why::OneHolds, values);
            Sentence::new(&text).param("of", values.to_string()).message(words::why(why).0)
        }
        _ => why_message(why),
    }
}

fn why_message(why: Why) -> Message {
    let (code, text) = words::why(why);
    if text.contains('`') { Sentence::new(text).message(code) } else { plain(code, text) }
}
