//! `Action` and `NotAction`.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Action" and "`NotAction`". Letters of either case are equal; nothing is trimmed.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Doubt, ElementJudgement, EntryJudgement, Tri, Why};
use crate::glob::{Glob, common_length, has_wildcard};
use crate::policy::{Effect, ListElement, Polarity};
use crate::request::query::Query;

/// A compiled `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub struct ActionPattern {
    /// With `Not` or without.
    pub polarity: Polarity,
    effect: Effect,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
enum Entry {
    /// `*`
    All,
    /// A prefix without wildcards and a name, in lower case.
    Service { service: String, name: String, glob: Glob },
    /// A prefix with wildcards, which IAM would not accept.
    AnyService(Glob, Glob),
    /// No colon.
    Never,
}

impl ActionPattern {
    /// Compiles the element of a statement with `effect`.
    pub fn new(element: &ListElement, effect: Effect) -> Self {
        let entries = element.entries.iter().map(|entry| Entry::new(&entry.value)).collect();
        Self { polarity: element.polarity, effect, entries }
    }

    /// Whether the element covers the query's action.
    pub fn matches(&self, query: &Query) -> bool {
        match self.polarity {
            Polarity::Plain => self.entries.iter().any(|entry| entry.hits(query)),
            Polarity::Not if self.entries.is_empty() => self.effect == Effect::Deny,
            Polarity::Not => !self.entries.iter().any(|entry| entry.hits(query)),
        }
    }

    /// Judges every entry.
    pub fn judge(&self, query: &Query) -> ElementJudgement {
        let entries: Vec<_> = self.entries.iter().map(|entry| entry.judge(query)).collect();
        super::list_judgement(entries, self.polarity, self.effect)
    }

    /// The actions that it covers, service by service; `None` where it can cover those of several.
    pub fn covered(&self) -> Option<Vec<Covered<'_>>> {
        if self.polarity == Polarity::Not {
            return None;
        }
        let mut all = Vec::new();
        for entry in &self.entries {
            match entry {
                Entry::Service { service, name, glob } => all.push(Covered { service, name, glob }),
                Entry::All | Entry::AnyService(..) => return None,
                Entry::Never => {}
            }
        }
        Some(all)
    }

    /// Whether it could cover an action of the service with this prefix.
    pub fn may_cover(&self, service: &str) -> bool {
        self.covered().is_none_or(|covered| covered.iter().any(|covered| covered.service == service))
    }
}

/// Actions of one service.
#[derive(Clone, Copy, Debug)]
pub struct Covered<'p> {
    /// Its prefix, in lower case.
    pub service: &'p str,
    /// The pattern of their names, in lower case.
    pub name: &'p str,
    /// The same, compiled.
    pub glob: &'p Glob,
}

impl Entry {
    fn new(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        if !lower.is_empty() && lower.bytes().all(|byte| byte == b'*') {
            return Self::All;
        }
        match lower.split_once(':') {
            None => Self::Never,
            Some((prefix, name)) if has_wildcard(prefix) => Self::AnyService(Glob::new(prefix), Glob::new(name)),
            Some((prefix, name)) => Self::Service { service: prefix.into(), name: name.into(), glob: Glob::new(name) },
        }
    }

    fn hits(&self, query: &Query) -> bool {
        match self {
            Self::All => true,
            Self::Service { service, glob, .. } => service == query.service() && glob.matches(query.name()),
            Self::AnyService(prefix, name) => prefix.matches(query.service()) && name.matches(query.name()),
            Self::Never => false,
        }
    }

    fn judge(&self, query: &Query) -> EntryJudgement {
        let hit = self.hits(query);
        match self {
            Self::All => EntryJudgement::certain(true, Why::CoversAll),
            Self::Never => EntryJudgement::certain(false, Why::NeverMatches),
            Self::Service { service, glob, .. } => {
                let asked = query.service();
                let difference = if service == asked {
                    let before = query.prefix_length + 1;
                    glob.first_difference(query.name()).map(|(pattern, actual)| (pattern + before, actual + before))
                } else {
                    let common = common_length(service, asked);
                    Some((common, common))
                };
                EntryJudgement {
                    difference,
                    ..EntryJudgement::certain(hit, if hit { Why::Covers } else { Why::Differs })
                }
            }
            Self::AnyService(..) => {
                let judged = EntryJudgement::certain(hit, if hit { Why::Covers } else { Why::Differs });
                if hit { judged.doubted(Doubt::WildcardServicePrefix) } else { judged }
            }
        }
    }
}

/// Folds entries into the element; an empty `Not…` list covers nothing for an Allow and everything for a Deny.
pub(super) fn fold(entries: &[EntryJudgement], polarity: Polarity, effect: Effect) -> (bool, Tri) {
    if polarity == Polarity::Not && entries.is_empty() {
        let matches = effect == Effect::Deny;
        return (matches, Tri::known(matches));
    }
    let hit = entries.iter().any(|entry| entry.hit);
    let tri = entries.iter().fold(Tri::No, |tri, entry| tri.or(entry.tri));
    (hit == (polarity == Polarity::Plain), tri.polarized(polarity))
}
