//! `Principal` and `NotPrincipal`.
//!
//! Source: IAM User Guide, "AWS JSON policy elements: Principal".

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Reader;
use super::form::Form;
use super::issue::{part, quoted};
use super::resource::is_account_id;
use crate::arn::Arn;
use crate::glob::has_wildcard;
use crate::json::{Member, Node, Value};
use crate::policy::{PrincipalEntry, PrincipalKey};
use crate::span::Spanned;
use crate::spelling::nearest;

const KEYS: [&str; 4] = ["AWS", "Service", "Federated", "CanonicalUser"];

impl Reader<'_> {
    pub(super) fn read_principals(&mut self, element: &str, node: &Node) -> Vec<PrincipalEntry> {
        if self.form == Form::ResourceControl {
            return self.read_principal_of_rcp(node);
        }
        match &node.value {
            Value::String(text) if text == "*" => {
                let entry = PrincipalEntry { key: PrincipalKey::Everyone, value: text.clone(), span: node.span };
                self.wildcard_in_trust_policy(&entry);
                Vec::from([entry])
            }
            Value::String(text) => {
                let key = if text.ends_with(".amazonaws.com") { "Service" } else { "AWS" };
                let wrapped = format!("{{\"{key}\": {}}}", quoted(text));
                let issue = self.error_of_form("INVALID_PRINCIPAL_FORMAT", node.span).with("element", element);
                issue.with("principal", text).fix("REPLACE", node.span, wrapped);
                Vec::new()
            }
            Value::Object(members) => self.read_principal_map(members, node),
            Value::Array(_) => {
                let issue = self.error_of_form("INVALID_PRINCIPAL_FORMAT", node.span).with("element", element);
                issue.with("principal", node.value.type_name());
                Vec::new()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {
                self.wrong_type(element, "`\"*\"` or an object", node);
                Vec::new()
            }
        }
    }

    fn read_principal_of_rcp(&mut self, node: &Node) -> Vec<PrincipalEntry> {
        match &node.value {
            Value::String(text) if text == "*" => {
                Vec::from([PrincipalEntry { key: PrincipalKey::Everyone, value: text.clone(), span: node.span }])
            }
            _ => {
                let policy = self.form.name();
                let issue = self.error_of_form("RCP_SYNTAX_ERROR_PRINCIPAL", node.span).with("element", "Principal");
                issue.with("policy", policy).did_you_mean(node.span, Some("*"));
                Vec::new()
            }
        }
    }

    fn read_principal_map(&mut self, members: &[Member], node: &Node) -> Vec<PrincipalEntry> {
        if members.is_empty() {
            self.suggestion("EMPTY_OBJECT_PRINCIPAL", node.span);
        }
        let mut entries = Vec::new();
        for member in self.distinct(members) {
            let name = &member.key;
            let key = match name.value.as_str() {
                "AWS" => PrincipalKey::Aws,
                "Service" => PrincipalKey::Service,
                "Federated" => PrincipalKey::Federated,
                "CanonicalUser" => PrincipalKey::CanonicalUser,
                other => {
                    let issue = self.error_of_form("INVALID_PRINCIPAL_KEY", name.span).with("key", other);
                    issue.did_you_mean(name.span, nearest(other, &KEYS));
                    continue;
                }
            };
            if matches!(&member.node.value, Value::Array(nodes) if nodes.is_empty()) {
                self.suggestion("EMPTY_ARRAY_PRINCIPAL", member.node.span).with("key", &name.value);
            }
            if key == PrincipalKey::Federated && self.form != Form::RoleTrust && self.declared {
                self.error("FEDERATED_PRINCIPAL_NOT_SUPPORTED", name.span);
            }
            for text in self.strings(&name.value, &member.node).unwrap_or_default() {
                let entry = PrincipalEntry { key, value: text.value.clone(), span: text.span };
                self.check_principal(&entry, &text);
                entries.push(entry);
            }
        }
        entries
    }

    fn check_principal(&mut self, entry: &PrincipalEntry, text: &Spanned<String>) {
        if self.variable_in(text, "Principal") {
            return;
        }
        if entry.key == PrincipalKey::Aws && entry.value == "*" {
            self.wildcard_in_trust_policy(entry);
            return;
        }
        if has_wildcard(&entry.value) {
            let issue = self.error("UNSUPPORTED_WILDCARD_IN_PRINCIPAL", entry.span);
            issue.with("principal", &entry.value);
            return;
        }
        match entry.key {
            PrincipalKey::Aws => self.check_aws_principal(text),
            PrincipalKey::Service if !is_service(&entry.value) => {
                let issue = self.error("INVALID_SERVICE_PRINCIPAL_FORMAT", entry.span);
                issue.with("principal", &entry.value);
            }
            PrincipalKey::Federated if self.form == Form::RoleTrust && !is_provider(&entry.value) => {
                let issue = self.error("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY", entry.span);
                issue.with("principal", &entry.value);
            }
            PrincipalKey::Service | PrincipalKey::Federated | PrincipalKey::CanonicalUser | PrincipalKey::Everyone => {}
        }
    }

    fn check_aws_principal(&mut self, text: &Spanned<String>) {
        let value = text.value.as_str();
        let issue = if is_account_id(value) {
            return;
        } else if is_unique_id(value, "AROA") {
            self.warning("INVALID_ROLE_REFERENCE", text.span)
        } else if is_unique_id(value, "AIDA") {
            self.warning("INVALID_USER_REFERENCE", text.span)
        } else if !value.starts_with("arn:") {
            self.error("INVALID_ARN_PREFIX", text.span).with("resource", value)
        } else if let Some(arn) = Arn::parse(value) {
            let start = value.len() - arn.resource.len();
            if !(is_account_id(arn.account) || arn.account == "cloudfront") {
                let account = part(text, start - 1 - arn.account.len(), start - 1);
                self.error("INVALID_ARN_ACCOUNT", account).with("account", arn.account)
            } else if !names_principal(&arn) {
                self.error("INVALID_ARN_RESOURCE", part(text, start, value.len())).with("resource", arn.resource)
            } else {
                return;
            }
        } else {
            let fields = format!("{}", value.split(':').count());
            self.error("MISSING_ARN_FIELD", text.span).with("resource", value).with("fields", &fields)
        };
        issue.with("principal", value);
    }

    fn wildcard_in_trust_policy(&mut self, entry: &PrincipalEntry) {
        if self.form == Form::RoleTrust {
            self.error("ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL", entry.span);
        }
    }
}

/// Whether this looks like the id of a deleted role or user, which IAM shows in the place of its ARN.
fn is_unique_id(text: &str, prefix: &str) -> bool {
    text.len() >= 16
        && text.starts_with(prefix)
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn names_principal(arn: &Arn) -> bool {
    let named = |kinds: &[&str]| {
        let (kind, name) = arn.resource.split_once('/').unwrap_or_default();
        kinds.contains(&kind) && !name.is_empty()
    };
    match arn.service {
        "iam" => arn.resource == "root" || named(&["user", "role"]),
        "sts" => named(&["assumed-role", "federated-user"]),
        _ => false,
    }
}

/// A service principal is a host name.
fn is_service(text: &str) -> bool {
    text.as_bytes().contains(&b'.') && text.split('.').all(is_label)
}

/// An identity provider is a host name, with a path for some, or the ARN of a provider.
fn is_provider(text: &str) -> bool {
    match Arn::parse(text) {
        Some(arn) => {
            let kind = arn.resource.split_once('/').map(|(kind, _)| kind);
            arn.service == "iam"
                && is_account_id(arn.account)
                && matches!(kind, Some("saml-provider" | "oidc-provider"))
        }
        None => is_service(text.split('/').next().unwrap_or_default()),
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
