//! The trace, packed: of each node what can change from one request to the next, in one number where that is possible.

use alloc::vec::Vec;

use super::{Packed, Told};
use crate::explain::answer::Part;
use crate::explain::node::{About, Asked, Node};
use crate::policy::Policy;
use crate::request::query::Query;

impl Part<'_> {
    /// What was asked; the node of the part; the nodes down to the policies, and behind each policy those of its statements.
    pub(super) fn pack(&self, packed: &mut Packed, told: &mut Told) {
        let query = self.judgement.query;
        let Some((root, nodes)) = self.nodes.split_first() else { return };
        packed.text(&root.about.label());
        packed.how(root.outcome, root.role);
        for asked in [Asked::Principal, Asked::Action, Asked::Resource] {
            packed.text(asked.text(query));
        }
        if told.frame() {
            packed.count(frame(nodes).count());
            for (node, below) in frame(nodes) {
                let policy =
                    if let About::Policy(_, member) = node.about { Some(&member.reading.policy) } else { None };
                packed.outline(node, if policy.is_some() { &[] } else { below }, policy);
            }
        }
        let mut entries = Vec::new();
        for (node, below) in frame(nodes) {
            let policy = if let About::Policy(index, member) = node.about { Some((index, member)) } else { None };
            let policy = policy.filter(|_| !below.is_empty());
            packed.word(node, [policy.is_some(), false], query, told);
            let Some((index, member)) = policy else { continue };
            let number = index * KINDS + member.reading.kind as usize;
            packed.count(number);
            if told.policy(number) {
                packed.count(below.len());
                for (at, node) in below.iter().enumerate() {
                    let below = below.get(at + 1..at + 1 + node.below).unwrap_or_default();
                    packed.outline(node, below, Some(&member.reading.policy));
                }
            }
            for node in below {
                packed.judgement(node, query, &mut entries, told);
            }
        }
    }
}

/// In how many ways a policy can be read.
const KINDS: usize = 3;

/// The policy types, levels and policies, each with the nodes below it.
fn frame<'n, 'j>(nodes: &'n [Node<'j>]) -> impl Iterator<Item = (&'n Node<'j>, &'n [Node<'j>])> {
    let mut rest = nodes;
    core::iter::from_fn(move || {
        let (node, after) = rest.split_first()?;
        let (below, beyond) = after.split_at_checked(node.below)?;
        rest = if matches!(node.about, About::Policy(..)) { beyond } else { after };
        Some((node, below))
    })
}

/// How many of the nodes below a node are its children.
fn children(below: &[Node<'_>]) -> usize {
    let (mut count, mut at) = (0, 0);
    while let Some(child) = below.get(at) {
        count += 1;
        at += 1 + child.below;
    }
    count
}

impl Packed {
    /// What is the same whatever is asked: kind, pointer and how many children, label, place, pattern.
    fn outline(&mut self, node: &Node<'_>, below: &[Node<'_>], policy: Option<&Policy>) {
        let pointer = match node.asked {
            Some(Asked::Principal) => 1,
            Some(Asked::Action) => 2,
            Some(Asked::Resource) => 3,
            Some(Asked::Context(_)) | None => 0,
        };
        let label = node.about.label();
        let pattern = node.about.compared().map(|(pattern, _)| pattern).filter(|pattern| *pattern != label);
        let children = u32::try_from(children(below)).unwrap_or(u32::MAX);
        self.numbers.push(node.about.kind() as u32 | pointer << 4 | u32::from(pattern.is_some()) << 6 | children << 7);
        self.text(&label);
        if let Some(pattern) = pattern {
            self.text(pattern);
        }
        if let Some((policy, span)) = policy.zip(node.about.span()) {
            self.span(policy, span);
        }
    }

    /// Outcome, role, two flags, and the number of what was said; the sentence where that is new.
    fn word(&mut self, node: &Node<'_>, flags: [bool; 2], query: &Query, told: &mut Told) {
        let (number, is_new) = told.number(node.said);
        let [first, second] = flags.map(u32::from);
        let how = node.outcome as u32 | (node.role as u32) << 3;
        self.numbers.push(how | first << 5 | second << 6 | number << 7);
        if is_new {
            self.sentence(&node.said.sentence(query));
        }
    }

    /// A node of a statement. A key says which entry of the context it read, of `entries` the next one where none of them is it; a value,
    /// how it was resolved and where it differs.
    fn judgement(&mut self, node: &Node<'_>, query: &Query, entries: &mut Vec<usize>, told: &mut Told) {
        if let Some((_, judged)) = node.about.compared() {
            self.word(node, [judged.difference.is_some(), judged.resolved.is_some()], query, told);
            if let Some((pattern, actual)) = judged.difference {
                self.count(pattern);
                self.count(actual);
            }
            judged.resolved.iter().for_each(|text| self.text(text));
            return;
        }
        let place = if let Some(Asked::Context(place)) = node.asked { Some(place) } else { None };
        self.word(node, [place.is_some(), false], query, told);
        let Some(place) = place else { return };
        let known = entries.iter().position(|known| *known == place);
        self.count(known.unwrap_or(entries.len()));
        if let (None, Some(entry)) = (known, query.context.at(place)) {
            entries.push(place);
            self.text(&Asked::Context(place).pointer(query));
            self.values(&entry.values);
        }
    }
}
