//! `Resource` and `NotResource`.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Resource" and "`NotResource`". Wildcards and case: see [`ArnGlob`]. ARN patterns with
//! fewer than six components are not documented: which policy types take the missing ones as `*` was measured.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{Doubt, ElementJudgement, EntryJudgement, Tri, Why};
use crate::arn::{ArnGlob, Sieve};
use crate::glob::Token;
use crate::policy::{Effect, ListElement, Polarity, PolicyType, Version};
use crate::request::query::Query;
use crate::variable::{self, Direct, Template, Wildcards};

/// A compiled `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub struct ResourcePattern {
    polarity: Polarity,
    effect: Effect,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
enum Entry {
    /// `*`
    All,
    /// No variables.
    Fixed(Box<Arns>),
    /// Variables to look up.
    Variable(Box<Variable>),
    /// A variable where AWS replaces none.
    VariableTooEarly,
}

/// An ARN pattern with variables.
#[derive(Clone, Debug)]
struct Variable {
    template: Template,
    padding: Padding,
    /// The components before the fifth colon and what follows, to be matched at once, where that is possible.
    direct: Option<(ArnGlob, Direct)>,
}

/// An ARN pattern as written and, where it is short and its policy type allows it, with `*` for what is missing.
#[derive(Clone, Debug)]
struct Arns {
    written: ArnGlob,
    padded: Option<Box<ArnGlob>>,
    /// Of a short pattern that is not completed: how it would read if it were.
    unread: Option<Box<ArnGlob>>,
    /// What all that it matches begins with, after the fifth colon.
    sieve: Sieve,
}

/// When a short ARN pattern is completed.
#[derive(Clone, Copy, Debug)]
enum Padding {
    Always,
    WithStar,
}

impl ResourcePattern {
    /// Compiles the element of a statement with `effect` in a policy of `policy_type`.
    pub fn new(element: &ListElement, effect: Effect, version: Version, policy_type: PolicyType) -> Self {
        let padding = match policy_type {
            PolicyType::Resource | PolicyType::VpcEndpoint => Padding::WithStar,
            PolicyType::Identity
            | PolicyType::PermissionsBoundary
            | PolicyType::Session
            | PolicyType::ServiceControl
            | PolicyType::ResourceControl => Padding::Always,
        };
        let entries = element.entries.iter().map(|entry| Entry::new(&entry.value, version, padding)).collect();
        Self { polarity: element.polarity, effect, entries }
    }

    /// What every resource that the element covers begins with, as far as that is known.
    pub(crate) fn sieve(&self) -> Sieve {
        match self.polarity {
            Polarity::Plain => self.entries.iter().map(Entry::sieve).reduce(Sieve::or).unwrap_or(Sieve::OPEN),
            Polarity::Not => Sieve::OPEN,
        }
    }

    /// Whether the element covers the query's resource.
    pub fn matches(&self, query: &Query) -> bool {
        match self.polarity {
            Polarity::Plain => self.entries.iter().any(|entry| entry.covers(query)),
            Polarity::Not if self.entries.is_empty() => self.effect == Effect::Deny,
            Polarity::Not => self.entries.iter().all(|entry| match entry.hits(query) {
                Some(hit) => !hit,
                None => self.effect == Effect::Deny,
            }),
        }
    }

    /// Judges every entry.
    pub fn judge(&self, query: &Query) -> ElementJudgement {
        let entries: Vec<_> = self
            .entries
            .iter()
            .map(|entry| {
                let mut judged = entry.judge(query, self.polarity);
                if judged.why == Why::Unresolved && self.polarity == Polarity::Not {
                    // Fail closed: an Allow does not apply, a Deny does.
                    judged.hit = self.effect == Effect::Allow;
                    judged = judged.doubted(Doubt::UnresolvedNotResource);
                }
                judged
            })
            .collect();
        super::list_judgement(entries, self.polarity, self.effect)
    }

    /// Whether one of its variables, given in lower case, stands beside another one that is free.
    pub fn entangles(&self, lower: &str, is_free: &dyn Fn(&str) -> bool) -> bool {
        self.entries.iter().any(|entry| match entry {
            Entry::Variable(own) => variable::ties(&own.template.keys(), lower, is_free),
            Entry::All | Entry::Fixed(_) | Entry::VariableTooEarly => false,
        })
    }

    /// The keys that its variables read, as written.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        for entry in &self.entries {
            if let Entry::Variable(variable) = entry {
                keys.extend(variable.template.keys());
            }
        }
        keys
    }
}

impl Entry {
    fn new(text: &str, version: Version, padding: Padding) -> Self {
        if !text.is_empty() && text.bytes().all(|byte| byte == b'*') {
            return Self::All;
        }
        let template = Template::read(text, version);
        if template.has_variable_before_resource_part() {
            return Self::VariableTooEarly;
        }
        if let Some(tokens) = template.fixed_tokens() {
            return Self::Fixed(Box::new(Arns::new(&tokens, padding)));
        }
        let direct = template.direct_arn().map(|(lead, rest)| (ArnGlob::lead(&lead), rest));
        Self::Variable(Box::new(Variable { template, padding, direct }))
    }

    fn sieve(&self) -> Sieve {
        match self {
            Self::Fixed(arns) => arns.sieve,
            Self::All | Self::Variable(_) | Self::VariableTooEarly => Sieve::OPEN,
        }
    }

    /// Whether it covers the query's resource; not, where a variable has no value.
    fn covers(&self, query: &Query) -> bool {
        match self {
            Self::Variable(variable) if !query.has_no_resource() => variable.covers(query),
            Self::All | Self::Fixed(_) | Self::Variable(_) | Self::VariableTooEarly => self.hits(query) == Some(true),
        }
    }

    /// Whether it covers the query's resource; `None` where a variable has no value.
    fn hits(&self, query: &Query) -> Option<bool> {
        match self {
            Self::All => Some(true),
            Self::VariableTooEarly => Some(false),
            Self::Fixed(arns) => Some(arns.covers(query).is_some()),
            Self::Variable(variable) => {
                let tokens = variable.template.resolve(&query.context).tokens?;
                Some(Arns::new(&tokens, variable.padding).covers(query).is_some())
            }
        }
    }

    fn judge(&self, query: &Query, polarity: Polarity) -> EntryJudgement {
        match self {
            Self::All => EntryJudgement::certain(true, Why::CoversAll),
            Self::VariableTooEarly => EntryJudgement::certain(false, Why::VariableTooEarly),
            Self::Fixed(arns) => arns.judge(query),
            Self::Variable(variable) => {
                let resolution = variable.template.resolve(&query.context);
                let mut judged = match &resolution.tokens {
                    None => EntryJudgement::certain(false, Why::Unresolved),
                    Some(tokens) => EntryJudgement {
                        resolved: Some(variable::text(tokens)),
                        ..Arns::new(tokens, variable.padding).judge(query)
                    },
                };
                // What the text around the variables excludes is not covered, whatever they are.
                let could_cover = || match polarity {
                    Polarity::Plain => {
                        let widest = variable.template.widest_tokens(Wildcards::Plain);
                        Arns::new(&widest, variable.padding).judge(query).tri != Tri::No
                    }
                    // An Allow or Deny that fails closed depends on whether there is a value, too.
                    Polarity::Not => true,
                };
                if resolution.is_open && could_cover() {
                    judged.tri = Tri::Open;
                }
                if resolution.collides {
                    judged = judged.doubted(Doubt::KeysCollide);
                }
                if let Some(doubt) = resolution.assumed.and_then(Doubt::of) {
                    judged = judged.doubted(doubt);
                }
                judged.absent = resolution.absent;
                judged
            }
        }
    }
}

impl Variable {
    fn covers(&self, query: &Query) -> bool {
        if let (Some((lead, rest)), Some(cut)) = (&self.direct, query.cut)
            && let Some(fits) = lead.lead_fits(&query.resource, cut, |resource| rest.matches(resource, &query.context))
        {
            return fits;
        }
        let tokens = self.template.resolve(&query.context).tokens;
        tokens.is_some_and(|tokens| Arns::new(&tokens, self.padding).covers(query).is_some())
    }
}

impl Arns {
    fn new(tokens: &[Token], padding: Padding) -> Self {
        let written = ArnGlob::resource(tokens);
        let pads = match padding {
            Padding::Always => true,
            Padding::WithStar => tokens.contains(&Token::Star),
        };
        let completed = written.is_short().then(|| Box::new(ArnGlob::resource_padded(tokens)));
        let (padded, unread) = if pads { (completed, None) } else { (None, completed) };
        Self { written, padded, unread, sieve: Sieve::of(tokens) }
    }

    fn covers(&self, query: &Query) -> Option<Why> {
        if query.has_no_resource() {
            let pseudo = query.pseudo_resource.as_ref()?;
            return self.written.matches(pseudo).then_some(Why::CoversAllBuckets);
        }
        if self.written.matches_cut(&query.resource, query.cut) {
            return Some(Why::Covers);
        }
        self.padded.as_ref()?.matches(&query.resource).then_some(Why::CoversPadded)
    }

    fn judge(&self, query: &Query) -> EntryJudgement {
        let Some(why) = self.covers(query) else {
            if query.has_no_resource() {
                return EntryJudgement::certain(false, Why::NoResourceNeedsStar);
            }
            let difference = Some(self.written.difference(&query.resource));
            let judged = EntryJudgement { difference, ..EntryJudgement::certain(false, Why::Differs) };
            let completed = self.unread.as_ref().is_some_and(|completed| completed.matches(&query.resource));
            return if completed { judged.doubted(Doubt::ShortArn) } else { judged };
        };
        match why {
            Why::CoversAllBuckets => EntryJudgement::certain(true, why).doubted(Doubt::AllBucketsPattern),
            Why::CoversPadded => EntryJudgement::certain(true, why).doubted(Doubt::ShortArn),
            _ if self.written.crossed_colon(&query.resource) => EntryJudgement::certain(true, Why::CoversPastColon),
            _ => EntryJudgement::certain(true, why),
        }
    }
}
