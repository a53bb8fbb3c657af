//! A second evaluator, as plain as it can be: written from the rules, on JSON values, with no code of the first one. It reads no broken
//! policies, is slow, and says nothing but the decision.
#![allow(clippy::indexing_slicing, reason = "a JSON value gives `null` for a field that it lacks")]

mod condition;
mod context;
mod glob;
mod principal;
mod requester;
mod statement;
mod value;

use serde_json::Value;

use self::context::Context;
use self::principal::Kinds;
use self::requester::{Requester, Who};
use self::statement::Reading;

/// A request with what is read from it once.
pub struct Asked {
    /// In lower case.
    pub action: String,
    /// An ARN or `*`.
    pub resource: String,
    /// What `s3:ListAllMyBuckets` is also judged on.
    pub pseudo: Option<String>,
    /// The account of the resource.
    pub owner: String,
    /// Who asks.
    pub requester: Requester,
    /// With which context.
    pub context: Context,
}

const WITHOUT_RESOURCE: [&str; 15] = [
    "ecs:listclusters",
    "ecs:listservices",
    "ecs:listservicesbynamespace",
    "ecs:listtaskdefinitions",
    "ecs:listtaskdefinitionfamilies",
    "ecs:describetaskdefinition",
    "ecs:deregistertaskdefinition",
    "ecs:discoverpollendpoint",
    "ecs:listaccountsettings",
    "ecs:putaccountsetting",
    "ecs:putaccountsettingdefault",
    "ecs:deleteaccountsetting",
    "ecs:listdaemons",
    "ecs:listdaemontaskdefinitions",
    "s3:listallmybuckets",
];

impl Asked {
    fn read(request: &Value) -> Self {
        let action = text(request, "action").to_ascii_lowercase();
        let takes_none = WITHOUT_RESOURCE.contains(&action.as_str());
        let resource = if takes_none { "*".to_owned() } else { text(request, "resource") };
        let requester = Requester::read(&request["principal"], &action);
        let in_arn = resource.split(':').nth(4).unwrap_or_default();
        let owner = if resource == "*" {
            requester.account.clone()
        } else if let Some(given) = request["resourceAccount"].as_str() {
            given.to_owned()
        } else if is_account(in_arn) {
            in_arn.to_owned()
        } else {
            requester.account.clone()
        };
        let is_aws = in_arn == "aws" && request["resourceAccount"].is_null();
        let known_owner = if resource == "*" || is_aws { "" } else { owner.as_str() };
        let context = Context::read(&request["context"], &requester, known_owner);
        let partition = if requester.partition.is_empty() { "aws" } else { requester.partition.as_str() };
        let pseudo = (takes_none && action.starts_with("s3:")).then(|| format!("arn:{partition}:s3:::*"));
        Self { action, resource, pseudo, owner, requester, context }
    }

    /// The service prefix.
    pub fn prefix(&self) -> &str {
        self.action.split(':').next().unwrap_or_default()
    }

    fn service(&self) -> &str {
        self.resource.split(':').nth(2).unwrap_or_default()
    }

    fn tail(&self) -> &str {
        self.resource.splitn(6, ':').nth(5).unwrap_or_default()
    }

    fn is_in_partition(&self) -> bool {
        let partition = self.requester.partition.as_str();
        self.resource == "*" || partition.is_empty() || self.resource.split(':').nth(1) == Some(partition)
    }

    fn is_about_trust(&self) -> bool {
        let trust = self.action.starts_with("sts:assumerole")
            || self.action == "sts:tagsession"
            || self.action == "sts:setsourceidentity";
        trust && self.service() == "iam" && self.tail().starts_with("role/")
    }

    fn is_on_key(&self) -> bool {
        self.prefix() == "kms" && self.service() == "kms" && self.tail().starts_with("key/")
    }

    fn reading(&self) -> Reading {
        if self.is_about_trust() {
            Reading::Trust
        } else if self.is_on_key() {
            Reading::Key
        } else {
            Reading::Generic
        }
    }
}

/// The text of a field; empty where there is none.
pub fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

/// One value or several.
pub fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

fn texts(value: &Value) -> Vec<String> {
    list(value).iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The word for what is decided.
pub fn decide(policies: &Value, request: &Value) -> &'static str {
    let asked = Asked::read(request);
    let who = asked.requester.who;
    if asked.action == "sts:getcalleridentity" && who != Who::Anonymous {
        return "allowed";
    }
    if asked.action == "sts:getsessiontoken" && (who == Who::User || who == Who::Root) {
        return "allowed";
    }
    let all = policies.as_array().cloned().unwrap_or_default();
    let applying: Vec<Value> = all.into_iter().filter(|policy| applies(policy, &asked)).collect();
    let of =
        |policy_type: &str| -> Vec<&Value> { applying.iter().filter(|policy| policy["type"] == policy_type).collect() };
    let bounded = !of("permissionsBoundary").is_empty();
    let matching = |policy: &Value, effect: &str| statement::matching(policy, effect, &asked, bounded);
    if applying.iter().any(|policy| !matching(policy, "Deny").is_empty()) {
        return "explicitDeny";
    }
    let allows = |policies: &[&Value]| policies.iter().any(|policy| !matching(policy, "Allow").is_empty());
    if hard_denied(&asked) || !all_levels_allow(&of("serviceControl"), &asked, &allows) {
        return "implicitDeny";
    }
    let limit = |policy_type: &str| of(policy_type).is_empty() || allows(&of(policy_type));
    if !limit("vpcEndpoint") {
        return "implicitDeny";
    }
    let resource_policies = of("resource");
    let same_account = asked.resource == "*" || asked.owner == asked.requester.account;
    if public_access_blocks(request, &asked, &resource_policies, same_account) {
        return "implicitDeny";
    }
    let grant = request["settings"]["kmsGrantAllows"] == true && asked.is_on_key();
    if grant && who != Who::Anonymous && asked.is_in_partition() {
        return "allowed";
    }
    let granted = resource_policies.iter().flat_map(|policy| matching(policy, "Allow")).flatten();
    let mut kinds: Kinds = granted.collect();
    if asked.is_on_key() && resource_policies.is_empty() && same_account && asked.requester.has_account() {
        kinds.insert("Account");
    }
    let has_session_policy = !of("session").is_empty();
    let identity = who == Who::Root || asked.requester.is_federated_root() || allows(&of("identity"));
    let boundary = who == Who::Root || limit("permissionsBoundary");
    let session = match who {
        Who::Root => true,
        Who::Federated => has_session_policy && limit("session"),
        _ => limit("session"),
    };
    let allowed = granted_to(&asked, &kinds, same_account, identity, boundary && session);
    if allowed { "allowed" } else { "implicitDeny" }
}

fn granted_to(asked: &Asked, kinds: &Kinds, same_account: bool, identity: bool, limits: bool) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| kinds.contains(name));
    match asked.requester.who {
        Who::Anonymous => has(&["Public"]),
        Who::Service => has(&["Service", "Public"]),
        _ if !asked.is_in_partition() => false,
        Who::Provider => has(&["Provider", "Public"]),
        _ if same_account => {
            let explicit = asked.is_about_trust() || asked.is_on_key();
            let direct = has(&["User", "Session", "Public", "Root"]);
            let entity = has(&["Role", "FedParentUser"]) && limits;
            let by_identity = identity && limits && (!explicit || has(&["Account", "Canonical"]));
            direct || entity || by_identity
        }
        _ => identity && limits && !kinds.is_empty(),
    }
}

/// AWS's own objects, and the root user as one who assumes a role.
fn hard_denied(asked: &Asked) -> bool {
    if asked.requester.who == Who::Root && asked.action == "sts:assumerole" {
        return true;
    }
    let token = asked.action == "sts:getsessiontoken" || asked.action == "sts:getfederationtoken";
    if asked.requester.who == Who::Session && token {
        return true;
    }
    if asked.requester.who == Who::Federated && asked.prefix() == "sts" {
        return true;
    }
    // A provider stands for nobody yet: it only assumes roles, in its own way.
    let own = if asked.requester.arn.contains(":saml-provider/") { "saml" } else { "webidentity" };
    let steps = [format!("sts:assumerolewith{own}"), "sts:tagsession".to_owned(), "sts:setsourceidentity".to_owned()];
    if asked.requester.who == Who::Provider && !steps.contains(&asked.action) {
        return true;
    }
    let name = asked.action.split(':').nth(1).unwrap_or_default();
    let reads = ["get", "list", "describe", "simulate", "generate"].iter().any(|verb| name.starts_with(verb));
    let owned = match asked.service() {
        "iam" => asked.resource.contains(":aws:policy/") || asked.tail().starts_with("role/aws-reserved/"),
        "kms" => asked.tail().starts_with("alias/aws/"),
        _ => false,
    };
    matches!(asked.prefix(), "iam" | "kms") && owned && !reads
}

fn applies(policy: &Value, asked: &Asked) -> bool {
    let requester = &asked.requester;
    let attached = texts(&policy["attachedTo"]);
    let attached_to = |fits: &dyn Fn(&str) -> bool| attached.is_empty() || attached.iter().any(|to| fits(to));
    let concerns = |node: &str, account: &str| !is_account(node) || node == account;
    match text(policy, "type").as_str() {
        "identity" | "permissionsBoundary" => {
            matches!(requester.who, Who::User | Who::Session | Who::Federated)
                && !requester.is_federated_root()
                && attached_to(&|to| requester.is_or_comes_from(to))
        }
        "session" => {
            matches!(requester.who, Who::Session | Who::Federated) && attached_to(&|to| requester.is_or_comes_from(to))
        }
        "resource" => {
            resource_policy_applies(policy, asked)
                // A bucket's policy is also that of its objects.
                && attached_to(&|to| {
                    let object = asked.service() == "s3" && asked.resource.starts_with(&format!("{to}/"));
                    asked.resource == to || object
                })
        }
        "serviceControl" => {
            requester.has_account()
                && !requester.is_service_linked()
                && requester.organization != "none"
                && requester.organization != "management"
                && attached_to(&|to| concerns(to, &requester.account))
        }
        "resourceControl" => rcp_applies(asked) && attached_to(&|to| concerns(to, &asked.owner)),
        "vpcEndpoint" => requester.who != Who::Service,
        _ => false,
    }
}

fn resource_policy_applies(policy: &Value, asked: &Asked) -> bool {
    if asked.resource == "*" || matches!(asked.prefix(), "ecs" | "iam") {
        return false;
    }
    if asked.prefix() == "kms" && asked.tail().starts_with("alias/") {
        return false;
    }
    match policy["resourceType"].as_str() {
        // Beside a role or a key, a policy that is not said to sit there and names none of the service's actions is another resource's.
        None => {
            let told = asked.reading() == Reading::Generic || !policy["attachedTo"].is_null();
            told || statement::may_cover_service(policy, asked.prefix())
        }
        Some("AWS::IAM::AssumeRolePolicyDocument") => asked.is_about_trust(),
        Some(declared) => declared.split("::").nth(1).unwrap_or_default().eq_ignore_ascii_case(asked.service()),
    }
}

fn rcp_applies(asked: &Asked) -> bool {
    let requester = &asked.requester;
    let covered = matches!(asked.prefix(), "s3" | "kms" | "sts" | "sqs") && asked.action != "kms:retiregrant";
    let linked = asked.is_about_trust() && asked.tail().starts_with("role/aws-service-role/");
    let own = requester.has_account() && requester.account == asked.owner;
    let outside = own && (requester.organization == "none" || requester.organization == "management");
    let of_aws = asked.service() == "kms" && asked.tail().starts_with("alias/aws/");
    let exempt = of_aws || linked || requester.is_service_linked() || outside;
    covered && asked.resource != "*" && !exempt
}

/// At every node that has SCPs, one of them must allow.
fn all_levels_allow(policies: &[&Value], asked: &Asked, allows: &dyn Fn(&[&Value]) -> bool) -> bool {
    let mut nodes: Vec<String> = policies.iter().flat_map(|policy| nodes_of(policy)).collect();
    nodes.sort();
    nodes.dedup();
    nodes.iter().filter(|node| !is_account(node) || **node == asked.requester.account).all(|node| {
        let level: Vec<&Value> = policies.iter().copied().filter(|policy| nodes_of(policy).contains(node)).collect();
        allows(&level)
    })
}

fn nodes_of(policy: &Value) -> Vec<String> {
    let nodes = texts(&policy["attachedTo"]);
    if nodes.is_empty() { vec![String::new()] } else { nodes }
}

fn public_access_blocks(request: &Value, asked: &Asked, policies: &[&Value], same_account: bool) -> bool {
    let on = request["settings"]["s3BlockPublicAccess"] != false;
    let outside = match asked.requester.who {
        Who::Anonymous => true,
        Who::Service => false,
        _ => !same_account,
    };
    on && outside && asked.prefix() == "s3" && asked.resource != "*" && policies.iter().any(|p| is_public(p, asked))
}

fn is_public(policy: &Value, asked: &Asked) -> bool {
    if statement::is_unread(policy, asked.reading()) {
        return false;
    }
    list(&policy["document"]["Statement"]).iter().any(|statement| {
        if statement["Effect"] != "Allow" {
            return false;
        }
        if !statement["NotPrincipal"].is_null() {
            return true;
        }
        let principal = &statement["Principal"];
        let named: Vec<(String, String)> = match principal {
            Value::Object(keys) => {
                keys.iter().flat_map(|(key, value)| texts(value).into_iter().map(|text| (key.clone(), text))).collect()
            }
            everyone => texts(everyone).into_iter().map(|text| ("AWS".to_owned(), text)).collect(),
        };
        let anybody = |(key, text): &(String, String)| {
            key == "Federated" || (text != "*" && (text.contains('*') || text.contains('?')))
        };
        let everyone = named.iter().any(|(_, text)| text == "*");
        named.iter().any(anybody) || (everyone && !condition::is_limited_to_fixed(&statement["Condition"]))
    })
}
