//! What a person does, and what the page then knows: the reducer, without a browser.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop"
)]

use std::rc::Rc;

use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;
use iam_evaluator::trace::{ContextValue, Decision, NodeKind, Outcome};
use playground::state::{
    Action, FocusOrigin, Panel, PolicyField, RequestField, State, deepest_in, find_node, groups, read_scenario,
};
use yew::{AttrValue, Reducible};

const SCENARIO: &str = r#"{
  "policies": [
    {
      "name": "team",
      "type": "identity",
      "document": "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Action\": \"ecs:StopTask\",\n    \"Resource\": \"*\",\n    \"Condition\": { \"Bool\": { \"aws:MultiFactorAuthPresent\": \"true\" } }\n  }]\n}"
    }
  ],
  "requests": [
    {
      "name": "Stop a task",
      "principal": "arn:aws:iam::111122223333:user/Alice",
      "action": "ecs:StopTask",
      "resource": "arn:aws:ecs:eu-west-1:111122223333:task/prod/1",
      "context": { "aws:MultiFactorAuthPresent": true }
    },
    {
      "name": "Run a task",
      "principal": "arn:aws:iam::111122223333:user/Alice",
      "action": "ecs:RunTask",
      "resource": "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:1",
      "expect": "implicitDeny"
    }
  ]
}"#;

/// The state after these actions.
fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let state = Rc::new(State::new(read_scenario(SCENARIO).expect("the scenario is well formed")));
    actions.into_iter().fold(state, Reducible::reduce)
}

fn decisions(state: &State) -> Vec<Option<Decision>> {
    let count = state.scenario.requests.len();
    (0..count).map(|at| state.decision(at)?.ok()).collect()
}

fn mfa(value: bool) -> Action {
    Action::SetContext("aws:MultiFactorAuthPresent".to_owned(), Some(ContextValue::Boolean(value)))
}

#[test]
fn every_request_is_decided_when_a_scenario_opens() {
    assert_eq!(decisions(&after([])), [Some(Decision::Allowed), Some(Decision::ImplicitDeny)]);
}

#[test]
fn a_change_of_context_changes_the_decision_of_that_request_alone() {
    let before = after([]);
    let state = Rc::clone(&before).reduce(mfa(false));
    assert_eq!(decisions(&state), [Some(Decision::ImplicitDeny), Some(Decision::ImplicitDeny)]);
    let renamed = Rc::clone(&state).reduce(Action::RenamedRequest(0, "Another name".to_owned()));
    assert!(
        Rc::ptr_eq(state.evaluation().unwrap(), renamed.evaluation().unwrap()),
        "what asks the same is not evaluated again"
    );
    assert!(before.answers.evaluation(1).is_none(), "nobody looks at the other request");
}

#[test]
fn context_keys_are_found_without_regard_to_case() {
    let state =
        after([Action::SetContext("AWS:multifactorauthpresent".to_owned(), Some(ContextValue::Boolean(false)))]);
    assert_eq!(state.scenario.requests[0].context.0.len(), 1);
}

#[test]
fn undo_takes_typing_in_one_place_back_at_once_and_redo_makes_it_again() {
    let typed = ["e", "ec", "ecs"].map(|text| Action::ChangedRequest(RequestField::Action(text.to_owned())));
    let state = after(typed).reduce(Action::Undid);
    assert_eq!(state.scenario.requests[0].action, "ecs:StopTask");
    assert!(!state.history.can_undo());
    let state = state.reduce(Action::Redid);
    assert_eq!(state.scenario.requests[0].action, "ecs");
}

#[test]
fn a_rest_ends_a_step_of_undo() {
    let change = |text: &str| Action::ChangedRequest(RequestField::Action(text.to_owned()));
    let state = after([change("a"), Action::Rested, change("b"), Action::Undid]);
    assert_eq!(state.scenario.requests[0].action, "a");
}

#[test]
fn undo_crosses_panels_in_the_order_of_the_changes() {
    let state = after([mfa(false), Action::EditedPolicy(0, "{}".to_owned()), Action::EditedTitle("T".to_owned())]);
    let state = state.reduce(Action::Undid).reduce(Action::Undid);
    assert!(state.scenario.policies[0].document.contains("StopTask"));
    assert_eq!(decisions(&state)[0], Some(Decision::ImplicitDeny));
    assert_eq!(decisions(&state.reduce(Action::Undid))[0], Some(Decision::Allowed));
}

#[test]
fn a_broken_policy_is_unread_and_the_decision_says_so() {
    let state = after([Action::EditedPolicy(0, "{ \"Version\": ".to_owned())]);
    let evaluation = state.evaluation().expect("a decision is never blank");
    assert_eq!(evaluation.decision, Decision::ImplicitDeny);
    assert!(evaluation.condition.is_some());
    assert!(evaluation.findings.iter().any(|finding| finding.policy.as_deref() == Some("team")));
}

#[test]
fn a_half_typed_request_has_no_decision_and_names_its_field() {
    let state = after([Action::ChangedRequest(RequestField::Resource("arn".to_owned()))]);
    let error = state.decision(0).unwrap().expect_err("nothing can be decided");
    assert_eq!(error.pointer, "/resource");
    assert_eq!(decisions(&state)[1], Some(Decision::ImplicitDeny));
}

#[test]
fn broken_request_json_is_kept_as_typed_until_it_reads() {
    let state = after([Action::EditedRequestText("{ \"principal\": ".to_owned())]);
    assert!(state.decision(0).unwrap().is_err());
    assert_eq!(state.draft().unwrap().text, "{ \"principal\": ");
    let state = state.reduce(Action::SelectedRequest(1)).reduce(Action::SelectedRequest(0));
    assert!(state.draft().is_some(), "another request does not lose it");
    let whole = after([]).request_json().replace("StopTask", "RunTask");
    let state = state.reduce(Action::EditedRequestText(whole));
    assert_eq!(state.scenario.requests[0].action, "ecs:RunTask");
    assert!(state.decision(0).unwrap().is_ok());
}

#[test]
fn form_and_json_are_the_same_data() {
    let state = after([]);
    let again = Rc::clone(&state).reduce(Action::EditedRequestText(state.request_json()));
    assert_eq!(again.scenario.requests[0], state.scenario.requests[0]);
}

#[test]
fn opening_a_node_shows_its_policy_and_its_exact_range() {
    let state = after([]);
    let trace = &state.evaluation().unwrap().trace;
    let caret = u32::try_from(state.scenario.policies[0].document.find("ecs:StopTask").unwrap()).unwrap();
    let node = deepest_in(trace, "team", caret).expect("the value is judged");
    assert_eq!((node.kind, node.outcome), (NodeKind::Value, Outcome::Match));
    let id = AttrValue::from(node.id.clone());
    let opened = Rc::clone(&state).reduce(Action::OpenedNode(id.clone()));
    let reveal = opened.reveal.clone().expect("the editor is sent there");
    assert_eq!(reveal.policy, "team");
    assert_eq!(&opened.scenario.policies[0].document[reveal.start as usize..reveal.end as usize], "\"ecs:StopTask\"");
    assert_eq!(opened.panel, Panel::Policies);
    assert_eq!(opened.compared_with(), Some("/action"));
    assert!(find_node(&opened.evaluation().unwrap().trace, &id).is_some());
    assert_eq!(opened.reduce(Action::LeftNode).panel, Panel::Trace);
}

#[test]
fn the_caret_points_at_the_deepest_node_that_holds_it() {
    let at = SCENARIO.find("MultiFactor").map(|_| after([]).scenario.policies[0].document.find("MultiFactor").unwrap());
    let state = after([Action::MovedCaret(u32::try_from(at.unwrap()).unwrap())]);
    let focus = state.focus.clone().expect("a node holds the caret");
    assert_eq!(focus.origin, FocusOrigin::Source);
    assert_eq!(state.compared_with(), Some("/context/aws:MultiFactorAuthPresent"));
}

#[test]
fn names_of_policies_stay_unique() {
    let new = || Action::AddedPolicy(Box::new(PolicyInput::new("team", PolicyType::Identity, "{}")));
    let state = after([new(), new(), Action::ChangedPolicy(2, PolicyField::Name("team".to_owned()))]);
    let names: Vec<&str> = state.scenario.policies.iter().map(|policy| policy.name.as_str()).collect();
    assert_eq!(names, ["team", "team-2", "team-3"]);
    assert_eq!(state.policy_keys.len(), 3);
}

#[test]
fn a_policy_moves_with_its_number() {
    let new = Action::AddedPolicy(Box::new(PolicyInput::new("other", PolicyType::Identity, "{}")));
    let state = after([new]);
    let key = state.policy_keys[1];
    let state = state.reduce(Action::MovedPolicy(1, 0));
    assert_eq!((state.policy_keys[0], state.selected_policy), (key, 0));
    assert_eq!(state.scenario.policies[0].name, "other");
}

#[test]
fn removing_the_last_policy_leaves_an_empty_page_that_still_decides() {
    let state = after([Action::RemovedPolicy(0)]);
    assert_eq!(decisions(&state)[0], Some(Decision::ImplicitDeny));
    assert_eq!(state.reduce(Action::Undid).scenario.policies.len(), 1);
}

#[test]
fn the_only_request_cannot_be_removed() {
    let state = after([Action::RemovedRequest(0), Action::RemovedRequest(0)]);
    assert_eq!(state.scenario.requests.len(), 1);
}

#[test]
fn expectations_are_counted_where_they_are_given() {
    let state = after([]);
    assert_eq!((state.keeps(0), state.keeps(1)), (None, Some(true)));
    let state = state.reduce(Action::Expected(Some(Decision::ExplicitDeny)));
    assert_eq!(state.keeps(0), Some(false));
}

#[test]
fn organization_policies_stand_in_groups_by_node() {
    let org = |name: &str, node: &str| PolicyInput {
        attached_to: vec![node.to_owned()],
        ..PolicyInput::new(name, PolicyType::ServiceControl, "{}")
    };
    let policies =
        [org("a", "root"), PolicyInput::new("b", PolicyType::Identity, "{}"), org("c", "ou"), org("d", "root")];
    let groups: Vec<_> = groups(&policies).into_iter().map(|group| (group.node, group.places)).collect();
    assert_eq!(groups, [(None, vec![1]), (Some("root".to_owned()), vec![0, 3]), (Some("ou".to_owned()), vec![2])]);
}

#[test]
fn opening_another_scenario_can_be_undone() {
    let other = read_scenario(&SCENARIO.replace("Stop a task", "Another")).unwrap();
    let state = after([Action::OpenedScenario(Rc::new(other))]);
    assert_eq!(state.scenario.requests[0].name.as_deref(), Some("Another"));
    assert_eq!(state.reduce(Action::Undid).scenario.requests[0].name.as_deref(), Some("Stop a task"));
}

#[test]
fn what_changes_nothing_gives_the_same_state() {
    let state = after([]);
    let same = Rc::clone(&state).reduce(Action::PointedAtNode(None));
    assert!(Rc::ptr_eq(&state, &same));
}
