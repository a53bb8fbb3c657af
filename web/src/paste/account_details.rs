//! The users, groups, roles and policies of an account.
//!
//! Source: AWS CLI Command Reference, `iam get-account-authorization-details`.

use iam_evaluator::policy::PolicyType;

use super::aws_cli::trust;
use super::document::add;
use super::found::Found;
use super::tree::Tree;
use super::unread::note_unread;

const LISTS: [&str; 4] = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];
const READ: [&str; 14] = [
    "Arn",
    "UserName",
    "GroupName",
    "RoleName",
    "UserPolicyList",
    "GroupPolicyList",
    "RolePolicyList",
    "GroupList",
    "AttachedManagedPolicies",
    "AssumeRolePolicyDocument",
    "PermissionsBoundary",
    "PolicyName",
    "PolicyVersionList",
    "DefaultVersionId",
];

/// Reads the output; false where it is something else.
pub fn read(tree: &Tree, found: &mut Found) -> bool {
    if !LISTS.iter().take(3).any(|list| tree.get(list).is_some()) {
        return false;
    }
    let details = Details {
        users: list(tree, "UserDetailList"),
        groups: list(tree, "GroupDetailList"),
        roles: list(tree, "RoleDetailList"),
    };
    for user in details.users {
        let arn = user.text_of("Arn").map(str::to_owned);
        inline(found, user, "UserPolicyList", arn.as_slice());
    }
    for group in details.groups {
        inline(found, group, "GroupPolicyList", &details.members(group));
    }
    for role in details.roles {
        let arn = role.text_of("Arn").map(str::to_owned);
        trust(role, found);
        inline(found, role, "RolePolicyList", arn.as_slice());
    }
    for policy in list(tree, "Policies") {
        details.managed(policy, found);
    }
    details.note_missing(list(tree, "Policies"), found);
    for item in LISTS.iter().flat_map(|name| list(tree, name)) {
        note_unread(found, item, "", &READ);
    }
    note_unread(found, tree, "", &LISTS);
    true
}

fn list<'a>(tree: &'a Tree, key: &str) -> &'a [Tree] {
    tree.get(key).map(Tree::items).unwrap_or_default()
}

fn inline(found: &mut Found, owner: &Tree, key: &str, attached_to: &[String]) {
    for policy in list(owner, key) {
        let Some(document) = policy.get("PolicyDocument") else { continue };
        let name = policy.text_of("PolicyName").unwrap_or("policy");
        if attached_to.is_empty() {
            found.note(policy.line, format!("`{name}` is attached to nobody: the group has no member"));
            continue;
        }
        add(found, document, name, PolicyType::Identity, |policy| policy.attached_to = attached_to.to_vec());
    }
}

struct Details<'a> {
    users: &'a [Tree],
    groups: &'a [Tree],
    roles: &'a [Tree],
}

impl<'a> Details<'a> {
    /// The ARNs of a group's users.
    fn members(&self, group: &Tree) -> Vec<String> {
        let Some(name) = group.text_of("GroupName") else { return Vec::new() };
        let is_member = |user: &&Tree| list(user, "GroupList").iter().any(|group| group.as_text() == Some(name));
        self.users.iter().filter(is_member).filter_map(|user| user.text_of("Arn").map(str::to_owned)).collect()
    }

    fn everybody(&self) -> impl Iterator<Item = &'a Tree> {
        self.users.iter().chain(self.groups).chain(self.roles)
    }

    /// Whom a managed policy is attached to, and whose permissions boundary it is.
    fn managed(&self, policy: &Tree, found: &mut Found) {
        let (Some(arn), Some(document)) = (policy.text_of("Arn"), default_version(policy)) else {
            return found.note(policy.line, "a managed policy without ARN or default version");
        };
        let name = policy.text_of("PolicyName").unwrap_or("policy");
        let holds = |owner: &&Tree| {
            list(owner, "AttachedManagedPolicies").iter().any(|it| it.text_of("PolicyArn") == Some(arn))
        };
        let mut attached = Vec::new();
        for owner in self.everybody().filter(holds) {
            match owner.text_of("GroupName") {
                Some(_) => attached.extend(self.members(owner)),
                None => attached.extend(owner.text_of("Arn").map(str::to_owned)),
            }
        }
        let bounded = |owner: &&Tree| {
            owner.at(&["PermissionsBoundary", "PermissionsBoundaryArn"]).and_then(Tree::as_text) == Some(arn)
        };
        let bounds: Vec<String> =
            self.everybody().filter(bounded).filter_map(|it| it.text_of("Arn").map(str::to_owned)).collect();
        if attached.is_empty() && bounds.is_empty() {
            return found.note(policy.line, format!("`{name}` is attached to nobody"));
        }
        if !attached.is_empty() {
            add(found, document, name, PolicyType::Identity, |policy| policy.attached_to = attached);
        }
        if !bounds.is_empty() {
            add(found, document, &format!("{name}-boundary"), PolicyType::PermissionsBoundary, |policy| {
                policy.attached_to = bounds;
            });
        }
    }

    /// Policies that are attached or a boundary, and whose document is not in the output.
    fn note_missing(&self, policies: &[Tree], found: &mut Found) {
        let known = |arn: &str| policies.iter().any(|policy| policy.text_of("Arn") == Some(arn));
        for owner in self.everybody() {
            let attached = list(owner, "AttachedManagedPolicies").iter().filter_map(|it| it.get("PolicyArn"));
            let boundary = owner.at(&["PermissionsBoundary", "PermissionsBoundaryArn"]);
            for arn in attached.chain(boundary).filter(|arn| arn.as_text().is_some_and(|arn| !known(arn))) {
                let arn_text = arn.as_text().unwrap_or_default();
                found.note(arn.line, format!("`{arn_text}` is attached, and its document is not in this text"));
            }
        }
    }
}

fn default_version(policy: &Tree) -> Option<&Tree> {
    let id = policy.text_of("DefaultVersionId");
    let versions = list(policy, "PolicyVersionList");
    versions.iter().find(|version| version.text_of("VersionId") == id).or_else(|| versions.first())?.get("Document")
}
