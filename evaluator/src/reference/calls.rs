//! Calls that need several decisions: which roles go to which service, and what tagging on creation asks for.
//!
//! Source: ECS Developer Guide, "Grant permission to tag resources on creation" and "Amazon ECS task IAM role"; IAM User Guide, "Grant a
//! user permissions to pass a role to an AWS service". Other services are further rows.

/// What one call needs beside its own decision.
#[derive(Clone, Copy, Debug)]
pub struct CallRow {
    /// `prefix:Name`.
    pub action: &'static str,
    /// The service that gets the roles: `iam:PassedToService`.
    pub passes_to: Option<&'static str>,
    /// What tags on creation ask for.
    pub tagging: Option<Tagging>,
}

/// The decision that tags on creation ask for.
#[derive(Clone, Copy, Debug)]
pub struct Tagging {
    /// The tagging action.
    pub action: &'static str,
    /// The context key that names the creating action.
    pub create_key: &'static str,
    /// On which resource.
    pub target: TagTarget,
}

/// The resource that gets the tags.
#[derive(Clone, Copy, Debug)]
pub enum TagTarget {
    /// The one that was asked for.
    Asked,
    /// A task that does not exist yet, in the cluster of `ecs:cluster`, or `default`.
    NewTask,
}

const TASKS: Option<&str> = Some("ecs-tasks.amazonaws.com");
const ECS: Option<&str> = Some("ecs.amazonaws.com");

const fn tags(target: TagTarget) -> Tagging {
    Tagging { action: "ecs:TagResource", create_key: "ecs:CreateAction", target }
}

const fn row(action: &'static str, passes_to: Option<&'static str>, tagging: Option<Tagging>) -> CallRow {
    CallRow { action, passes_to, tagging }
}

const ROWS: [CallRow; 17] = [
    row("ecs:RunTask", TASKS, Some(tags(TagTarget::NewTask))),
    row("ecs:StartTask", TASKS, Some(tags(TagTarget::NewTask))),
    row("ecs:RegisterTaskDefinition", TASKS, Some(tags(TagTarget::Asked))),
    row("ecs:CreateService", TASKS, Some(tags(TagTarget::Asked))),
    row("ecs:UpdateService", TASKS, None),
    row("ecs:CreateTaskSet", TASKS, Some(tags(TagTarget::Asked))),
    row("ecs:CreateCluster", None, Some(tags(TagTarget::Asked))),
    row("ecs:CreateCapacityProvider", ECS, Some(tags(TagTarget::Asked))),
    row("ecs:RegisterContainerInstance", None, Some(tags(TagTarget::Asked))),
    row("ecs:CreateExpressGatewayService", TASKS, Some(tags(TagTarget::Asked))),
    row("ecs:UpdateExpressGatewayService", TASKS, None),
    row("ecs:CreateDaemon", TASKS, Some(tags(TagTarget::Asked))),
    row("ecs:RegisterDaemonTaskDefinition", TASKS, Some(tags(TagTarget::Asked))),
    row("ecs:ExecuteCommand", None, None),
    row("ecs:PutSystemLogEvents", None, None),
    row("ecs:DescribeServiceRevisions", None, None),
    row("ecs:StopServiceDeployment", None, None),
];

/// The row of an action, in either case.
pub fn find(action: &str) -> Option<&'static CallRow> {
    ROWS.iter().find(|row| row.action.eq_ignore_ascii_case(action))
}
