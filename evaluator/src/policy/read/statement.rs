//! A statement: which elements it has, and `Effect` and `Sid`.
//!
//! Source: IAM User Guide, "IAM JSON policy elements reference".

use alloc::string::String;
use alloc::vec::Vec;

use super::form::Form;
use super::{Reader, opening};
use crate::json::{Member, Node, Value};
use crate::policy::{Effect, ListElement, Polarity, PrincipalElement, Statement};
use crate::span::Spanned;
use crate::spelling::nearest;

const ELEMENTS: [&str; 9] =
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/// A statement's members, and what is known of them before they are read.
pub(super) struct Members<'n> {
    node: &'n Node,
    all: &'n [Member],
    distinct: Vec<&'n Member>,
    /// Elements that misspelt members were probably meant to be: these are not missing.
    meant: Vec<&'static str>,
    /// Whether it is the one statement of `RCPFullAWSAccess`.
    full_access: bool,
}

impl<'n> Members<'n> {
    fn find(&self, name: &str) -> Option<&'n Member> {
        self.distinct.iter().copied().find(|member| member.key.value == name)
    }
}

impl Reader<'_> {
    /// Reads one of `statements`; `None` where it has no effect that could be read.
    pub(super) fn read_statement(&mut self, node: &Node, statements: &[Node]) -> Option<Statement> {
        let Value::Object(all) = &node.value else {
            self.wrong_type("Statement", "an object or an array of objects", node);
            return None;
        };
        let distinct = self.distinct(all);
        let meant = self.unknown_elements(&distinct, &ELEMENTS);
        let full_access = self.form == Form::ResourceControl && statements.len() == 1 && is_full_access(&distinct);
        let members = Members { node, all, distinct, meant, full_access };
        let sid = members.find("Sid").and_then(|member| self.read_sid(member));
        let effect = self.read_effect(&members);
        let principal = self.read_principal_element(&members, effect.as_ref());
        let action = self.read_action_element(&members);
        let resource = self.read_resource_element(&members);
        let condition = members.find("Condition");
        Some(Statement {
            sid,
            effect: effect?,
            principal,
            action,
            resource,
            conditions: condition.map(|member| self.read_condition(&member.node)).unwrap_or_default(),
            condition_span: condition.map(Member::span),
            span: node.span,
        })
    }

    fn read_sid(&mut self, member: &Member) -> Option<Spanned<String>> {
        let Value::String(sid) = &member.node.value else {
            self.wrong_type("Sid", "a string", &member.node);
            return None;
        };
        let span = member.node.span;
        if sid.is_empty() {
            self.suggestion("EMPTY_SID_VALUE", span);
        } else if self.form.has_strict_sids() && !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let allowed: String = sid.chars().filter(char::is_ascii_alphanumeric).collect();
            let issue = self.error("UNSUPPORTED_SID", span).with("sid", sid);
            issue.did_you_mean(span, Some(allowed.as_str()).filter(|allowed| !allowed.is_empty()));
        }
        Some(Spanned { value: sid.clone(), span })
    }

    fn read_effect(&mut self, members: &Members) -> Option<Spanned<Effect>> {
        let Some(member) = members.find("Effect") else {
            self.missing(members, &["Effect"], "MISSING_EFFECT");
            return None;
        };
        let span = member.node.span;
        let Value::String(text) = &member.node.value else {
            self.wrong_type("Effect", "a string", &member.node);
            return None;
        };
        let effect = match text.as_str() {
            "Allow" => Effect::Allow,
            "Deny" => Effect::Deny,
            _ => {
                let issue = self.error_of_form("INVALID_EFFECT", span).with("effect", text);
                issue.did_you_mean(span, nearest(text, &["Allow", "Deny"]));
                return None;
            }
        };
        if self.form == Form::ResourceControl && effect == Effect::Allow && !members.full_access {
            self.error_of_form("RCP_SYNTAX_ERROR_ALLOW", span);
        }
        Some(Spanned { value: effect, span })
    }

    fn read_principal_element(
        &mut self,
        members: &Members,
        effect: Option<&Spanned<Effect>>,
    ) -> Option<PrincipalElement> {
        let found = self.pair(members, "Principal", "NotPrincipal");
        let Some((polarity, member)) = found else {
            let optional = matches!(self.form, Form::Identity | Form::ServiceControl) || members.full_access;
            if !optional {
                self.missing(members, &["Principal", "NotPrincipal"], "MISSING_PRINCIPAL");
            }
            return None;
        };
        let forbidden = match (self.form, polarity) {
            (Form::Identity, _) => Some("UNSUPPORTED_PRINCIPAL"),
            (Form::ServiceControl, _) => Some("SCP_SYNTAX_ERROR_PRINCIPAL"),
            (Form::ResourceControl, Polarity::Not) => Some("RCP_SYNTAX_ERROR_PRINCIPAL"),
            (Form::RoleTrust, Polarity::Not) => Some("ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL"),
            (Form::ResourceControl | Form::RoleTrust, Polarity::Plain)
            | (Form::Generic | Form::KmsKey | Form::VpcEndpoint, _) => None,
        };
        if let Some(code) = forbidden {
            let policy = self.form.name();
            let issue = self.error_of_form(code, member.key.span).with("element", &member.key.value);
            issue.with("policy", policy).fix_by_removing(member, members.all);
            return None;
        }
        if polarity == Polarity::Not {
            if effect.is_some_and(|effect| effect.value == Effect::Allow) {
                self.security_warning("ALLOW_WITH_NOT_PRINCIPAL", member.key.span);
            }
            self.undocumented_in_key_policies(member);
        }
        let entries = self.read_principals(&member.key.value, &member.node);
        Some(PrincipalElement { polarity, span: member.span(), entries })
    }

    fn read_action_element(&mut self, members: &Members) -> Option<ListElement> {
        let Some((polarity, member)) = self.pair(members, "Action", "NotAction") else {
            self.missing(members, &["Action", "NotAction"], "MISSING_ACTION");
            return None;
        };
        if polarity == Polarity::Not {
            if self.form == Form::ResourceControl {
                self.error_of_form("RCP_SYNTAX_ERROR_NOTACTION", member.key.span);
            }
            self.undocumented_in_key_policies(member);
        }
        let entries = self.strings(&member.key.value, &member.node).unwrap_or_default();
        self.empty_list("EMPTY_ARRAY_ACTION", polarity, member);
        for entry in &entries {
            self.check_action(entry);
            if self.form == Form::ResourceControl && polarity == Polarity::Plain && !members.full_access {
                self.check_action_of_rcp(entry);
            }
        }
        Some(ListElement { polarity, span: member.span(), entries })
    }

    fn read_resource_element(&mut self, members: &Members) -> Option<ListElement> {
        let Some((polarity, member)) = self.pair(members, "Resource", "NotResource") else {
            if self.form.requires_resource() {
                self.missing(members, &["Resource", "NotResource"], "MISSING_RESOURCE");
            } else if self.form == Form::KmsKey && !members.meant.iter().any(|name| name.ends_with("Resource")) {
                // AWS KMS stores such a statement, and it has no effect.
                let policy = self.form.name();
                self.warning("MISSING_RESOURCE", opening(members.node)).with("policy", policy);
            }
            return None;
        };
        if self.form == Form::RoleTrust {
            let issue = self.error_of_form("ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE", member.key.span);
            issue.with("element", &member.key.value).fix_by_removing(member, members.all);
            return None;
        }
        if polarity == Polarity::Not {
            self.undocumented_in_key_policies(member);
        }
        let entries = self.strings(&member.key.value, &member.node).unwrap_or_default();
        self.empty_list("EMPTY_ARRAY_RESOURCE", polarity, member);
        for entry in &entries {
            self.check_resource(entry);
        }
        Some(ListElement { polarity, span: member.span(), entries })
    }

    /// The one of two elements that is there; both is an error.
    fn pair<'n>(&mut self, members: &Members<'n>, plain: &str, not: &str) -> Option<(Polarity, &'n Member)> {
        match (members.find(plain), members.find(not)) {
            (Some(plain), Some(not)) => {
                let (first, second) = if plain.key.span < not.key.span { (plain, not) } else { (not, plain) };
                let issue = self.error_of_form("UNSUPPORTED_ELEMENT_COMBINATION", second.key.span);
                let issue = issue.with("first", &first.key.value).with("second", &second.key.value);
                issue.related(first.key.span).fix_by_removing(second, members.all);
                Some((Polarity::Plain, plain))
            }
            (Some(plain), None) => Some((Polarity::Plain, plain)),
            (None, Some(not)) => Some((Polarity::Not, not)),
            (None, None) => None,
        }
    }

    fn missing(&mut self, members: &Members, elements: &[&str], code: &'static str) {
        if !members.meant.iter().any(|meant| elements.contains(meant)) {
            let policy = self.form.name();
            self.error_of_form(code, opening(members.node)).with("policy", policy);
        }
    }

    fn empty_list(&mut self, code: &'static str, polarity: Polarity, member: &Member) {
        if !matches!(&member.node.value, Value::Array(nodes) if nodes.is_empty()) {
            return;
        }
        let issue = match polarity {
            Polarity::Plain => self.suggestion(code, member.node.span),
            Polarity::Not => self.error(code, member.node.span),
        };
        issue.with("element", &member.key.value);
    }

    /// The documentation of key policies knows the elements without `Not` only.
    fn undocumented_in_key_policies(&mut self, member: &Member) {
        if self.form == Form::KmsKey {
            self.warning("UNDOCUMENTED_ELEMENT", member.key.span).with("element", &member.key.value);
        }
    }
}

/// Whether this is the statement of AWS's own `RCPFullAWSAccess`.
fn is_full_access(members: &[&Member]) -> bool {
    let is = |name: &str, text: &str| {
        let strings = members.iter().find(|member| member.key.value == name).map(|member| &member.node.value);
        match strings {
            Some(Value::String(value)) => value == text,
            Some(Value::Array(values)) => {
                matches!(values.as_slice(), [Node { value: Value::String(value), .. }] if value == text)
            }
            _ => false,
        }
    };
    let has = |name: &str| members.iter().any(|member| member.key.value == name);
    let everyone = !has("Principal") || is("Principal", "*");
    is("Effect", "Allow")
        && is("Action", "*")
        && is("Resource", "*")
        && everyone
        && !has("Condition")
        && !has("NotPrincipal")
}
