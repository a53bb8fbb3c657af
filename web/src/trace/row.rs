//! One row of the tree: its icon, its words, its place, and how it stands out.

use iam_evaluator::trace::{Compared, Decision, LaneState, Message, NodeKind, Outcome, Role, TraceNode};
use yew::AttrValue;

use super::branch::is_heading;
use super::comparison::{is_long, shown};
use super::{Branch, Comparison, Notes};

/// What is drawn of one branch; equal rows look the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The id of the deepest node, or of a run of statements.
    pub id: AttrValue,
    /// The ids of all nodes of this row.
    pub nodes: Vec<AttrValue>,
    /// Its icon.
    pub mark: Mark,
    /// Whether it is a policy type, or a part of a call.
    pub heading: bool,
    /// How it stands out from the others.
    pub bar: Bar,
    /// Its text, in reading order.
    pub words: Vec<Word>,
    /// A comparison that takes two lines.
    pub comparison: Option<Comparison>,
    /// Where it stands in its policy.
    pub place: Option<Place>,
    /// What is said at its end.
    pub chip: Option<Chip>,
}

/// The icon of a row: filled shapes decide, bare strokes compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word that is said for it")]
pub enum Mark {
    Allows,
    Denies,
    NothingAllows,
    AllowsOverridden,
    Matches,
    DoesNotMatch,
    NearMiss,
    Assumed,
    NotReached,
    NotNeeded,
    NotGiven,
    TakesNoPart,
    CannotBeRead,
}

/// How a row stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Not at all.
    Plain,
    /// The decision rests on it: tint and bar.
    Decisive,
    /// It is part of what decides: bar.
    Path,
    /// It played no part: muted.
    Off,
}

/// A piece of a row's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// `Allow` of a statement that applies, or that would.
    Allow(String),
    /// `Deny`, likewise.
    Deny(String),
    /// A name.
    Label(String),
    /// The policy, or the organization node and the policy, of a heading.
    Policy(String),
    /// An element or a condition operator.
    Element(String),
    /// Text of the policy.
    Code(String),
    /// How what follows stands to what came before.
    Relation(&'static str),
    /// Text of the request.
    Actual(String),
    /// The evaluator's reason.
    Why(Message),
}

/// Where a row stands in its policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The policy's name.
    pub policy: String,
    /// The line it begins on.
    pub first: usize,
    /// The line it ends on, where that is said.
    pub last: usize,
}

/// A word at the end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word that is shown")]
pub enum Chip {
    Decides,
    Overridden,
    CannotBeRead,
    CouldChange,
}

/// What the rows above say about the ones below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Above {
    /// The decision rests on a statement above.
    pub decisive: bool,
    /// A value for the key above could change the decision.
    pub assumed: bool,
}

impl Above {
    /// What `branch`, which stands below this, passes on.
    pub fn then(self, branch: &Branch<'_>, notes: &Notes<'_>) -> Self {
        let statement = |node: &&TraceNode| node.kind == NodeKind::Statement && node.role == Role::Decisive;
        Self {
            decisive: self.decisive || branch.nodes().iter().any(statement),
            assumed: self.assumed || branch.nodes().iter().any(|node| notes.could_change(&node.id)),
        }
    }
}

impl Row {
    /// The row of `branch`.
    pub fn of(branch: &Branch<'_>, above: Above, notes: &Notes<'_>) -> Self {
        match (branch, branch.tail()) {
            (Branch::Chain(joined), Some(tail)) => chain(joined, tail, above, notes),
            (Branch::NotGiven(types), Some(tail)) => not_given(types, tail),
            (Branch::Run(statements), _) => run(branch, statements),
            (Branch::Chain(_) | Branch::NotGiven(_), None) => run(branch, &[]),
        }
    }

    /// Whether the node with this id is drawn by this row.
    pub fn draws(&self, id: &str) -> bool {
        self.nodes.iter().any(|node| node == id)
    }

    /// The node that pointing at this row points at; a run of statements is none.
    pub fn node(&self) -> Option<AttrValue> {
        self.nodes.last().cloned()
    }

    /// The row's text without its marks: what type-ahead compares and what is copied.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word.text());
        }
        text
    }
}

impl Word {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Allow(text)
            | Self::Deny(text)
            | Self::Label(text)
            | Self::Policy(text)
            | Self::Element(text)
            | Self::Code(text)
            | Self::Actual(text) => text,
            Self::Relation(text) => text,
            Self::Why(message) => &message.text,
        }
    }
}

fn run(branch: &Branch<'_>, statements: &[TraceNode]) -> Row {
    Row {
        id: branch.id().into(),
        nodes: Vec::new(),
        mark: Mark::DoesNotMatch,
        heading: false,
        bar: Bar::Off,
        words: vec![Word::Label(format!("{} statements that do not match", statements.len()))],
        comparison: None,
        place: statements.first().and_then(|first| place(first, statements.last())),
        chip: None,
    }
}

fn chain(joined: &[&TraceNode], tail: &TraceNode, above: Above, notes: &Notes<'_>) -> Row {
    let head = joined.first().copied().unwrap_or(tail);
    let role = strongest(joined);
    let comparison = comparison(tail);
    let lane = notes.lane(&head.id).filter(|_| head.kind == NodeKind::PolicyType);
    let mark = mark(tail, role, above, lane, notes);
    Row {
        id: tail.id.clone().into(),
        nodes: joined.iter().map(|node| node.id.clone().into()).collect(),
        mark,
        heading: matches!(head.kind, NodeKind::PolicyType | NodeKind::Evaluation),
        bar: bar(tail, role, mark, above),
        words: words(joined, tail, comparison.is_some()),
        comparison,
        place: place(tail, (tail.role == Role::Decisive).then_some(tail)),
        chip: chip(head, tail, role, joined.iter().any(|node| notes.could_change(&node.id))),
    }
}

/// "none given: Resource control policies, VPC endpoint policy"
fn not_given(types: &[&TraceNode], tail: &TraceNode) -> Row {
    let names: Vec<&str> = types.iter().map(|node| node.label.as_str()).collect();
    Row {
        id: tail.id.clone().into(),
        nodes: types.iter().map(|node| node.id.clone().into()).collect(),
        mark: Mark::NotGiven,
        heading: false,
        bar: Bar::Off,
        words: vec![Word::Policy(format!("{}: {}", tail.reason.text, names.join(", ")))],
        comparison: None,
        place: None,
        chip: None,
    }
}

/// What the nodes of one row did together.
fn strongest(joined: &[&TraceNode]) -> Role {
    let order = [Role::Decisive, Role::Contributing, Role::Overridden];
    order.into_iter().find(|role| joined.iter().any(|node| node.role == *role)).unwrap_or(Role::None)
}

fn mark(tail: &TraceNode, role: Role, above: Above, lane: Option<LaneState>, notes: &Notes<'_>) -> Mark {
    let statement = tail.kind == NodeKind::Statement;
    match tail.outcome {
        Outcome::Invalid => Mark::CannotBeRead,
        // A statement that applies and does not decide has matched, no more.
        Outcome::Allows | Outcome::Denies if statement && role != Role::Decisive => Mark::Matches,
        Outcome::Allows if role == Role::Overridden => Mark::AllowsOverridden,
        Outcome::Allows => Mark::Allows,
        Outcome::Denies => Mark::Denies,
        Outcome::NoDecision | Outcome::NotApplicable if role == Role::Decisive => Mark::NothingAllows,
        Outcome::NoDecision if lane == Some(LaneState::NotReached) => Mark::NotReached,
        Outcome::NoDecision if lane == Some(LaneState::NotNeeded) => Mark::NotNeeded,
        Outcome::NotApplicable if lane == Some(LaneState::NotGiven) => Mark::NotGiven,
        Outcome::NoDecision | Outcome::NotApplicable => Mark::TakesNoPart,
        Outcome::Match | Outcome::NoMatch if tail.kind == NodeKind::Value && above.assumed => Mark::Assumed,
        Outcome::Match => Mark::Matches,
        Outcome::NoMatch if notes.closest == Some(tail.id.as_str()) => Mark::NearMiss,
        Outcome::NoMatch => Mark::DoesNotMatch,
    }
}

fn bar(tail: &TraceNode, role: Role, mark: Mark, above: Above) -> Bar {
    if above.decisive && tail.outcome == Outcome::Match {
        return Bar::Path;
    }
    let inside = tail.children.iter().any(|child| child.role == Role::Decisive);
    match role {
        Role::Decisive if tail.kind == NodeKind::Statement || (is_heading(tail.kind) && !inside) => Bar::Decisive,
        Role::Decisive | Role::Contributing | Role::Overridden => Bar::Plain,
        Role::None => match mark {
            Mark::TakesNoPart | Mark::NotReached | Mark::NotNeeded | Mark::NotGiven => Bar::Off,
            Mark::DoesNotMatch if tail.kind == NodeKind::Statement => Bar::Off,
            _ => Bar::Plain,
        },
    }
}

fn chip(head: &TraceNode, tail: &TraceNode, role: Role, could_change: bool) -> Option<Chip> {
    match role {
        _ if tail.outcome == Outcome::Invalid => Some(Chip::CannotBeRead),
        Role::Decisive if head.kind == NodeKind::PolicyType => Some(Chip::Decides),
        Role::Overridden if head.kind == NodeKind::PolicyType => Some(Chip::Overridden),
        _ if could_change && !is_heading(tail.kind) => Some(Chip::CouldChange),
        _ => None,
    }
}

fn place(first: &TraceNode, last: Option<&TraceNode>) -> Option<Place> {
    if is_heading(first.kind) {
        return None;
    }
    let span = first.span.as_ref()?;
    let end = last.and_then(|node| node.span.as_ref()).map_or(span.start.line, |span| span.end.line);
    Some(Place { policy: span.policy.clone(), first: span.start.line, last: end.max(span.start.line) })
}

/// The comparison that is drawn over two lines.
fn comparison(node: &TraceNode) -> Option<Comparison> {
    let compared = node.compared.as_ref().filter(|compared| node.outcome == Outcome::NoMatch && is_long(compared))?;
    Comparison::of(compared)
}

fn words(nodes: &[&TraceNode], tail: &TraceNode, two_lines: bool) -> Vec<Word> {
    let mut words = Vec::new();
    for node in nodes {
        // The element "Condition" says nothing beside its operators.
        if node.kind == NodeKind::Element && tail.kind != NodeKind::Element && tail.kind != NodeKind::Value {
            continue;
        }
        match node.kind {
            NodeKind::Statement => statement(node, &mut words),
            NodeKind::Value => value(node, two_lines, &mut words),
            NodeKind::Element | NodeKind::Operator => words.push(Word::Element(node.label.clone())),
            NodeKind::Key => words.push(Word::Code(node.label.clone())),
            NodeKind::Evaluation | NodeKind::PolicyType | NodeKind::Level | NodeKind::Policy => {
                heading(&node.label, &mut words);
            }
        }
    }
    if !tail.reason.text.is_empty() && !two_lines && !repeats_icon(tail) {
        words.push(Word::Why(tail.reason.clone()));
    }
    words
}

/// Whether the reason says no more than the check beside it.
fn repeats_icon(node: &TraceNode) -> bool {
    node.outcome == Outcome::Match && node.reason.code == "Covers"
}

/// The outermost name is the heading; what it holds alone follows it.
fn heading(label: &str, words: &mut Vec<Word>) {
    match words.last_mut() {
        None => words.push(Word::Label(label.to_owned())),
        Some(Word::Policy(names)) => {
            names.push_str(" / ");
            names.push_str(label);
        }
        Some(_) => words.push(Word::Policy(label.to_owned())),
    }
}

fn statement(node: &TraceNode, words: &mut Vec<Word>) {
    let given = node.reason.param("effect");
    let (effect, name) = match node.label.split_once(' ') {
        Some((effect @ ("Allow" | "Deny"), name)) => (Some(effect), name),
        _ => (given, node.label.as_str()),
    };
    match effect {
        Some("Deny") => words.push(Word::Deny("Deny".to_owned())),
        Some(effect) => words.push(Word::Allow(effect.to_owned())),
        None => {}
    }
    words.push(Word::Label(name.to_owned()));
}

fn value(node: &TraceNode, two_lines: bool, words: &mut Vec<Word>) {
    if two_lines {
        return;
    }
    let Some(compared) = &node.compared else {
        words.push(Word::Code(quoted(&node.label)));
        return;
    };
    // A principal's label names its kind before the text that was compared.
    let kind = node.label.strip_suffix(compared.pattern.as_str()).map(str::trim).unwrap_or_default();
    if !kind.is_empty() {
        words.push(Word::Element(kind.to_owned()));
    }
    words.push(Word::Code(quoted(&compared.pattern)));
    if let Some(resolved) = compared.resolved.as_ref().filter(|resolved| **resolved != compared.pattern) {
        words.push(Word::Relation("→"));
        words.push(Word::Code(quoted(resolved)));
    }
    if let Some((relation, actual)) = relation(node, compared) {
        words.push(Word::Relation(relation));
        words.push(Word::Actual(actual));
    }
}

/// The request's value, where it is not the policy's, and how the two stand to one another.
fn relation(node: &TraceNode, compared: &Compared) -> Option<(&'static str, String)> {
    let actual = shown(compared.actual.as_ref()?);
    let from_context = node.request.as_ref().is_some_and(|pointer| pointer.starts_with("/context/"));
    if compared.first_difference.is_some() {
        Some(("≠", actual))
    } else if node.outcome == Outcome::NoMatch || (from_context && actual != compared.pattern) {
        Some(("request", actual))
    } else {
        None
    }
}

fn quoted(text: &str) -> String {
    if text.starts_with('"') { text.to_owned() } else { format!("\"{text}\"") }
}

impl Mark {
    /// What is said for the icon.
    pub fn said(self) -> &'static str {
        match self {
            Self::Allows => "allows",
            Self::Denies => "denies",
            Self::NothingAllows => "implicit deny",
            Self::AllowsOverridden => "allows, overridden",
            Self::Matches => "matches",
            Self::DoesNotMatch => "does not match",
            Self::NearMiss => "near miss",
            Self::Assumed => "assumed",
            Self::NotReached => "not reached",
            Self::NotNeeded => "not needed",
            Self::NotGiven => "not given",
            Self::TakesNoPart => "takes no part",
            Self::CannotBeRead => "cannot be read",
        }
    }
}

/// The value of `data-is` that colours what belongs to a decision.
pub fn tone(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitDeny",
        Decision::ImplicitDeny => "implicitDeny",
    }
}
