//! Who asks, as the rules need to know it: one of AWS's kinds of requesters with its account, names and ids.
//!
//! Source: IAM User Guide, "AWS JSON policy elements: Principal" and "IAM identifiers".

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::invalid::InvalidInput;
use super::{Organization, PrincipalFields, PrincipalInput, Tags};
use crate::arn::Arn;
use crate::glob::{self, after_last, has_wildcard};

/// The identity providers that policies name by a host instead of an ARN.
pub const BUILT_IN_PROVIDERS: [&str; 4] =
    ["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"];

/// AWS's kinds of requesters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequesterKind {
    /// The root user of an account.
    Root,
    /// An IAM user.
    User,
    /// A session of a role.
    RoleSession,
    /// A session made with `GetFederationToken`.
    FederatedUser,
    /// A SAML or OIDC identity provider, for `sts:AssumeRoleWith…` only.
    Provider,
    /// An AWS service that calls for itself.
    Service,
    /// Nobody signed the request.
    Anonymous,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requester {
    /// Which kind.
    pub kind: RequesterKind,
    /// The ARN, host or service name that was given; empty for anonymous.
    pub arn: String,
    /// Of the ARN; empty where there is none.
    pub partition: String,
    /// The account id; empty where there is none.
    pub account: String,
    /// The last path element: the user's, role's or federated user's name.
    pub name: String,
    /// Of a role session, where it is known.
    pub session: Option<String>,
    /// Of a role session: the role's ARN with its path, where it is known.
    pub role_arn: Option<String>,
    /// Of a federated user: the ARN of the user who asked for the session, and whether it was given or assumed.
    pub parent: Option<Parent>,
    /// The unique id: the part before any `:`.
    pub id: Option<String>,
    /// The S3 canonical id of the account.
    pub canonical_id: Option<String>,
    /// All names of a service.
    pub services: Vec<String>,
    /// What was said of the organization.
    pub organization: Option<Organization>,
    /// The requester's tags.
    pub tags: Tags,
}

/// Who asked for a federated-user session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The user's ARN, or the root's.
    pub arn: String,
    /// Whether it was taken from the federated name.
    pub assumed: bool,
}

impl Requester {
    /// Reads the requester of a request for `action`.
    ///
    /// # Errors
    /// `INVALID_PRINCIPAL` where the text is of no known form.
    pub fn read(input: &PrincipalInput, action: &str) -> Result<Self, InvalidInput> {
        match input {
            PrincipalInput::Text(text) => Self::from_text(text, action, "/principal"),
            PrincipalInput::Long(fields) => Self::from_fields(fields, action),
        }
    }

    fn from_fields(fields: &PrincipalFields, action: &str) -> Result<Self, InvalidInput> {
        let given = usize::from(fields.arn.is_some())
            + usize::from(!fields.service.is_empty())
            + usize::from(fields.anonymous)
            + usize::from(fields.role_arn.is_some() && fields.arn.is_none());
        if given != 1 {
            return Err(invalid("/principal", "the principal needs exactly one of `arn`, `service` and `anonymous`"));
        }
        let mut requester = if fields.anonymous {
            Self::from_text("anonymous", action, "/principal/anonymous")?
        } else if let Some(arn) = fields.arn.as_ref() {
            Self::from_text(arn, action, "/principal/arn")?
        } else if let Some(role) = fields.role_arn.as_ref().filter(|_| fields.service.is_empty()) {
            Self::from_text(role, action, "/principal/roleArn")?
        } else {
            Self::service(&fields.service)
        };
        if let Some(role) = &fields.role_arn {
            requester.set_role(role)?;
        }
        if let Some(parent) = &fields.parent_arn {
            if requester.kind != RequesterKind::FederatedUser {
                return Err(invalid("/principal/parentArn", "only a federated-user session has a parent user"));
            }
            requester.parent = Some(Parent { arn: parent.clone(), assumed: false });
        }
        requester.id = fields.id.as_ref().map(|id| id.split(':').next().unwrap_or_default().to_owned());
        requester.canonical_id.clone_from(&fields.canonical_id);
        requester.organization = fields.organization;
        requester.tags = fields.tags.clone();
        Ok(requester)
    }

    fn set_role(&mut self, role: &str) -> Result<(), InvalidInput> {
        let given = Self::from_text(role, "", "/principal/roleArn")?;
        if self.kind != RequesterKind::RoleSession
            || given.kind != RequesterKind::RoleSession
            || given.session.is_some()
        {
            return Err(invalid(
                "/principal/roleArn",
                "`roleArn` is the ARN of the role that a role session was made from",
            ));
        }
        if given.name != self.name || given.account != self.account {
            return Err(invalid(
                "/principal/roleArn",
                &format!("`{role}` is not the role of the session `{}`", self.arn),
            ));
        }
        self.role_arn = given.role_arn;
        Ok(())
    }

    fn blank(kind: RequesterKind, arn: &str) -> Self {
        Self {
            kind,
            arn: arn.to_owned(),
            partition: String::new(),
            account: String::new(),
            name: String::new(),
            session: None,
            role_arn: None,
            parent: None,
            id: None,
            canonical_id: None,
            services: Vec::new(),
            organization: None,
            tags: Tags::default(),
        }
    }

    fn service(names: &[String]) -> Self {
        let first = names.first().map(String::as_str).unwrap_or_default();
        let mut service = Self::blank(RequesterKind::Service, first);
        service.services.extend_from_slice(names);
        service
    }

    fn from_text(text: &str, action: &str, pointer: &str) -> Result<Self, InvalidInput> {
        if text == "anonymous" {
            return Ok(Self::blank(RequesterKind::Anonymous, ""));
        }
        if text.starts_with("arn:") {
            return Self::from_arn(text).map_err(|why| invalid(pointer, &why));
        }
        if text.is_empty() {
            return Err(invalid(pointer, "the principal is empty"));
        }
        let host = text.as_bytes().contains(&b'.')
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        if !host {
            return Err(invalid(pointer, &format!("`{text}` is not an ARN, a service principal or `anonymous`")));
        }
        if BUILT_IN_PROVIDERS.contains(&text) && starts_with_ignore_case(action, "sts:AssumeRoleWith") {
            return Ok(Self::blank(RequesterKind::Provider, text));
        }
        Ok(Self::service(&[text.to_string()]))
    }

    fn from_arn(text: &str) -> Result<Self, String> {
        let arn = Arn::parse(text).ok_or_else(|| format!("`{text}` is not a complete ARN"))?;
        if !arn.has_account_id() {
            return Err(format!("the account id of `{text}` is not 12 digits"));
        }
        if has_wildcard(text) {
            return Err(format!("`{text}` has a wildcard: a requester is one principal"));
        }
        let (kind, rest) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
        let is_session = arn.service == "sts";
        let kind = match (arn.service, kind) {
            ("iam", "root") if rest.is_empty() => RequesterKind::Root,
            ("iam", "user") => RequesterKind::User,
            ("iam", "role") | ("sts", "assumed-role") => RequesterKind::RoleSession,
            ("iam", "saml-provider" | "oidc-provider") => RequesterKind::Provider,
            ("sts", "federated-user") => RequesterKind::FederatedUser,
            ("iam", "group") => return Err(format!("`{text}` is a group, and a group is never a principal")),
            _ => {
                return Err(format!(
                    "`{text}` is not a user, role, role session, federated user, root or identity provider"
                ));
            }
        };
        let (name, session) = match kind {
            RequesterKind::FederatedUser => (rest, None),
            RequesterKind::RoleSession if is_session => match rest.split_once('/') {
                Some((role, session)) if !session.is_empty() => (role, Some(session)),
                _ => return Err(format!("`{text}` lacks the session name: `assumed-role/role-name/session-name`")),
            },
            _ => (after_last(rest, b'/'), None),
        };
        if kind != RequesterKind::Root && name.is_empty() {
            return Err(format!("`{text}` lacks a name"));
        }
        let mut requester = Self::blank(kind, text);
        requester.partition.push_str(arn.partition);
        requester.account.push_str(arn.account);
        requester.name.push_str(name);
        requester.session = session.map(str::to_owned);
        match kind {
            RequesterKind::RoleSession if !is_session => requester.role_arn = Some(text.to_owned()),
            RequesterKind::FederatedUser => {
                let arn = format!("arn:{}:iam::{}:user/{rest}", arn.partition, arn.account);
                requester.parent = Some(Parent { arn, assumed: true });
            }
            _ => {}
        }
        Ok(requester)
    }

    /// `aws:PrincipalArn`: of a session, the role's ARN, without its path where that is not known.
    pub fn principal_arn(&self) -> Option<String> {
        match self.kind {
            RequesterKind::Root | RequesterKind::User | RequesterKind::FederatedUser => Some(self.arn.clone()),
            RequesterKind::RoleSession => Some(
                self.role_arn
                    .clone()
                    .unwrap_or_else(|| format!("arn:{}:iam::{}:role/{}", self.partition, self.account, self.name)),
            ),
            RequesterKind::Provider | RequesterKind::Service | RequesterKind::Anonymous => None,
        }
    }

    /// Whether the requester is a session of a service-linked role, as far as its role's path tells.
    pub fn is_service_linked(&self) -> bool {
        self.role_arn.as_ref().is_some_and(|arn| glob::find(arn, ":role/aws-service-role/").is_some())
    }

    /// Whether the requester is a federated session that the root user asked for.
    pub fn is_federated_root(&self) -> bool {
        self.parent.as_ref().is_some_and(|parent| parent.arn.ends_with(":root"))
    }

    /// Whether the requester acts inside an account: everything but services, providers and nobody.
    pub fn has_account(&self) -> bool {
        !self.account.is_empty() && self.kind != RequesterKind::Provider
    }

    /// Whether `arn` names, with a path, a role that this may be a session of, as its own path is not known.
    pub fn may_be_session_of(&self, arn: &str) -> bool {
        self.role_arn.is_none() && self.is_session_of(arn) && Some(arn) != self.principal_arn().as_deref()
    }

    /// Whether `arn` names the role that this is a session of. Role names are unique in an account, so that
    /// without a known path partition, account and name tell.
    pub fn is_session_of(&self, arn: &str) -> bool {
        if self.kind != RequesterKind::RoleSession {
            return false;
        }
        if let Some(role) = &self.role_arn {
            return role == arn;
        }
        Arn::parse(arn).is_some_and(|parsed| {
            parsed.service == "iam"
                && parsed.partition == self.partition
                && parsed.account == self.account
                && parsed.resource.strip_prefix("role/").is_some_and(|path| after_last(path, b'/') == self.name)
        })
    }
}

/// Whether `text` begins with `prefix`, letters of either case.
pub fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn invalid(pointer: &str, message: &str) -> InvalidInput {
    InvalidInput::new("INVALID_PRINCIPAL", pointer, message)
}
