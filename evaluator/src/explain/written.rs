//! The answer written out: every node with its id, its sentence and its place.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::answer::{Answer, CALL, Part, ReadFrom};
use super::message::Sentence;
use super::node::{About, Asked, Node};
use crate::policy::Policy;
use crate::request::ContextValue;
use crate::request::query::Query;
use crate::span::ByteSpan;
use crate::trace::{
    self, Assumption, Compared, Derived, Evaluation, FirstDifference, LaneResult, Message, MissingKey, NearMiss,
    NodeKind, Role, Span, TraceNode,
};

impl Answer<'_> {
    /// The public form.
    pub(crate) fn written(&self) -> Evaluation {
        let ids = self.ids();
        let id = |node: u32| usize::try_from(node).ok().and_then(|node| ids.get(node)).cloned().unwrap_or_default();
        let named = |nodes: &[u32]| nodes.iter().map(|node| id(*node)).collect::<Vec<_>>();
        let assumptions = self.assumptions.iter().map(|taken| Assumption {
            code: taken.sentence.code().into(),
            nodes: named(&taken.nodes),
            could_change: taken.could_change,
            witness: None,
            message: taken.sentence.sentence().written(&ids),
        });
        let missing = self.missing.iter().map(|missing| MissingKey {
            key: missing.key.to_owned(),
            nodes: named(&missing.nodes),
            presence: missing.presence,
            could_change: missing.could_change,
            witness: missing.witness.clone(),
        });
        let lanes = self.lanes.iter();
        let near = self.near_misses.iter();
        Evaluation {
            schema_version: 1,
            decision: self.decision,
            reason: self.reason.written(&ids),
            other_reasons: self.other_reasons.iter().map(|reason| reason.written(&ids)).collect(),
            aws_message: self.aws_message.clone(),
            condition: self.condition.as_ref().map(|condition| condition.written(&ids)),
            lanes: lanes
                .map(|of| LaneResult { lane: of.lane, state: of.state, nodes: named(self.evidence(of)) })
                .collect(),
            parts: self.written_parts(&ids),
            derived: self.derived(),
            near_misses: near
                .map(|near| NearMiss {
                    statement: id(near.statement),
                    failing: named(&near.failing),
                    matched: near.matched,
                    of: near.of,
                })
                .collect(),
            trace: self.trace(&ids),
            assumptions: assumptions.collect(),
            missing_context: missing.collect(),
            findings: self.findings(),
        }
    }

    fn written_parts(&self, ids: &[String]) -> Vec<trace::Part> {
        let parts = self.parts.iter().filter(|_| self.is_call());
        parts
            .map(|part| trace::Part {
                action: part.judgement.query.action.clone(),
                resource: part.judgement.query.resource.clone(),
                decision: part.judgement.decision,
                reason: part.reason.as_ref().unwrap_or(&self.reason).written(ids),
                node: usize::try_from(part.base).ok().and_then(|base| ids.get(base)).cloned().unwrap_or_default(),
            })
            .collect()
    }

    fn derived(&self) -> Vec<Derived> {
        let derived = self.parts.first().map(|part| part.judgement.query.derived.as_slice()).unwrap_or_default();
        let written = derived.iter().map(|key| Derived {
            key: key.name.clone(),
            value: ContextValue::from(&key.values),
            from: ReadFrom::of(key.origin).name().to_string(),
            overridden: key.overridden,
        });
        written.collect()
    }

    fn trace(&self, ids: &[String]) -> TraceNode {
        let mut parts: Vec<TraceNode> = self.parts.iter().filter_map(|part| part.trace(&self.reason, ids)).collect();
        if !self.is_call()
            && let Some(trace) = parts.pop()
        {
            return trace;
        }
        TraceNode {
            id: "0".to_owned(),
            kind: NodeKind::Evaluation,
            outcome: super::outcome(self.decision),
            role: Role::Decisive,
            label: CALL.to_owned(),
            reason: self.reason.written(ids),
            span: None,
            request: None,
            compared: None,
            children: parts,
        }
    }

    /// The ids of all nodes, by number.
    fn ids(&self) -> Vec<String> {
        let mut ids = Vec::new();
        if self.is_call() {
            ids.push("0".to_owned());
        }
        for (position, part) in self.parts.iter().enumerate() {
            let root = if self.is_call() { format!("0/{position}") } else { "0".to_owned() };
            add_ids(&part.nodes, root, &mut ids);
        }
        ids
    }
}

/// The id of a first node, and of those below it.
fn add_ids(nodes: &[Node<'_>], id: String, ids: &mut Vec<String>) {
    let Some((first, mut rest)) = nodes.split_first() else { return };
    rest = rest.get(..first.below).unwrap_or_default();
    let mut position = 0;
    let parent = id.clone();
    ids.push(id);
    while let Some(child) = rest.first() {
        add_ids(rest, format!("{parent}/{position}"), ids);
        rest = rest.get(child.below + 1..).unwrap_or_default();
        position += 1;
    }
}

impl Part<'_> {
    fn trace(&self, reason: &Sentence, ids: &[String]) -> Option<TraceNode> {
        let own = ids.get(usize::try_from(self.base).ok()?..)?;
        let trace = self.node(0, own, None)?;
        Some(TraceNode { reason: self.reason.as_ref().unwrap_or(reason).written(ids), ..trace })
    }

    fn node(&self, at: usize, ids: &[String], policy: Option<&Policy>) -> Option<TraceNode> {
        let query = self.judgement.query;
        let node = self.nodes.get(at)?;
        let policy = if let About::Policy(_, member) = node.about { Some(&member.reading.policy) } else { policy };
        let mut children = Vec::new();
        let mut next = at + 1;
        while next <= at + node.below {
            children.extend(self.node(next, ids, policy));
            next += 1 + self.nodes.get(next)?.below;
        }
        Some(TraceNode {
            id: ids.get(at)?.clone(),
            kind: node.about.kind(),
            outcome: node.outcome,
            role: node.role,
            label: node.about.label().into_owned(),
            reason: if at == 0 { Message::default() } else { node.said.sentence(query).written(ids) },
            span: policy.zip(node.about.span()).map(|(policy, bytes)| span(policy, bytes)),
            request: node.asked.map(|asked| asked.pointer(query).into_owned()),
            compared: compared(node, query),
            children,
        })
    }
}

fn compared(node: &Node<'_>, query: &Query) -> Option<Compared> {
    let (pattern, judged) = node.about.compared()?;
    let actual = node.asked.and_then(|asked| match asked {
        Asked::Context(place) => query.context.at(place).map(|entry| ContextValue::from(&entry.values)),
        asked => Some(ContextValue::Text(asked.text(query).to_owned())),
    });
    Some(Compared {
        pattern: pattern.to_owned(),
        resolved: judged.resolved.clone(),
        actual,
        first_difference: judged.difference.map(|(pattern, actual)| FirstDifference { pattern, actual }),
    })
}

/// A range of a policy's text, as the public answer counts it.
pub(crate) fn span(policy: &Policy, bytes: ByteSpan) -> Span {
    Span {
        policy: policy.name.clone(),
        start: policy.lines.position(bytes.start),
        end: policy.lines.position(bytes.end),
    }
}
