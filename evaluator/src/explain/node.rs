//! A node of the trace before it is written out: what it is about, how it came out, and no text of its own.

use alloc::borrow::Cow;
use alloc::format;

use super::said::Said;
use super::words;
use crate::evaluation::scope::Scoped;
use crate::matching::EntryJudgement;
use crate::policy::{ConditionBlock, ConditionKey, PolicyType, PrincipalEntry, PrincipalKey, Statement};
use crate::request::context::{Entry, Origin};
use crate::request::query::Query;
use crate::set::Level;
use crate::span::{ByteSpan, Spanned};
use crate::trace::{NodeKind, Outcome, Role};

/// One judgement.
#[derive(Clone, Debug)]
pub(crate) struct Node<'j> {
    pub(crate) about: About<'j>,
    pub(crate) outcome: Outcome,
    pub(crate) role: Role,
    /// Why; of an `evaluation` node the answer says it.
    pub(crate) said: Said,
    /// What of the request it was compared with.
    pub(crate) asked: Option<Asked>,
    /// How many nodes are below it: those that follow.
    pub(crate) below: usize,
}

/// What a node is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum About<'j> {
    /// One part of the request.
    Part(&'j Query),
    PolicyType(PolicyType),
    Level(&'j Level),
    /// By its index in the set.
    Policy(usize, &'j Scoped<'j>),
    /// By its position in the policy.
    Statement(usize, &'j Statement),
    Element(Element, ByteSpan),
    Operator(&'j ConditionBlock),
    Key(&'j ConditionKey),
    Principal(&'j PrincipalEntry, &'j EntryJudgement),
    Value(&'j Spanned<alloc::string::String>, &'j EntryJudgement),
}

/// An element of a statement that can fail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Element {
    Principal,
    NotPrincipal,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition,
}

/// What of the request a node was compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Asked {
    Principal,
    Action,
    Resource,
    /// An entry of the context, by its place.
    Context(usize),
}

impl Element {
    pub(crate) const ALL: [Self; 7] = [
        Self::Principal,
        Self::NotPrincipal,
        Self::Action,
        Self::NotAction,
        Self::Resource,
        Self::NotResource,
        Self::Condition,
    ];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Principal => "Principal",
            Self::NotPrincipal => "NotPrincipal",
            Self::Action => "Action",
            Self::NotAction => "NotAction",
            Self::Resource => "Resource",
            Self::NotResource => "NotResource",
            Self::Condition => "Condition",
        }
    }
}

impl Asked {
    /// What the request has there, of one that is no entry of the context.
    pub(crate) fn text(self, query: &Query) -> &str {
        match self {
            Self::Principal if query.requester.arn.is_empty() => "anonymous",
            Self::Principal => &query.requester.arn,
            Self::Action => &query.action,
            Self::Resource => &query.resource,
            Self::Context(_) => "",
        }
    }

    /// The JSON pointer into the request.
    pub(crate) fn pointer(self, query: &Query) -> Cow<'static, str> {
        match self {
            Self::Principal => "/principal".into(),
            Self::Action => "/action".into(),
            Self::Resource => "/resource".into(),
            Self::Context(place) => query.context.at(place).map_or_else(Cow::default, pointer),
        }
    }
}

fn pointer(entry: &Entry) -> Cow<'static, str> {
    match entry.origin {
        Origin::Given => format!("/context/{}", entry.name.replace('~', "~0").replace('/', "~1")).into(),
        Origin::Principal | Origin::PathlessRole => "/principal".into(),
        Origin::Resource | Origin::AssumedOwner => "/resource".into(),
        Origin::Call => "/call/tags".into(),
    }
}

impl<'j> About<'j> {
    pub(crate) fn kind(self) -> NodeKind {
        match self {
            Self::Part(_) => NodeKind::Evaluation,
            Self::PolicyType(_) => NodeKind::PolicyType,
            Self::Level(_) => NodeKind::Level,
            Self::Policy(..) => NodeKind::Policy,
            Self::Statement(..) => NodeKind::Statement,
            Self::Element(..) => NodeKind::Element,
            Self::Operator(_) => NodeKind::Operator,
            Self::Key(_) => NodeKind::Key,
            Self::Principal(..) | Self::Value(..) => NodeKind::Value,
        }
    }

    /// What stands in the source.
    pub(crate) fn label(self) -> Cow<'j, str> {
        match self {
            Self::Part(query) => [query.action.as_str(), " on ", query.resource.as_str()].concat().into(),
            Self::PolicyType(policy_type) => words::heading(policy_type).into(),
            Self::Level(level) if level.node.is_empty() => "no node named".into(),
            Self::Level(level) => level.node.as_str().into(),
            Self::Policy(_, member) => member.reading.policy.name.as_str().into(),
            Self::Statement(position, statement) => match &statement.sid {
                Some(sid) if !sid.value.is_empty() => sid.value.as_str().into(),
                Some(_) | None => format!("statement {}", position + 1).into(),
            },
            Self::Element(element, _) => element.name().into(),
            Self::Operator(block) => block.name.value.as_str().into(),
            Self::Key(key) => key.name.value.as_str().into(),
            Self::Principal(entry, _) => match key_name(entry.key) {
                "" => entry.value.as_str().into(),
                key => format!("{key}: {}", entry.value).into(),
            },
            Self::Value(value, _) => value.value.as_str().into(),
        }
    }

    /// Where it stands in its policy.
    pub(crate) fn span(self) -> Option<ByteSpan> {
        match self {
            Self::Part(_) | Self::PolicyType(_) | Self::Level(_) => None,
            Self::Policy(_, member) => Some(member.reading.policy.document.span),
            Self::Statement(_, statement) => Some(statement.span),
            Self::Element(_, span) => Some(span),
            Self::Operator(block) => Some(block.span),
            Self::Key(key) => Some(key.span),
            Self::Principal(entry, _) => Some(entry.span),
            Self::Value(value, _) => Some(value.span),
        }
    }

    /// The policy's text that was compared, and how it came out.
    pub(crate) fn compared(self) -> Option<(&'j str, &'j EntryJudgement)> {
        match self {
            Self::Principal(entry, judged) => Some((&entry.value, judged)),
            Self::Value(value, judged) => Some((&value.value, judged)),
            Self::Part(_)
            | Self::PolicyType(_)
            | Self::Level(_)
            | Self::Policy(..)
            | Self::Statement(..)
            | Self::Element(..)
            | Self::Operator(_)
            | Self::Key(_) => None,
        }
    }
}

fn key_name(key: PrincipalKey) -> &'static str {
    match key {
        PrincipalKey::Everyone => "",
        PrincipalKey::Aws => "AWS",
        PrincipalKey::Service => "Service",
        PrincipalKey::Federated => "Federated",
        PrincipalKey::CanonicalUser => "CanonicalUser",
    }
}
