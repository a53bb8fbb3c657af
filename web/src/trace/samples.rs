//! Evaluations for tests, small enough to be read.

use iam_evaluator::span::Position;
use iam_evaluator::trace::{
    Assumption, Compared, ContextValue, Decision, Evaluation, FirstDifference, Lane, LaneResult, LaneState, Message,
    MessagePart, MissingKey, NearMiss, NodeKind, Outcome, Presence, Role, Span, TraceNode, Witness,
};

/// A node at a place of the tree that [`number`] gives its id.
fn node(
    kind: NodeKind,
    label: &str,
    reason: &str,
    outcome: Outcome,
    role: Role,
    children: Vec<TraceNode>,
) -> TraceNode {
    TraceNode {
        id: String::new(),
        kind,
        outcome,
        role,
        label: label.to_owned(),
        reason: said(reason),
        span: None,
        request: None,
        compared: None,
        children,
    }
}

fn said(text: &str) -> Message {
    let code = if text == "does not match" { "Differs" } else { "" };
    Message { code: code.into(), text: text.to_owned(), ..Message::default() }
}

fn linked(pieces: &[(&str, Option<&str>)]) -> Message {
    let parts = pieces.iter().map(|(text, node)| MessagePart {
        text: (*text).to_owned(),
        code: false,
        node: node.map(str::to_owned),
    });
    Message { text: pieces.iter().map(|(text, _)| *text).collect(), parts: parts.collect(), ..Message::default() }
}

fn on(mut node: TraceNode, policy: &str, first: usize, last: usize) -> TraceNode {
    let at = |line| Position { offset: line * 10, line, column: 1 };
    node.span = Some(Span { policy: policy.to_owned(), start: at(first), end: at(last) });
    node
}

fn compared(mut node: TraceNode, actual: Option<&str>, difference: Option<(usize, usize)>) -> TraceNode {
    node.request = Some("/context/key".to_owned());
    node.compared = Some(Compared {
        pattern: node.label.clone(),
        resolved: None,
        actual: actual.map(|text| ContextValue::Text(text.to_owned())),
        first_difference: difference.map(|(pattern, actual)| FirstDifference { pattern, actual }),
    });
    node
}

fn effect(mut node: TraceNode, effect: &str) -> TraceNode {
    node.reason.params = vec![("effect".into(), effect.to_owned())];
    node
}

/// Gives each node the path of its positions.
fn number(mut root: TraceNode, id: &str) -> TraceNode {
    root.id = id.to_owned();
    root.children =
        root.children.into_iter().enumerate().map(|(at, child)| number(child, &format!("{id}/{at}"))).collect();
    root
}

fn lanes(states: [(LaneState, &[&str]); 8]) -> Vec<LaneResult> {
    use Lane::{
        ExplicitDeny, Identity, PermissionsBoundary, Resource, ResourceControl, ServiceControl, Session, VpcEndpoint,
    };
    let order =
        [ExplicitDeny, ResourceControl, ServiceControl, VpcEndpoint, Resource, Identity, PermissionsBoundary, Session];
    let lane = |(lane, (state, nodes)): (Lane, (LaneState, &[&str]))| LaneResult {
        lane,
        state,
        nodes: nodes.iter().map(|node| (*node).to_owned()).collect(),
    };
    order.into_iter().zip(states).map(lane).collect()
}

fn evaluation(decision: Decision, reason: Message, trace: TraceNode, lanes: Vec<LaneResult>) -> Evaluation {
    Evaluation {
        schema_version: 1,
        decision,
        reason,
        other_reasons: Vec::new(),
        aws_message: None,
        condition: None,
        lanes,
        parts: Vec::new(),
        derived: Vec::new(),
        near_misses: Vec::new(),
        trace: number(trace, "0"),
        assumptions: Vec::new(),
        missing_context: Vec::new(),
        findings: Vec::new(),
    }
}

/// An SCP denies outside two regions; an identity-based policy allows.
pub(crate) fn region_lock() -> Evaluation {
    let root = region_lock_trace();
    let reason = linked(&[
        ("by SCP ", None),
        ("region-lock › DenyOutsideEU", Some("0/0/0/0/1")),
        (" (statement 2); it overrides ", None),
        ("1 allow", Some("0/1/0/0")),
    ]);
    let states = [
        (LaneState::Blocks, &["0/0/0/0/1"][..]),
        (LaneState::NotGiven, &[]),
        (LaneState::Blocks, &["0/0"]),
        (LaneState::NotGiven, &[]),
        (LaneState::NotGiven, &["0/2"]),
        (LaneState::NotReached, &[]),
        (LaneState::NotGiven, &[]),
        (LaneState::NotGiven, &[]),
    ];
    let mut evaluation = evaluation(Decision::ExplicitDeny, reason, root, lanes(states));
    let witness = Witness {
        context: vec![("aws:ViaAWSService".to_owned(), Some(ContextValue::Boolean(true)))],
        decision: Decision::Allowed,
    };
    let nodes = vec!["0/0/0/0/1/2/1/0".to_owned()];
    evaluation.condition = Some(said("if `aws:ViaAWSService` is absent"));
    evaluation.assumptions =
        vec![harmless("no RCP given: none applies"), harmless("no session policy given: none applies")];
    evaluation.missing_context = vec![MissingKey {
        key: "aws:ViaAWSService".to_owned(),
        nodes,
        presence: Presence::Sometimes,
        could_change: true,
        witness: Some(witness),
    }];
    evaluation
}

/// The elements of the statement that denies.
fn outside_eu() -> Vec<TraceNode> {
    use NodeKind::{Element, Key, Operator, Value};
    let value = |label: &str, line| {
        let value = node(Value, label, "not equal", Outcome::Match, Role::None, vec![]);
        on(compared(value, Some("us-east-1"), Some((0, 0))), "region-lock", line, line)
    };
    let list = |label: &str, line| {
        on(node(Value, label, "does not match", Outcome::Match, Role::None, vec![]), "region-lock", line, line)
    };
    let contributing = |kind, label, reason, line, children| {
        on(node(kind, label, reason, Outcome::Match, Role::None, children), "region-lock", line, line)
    };
    let not_action = contributing(
        Element,
        "NotAction",
        "`ecs:RunTask` is outside the list",
        13,
        vec![list("iam:*", 14), list("sts:*", 15)],
    );
    let resource =
        contributing(Element, "Resource", "", 18, vec![contributing(Value, "*", "any resource", 18, vec![])]);
    let region = contributing(
        Key,
        "aws:RequestedRegion",
        "equal to none of 2",
        21,
        vec![value("eu-west-1", 22), value("eu-central-1", 23)],
    );
    let mut via =
        compared(contributing(Value, "false", "the key is absent, so that `IfExists` holds", 27, vec![]), None, None);
    via.outcome = Outcome::Match;
    let via = contributing(Key, "aws:ViaAWSService", "passes, as the key is absent", 27, vec![via]);
    let condition = contributing(
        Element,
        "Condition",
        "holds",
        19,
        vec![
            contributing(Operator, "StringNotEquals", "", 20, vec![region]),
            contributing(Operator, "BoolIfExists", "", 26, vec![via]),
        ],
    );
    vec![not_action, resource, condition]
}

fn region_lock_trace() -> TraceNode {
    use NodeKind::{Element, Level, Policy, PolicyType, Statement};
    let full = node(
        Statement,
        "FullAccess",
        "matches",
        Outcome::Allows,
        Role::None,
        vec![on(node(Element, "Action", "", Outcome::Match, Role::None, vec![]), "region-lock", 7, 7)],
    );
    let full = on(effect(full, "Allow"), "region-lock", 4, 9);
    let deny = node(Statement, "DenyOutsideEU", "matches", Outcome::Denies, Role::Decisive, outside_eu());
    let deny = on(effect(deny, "Deny"), "region-lock", 10, 30);
    let policy = node(Policy, "region-lock", "denies", Outcome::Denies, Role::Decisive, vec![full, deny]);
    let level = node(Level, "ou-prod", "denies", Outcome::Denies, Role::Decisive, vec![policy]);
    let scp = node(PolicyType, "Service control policies", "denies", Outcome::Denies, Role::Decisive, vec![level]);
    let run = on(
        effect(node(Statement, "RunOrdersFamily", "matches", Outcome::Allows, Role::Overridden, vec![]), "Allow"),
        "app-role",
        10,
        24,
    );
    let role = node(Policy, "app-role", "allows", Outcome::Allows, Role::Overridden, vec![run]);
    let identity = node(PolicyType, "Identity-based policies", "allows", Outcome::Allows, Role::Overridden, vec![role]);
    let none = node(PolicyType, "Resource-based policy", "none given", Outcome::NotApplicable, Role::None, vec![]);
    node(NodeKind::Evaluation, "", "", Outcome::Denies, Role::Decisive, vec![scp, identity, none])
}

fn harmless(text: &str) -> Assumption {
    Assumption { code: "NotGiven".into(), nodes: vec![], could_change: false, witness: None, message: said(text) }
}

/// Nothing allows: `others` statements for other actions, and one that only its resource keeps from matching.
pub(crate) fn wrong_family(others: usize) -> Evaluation {
    use NodeKind::{Element, Policy, PolicyType, Statement, Value};
    let family = compared(
        node(
            Value,
            "arn:aws:ecs:*:111122223333:task-definition/orders:*",
            "does not match",
            Outcome::NoMatch,
            Role::None,
            vec![],
        ),
        Some("arn:aws:ecs:eu-west-1:111122223333:task-definition/billing:7"),
        Some((43, 51)),
    );
    let resource =
        node(Element, "Resource", "does not match", Outcome::NoMatch, Role::None, vec![on(family, "app-role", 17, 17)]);
    let action = node(Value, "ecs:RunTask", "", Outcome::Match, Role::None, vec![]);
    let action = node(Element, "Action", "", Outcome::Match, Role::None, vec![on(action, "app-role", 13, 13)]);
    let run = node(
        Statement,
        "RunOrdersFamily",
        "Resource does not match",
        Outcome::NoMatch,
        Role::None,
        vec![action, resource],
    );
    let mut statements = vec![on(effect(run, "Allow"), "app-role", 10, 20)];
    statements.extend((0..others).map(|at| {
        let action = on(
            node(Value, "s3:GetObject", "does not match", Outcome::NoMatch, Role::None, vec![]),
            "app-role",
            30 + at,
            30 + at,
        );
        let action = node(Element, "Action", "", Outcome::NoMatch, Role::None, vec![action]);
        let statement =
            node(Statement, &format!("Other{at}"), "Action does not match", Outcome::NoMatch, Role::None, vec![action]);
        on(effect(statement, "Allow"), "app-role", 30 + at, 30 + at)
    }));
    let policy = node(Policy, "app-role", "no statement allows", Outcome::NoDecision, Role::Decisive, statements);
    let identity = node(
        PolicyType,
        "Identity-based policies",
        "no statement allows",
        Outcome::NoDecision,
        Role::Decisive,
        vec![policy],
    );
    let root = node(NodeKind::Evaluation, "", "", Outcome::NoDecision, Role::Decisive, vec![identity]);
    let reason = linked(&[
        ("no identity-based policy allows `ecs:RunTask`; closest: ", None),
        ("app-role › statement 1", Some("0/0/0/0")),
        (", its Resource does not match", None),
    ]);
    let states = [
        (LaneState::Passes, &[][..]),
        (LaneState::NotGiven, &[]),
        (LaneState::NotGiven, &[]),
        (LaneState::NotGiven, &[]),
        (LaneState::NotGiven, &[]),
        (LaneState::Blocks, &["0/0"]),
        (LaneState::NotReached, &[]),
        (LaneState::NotGiven, &[]),
    ];
    let mut evaluation = evaluation(Decision::ImplicitDeny, reason, root, lanes(states));
    evaluation.near_misses =
        vec![NearMiss { statement: "0/0/0/0".to_owned(), failing: vec!["0/0/0/0/1".to_owned()], matched: 1, of: 2 }];
    evaluation
}
