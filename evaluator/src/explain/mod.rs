//! Turns judgements into the public answer. All the English of the evaluator is in this folder.

mod answer;
mod assumptions;
mod deciding;
mod finding;
mod lanes;
mod message;
mod near;
mod node;
mod packed;
mod parts;
mod reason;
pub(crate) mod repair;
mod said;
mod statement;
mod tree;
mod words;
mod written;

use alloc::string::String;
use alloc::vec::Vec;

use self::answer::Part;
use self::assumptions::Clause;
use self::tree::{Deciding, Tree};
use crate::evaluation::Judgement;
use crate::evaluation::scope::Standing;
use crate::evaluation::witness::Call;
use crate::policy::Policy;
use crate::request::Decision;
use crate::trace::{Evaluation, Outcome};

pub(crate) use self::answer::Answer;
use self::deciding::statement_name;
pub use self::packed::{Pack, Packed, Told};
pub(crate) use self::parts::several;

/// A judgement with the tree and the index made from it.
struct Explained<'j, 's> {
    judgement: &'j Judgement<'s>,
    deciding: Deciding,
    tree: Tree<'j>,
}

/// The answer to a request of one part.
pub(crate) fn single<'j>(judgement: &'j Judgement<'_>) -> Answer<'j> {
    part(judgement, 0, None).0
}

/// An answer written out.
pub(crate) fn written(answer: &Answer<'_>) -> Evaluation {
    answer.written()
}

/// An answer packed, for a reader that knows what it was told.
pub(crate) fn pack(answer: &Answer<'_>, told: &mut Told, packed: &mut Packed) {
    answer.pack(told, packed);
}

/// The answer to one part, whose nodes are numbered from `base`, with the clauses of its condition.
fn part<'j>(judgement: &'j Judgement<'_>, base: u32, call: Option<Call<'_>>) -> (Answer<'j>, Vec<Clause>) {
    let deciding = deciding::find(judgement);
    let tree = tree::build(judgement, &deciding, base);
    let explained = Explained { judgement, deciding, tree };
    let near_misses = near::misses(&explained);
    let (reason, other_reasons) = reason::all(&explained, &near_misses);
    let missing = assumptions::missing(&explained, call);
    let assumptions = assumptions::all(&explained);
    let clauses = assumptions::clauses(&explained, &assumptions, &missing);
    let answer = Answer {
        decision: judgement.decision,
        other_reasons,
        aws_message: reason::aws_message(judgement, &explained.deciding),
        condition: assumptions::condition(&clauses),
        lanes: lanes::all(&explained),
        denying: lanes::denying(&explained),
        near_misses,
        assumptions,
        missing,
        parts: alloc::vec![Part { judgement, reason: None, base, nodes: explained.tree.nodes }],
        reason,
    };
    (answer, clauses)
}

fn outcome(decision: Decision) -> Outcome {
    match decision {
        Decision::Allowed => Outcome::Allows,
        Decision::ExplicitDeny => Outcome::Denies,
        Decision::ImplicitDeny => Outcome::NoDecision,
    }
}

/// The names of the policies that cannot be read.
fn unread<'j>(judgement: &'j Judgement<'_>) -> impl Iterator<Item = (usize, &'j Policy)> {
    let unread = judgement.scopes.members.iter().enumerate().filter(|(_, member)| member.standing == Standing::Unread);
    unread.map(|(index, member)| (index, &member.reading.policy))
}

/// "its a does not match", "its a, b and c do not match".
fn do_not_match(elements: &[&str]) -> String {
    match elements {
        [] => String::new(),
        [one] => ["its ", one, " does not match"].concat(),
        [most @ .., last] => ["its ", &most.join(", "), " and ", last, " do not match"].concat(),
    }
}
