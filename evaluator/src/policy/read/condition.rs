//! `Condition`: operators, keys and values.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition" and "Condition operators".

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::Reader;
use super::issue::{part, quoted};
use super::variable::next_variable;
use crate::json::{Member, Node, Value};
use crate::order::First;
use crate::policy::{Comparison, ConditionBlock, ConditionKey, Operator, SetOperator, Version};
use crate::reference::global_keys;
use crate::span::Spanned;
use crate::spelling::nearest;
use crate::value::ip::Range;

impl Reader<'_> {
    pub(super) fn read_condition(&mut self, node: &Node) -> Vec<ConditionBlock> {
        let Value::Object(members) = &node.value else {
            self.wrong_type("Condition", "an object", node);
            return Vec::new();
        };
        if members.is_empty() {
            self.suggestion("EMPTY_OBJECT_CONDITION", node.span).with("element", "Condition");
        }
        let blocks = self.distinct(members);
        blocks.into_iter().filter_map(|member| self.read_operator(member)).collect()
    }

    fn read_operator(&mut self, member: &Member) -> Option<ConditionBlock> {
        let operator = self.operator(&member.key);
        let Value::Object(members) = &member.node.value else {
            self.wrong_type(&member.key.value, "an object", &member.node);
            return None;
        };
        if members.is_empty() {
            let issue = self.suggestion("EMPTY_OBJECT_CONDITION", member.node.span);
            issue.with("element", &member.key.value);
        }
        let keys = self.distinct_keys(members).into_iter().map(|member| self.read_key(member, operator)).collect();
        Some(ConditionBlock { name: member.key.clone(), operator, keys, span: member.span() })
    }

    fn operator(&mut self, name: &Spanned<String>) -> Option<Operator> {
        let Some(operator) = Operator::parse(&name.value) else {
            let (set, base) = name.value.split_once(':').map_or(("", name.value.as_str()), |(set, base)| (set, base));
            let issue = if base.eq_ignore_ascii_case("NullIfExists") {
                let meant = name.value.get(..name.value.len() - "IfExists".len()).map(quoted).unwrap_or_default();
                self.error("NULL_WITH_IF_EXISTS", name.span).fix("REPLACE", name.span, meant)
            } else {
                self.error("INVALID_CONDITION_OPERATOR", name.span).did_you_mean(name.span, meant(set, base).as_deref())
            };
            issue.with("operator", &name.value);
            return None;
        };
        if let (Comparison::Null, Some(set)) = (operator.comparison, operator.set) {
            let result = match set {
                SetOperator::ForAllValues => "true",
                SetOperator::ForAnyValue => "false",
            };
            let issue = self.suggestion("NULL_WITH_QUALIFIER", name.span);
            issue.with("operator", &name.value).with("result", result).did_you_mean(name.span, Some("Null"));
        }
        Some(operator)
    }

    /// The members of an operator without those that repeat a key, in whatever case.
    fn distinct_keys<'n>(&mut self, members: &'n [Member]) -> Vec<&'n Member> {
        let mut first = First::default();
        let mut distinct = Vec::new();
        for (place, member) in members.iter().enumerate() {
            let key = &member.key;
            let earlier = first.earlier(&key.value.to_ascii_lowercase(), place);
            let Some(earlier) = earlier.and_then(|place| members.get(place)).map(|earlier| &earlier.key) else {
                distinct.push(member);
                continue;
            };
            let same_case = earlier.value == key.value;
            let code = if same_case { "DUPLICATE_KEY" } else { "DUPLICATE_KEYS_WITH_DIFFERENT_CASE" };
            let issue = self.error_of_form(code, key.span).with("key", &key.value).with("first", &earlier.value);
            issue.related(earlier.span);
        }
        distinct
    }

    fn read_key(&mut self, member: &Member, operator: Option<Operator>) -> ConditionKey {
        self.check_key(&member.key);
        let nodes = match &member.node.value {
            Value::Array(nodes) => nodes.as_slice(),
            _ => core::slice::from_ref(&member.node),
        };
        if nodes.is_empty() {
            self.empty_values(member, operator);
        }
        let mut values = Vec::with_capacity(nodes.len());
        for node in nodes {
            let text = match &node.value {
                Value::String(text) | Value::Number(text) => text.clone(),
                Value::Bool(true) => "true".to_owned(),
                Value::Bool(false) => "false".to_owned(),
                Value::Null | Value::Array(_) | Value::Object(_) => {
                    let expected = "a string, a number, a boolean or an array of these";
                    self.wrong_type(&member.key.value, expected, node);
                    continue;
                }
            };
            values.push(Spanned { value: text, span: node.span });
        }
        let types = |node: &Node| core::mem::discriminant(&node.value);
        if let Some(other) = nodes.iter().find(|node| nodes.first().is_some_and(|first| types(first) != types(node)))
            && values.len() == nodes.len()
        {
            let first = nodes.first().map_or("", |first| first.value.type_name());
            let issue = self.error("INVALID_CONDITION_DATA_TYPE", other.span).with("key", &member.key.value);
            issue.with("first", first).with("found", other.value.type_name());
        }
        for value in &values {
            self.check_value(value, operator);
        }
        self.check_qualifier(&member.key, operator);
        ConditionKey { name: member.key.clone(), values, span: member.span() }
    }

    fn check_value(&mut self, value: &Spanned<String>, operator: Option<Operator>) {
        let Some(operator) = operator else { return };
        let is_range = matches!(operator.comparison, Comparison::IpAddress | Comparison::NotIpAddress);
        if is_range && Range::has_host_bits(&value.value) {
            self.suggestion("IMPROVE_IP_RANGE", value.span).with("range", &value.value);
        }
        if operator.comparison.takes_variables() {
            self.check_variables(value);
        } else if self.version == Version::V2012
            && let Some((start, end)) = next_variable(&value.value, 0)
        {
            let variable = value.value.get(start..end).unwrap_or_default();
            let issue = self.error("INVALID_VARIABLE_FOR_OPERATOR", part(value, start, end));
            issue.with("variable", variable);
        }
    }

    /// A multivalued key needs a set operator, whatever it is compared with.
    fn check_qualifier(&mut self, key: &Spanned<String>, operator: Option<Operator>) {
        let scalar = operator.is_some_and(|operator| operator.set.is_none() && operator.comparison != Comparison::Null);
        if scalar && global_keys::find(&key.value).is_some_and(|global| global.multivalued) {
            self.error("MISSING_QUALIFIER", key.span).with("key", &key.value);
        }
    }

    fn empty_values(&mut self, member: &Member, operator: Option<Operator>) {
        let code = match operator {
            Some(Operator { if_exists: true, .. }) => "EMPTY_ARRAY_CONDITION_IFEXISTS",
            Some(Operator { set: Some(SetOperator::ForAllValues), .. }) => "EMPTY_ARRAY_CONDITION_FORALLVALUES",
            Some(Operator { set: Some(SetOperator::ForAnyValue), .. }) => "EMPTY_ARRAY_CONDITION_FORANYVALUE",
            Some(_) | None => "EMPTY_ARRAY_CONDITION",
        };
        self.suggestion(code, member.node.span).with("key", &member.key.value);
    }

    /// A key is `prefix:name`, and of those with the prefix `aws` all are known.
    fn check_key(&mut self, key: &Spanned<String>) {
        let text = key.value.as_str();
        // A tag's key, after the first slash, may hold anything.
        let before_tag = text.split('/').next().unwrap_or_default();
        let parts = text.split_once(':').filter(|(prefix, name)| !prefix.is_empty() && !name.is_empty());
        let Some((prefix, name)) = parts.filter(|_| !before_tag.contains(char::is_whitespace)) else {
            self.error("INVALID_CONDITION_KEY_FORMAT", key.span).with("key", text);
            return;
        };
        if !prefix.eq_ignore_ascii_case("aws") || global_keys::find(text).is_some() {
            return;
        }
        if name.eq_ignore_ascii_case("ARN") {
            let issue = self.error("UNSUPPORTED_GLOBAL_CONDITION_KEY", key.span).with("key", text);
            issue.did_you_mean(key.span, Some("aws:PrincipalArn"));
            return;
        }
        let mut names = global_keys::GLOBAL_KEYS.iter().map(|global| global.name);
        let tagged = text.trim_end_matches('/');
        if names.any(|name| name.strip_suffix('/').is_some_and(|name| name.eq_ignore_ascii_case(tagged))) {
            self.error("MISSING_TAG_KEY_IN_CONDITION", key.span).with("key", tagged);
            return;
        }
        let issue = self.error("INVALID_GLOBAL_CONDITION_KEY", key.span).with("key", text);
        issue.did_you_mean(key.span, nearest_key(text).as_deref());
    }
}

/// The operator that was probably meant, with its set operator.
fn meant(set: &str, base: &str) -> Option<String> {
    let (base, suffix) = match base.len().checked_sub("IfExists".len()).and_then(|at| base.split_at_checked(at)) {
        Some((base, suffix)) if suffix.eq_ignore_ascii_case("IfExists") => (base, "IfExists"),
        Some(_) | None => (base, ""),
    };
    let base = nearest(base, &Comparison::names().collect::<Vec<_>>())?;
    let set = match set {
        "" => String::new(),
        set => nearest(set, &["ForAllValues", "ForAnyValue"])?.to_owned() + ":",
    };
    Some(set + base + suffix)
}

/// The global key that was probably meant; a tag's key stays as it is.
fn nearest_key(text: &str) -> Option<String> {
    let tag = text.find('/').and_then(|slash| text.split_at_checked(slash + 1));
    let mut names = Vec::new();
    for global in global_keys::GLOBAL_KEYS {
        if global.name.ends_with('/') == tag.is_some() {
            names.push(global.name);
        }
    }
    let (name, tag) = tag.unwrap_or((text, ""));
    Some(nearest(name, &names)?.to_owned() + tag)
}
