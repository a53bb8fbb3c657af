//! Reads a scenario from JSON, strictly: what the format does not have is an error that names it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{MAX_POLICIES, MAX_REQUESTS, PolicyInput, Scenario};
use crate::json::Value;
use crate::order::First;
use crate::policy::{EndpointType, PolicyType};
use crate::request::Request;
use crate::request::fields::{Input, read_text};
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
        read_text(text, |input| {
            let (scenario, asked) = Self::from_input(input)?;
            let requests = asked.iter().map(Request::from_input).collect::<Result<_, _>>()?;
            Ok(Self { requests, ..scenario })
        })
    }

    /// Reads a scenario, each request by itself: those that cannot be read are left out, and told with their places.
    pub(crate) fn read_each(text: &str) -> Result<(Self, Vec<Unread>), InvalidInput> {
        read_text(text, |input| {
            let (mut scenario, asked) = Self::from_input(input)?;
            let mut unread = Vec::new();
            for (place, input) in asked.iter().enumerate() {
                match Request::from_input(input) {
                    Ok(request) => scenario.requests.push(request),
                    Err(error) => unread.push(Unread::new(place, input, error)),
                }
            }
            Ok((scenario, unread))
        })
    }

    /// All but the requests, and what holds those.
    fn from_input<'i>(input: &Input<'i>) -> Result<(Self, Vec<Input<'i>>), InvalidInput> {
        let fields = input.fields(&SCENARIO)?;
        let scenario = Self {
            schema: fields.read("$schema", Input::text)?,
            title: fields.read("title", Input::text)?,
            tags: fields.read("tags", Input::texts)?.unwrap_or_default(),
            description: fields.read("description", Input::text)?,
            policies: policies(&fields.required("policies")?)?,
            requests: Vec::new(),
        };
        Ok((scenario, requests(&fields.required("requests")?)?))
    }
}

/// A request of a scenario that cannot be read.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// Its place among the requests.
    pub(crate) place: usize,
    /// Its name, if that much can be read.
    pub(crate) name: Option<String>,
    /// Why; the pointer leads from the request.
    pub(crate) error: InvalidInput,
}

impl Unread {
    fn new(place: usize, input: &Input, error: InvalidInput) -> Self {
        let entries = input.entries().unwrap_or_default();
        let name = entries.iter().find(|(field, _)| field == "name").and_then(|(_, name)| name.text().ok());
        let pointer = error.pointer.strip_prefix(&format!("/requests/{place}")).unwrap_or(&error.pointer).into();
        Self { place, name, error: InvalidInput { pointer, ..error } }
    }
}

impl PolicyInput {
    /// Reads one policy.
    ///
    /// # Errors
    ///
    /// Those of [`Scenario::read`] that concern policies.
    pub fn read(text: &str) -> Result<Self, InvalidInput> {
        read_text(text, Self::from_input)
    }

    /// Reads an array of policies.
    ///
    /// # Errors
    ///
    /// Those of [`Scenario::read`] that concern policies.
    pub fn read_all(text: &str) -> Result<Vec<Self>, InvalidInput> {
        read_text(text, policies)
    }

    /// Reads an array of policies that stands in something else.
    pub(crate) fn list(input: &Input) -> Result<Vec<Self>, InvalidInput> {
        policies(input)
    }

    fn from_input(input: &Input) -> Result<Self, InvalidInput> {
        let fields = input.fields(&POLICY)?;
        Ok(Self {
            name: fields.required("name")?.text()?,
            policy_type: fields.required("type")?.one_of(&TYPES)?,
            attached_to: fields.read("attachedTo", Input::one_or_more)?.unwrap_or_default(),
            resource_type: fields.read("resourceType", Input::text)?,
            endpoint_type: fields.read("endpointType", |input| input.one_of(&ENDPOINTS))?,
            document: document(&fields.required("document")?)?,
            expect_findings: fields.read("expectFindings", Input::texts)?,
        })
    }
}

fn policies(input: &Input) -> Result<Vec<PolicyInput>, InvalidInput> {
    let items = input.items()?;
    if items.len() > MAX_POLICIES {
        let message = format!("there are {} policies, more than the {MAX_POLICIES} that are allowed", items.len());
        return Err(input.invalid("TOO_MANY_POLICIES", message));
    }
    let mut policies = Vec::with_capacity(items.len());
    let mut names = First::default();
    for (place, item) in items.iter().enumerate() {
        let policy = PolicyInput::from_input(item)?;
        if names.earlier(&policy.name, place).is_some() {
            let name = item.fields(&POLICY)?.required("name")?;
            return Err(name.invalid("DUPLICATE_POLICY_NAME", format!("two policies are named `{}`", policy.name)));
        }
        policies.push(policy);
    }
    Ok(policies)
}

fn requests<'i>(input: &Input<'i>) -> Result<Vec<Input<'i>>, InvalidInput> {
    let items = input.items()?;
    if items.is_empty() {
        return Err(input.invalid("NO_REQUESTS", "a scenario has at least one request".into()));
    }
    if items.len() > MAX_REQUESTS {
        let message = format!("there are {} requests, more than the {MAX_REQUESTS} that are allowed", items.len());
        return Err(input.invalid("TOO_MANY_REQUESTS", message));
    }
    Ok(items)
}

/// A source text as it is, or a JSON value printed.
fn document(input: &Input) -> Result<String, InvalidInput> {
    match &input.node.value {
        Value::String(text) => Ok(text.clone()),
        Value::Object(_) | Value::Array(_) => Ok(input.node.to_pretty()),
        Value::Null | Value::Bool(_) | Value::Number(_) => Err(input.wrong_type("a string or an object")),
    }
}
