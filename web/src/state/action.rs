//! What a person can do, named by what they did.

use std::rc::Rc;

use iam_evaluator::Repair;
use iam_evaluator::policy::{EndpointType, PolicyType};
use iam_evaluator::request::PrincipalInput;
use iam_evaluator::scenario::{PolicyInput, Scenario};
use iam_evaluator::trace::{ContextValue, Decision, Edit};
use yew::AttrValue;

use crate::compare::Base;
use crate::paste::Found;

use super::{Beside, Dialog, FocusOrigin, Panel, RequestView, Saved, Toast, TraceFilter};

/// What a person did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opened another scenario.
    OpenedScenario(Rc<Scenario>),
    /// Gave the scenario another title.
    EditedTitle(String),

    /// Chose a policy's tab.
    SelectedPolicy(usize),
    /// Changed a policy's text.
    EditedPolicy(usize, String),
    /// Changed something else of a policy.
    ChangedPolicy(usize, PolicyField),
    /// Pasted policies or requests.
    Pasted(Rc<Found>, Beside),
    /// Added a policy; it is shown.
    AddedPolicy(Box<PolicyInput>),
    /// Made a copy of a policy, beside it.
    DuplicatedPolicy(usize),
    /// Took a policy away.
    RemovedPolicy(usize),
    /// Moved a policy from one place to another.
    MovedPolicy(usize, usize),
    /// Applied an offer of what would make the request pass.
    AppliedRepair(Box<Repair>),
    /// Applied the fix of a finding.
    AppliedFix(Vec<Edit>),

    /// Chose a request.
    SelectedRequest(usize),
    /// Changed a field of the selected request.
    ChangedRequest(RequestField),
    /// Changed the JSON of the selected request.
    EditedRequestText(String),
    /// Added a copy of the selected request to the table.
    AddedRequest,
    /// Took a request away.
    RemovedRequest(usize),
    /// Gave a request a name.
    RenamedRequest(usize, String),
    /// Said what the selected request should give; `None` takes it back.
    Expected(Option<Decision>),

    /// Gave a context key of the selected request a value; `None` removes it.
    SetContext(String, Option<ContextValue>),
    /// Renamed a context key of the selected request.
    RenamedContextKey(String, String),
    /// Applied a change of context that alters the decision; `None` removes a key.
    AppliedWitness(Vec<(String, Option<ContextValue>)>),

    /// Pointed at a node, or at none any more.
    PointedAtNode(Option<AttrValue>),
    /// Opened a node: its policy is shown, selected and scrolled to.
    OpenedNode(AttrValue),
    /// Opened a node's row in the trace from somewhere else.
    OpenedInTrace(AttrValue, FocusOrigin),
    /// Moved the caret in the shown policy.
    MovedCaret(u32),
    /// Went to a place in a policy's text.
    WentTo(AttrValue, u32, u32),
    /// The editor went to where it was sent.
    Arrived(u32),
    /// Went back from where a node was opened.
    LeftNode,

    /// Chose which rows of the trace are shown.
    ChoseFilter(TraceFilter),
    /// Chose a panel.
    ChosePanel(Panel),
    /// Chose how the request is edited.
    ChoseRequestView(RequestView),

    /// Chose what the scenario is compared with.
    ComparedWith(Rc<Base>),
    /// Had enough of comparing.
    StoppedComparing,

    /// Opened a dialog.
    OpenedDialog(Dialog),
    /// Closed it.
    ClosedDialog,
    /// Was told what just happened; `None` puts it away.
    Told(Option<Toast>),
    /// The browser kept the work, or could not.
    Kept(Saved),

    /// Took the last change back.
    Undid,
    /// Made it again.
    Redid,
    /// Stopped typing for a moment: what follows is a new step for undo.
    Rested,
}

/// Something of a policy that is not its text.
#[derive(Clone, Debug, PartialEq)]
pub enum PolicyField {
    /// Its name.
    Name(String),
    /// Its type.
    Type(PolicyType),
    /// What it is attached to.
    AttachedTo(Vec<String>),
    /// What a resource-based policy sits on.
    ResourceType(Option<String>),
    /// Which kind of VPC endpoint it sits on.
    EndpointType(Option<EndpointType>),
}

/// A field of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestField {
    /// Who asks.
    Principal(PrincipalInput),
    /// `prefix:Name`.
    Action(String),
    /// An ARN or `*`.
    Resource(String),
    /// The resource's account.
    ResourceAccount(Option<String>),
}
