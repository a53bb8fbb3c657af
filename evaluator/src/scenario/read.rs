//! Reads a scenario from JSON, strictly: what the format does not have is an error that names it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{MAX_POLICIES, MAX_REQUESTS, PolicyInput, Scenario};
use crate::json::{Node, Value};
use crate::order::First;
use crate::policy::{EndpointType, PolicyType};
use crate::request::Request;
use crate::request::fields::{Mistake, pointed, read_text};
use crate::request::invalid::InvalidInput;

const SCENARIO: [&str; 6] = ["$schema", "title", "tags", "description", "policies", "requests"];
const POLICY: [&str; 7] = ["name", "type", "attachedTo", "resourceType", "endpointType", "document", "expectFindings"];
const TYPES: [(&str, PolicyType); 7] = [
    ("identity", PolicyType::Identity),
    ("resource", PolicyType::Resource),
    ("permissionsBoundary", PolicyType::PermissionsBoundary),
    ("session", PolicyType::Session),
    ("serviceControl", PolicyType::ServiceControl),
    ("resourceControl", PolicyType::ResourceControl),
    ("vpcEndpoint", PolicyType::VpcEndpoint),
];
const ENDPOINTS: [(&str, EndpointType); 2] =
    [("interface", EndpointType::Interface), ("gateway", EndpointType::Gateway)];

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    ///
    /// Text that is not JSON, an unknown or missing field, a field of the wrong type, two policies of one name, no
    /// request, or more than [`MAX_POLICIES`] policies or [`MAX_REQUESTS`] requests.
    ///
    /// ```
    /// use iam_evaluator::scenario::Scenario;
    /// let error = Scenario::read(r#"{"policies":[],"requests":[]}"#).unwrap_err();
    /// assert_eq!((error.code, error.pointer.as_str()), ("NO_REQUESTS", "/requests"));
    /// ```
    pub fn read(text: &str) -> Result<Self, InvalidInput> {
        read_text(text, |node| {
            let (mut scenario, asked) = Self::from_node(node)?;
            for node in asked {
                scenario.requests.push(Request::from_node(node)?);
            }
            Ok(scenario)
        })
    }

    /// Reads a scenario, each request by itself: those that cannot be read are left out, and told with their places.
    ///
    /// # Errors
    ///
    /// Those of [`Scenario::read`] that do not concern a request.
    pub fn read_each(text: &str) -> Result<(Self, Vec<Unread>), InvalidInput> {
        read_text(text, |node| {
            let (mut scenario, asked) = Self::from_node(node)?;
            let mut unread = Vec::new();
            for (place, node) in asked.iter().enumerate() {
                match Request::from_node(node) {
                    Ok(request) => scenario.requests.push(request),
                    Err(mistake) => unread.push(Unread::new(place, node, mistake)),
                }
            }
            Ok((scenario, unread))
        })
    }

    /// All but the requests, and what holds those.
    fn from_node(node: &Node) -> Result<(Self, &[Node]), Mistake> {
        let fields = node.fields(&SCENARIO)?;
        let scenario = Self {
            schema: fields.read("$schema", Node::text)?,
            title: fields.read("title", Node::text)?,
            tags: fields.read("tags", Node::texts)?.unwrap_or_default(),
            description: fields.read("description", Node::text)?,
            policies: policies(fields.required("policies")?)?,
            requests: Vec::new(),
        };
        Ok((scenario, requests(fields.required("requests")?)?))
    }
}

/// A request of a scenario that cannot be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Its place among the requests.
    pub place: usize,
    /// Its name, if that much can be read.
    pub name: Option<String>,
    /// Why; the pointer leads from the request.
    pub error: InvalidInput,
}

impl Unread {
    fn new(place: usize, node: &Node, mistake: Mistake) -> Self {
        let members = node.members().unwrap_or_default();
        let name = members.iter().find(|member| member.key.value == "name");
        Self { place, name: name.and_then(|name| name.node.text().ok()), error: pointed(node, mistake) }
    }
}

impl PolicyInput {
    /// Reads one policy.
    ///
    /// # Errors
    ///
    /// Those of [`Scenario::read`] that concern policies.
    pub fn read(text: &str) -> Result<Self, InvalidInput> {
        read_text(text, Self::from_node)
    }

    /// Reads an array of policies.
    ///
    /// # Errors
    ///
    /// Those of [`Scenario::read`] that concern policies.
    pub fn read_all(text: &str) -> Result<Vec<Self>, InvalidInput> {
        read_text(text, policies)
    }

    fn from_node(node: &Node) -> Result<Self, Mistake> {
        let fields = node.fields(&POLICY)?;
        Ok(Self {
            name: fields.required("name")?.text()?,
            policy_type: fields.required("type")?.one_of(&TYPES)?,
            attached_to: fields.read("attachedTo", Node::one_or_more)?.unwrap_or_default(),
            resource_type: fields.read("resourceType", Node::text)?,
            endpoint_type: fields.read("endpointType", |node| node.one_of(&ENDPOINTS))?,
            document: document(fields.required("document")?)?,
            expect_findings: fields.read("expectFindings", Node::texts)?,
        })
    }
}

fn policies(node: &Node) -> Result<Vec<PolicyInput>, Mistake> {
    let items = node.items()?;
    if items.len() > MAX_POLICIES {
        let message = format!("there are {} policies, more than the {MAX_POLICIES} that are allowed", items.len());
        return Err(node.invalid("TOO_MANY_POLICIES", message));
    }
    let mut policies = Vec::with_capacity(items.len());
    let mut names = First::default();
    for (place, item) in items.iter().enumerate() {
        let policy = PolicyInput::from_node(item)?;
        if names.earlier(&policy.name, place).is_some() {
            let name = item.fields(&POLICY)?.required("name")?;
            return Err(name.invalid("DUPLICATE_POLICY_NAME", format!("two policies are named `{}`", policy.name)));
        }
        policies.push(policy);
    }
    Ok(policies)
}

fn requests(node: &Node) -> Result<&[Node], Mistake> {
    let items = node.items()?;
    if items.is_empty() {
        return Err(node.invalid("NO_REQUESTS", "a scenario has at least one request".into()));
    }
    if items.len() > MAX_REQUESTS {
        let message = format!("there are {} requests, more than the {MAX_REQUESTS} that are allowed", items.len());
        return Err(node.invalid("TOO_MANY_REQUESTS", message));
    }
    Ok(items)
}

/// A source text as it is, or a JSON value printed.
fn document(node: &Node) -> Result<String, Mistake> {
    match &node.value {
        Value::String(text) => Ok(text.clone()),
        Value::Object(_) | Value::Array(_) => Ok(node.to_pretty()),
        Value::Null | Value::Bool(_) | Value::Number(_) => Err(node.wrong_type("a string or an object")),
    }
}
