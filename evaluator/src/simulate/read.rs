//! Reads the API's input from JSON, strictly: what it does not have is an error that names it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{MAX_SIMULATED, SimulateCustomPolicyRequest};
use crate::json::Node;
use crate::policy::PolicyInput;
use crate::request::fields::{Mistake, read_text};
use crate::request::invalid::InvalidInput;
use crate::request::{Context, ContextValue};

const FIELDS: [&str; 13] = [
    "PolicyInputList",
    "PermissionsBoundaryPolicyInputList",
    "OrderedOrganizationPolicyInputList",
    "ActionNames",
    "ResourceArns",
    "ResourcePolicy",
    "ResourceOwner",
    "CallerArn",
    "ContextEntries",
    "ResourceHandlingOption",
    "MaxItems",
    "Marker",
    "AdditionalPolicies",
];
/// The most levels of an organization: root, five of organizational units, account.
const MAX_LEVELS: usize = 7;
const DEFAULT_ITEMS: usize = 100;
const MAX_ITEMS: usize = 1_000;
/// They make resources required that a simulation of given resources has anyway.
const HANDLING: [(&str, ()); 4] = [
    ("EC2-VPC-InstanceStore", ()),
    ("EC2-VPC-InstanceStore-Subnet", ()),
    ("EC2-VPC-EBS", ()),
    ("EC2-VPC-EBS-Subnet", ()),
];
/// Whether each of the API's types of context values is of several values.
const CONTEXT_TYPES: [(&str, bool); 12] = [
    ("string", false),
    ("stringList", true),
    ("numeric", false),
    ("numericList", true),
    ("boolean", false),
    ("booleanList", true),
    ("ip", false),
    ("ipList", true),
    ("binary", false),
    ("binaryList", true),
    ("date", false),
    ("dateList", true),
];

impl SimulateCustomPolicyRequest {
    /// Reads the API's node.
    ///
    /// # Errors
    /// Text that is not JSON, an unknown or missing field, a field of the wrong type, a limit of the API passed.
    ///
    /// ```
    /// use iam_evaluator::simulate::SimulateCustomPolicyRequest;
    /// let error = SimulateCustomPolicyRequest::read(r#"{"PolicyInputList":[]}"#).unwrap_err();
    /// assert_eq!((error.code, error.pointer.as_str()), ("MISSING_FIELD", "/ActionNames"));
    /// ```
    pub fn read(text: &str) -> Result<Self, InvalidInput> {
        read_text(text, Self::from_node)
    }

    fn from_node(node: &Node) -> Result<Self, Mistake> {
        let fields = node.fields(&FIELDS)?;
        fields.read("ResourceHandlingOption", |node| node.one_of(&HANDLING))?;
        Ok(Self {
            policies: fields.required("PolicyInputList")?.texts()?,
            boundary: fields.read("PermissionsBoundaryPolicyInputList", at_most_one)?.flatten(),
            organization: fields.read("OrderedOrganizationPolicyInputList", levels)?.unwrap_or_default(),
            actions: list(fields.required("ActionNames")?, "action")?,
            resources: fields.read("ResourceArns", |node| list(node, "resource"))?.unwrap_or_default(),
            resource_policy: fields.read("ResourcePolicy", Node::text)?,
            resource_owner: fields.read("ResourceOwner", owner)?,
            caller: fields.read("CallerArn", caller)?,
            context: fields.read("ContextEntries", context)?.unwrap_or_default(),
            max_items: fields.read("MaxItems", max_items)?.unwrap_or(DEFAULT_ITEMS),
            marker: fields.read("Marker", marker)?.unwrap_or_default(),
            additional: fields.read("AdditionalPolicies", PolicyInput::list)?.unwrap_or_default(),
        })
    }
}

fn at_most_one(node: &Node) -> Result<Option<String>, Mistake> {
    let mut texts = node.texts()?;
    if texts.len() > 1 {
        return Err(node.invalid("TOO_MANY_POLICIES", "a principal has at most one permissions boundary".into()));
    }
    Ok(texts.pop())
}

fn levels(node: &Node) -> Result<Vec<Vec<String>>, Mistake> {
    let items = node.items()?;
    if items.len() > MAX_LEVELS {
        let message = format!("an organization has at most {MAX_LEVELS} levels, from its root to the account");
        return Err(node.invalid("TOO_MANY_LEVELS", message));
    }
    let level = |item: &Node| {
        item.fields(&["ServiceControlPolicyInputList"])?.required("ServiceControlPolicyInputList")?.texts()
    };
    items.iter().map(level).collect()
}

/// One or more, as many as a simulation takes.
fn list(node: &Node, what: &str) -> Result<Vec<String>, Mistake> {
    let texts = node.texts()?;
    if texts.is_empty() {
        return Err(node.invalid("EMPTY_LIST", format!("name at least one {what}")));
    }
    if texts.len() > MAX_SIMULATED {
        return Err(node.invalid("TOO_MANY_REQUESTS", format!("there are more than {MAX_SIMULATED} {what}s")));
    }
    Ok(texts)
}

/// An account's id: as it is, or of the ARN of its root user.
fn owner(node: &Node) -> Result<String, Mistake> {
    let text = node.text()?;
    let id = text.strip_prefix("arn:").and_then(|rest| rest.split(':').nth(3)).unwrap_or(&text);
    if id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(id.into());
    }
    Err(node.invalid(
        "INVALID_RESOURCE_OWNER",
        format!("`{text}` is neither an account id nor the ARN of an account's root user"),
    ))
}

/// The API takes users and roles, never sessions.
fn caller(node: &Node) -> Result<String, Mistake> {
    let text = node.text()?;
    let mut parts = text.splitn(6, ':');
    let (arn, service, resource) = (parts.next(), parts.nth(1), parts.nth(2));
    let known = resource.is_some_and(|resource| resource.starts_with("user/") || resource.starts_with("role/"));
    if arn == Some("arn") && service == Some("iam") && known {
        return Ok(text);
    }
    Err(node.invalid("INVALID_CALLER", format!("`{text}` is not the ARN of an IAM user or role")))
}

fn context(node: &Node) -> Result<Context, Mistake> {
    let mut entries: Vec<(String, ContextValue)> = Vec::new();
    for item in node.items()? {
        let fields = item.fields(&["ContextKeyName", "ContextKeyValues", "ContextKeyType"])?;
        let name = fields.required("ContextKeyName")?;
        let key = name.text()?;
        if entries.iter().any(|(known, _)| known.eq_ignore_ascii_case(&key)) {
            return Err(name.invalid("DUPLICATE_CONTEXT_KEY", format!("`{key}` is given twice")));
        }
        let several = fields.read("ContextKeyType", |node| node.one_of(&CONTEXT_TYPES))?.unwrap_or_default();
        let values = fields.read("ContextKeyValues", Node::texts)?.unwrap_or_default();
        if let Some(value) = value(values, several) {
            entries.push((key, value));
        }
    }
    Ok(Context(entries))
}

/// A key without values is as if it were not there.
fn value(mut values: Vec<String>, several: bool) -> Option<ContextValue> {
    match (values.len(), several) {
        (0, _) => None,
        (1, false) => values.pop().map(ContextValue::Text),
        _ => Some(ContextValue::List(values)),
    }
}

fn max_items(node: &Node) -> Result<usize, Mistake> {
    let items = node.count()?;
    if (1..=MAX_ITEMS).contains(&items) {
        return Ok(items);
    }
    Err(node.invalid("INVALID_VALUE", format!("`MaxItems` is from 1 to {MAX_ITEMS}")))
}

fn marker(node: &Node) -> Result<usize, Mistake> {
    let text = node.text()?;
    text.parse().map_err(|_| node.invalid("INVALID_MARKER", "the marker is not one of an earlier answer".into()))
}
