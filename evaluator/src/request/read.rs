//! Reads a request from JSON, strictly: what the format does not have is an error that names it.

use alloc::vec::Vec;

use super::fields::{Mistake, read_text};
use super::invalid::InvalidInput;
use super::{
    Call, Context, ContextValue, Decision, ExpectBecause, Organization, PrincipalFields, PrincipalInput, Request,
    Settings,
};
use crate::json::{Member, Node, Value};

const REQUEST: [&str; 10] = [
    "name",
    "principal",
    "action",
    "resource",
    "resourceAccount",
    "context",
    "settings",
    "call",
    "expect",
    "expectBecause",
];
const PRINCIPAL: [&str; 9] =
    ["arn", "service", "anonymous", "roleArn", "id", "parentArn", "canonicalId", "organization", "tags"];
const DECISIONS: [(&str, Decision); 3] = [
    ("allowed", Decision::Allowed),
    ("explicitDeny", Decision::ExplicitDeny),
    ("implicitDeny", Decision::ImplicitDeny),
];
const ORGANIZATIONS: [(&str, Organization); 3] =
    [("none", Organization::None), ("member", Organization::Member), ("management", Organization::Management)];

impl Request {
    /// Reads one request.
    ///
    /// # Errors
    ///
    /// Text that is not JSON, an unknown or missing field, or a field of the wrong type. Whether the principal, the
    /// action and the resource can be judged is found out later.
    ///
    /// ```
    /// use iam_evaluator::request::Request;
    /// let error = Request::read(r#"{"principal":"anonymous","acton":"s3:GetObject"}"#).unwrap_err();
    /// assert_eq!((error.code, error.pointer.as_str()), ("UNKNOWN_FIELD", "/acton"));
    /// ```
    pub fn read(text: &str) -> Result<Self, InvalidInput> {
        read_text(text, Self::from_node)
    }

    /// Reads an array of requests.
    ///
    /// # Errors
    ///
    /// Those of [`Request::read`].
    pub fn read_all(text: &str) -> Result<Vec<Self>, InvalidInput> {
        read_text(text, |node| node.items()?.iter().map(Self::from_node).collect())
    }

    pub(crate) fn from_node(node: &Node) -> Result<Self, Mistake> {
        let fields = node.fields(&REQUEST)?;
        Ok(Self {
            name: fields.read("name", Node::text)?,
            principal: principal(fields.required("principal")?)?,
            action: fields.required("action")?.text()?,
            resource: fields.required("resource")?.text()?,
            resource_account: fields.read("resourceAccount", Node::text)?,
            context: fields.read("context", context)?.unwrap_or_default(),
            settings: fields.read("settings", settings)?,
            call: fields.read("call", call)?,
            expect: fields.read("expect", |node| node.one_of(&DECISIONS))?,
            expect_because: fields.read("expectBecause", expect_because)?,
        })
    }
}

fn principal(node: &Node) -> Result<PrincipalInput, Mistake> {
    if let Value::String(text) = &node.value {
        return Ok(PrincipalInput::Text(text.clone()));
    }
    let Value::Object(_) = node.value else {
        return Err(node.wrong_type("a string or an object"));
    };
    let fields = node.fields(&PRINCIPAL)?;
    Ok(PrincipalInput::Long(PrincipalFields {
        arn: fields.read("arn", Node::text)?,
        service: fields.read("service", Node::one_or_more)?.unwrap_or_default(),
        anonymous: fields.read("anonymous", only_true)?.unwrap_or_default(),
        role_arn: fields.read("roleArn", Node::text)?,
        id: fields.read("id", Node::text)?,
        parent_arn: fields.read("parentArn", Node::text)?,
        canonical_id: fields.read("canonicalId", Node::text)?,
        organization: fields.read("organization", |node| node.one_of(&ORGANIZATIONS))?,
        tags: fields.read("tags", Node::tags)?.unwrap_or_default(),
    }))
}

fn only_true(node: &Node) -> Result<bool, Mistake> {
    match node.value {
        Value::Bool(true) => Ok(true),
        _ => Err(node.wrong_type("`true`")),
    }
}

fn context(node: &Node) -> Result<Context, Mistake> {
    let mut entries = Vec::new();
    for Member { key, node } in node.members()? {
        entries.push((key.value.clone(), context_value(node)?));
    }
    Ok(Context(entries))
}

fn context_value(node: &Node) -> Result<ContextValue, Mistake> {
    match &node.value {
        Value::String(text) => Ok(ContextValue::Text(text.clone())),
        Value::Number(text) => Ok(ContextValue::Number(text.clone())),
        Value::Bool(value) => Ok(ContextValue::Boolean(*value)),
        Value::Array(_) => Ok(ContextValue::List(node.texts()?)),
        Value::Null | Value::Object(_) => Err(node.wrong_type("a string, a number, a boolean or an array of strings")),
    }
}

fn settings(node: &Node) -> Result<Settings, Mistake> {
    let fields = node.fields(&["s3BlockPublicAccess", "kmsGrantAllows"])?;
    Ok(Settings {
        s3_block_public_access: fields.read("s3BlockPublicAccess", Node::boolean)?,
        kms_grant_allows: fields.read("kmsGrantAllows", Node::boolean)?,
    })
}

fn call(node: &Node) -> Result<Call, Mistake> {
    let fields = node.fields(&["passRoles", "tags", "resources"])?;
    Ok(Call {
        pass_roles: fields.read("passRoles", Node::texts)?.unwrap_or_default(),
        tags: fields.read("tags", Node::tags)?.unwrap_or_default(),
        resources: fields.read("resources", Node::texts)?.unwrap_or_default(),
    })
}

fn expect_because(node: &Node) -> Result<ExpectBecause, Mistake> {
    let fields = node.fields(&["code", "decidedBy", "missing", "assumes"])?;
    Ok(ExpectBecause {
        code: fields.read("code", Node::text)?,
        decided_by: fields.read("decidedBy", Node::text)?,
        missing: fields.read("missing", Node::texts)?,
        assumes: fields.read("assumes", Node::texts)?,
    })
}
