//! Reads a request from JSON, strictly: what the format does not have is an error that names it.

use alloc::vec::Vec;

use super::fields::{Input, read_text};
use super::invalid::InvalidInput;
use super::{
    Call, Context, ContextValue, Decision, ExpectBecause, Organization, PrincipalFields, PrincipalInput, Request,
    Settings,
};
use crate::json::Value;

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
        read_text(text, Self::from_input)
    }

    /// Reads an array of requests.
    ///
    /// # Errors
    ///
    /// Those of [`Request::read`].
    pub fn read_all(text: &str) -> Result<Vec<Self>, InvalidInput> {
        read_text(text, |input| input.items()?.iter().map(Self::from_input).collect())
    }

    pub(crate) fn from_input(input: &Input) -> Result<Self, InvalidInput> {
        let fields = input.fields(&REQUEST)?;
        Ok(Self {
            name: fields.read("name", Input::text)?,
            principal: principal(&fields.required("principal")?)?,
            action: fields.required("action")?.text()?,
            resource: fields.required("resource")?.text()?,
            resource_account: fields.read("resourceAccount", Input::text)?,
            context: fields.read("context", context)?.unwrap_or_default(),
            settings: fields.read("settings", settings)?,
            call: fields.read("call", call)?,
            expect: fields.read("expect", |input| input.one_of(&DECISIONS))?,
            expect_because: fields.read("expectBecause", expect_because)?,
        })
    }
}

fn principal(input: &Input) -> Result<PrincipalInput, InvalidInput> {
    if let Value::String(text) = &input.node.value {
        return Ok(PrincipalInput::Text(text.clone()));
    }
    let Value::Object(_) = input.node.value else {
        return Err(input.wrong_type("a string or an object"));
    };
    let fields = input.fields(&PRINCIPAL)?;
    Ok(PrincipalInput::Long(PrincipalFields {
        arn: fields.read("arn", Input::text)?,
        service: fields.read("service", Input::one_or_more)?.unwrap_or_default(),
        anonymous: fields.read("anonymous", only_true)?.unwrap_or_default(),
        role_arn: fields.read("roleArn", Input::text)?,
        id: fields.read("id", Input::text)?,
        parent_arn: fields.read("parentArn", Input::text)?,
        canonical_id: fields.read("canonicalId", Input::text)?,
        organization: fields.read("organization", |input| input.one_of(&ORGANIZATIONS))?,
        tags: fields.read("tags", Input::tags)?.unwrap_or_default(),
    }))
}

fn only_true(input: &Input) -> Result<bool, InvalidInput> {
    match input.node.value {
        Value::Bool(true) => Ok(true),
        _ => Err(input.wrong_type("`true`")),
    }
}

fn context(input: &Input) -> Result<Context, InvalidInput> {
    let entries = input.entries()?.into_iter();
    Ok(Context(entries.map(|(key, value)| Ok((key, context_value(&value)?))).collect::<Result<_, InvalidInput>>()?))
}

fn context_value(input: &Input) -> Result<ContextValue, InvalidInput> {
    match &input.node.value {
        Value::String(text) => Ok(ContextValue::Text(text.clone())),
        Value::Number(text) => Ok(ContextValue::Number(text.clone())),
        Value::Bool(value) => Ok(ContextValue::Boolean(*value)),
        Value::Array(_) => Ok(ContextValue::List(input.texts()?)),
        Value::Null | Value::Object(_) => Err(input.wrong_type("a string, a number, a boolean or an array of strings")),
    }
}

fn settings(input: &Input) -> Result<Settings, InvalidInput> {
    let fields = input.fields(&["s3BlockPublicAccess", "kmsGrantAllows"])?;
    Ok(Settings {
        s3_block_public_access: fields.read("s3BlockPublicAccess", Input::boolean)?,
        kms_grant_allows: fields.read("kmsGrantAllows", Input::boolean)?,
    })
}

fn call(input: &Input) -> Result<Call, InvalidInput> {
    let fields = input.fields(&["passRoles", "tags", "resources"])?;
    Ok(Call {
        pass_roles: fields.read("passRoles", Input::texts)?.unwrap_or_default(),
        tags: fields.read("tags", Input::tags)?.unwrap_or_default(),
        resources: fields.read("resources", Input::texts)?.unwrap_or_default(),
    })
}

fn expect_because(input: &Input) -> Result<ExpectBecause, InvalidInput> {
    let fields = input.fields(&["code", "decidedBy", "missing", "assumes"])?;
    Ok(ExpectBecause {
        code: fields.read("code", Input::text)?,
        decided_by: fields.read("decidedBy", Input::text)?,
        missing: fields.read("missing", Input::texts)?,
        assumes: fields.read("assumes", Input::texts)?,
    })
}
