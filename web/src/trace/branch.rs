//! Which nodes make one row: a chain of nodes, each the only child of the one before, or a run of statements.

use iam_evaluator::trace::{NodeKind, Outcome, Role, TraceNode};

/// From how many statements on a run that does not match becomes one row.
const RUN: usize = 12;

/// What becomes one row of the tree.
#[derive(Clone, Debug)]
pub enum Branch<'a> {
    /// Nodes of which each is the only child of the one before it; never empty.
    Chain(Vec<&'a TraceNode>),
    /// Neighbouring statements that do not match.
    Run(&'a [TraceNode]),
    /// Policy types of which none is given; they stand last.
    NotGiven(Vec<&'a TraceNode>),
}

impl<'a> Branch<'a> {
    /// The branches below the root, which is no row itself.
    pub fn top(root: &'a TraceNode) -> Vec<Self> {
        below(root, &|_| false)
    }

    /// The branches below this one; `keep` names statements that stay rows of their own.
    pub fn children(&self, keep: &dyn Fn(&TraceNode) -> bool) -> Vec<Self> {
        match self {
            Self::Chain(nodes) => nodes.last().map(|node| below(node, keep)).unwrap_or_default(),
            Self::Run(statements) => statements.iter().map(|node| Self::Chain(chain(node))).collect(),
            Self::NotGiven(_) => Vec::new(),
        }
    }

    /// The nodes that this row stands for by itself.
    pub fn nodes(&self) -> &[&'a TraceNode] {
        match self {
            Self::Chain(nodes) | Self::NotGiven(nodes) => nodes,
            Self::Run(_) => &[],
        }
    }

    /// The deepest node of the chain: the one whose place in the source is the most exact.
    pub fn tail(&self) -> Option<&'a TraceNode> {
        self.nodes().last().copied()
    }

    /// The id of the row.
    pub fn id(&self) -> String {
        match self {
            Self::Chain(nodes) | Self::NotGiven(nodes) => nodes.last().map(|node| node.id.clone()).unwrap_or_default(),
            Self::Run(statements) => format!("run {}", statements.first().map_or("", |node| &node.id)),
        }
    }

    /// Whether the node with this id is drawn by this row or below it.
    pub fn holds(&self, id: &str) -> bool {
        match self {
            Self::Chain(nodes) => {
                nodes.iter().any(|node| node.id == id) || nodes.last().is_some_and(|node| contains(node, id))
            }
            Self::Run(statements) => statements.iter().any(|node| contains(node, id)),
            Self::NotGiven(nodes) => nodes.iter().any(|node| node.id == id),
        }
    }
}

/// Whether the node with this id is `node` or stands below it: an id is the path from the root.
pub(super) fn contains(node: &TraceNode, id: &str) -> bool {
    id.strip_prefix(node.id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The node with this id, below `root` or `root` itself.
pub(super) fn node_at<'a>(root: &'a TraceNode, id: &str) -> Option<&'a TraceNode> {
    let mut node = root;
    while node.id != id {
        node = node.children.iter().find(|child| contains(child, id))?;
    }
    Some(node)
}

/// How many rows stand below a node when all are open, runs of statements one by one.
pub(super) fn rows_below(node: &TraceNode) -> usize {
    let not_given = usize::from(node.children.iter().any(is_not_given));
    let rows = node
        .children
        .iter()
        .filter(|child| !is_not_given(child))
        .map(|child| if is_condition(child) { child.children.iter().map(rows_of).sum() } else { rows_of(child) });
    not_given + rows.sum::<usize>()
}

fn rows_of(node: &TraceNode) -> usize {
    let mut last = node;
    while let Some(only) = joined(last) {
        last = only;
    }
    1 + rows_below(last)
}

/// Whether a node of this kind stands above the statements.
pub(super) fn is_heading(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Evaluation | NodeKind::PolicyType | NodeKind::Level | NodeKind::Policy)
}

/// Whether anything from `node` down had a part in the decision.
pub(super) fn took_part(node: &TraceNode) -> bool {
    node.role != Role::None || node.children.iter().any(took_part)
}

fn below<'a>(node: &'a TraceNode, keep: &dyn Fn(&TraceNode) -> bool) -> Vec<Branch<'a>> {
    let mut branches = Vec::new();
    let mut rest = node.children.as_slice();
    let mut not_given = Vec::new();
    while let Some((child, after)) = rest.split_first() {
        let run = rest.iter().take_while(|node| is_off(node) && !keep(node)).count();
        if run >= RUN {
            let (statements, after) = rest.split_at(run);
            branches.push(Branch::Run(statements));
            rest = after;
            continue;
        }
        if is_not_given(child) {
            not_given.push(child);
        } else if is_condition(child) {
            branches.extend(operators(child));
        } else {
            branches.push(Branch::Chain(chain(child)));
        }
        rest = after;
    }
    if !not_given.is_empty() {
        branches.push(Branch::NotGiven(not_given));
    }
    branches
}

/// A policy type without any policy.
fn is_not_given(node: &TraceNode) -> bool {
    node.kind == NodeKind::PolicyType
        && node.children.is_empty()
        && node.outcome == Outcome::NotApplicable
        && node.role == Role::None
}

fn is_off(node: &TraceNode) -> bool {
    node.kind == NodeKind::Statement && node.outcome == Outcome::NoMatch && node.role == Role::None
}

/// An element that holds operators: they are drawn in its place.
fn is_condition(node: &TraceNode) -> bool {
    node.kind == NodeKind::Element
        && !node.children.is_empty()
        && node.children.iter().all(|child| child.kind == NodeKind::Operator)
}

/// A row for each operator; the element itself is found by the first of them.
fn operators(condition: &TraceNode) -> impl Iterator<Item = Branch<'_>> {
    condition.children.iter().enumerate().map(move |(place, operator)| {
        let mut nodes = chain(operator);
        if place == 0 {
            nodes.insert(0, condition);
        }
        Branch::Chain(nodes)
    })
}

fn chain(node: &TraceNode) -> Vec<&TraceNode> {
    let mut nodes = vec![node];
    let mut last = node;
    while let Some(only) = joined(last) {
        nodes.push(only);
        last = only;
    }
    nodes
}

/// The only child of a node, where the two are one row.
fn joined(node: &TraceNode) -> Option<&TraceNode> {
    let [only] = node.children.as_slice() else { return None };
    let kinds = matches!(
        (node.kind, only.kind),
        (NodeKind::PolicyType, NodeKind::Level | NodeKind::Policy)
            | (NodeKind::Level, NodeKind::Policy)
            | (NodeKind::Operator, NodeKind::Key)
            | (NodeKind::Element, NodeKind::Value)
    );
    (kinds && node.outcome == only.outcome && !is_long(only)).then_some(only)
}

/// A comparison over two lines stays a row of its own.
fn is_long(node: &TraceNode) -> bool {
    node.kind == NodeKind::Value && node.compared.as_ref().is_some_and(super::comparison::is_long)
}
