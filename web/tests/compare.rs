//! The scenario beside another one: which requests come out otherwise, and which lines changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may stop")]

use std::rc::Rc;

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;
use playground::compare::{Asked, Base, Line, Lines, PolicyChange, Turn, markdown, pairs, read_text, side_by_side};
use playground::state::{Action, RequestField, State, read_scenario};
use yew::Reducible;

fn allow(action: &str) -> String {
    format!(
        "{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {{\n    \"Effect\": \"Allow\",\n    \"Action\": \"{action}\",\n    \"Resource\": \"*\"\n  }}\n}}"
    )
}

/// A user who may do `action`, and asks to run and to stop.
fn scenario(action: &str) -> String {
    let request = |name: &str| {
        format!(
            r#"{{ "name": "{name}", "principal": "arn:aws:iam::111122223333:user/a", "action": "ecs:{name}", "resource": "*" }}"#
        )
    };
    let document = serde_json::to_string(&allow(action)).unwrap();
    format!(
        r#"{{ "policies": [{{ "name": "team", "type": "identity", "document": {document} }}], "requests": [{}, {}] }}"#,
        request("RunTask"),
        request("StopTask")
    )
}

fn base(action: &str) -> Rc<Base> {
    Rc::new(Base::new("before", read_scenario(&scenario(action)).expect("it is well formed")))
}

/// The page with `now`, compared with `before`, after these actions.
fn compared(before: &str, now: &str, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let state = Rc::new(State::new(read_scenario(&scenario(now)).expect("it is well formed")));
    let state = state.reduce(Action::ComparedWith(base(before)));
    actions.into_iter().fold(state, Reducible::reduce)
}

fn turns(state: &State) -> Vec<(String, Turn)> {
    let rows = &state.compared.as_ref().expect("it is compared").rows;
    rows.iter().map(|row| (row.name.to_string(), row.turn())).collect()
}

fn tally(state: &State) -> String {
    state.compared.as_ref().expect("it is compared").tally().to_string()
}

#[test]
fn what_comes_out_otherwise_stands_first() {
    let state = compared("ecs:RunTask", "ecs:*", []);
    assert_eq!(turns(&state), [("StopTask".to_owned(), Turn::NewlyAllowed), ("RunTask".to_owned(), Turn::Same)]);
    assert_eq!(tally(&state), "1 newly allowed, 0 newly denied");
    assert_eq!(tally(&compared("ecs:RunTask", "ecs:StopTask", [])), "1 newly allowed, 1 newly denied");
    assert_eq!(tally(&compared("ecs:RunTask", "ecs:RunTask", [])), "every decision as before");
}

#[test]
fn the_comparison_follows_each_change_until_another_scenario_is_opened() {
    let state = compared("ecs:RunTask", "ecs:RunTask", [Action::EditedPolicy(0, allow("ecs:*"))]);
    assert_eq!(tally(&state), "1 newly allowed, 0 newly denied");
    let undone = Rc::clone(&state).reduce(Action::Undid);
    assert_eq!(tally(&undone), "every decision as before");
    let other = Rc::new(read_scenario(&scenario("ecs:*")).unwrap());
    assert!(Rc::clone(&state).reduce(Action::OpenedScenario(other)).compared.is_none());
    assert!(state.reduce(Action::StoppedComparing).compared.is_none());
}

#[test]
fn a_request_of_one_side_alone_is_asked_of_both() {
    let asked = |state: &State| -> Vec<(Asked, Turn)> {
        let rows = &state.compared.as_ref().unwrap().rows;
        rows.iter().map(|row| (row.asked, row.turn())).collect()
    };
    let removed = compared("ecs:RunTask", "ecs:*", [Action::RemovedRequest(1)]);
    assert_eq!(asked(&removed), [(Asked::Removed, Turn::NewlyAllowed), (Asked::Alike, Turn::Same)]);
    let added = compared(
        "ecs:RunTask",
        "ecs:*",
        [Action::AddedRequest, Action::ChangedRequest(RequestField::Action("ecs:ListTasks".to_owned()))],
    );
    assert_eq!(asked(&added)[0], (Asked::Added, Turn::NewlyAllowed));
    let changed = compared(
        "ecs:RunTask",
        "ecs:RunTask",
        [Action::ChangedRequest(RequestField::Action("ecs:ListTasks".to_owned()))],
    );
    assert_eq!(asked(&changed)[0], (Asked::Changed, Turn::NewlyDenied));
}

#[test]
fn a_request_that_cannot_be_read_is_neither_allowed_nor_denied() {
    let broken = Action::ChangedRequest(RequestField::Resource("x".to_owned()));
    assert_eq!(tally(&compared("ecs:*", "ecs:*", [broken])), "0 newly allowed, 0 newly denied, 1 changed otherwise");
}

#[test]
fn a_policy_is_found_again_by_its_name_or_as_the_one_of_its_type() {
    let policy = |name: &str, kind: PolicyType, action: &str| PolicyInput::new(name, kind, allow(action));
    let before = [policy("a", PolicyType::Identity, "ecs:*"), policy("scp", PolicyType::ServiceControl, "*")];
    let now = [policy("b", PolicyType::Identity, "ecs:*"), policy("new", PolicyType::Session, "*")];
    let found: Vec<_> = pairs(&before, &now).iter().map(|pair| (pair.name().to_owned(), pair.change())).collect();
    let expected = [("b", PolicyChange::Changed), ("new", PolicyChange::Added), ("scp", PolicyChange::Removed)];
    assert_eq!(found, expected.map(|(name, change)| (name.to_owned(), change)));
    assert_eq!(pairs(&before, &now)[0].turned(), [("Name", "a".to_owned(), "b".to_owned())]);
    let formatted = PolicyInput::new("a", PolicyType::Identity, allow("ecs:*").replace('\n', " "));
    assert_eq!(pairs(&before[..1], &[formatted])[0].change(), PolicyChange::Formatted);
    let spaced = PolicyInput::new("a", PolicyType::Identity, allow("ecs: *"));
    assert_eq!(pairs(&before[..1], &[spaced])[0].change(), PolicyChange::Changed);
}

#[test]
fn far_from_a_change_lines_are_counted_only() {
    let text = |middle: &str| {
        (0..20).map(|at| if at == 10 { middle.to_owned() } else { at.to_string() }).collect::<Vec<_>>().join("\n")
    };
    let lines = side_by_side(&text("old"), &text("new"), Lines::Near).len();
    assert_eq!(lines, 1 + 3 + 1 + 3 + 1);
    let (before, now) = (text("old"), text("new"));
    let lines = side_by_side(&before, &now, Lines::Near);
    assert_eq!((lines[0], lines[8]), (Line::Skipped(7), Line::Skipped(6)));
    let Line::Changed { before: Some(before), now: Some(now) } = lines[4] else { panic!("{lines:?}") };
    assert_eq!((before.number, before.middle, now.number, now.middle), (11, "old", 11, "new"));
}

/// Whatever the two texts are, the sides put together again are the texts.
#[test]
fn no_line_is_lost() {
    let mut seed = 7_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    for _ in 0..3_000 {
        let mut text = || {
            (0..next(9)).map(|_| ["a", "ab", "é", "", "\u{1f511}x"][next(5) as usize]).collect::<Vec<_>>().join("\n")
        };
        let (before, now) = (text(), text());
        let lines = side_by_side(&before, &now, Lines::All);
        let side = |of: fn(&Line) -> Option<String>| lines.iter().filter_map(of).collect::<Vec<_>>();
        let old = side(|line| match line {
            Line::Same { text, .. } => Some((*text).to_owned()),
            Line::Changed { before, .. } => before.map(|it| [it.start, it.middle, it.end].concat()),
            Line::Skipped(_) => None,
        });
        let new = side(|line| match line {
            Line::Same { text, .. } => Some((*text).to_owned()),
            Line::Changed { now, .. } => now.map(|it| [it.start, it.middle, it.end].concat()),
            Line::Skipped(_) => None,
        });
        assert_eq!((old, new), (before.lines().map(str::to_owned).collect(), now.lines().map(str::to_owned).collect()));
    }
}

#[test]
fn a_file_is_a_scenario_or_one_policy() {
    let now = read_scenario(&scenario("ecs:*")).unwrap();
    let whole = read_text("other.json", &scenario("ecs:RunTask"), &now, 0).expect("a scenario");
    assert_eq!(whole.scenario.policies[0].document, allow("ecs:RunTask"));
    let one = read_text("team.json", &allow("ecs:RunTask"), &now, 0).expect("a policy");
    assert_eq!((one.scenario.policies.len(), &one.scenario.policies[0].name), (1, &"team".to_owned()));
    assert_eq!(one.scenario.policies[0].document, allow("ecs:RunTask"));
    for (text, says) in [("", "empty"), ("nothing", "neither"), ("{\"policies\": [], \"requests\": 1}", "neither")] {
        let why = read_text("x.json", text, &now, 0).expect_err("it holds nothing");
        assert!(why.contains(says), "{why}");
    }
}

#[test]
fn the_copy_says_what_the_dialog_says() {
    let state = compared("ecs:RunTask", "ecs:*", []);
    let text = markdown(state.compared.as_ref().unwrap(), &state);
    assert!(text.contains("**1 newly allowed, 0 newly denied**"), "{text}");
    assert!(text.contains("| StopTask | ecs:StopTask | * | implicitly denied | allowed | newly allowed |"), "{text}");
    assert!(text.contains("-    \"Action\": \"ecs:RunTask\",\n+    \"Action\": \"ecs:*\","), "{text}");
}
