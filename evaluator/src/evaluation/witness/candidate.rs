//! The statements that a search of witnesses asks again and again.

use alloc::string::String;
use alloc::vec::Vec;

use crate::evaluation::Judgement;
use crate::evaluation::scope::Scoped;
use crate::matching::grants::Grants;
use crate::matching::{Pattern, Scope};
use crate::order::Named;
use crate::policy::Statement;

/// A statement with what is needed to match it again.
pub(super) struct Candidate<'j> {
    pub(super) pattern: &'j Pattern,
    pub(super) statement: &'j Statement,
    pub(super) scope: Scope,
    pub(super) at: (usize, usize),
    /// The keys that may be given, in lower case, each once.
    pub(super) names: Vec<String>,
    /// The same as positions in the space.
    pub(super) keys: Vec<usize>,
    /// To whom it grants, for each choice of its keys' values; `None` where it does not match.
    pub(super) known: Named<Option<Grants>>,
}

impl<'j> Candidate<'j> {
    /// The statement at a place, with those of its keys that may be given.
    pub(super) fn new(
        judgement: &Judgement<'_>,
        member: &Scoped<'j>,
        at: (usize, usize),
        may: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let pattern = member.reading.patterns.get(at.1)?;
        let mut names: Vec<String> = Vec::new();
        for key in pattern.keys() {
            let key = key.to_ascii_lowercase();
            if may(&key) && !names.contains(&key) {
                names.push(key);
            }
        }
        Some(Self {
            pattern,
            statement: member.reading.policy.document.statements.get(at.1)?,
            scope: member.matching_scope(judgement.frame.has_boundary),
            at,
            names,
            keys: Vec::new(),
            known: Named::default(),
        })
    }
}
