//! One request, checked and made ready to be matched: the action in lower case, the resource with its owner,
//! the requester, the whole context.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::context::{self, DerivedKey, Origin, ResolvedContext};
use super::fields::add_step;
use super::invalid::InvalidInput;
use super::requester::Requester;
use super::{ContextValue, Request, Settings};
use crate::arn::{Arn, Cut};
use crate::glob::has_wildcard;
use crate::order::hash;
use crate::reference;

/// The longest action, in bytes; AWS takes 128 characters.
pub const MAX_ACTION: usize = 256;
/// The longest resource, in bytes; AWS's ARNs have 2,048 characters.
pub const MAX_RESOURCE: usize = 8_192;
/// The most context entries, and the most values of one.
pub const MAX_CONTEXT: usize = 1_000;
/// The longest value of a context key, in bytes.
pub const MAX_VALUE: usize = 16_384;

/// How the owner of the resource is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerSource {
    /// `resourceAccount`.
    Given,
    /// The ARN's account field.
    Arn,
    /// Neither: the requester's own account was taken.
    Assumed,
    /// The action takes no resource: the requester's account.
    NoResource,
    /// The resource is AWS's own and everybody's: the requester's account.
    Aws,
}

/// One request, ready to be matched.
#[derive(Clone, Debug)]
pub struct Query {
    /// `prefix:Name` as given.
    pub action: String,
    /// The action in lower case.
    pub action_lower: String,
    /// Bytes before the colon of the action.
    pub prefix_length: usize,
    /// The hash of the service prefix.
    pub(crate) service_hash: u32,
    /// The hash of the name.
    pub(crate) name_hash: u32,
    /// What is judged: an ARN, or `*`.
    pub resource: String,
    /// The components of the resource.
    pub cut: Option<Cut>,
    /// The resource as given, where another one is judged.
    pub asked_resource: Option<String>,
    /// Of an S3 action without a resource: the pseudo-resource that AWS's own samples grant.
    pub pseudo_resource: Option<String>,
    /// The owner's account id; empty where nobody knows it.
    pub owner: String,
    /// How it is known.
    pub owner_source: OwnerSource,
    /// Who asks.
    pub requester: Requester,
    /// With which context.
    pub context: ResolvedContext,
    /// The keys that were filled in.
    pub derived: Vec<DerivedKey>,
    /// What no policy says.
    pub settings: Settings,
}

impl Query {
    /// Checks `request`.
    ///
    /// # Errors
    /// A pointer to the field that is of no known form or passes a limit.
    pub fn read(request: &Request) -> Result<Self, InvalidInput> {
        let colon = check_action(&request.action)?;
        check_context(request)?;
        let requester = Requester::read(&request.principal, &request.action)?;
        check_resource(&request.resource)?;
        let action_lower = request.action.to_ascii_lowercase();
        let (service, name) = action_lower.split_at_checked(colon).unwrap_or_default();
        let (service_hash, name_hash) = (hash(service), hash(name.get(1..).unwrap_or_default()));
        let takes_none = reference::takes_no_resource(&action_lower);
        let resource = if takes_none { "*" } else { request.resource.as_str() };
        let pseudo_resource = (takes_none && action_lower.starts_with("s3:")).then(|| {
            format!("arn:{}:s3:::*", if requester.partition.is_empty() { "aws" } else { &requester.partition })
        });
        let (owner, owner_source) = owner(request, resource, &requester)?;
        let known_owner = match owner_source {
            OwnerSource::Given | OwnerSource::Arn => Some((owner.as_str(), Origin::Resource)),
            OwnerSource::Assumed if owner.is_empty() => None,
            OwnerSource::Assumed => Some((owner.as_str(), Origin::AssumedOwner)),
            OwnerSource::NoResource | OwnerSource::Aws => None,
        };
        let tags = request.call.as_ref().map(|call| call.tags.0.as_slice()).unwrap_or_default();
        let (context, derived) = context::resolve(&request.context, &requester, known_owner, tags);
        Ok(Self {
            action: request.action.clone(),
            action_lower,
            prefix_length: colon,
            service_hash,
            name_hash,
            asked_resource: (resource != request.resource).then(|| request.resource.clone()),
            resource: resource.to_owned(),
            cut: Cut::of(resource),
            pseudo_resource,
            owner,
            owner_source,
            requester,
            context,
            derived,
            settings: request.settings.unwrap_or_default(),
        })
    }

    /// The same of another resource, of the same owner.
    pub(crate) fn of_resource(&self, resource: &str) -> Self {
        Self { resource: resource.to_owned(), cut: Cut::of(resource), ..self.clone() }
    }

    /// Takes out of the context what was read from the requester.
    pub(crate) fn forget_the_requester(&mut self) {
        let context = &mut self.context;
        self.derived.retain(|key| match key.origin {
            Origin::Principal | Origin::PathlessRole => {
                if !key.overridden {
                    context.remove(&key.name);
                }
                false
            }
            Origin::Given | Origin::Resource | Origin::AssumedOwner | Origin::Call => true,
        });
    }

    /// The service prefix of the action, in lower case.
    pub fn service(&self) -> &str {
        self.action_lower.get(..self.prefix_length).unwrap_or_default()
    }

    /// The name of the action, in lower case.
    pub fn name(&self) -> &str {
        self.action_lower.get(self.prefix_length + 1..).unwrap_or_default()
    }

    /// Whether the resource is `*`: the action takes none, or the caller named none.
    pub fn has_no_resource(&self) -> bool {
        self.resource == "*"
    }

    /// The resource's ARN, where it has one.
    pub fn resource_arn(&self) -> Option<Arn<'_>> {
        self.cut?.arn(&self.resource)
    }
}

fn owner(request: &Request, resource: &str, requester: &Requester) -> Result<(String, OwnerSource), InvalidInput> {
    if let Some(account) = &request.resource_account
        && (account.len() != 12 || !account.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(InvalidInput::new(
            "INVALID_RESOURCE_ACCOUNT",
            "/resourceAccount",
            format!("`{account}` is not an account id of 12 digits"),
        ));
    }
    if resource == "*" {
        return Ok((requester.account.clone(), OwnerSource::NoResource));
    }
    if let Some(account) = &request.resource_account {
        if let Some(arn) = Arn::parse(resource).filter(|arn| arn.has_account_id() && arn.account != *account) {
            return Err(InvalidInput::new(
                "INVALID_RESOURCE_ACCOUNT",
                "/resourceAccount",
                format!("`{account}` is not the account of the resource, `{}`", arn.account),
            ));
        }
        return Ok((account.clone(), OwnerSource::Given));
    }
    match Arn::parse(resource) {
        Some(arn) if arn.has_account_id() => Ok((arn.account.to_owned(), OwnerSource::Arn)),
        Some(arn) if arn.account.starts_with("aws") => Ok((requester.account.clone(), OwnerSource::Aws)),
        _ => Ok((requester.account.clone(), OwnerSource::Assumed)),
    }
}

/// The length of the prefix.
fn check_action(action: &str) -> Result<usize, InvalidInput> {
    let invalid = |message: String| InvalidInput::new("INVALID_ACTION", "/action", message);
    if action.len() > MAX_ACTION {
        return Err(invalid(format!("the action has more than {MAX_ACTION} characters")));
    }
    let (prefix, name) =
        action.split_once(':').ok_or_else(|| invalid(format!("`{action}` is not of the form `prefix:Name`")))?;
    let plain =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if plain(prefix) && plain(name) {
        return Ok(prefix.len());
    }
    if has_wildcard(action) {
        return Err(invalid(format!("`{action}` has a wildcard: a request is for one action")));
    }
    Err(invalid(format!("`{action}` is not of the form `prefix:Name`")))
}

fn check_resource(resource: &str) -> Result<(), InvalidInput> {
    let invalid = |message: String| Err(InvalidInput::new("INVALID_RESOURCE", "/resource", message));
    if resource.len() > MAX_RESOURCE {
        return invalid(format!("the resource has more than {MAX_RESOURCE} characters"));
    }
    if resource == "*" || Arn::parse(resource).is_some() {
        return Ok(());
    }
    if resource.is_empty() {
        return invalid("the resource is empty: an ARN, or `*` for an action that takes no resource".to_owned());
    }
    invalid(format!("`{resource}` is neither a complete ARN nor `*`"))
}

fn check_context(request: &Request) -> Result<(), InvalidInput> {
    let invalid = |pointer: String, message: String| Err(InvalidInput::new("INVALID_CONTEXT", pointer, message));
    if request.context.0.len() > MAX_CONTEXT {
        return invalid("/context".to_owned(), format!("the context has more than {MAX_CONTEXT} entries"));
    }
    for (key, value) in &request.context.0 {
        let pointer = || {
            let mut pointer = "/context".to_owned();
            add_step(&mut pointer, key);
            pointer
        };
        if key.is_empty() {
            return invalid(pointer(), "a context key is empty".to_owned());
        }
        let texts = match value {
            ContextValue::Text(text) | ContextValue::Number(text) => core::slice::from_ref(text),
            ContextValue::List(texts) => texts.as_slice(),
            ContextValue::Boolean(_) => &[],
        };
        if texts.len() > MAX_CONTEXT {
            return invalid(pointer(), format!("`{key}` has more than {MAX_CONTEXT} values"));
        }
        if texts.iter().any(|text| text.len() > MAX_VALUE) {
            return invalid(pointer(), format!("a value of `{key}` has more than {MAX_VALUE} characters"));
        }
    }
    Ok(())
}
