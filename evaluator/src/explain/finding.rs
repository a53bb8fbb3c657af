//! The sentences of what is found in a document, and the titles of its fixes.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::message::Sentence;
use super::written::span;
use crate::finding::{Issue, IssueFix};
use crate::policy::Policy;
use crate::trace::{Edit, Finding, Fix, Message};

/// More of a user's text than this many characters is not repeated in a sentence.
const LONGEST: usize = 80;

impl Policy {
    /// What reading found, in source order, as it is shown.
    pub fn findings(&self) -> Vec<Finding> {
        self.issues.iter().map(|issue| to_public(self, issue)).collect()
    }
}

/// The finding that is shown for an issue of a policy.
fn to_public(policy: &Policy, issue: &Issue) -> Finding {
    let mut related = Vec::new();
    for place in &issue.related {
        related.push(span(policy, *place));
    }
    let mut fixes = Vec::new();
    for fix in &issue.fixes {
        let mut edits = Vec::new();
        for (place, text) in &fix.edits {
            edits.push(Edit { span: span(policy, *place), text: text.clone() });
        }
        fixes.push(Fix { title: title(fix), edits });
    }
    Finding {
        kind: issue.kind,
        code: issue.code.into(),
        message: message(issue),
        policy: Some(policy.name.clone()),
        span: Some(span(policy, issue.span)),
        related,
        request: None,
        fixes,
    }
}

/// What an issue says.
pub(crate) fn message(issue: &Issue) -> Message {
    let template = match issue.code {
        "JSON_SYNTAX_ERROR" => syntax(param(issue, "problem")),
        _ => template(issue).map_or_else(|| issue.code.to_ascii_lowercase().replace('_', " "), ToString::to_string),
    };
    let suggestion = match param(issue, "suggestion") {
        "" => "",
        _ => "; did you mean `{suggestion}`?",
    };
    let mut sentence = Sentence::default().filled(&(template + suggestion), &|name| match param(issue, name) {
        form if name == "policy" => policy_words(form).to_string(),
        "" => "\"\"".to_string(),
        value => clipped(value),
    });
    for (name, value) in &issue.params {
        sentence = sentence.param(name, value);
    }
    sentence.message(issue.code)
}

fn param<'i>(issue: &'i Issue, name: &str) -> &'i str {
    issue.params.iter().find(|(other, _)| *other == name).map_or("", |(_, value)| value)
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)) {
        Some(beginning) => [beginning, "…"].concat(),
        None => text.to_string(),
    }
}

fn policy_words(form: &str) -> &'static str {
    match form {
        "identity" => "an identity-based policy, a permissions boundary or a session policy",
        "roleTrust" => "a role trust policy",
        "kmsKey" => "a key policy",
        "serviceControl" => "an SCP",
        "resourceControl" => "an RCP",
        "vpcEndpoint" => "a VPC endpoint policy",
        _ => "a resource-based policy",
    }
}

fn title(fix: &IssueFix) -> String {
    let texts: Vec<&str> = fix.edits.iter().map(|(_, text)| text.trim()).collect();
    let text = clipped(&texts.join(" "));
    match fix.code {
        "REMOVE" => "remove it".to_string(),
        "INSERT" => format!("insert `{text}`"),
        "ADD_VERSION" => format!("add `{}`", text.trim_end_matches(',')),
        _ => format!("change it to `{text}`"),
    }
}

/// Why a text is not JSON. `{found}` is what is underlined.
fn syntax(problem: &str) -> String {
    let template = match problem {
        "EMPTY" => "the document is empty",
        "UNEXPECTED_END" => "the document ends after `{found}`, before everything in it is closed",
        "UNTERMINATED_STRING" => "the string `{found}` is not closed by a double quote on its line",
        "TRAILING_COMMA" => "JSON allows no comma before a closing bracket or brace",
        "MISSING_COMMA" => "a comma or a closing bracket is missing before `{found}`",
        "MISSING_COLON" => "a colon is missing before `{found}`: a name is followed by a colon and its value",
        "MISSING_VALUE" => "a value is missing before `{found}`",
        "MISSING_KEY" => "expected a name in double quotes, found `{found}`",
        "TRAILING_CHARACTERS" => "a document is one JSON object, and `{found}` follows its end",
        "WRONG_QUOTES" => "JSON takes straight double quotes only, not `{found}`",
        "COMMENT" => "JSON has no comments",
        "MISMATCHED_BRACKET" => "`{found}` does not close what was opened last",
        "CONTROL_CHARACTER" => "a control character in a string must be written as an escape",
        "INVALID_ESCAPE" => "`{found}` is not an escape that JSON knows",
        "LONE_SURROGATE" => "`{found}` is half of a character; its other half is missing",
        "INVALID_NUMBER" => "`{found}` is not a JSON number",
        "INVALID_WORD" => "`{found}` is not a JSON value: text stands in double quotes",
        "TOO_DEEP" => "the document is nested more than {limit} levels deep",
        _ => "`{found}` was not expected here",
    };
    template.to_string()
}

/// The sentence of a code; `{name}` stands for a parameter.
fn template(issue: &Issue) -> Option<&'static str> {
    elements(issue).or_else(|| principals(issue)).or_else(|| resources(issue)).or_else(|| conditions(issue))
}

fn elements(issue: &Issue) -> Option<&'static str> {
    Some(match issue.code {
        "POLICY_DOCUMENT_TOO_LONG" => "the document has more than {limit} characters",
        "DATA_TYPE_MISMATCH" if param(issue, "element") == "policy" => "a policy is {expected}, and this is {found}",
        "DATA_TYPE_MISMATCH" => "`{element}` takes {expected}, and this is {found}",
        "DUPLICATE_KEY" => "`{key}` stands twice in one object",
        "INVALID_POLICY_ELEMENT" => "`{element}` is not an element of a policy; names are case-sensitive",
        "MISSING_VERSION" => {
            "without `Version` the policy is read as version `2008-10-17`, in which policy variables are plain text; \
             write `\"Version\": \"2012-10-17\"`"
        }
        "INVALID_VERSION" => "there is no version `{version}` of the policy language",
        "UNSUPPORTED_POLICY_ID" => "`Id` is an element of resource-based policies, not of {policy}",
        "MISSING_STATEMENT" => "a policy has at least one statement",
        "MISSING_EFFECT" => "a statement has an `Effect`, which is `Allow` or `Deny`",
        "INVALID_EFFECT" => "the effect `{effect}` is neither `Allow` nor `Deny`; letter case counts",
        "MISSING_ACTION" => "a statement has an `Action` or a `NotAction`",
        "MISSING_RESOURCE" if param(issue, "policy") == "kmsKey" => {
            "a statement of a key policy without `Resource` has no effect"
        }
        "MISSING_RESOURCE" => "a statement of {policy} has a `Resource` or a `NotResource`",
        "MISSING_PRINCIPAL" => "a statement of {policy} has a `Principal`",
        "UNSUPPORTED_ELEMENT_COMBINATION" => "a statement has either `{first}` or `{second}`, not both",
        "UNDOCUMENTED_ELEMENT" => "the documentation of key policies does not know `{element}`",
        "RCP_SYNTAX_ERROR_ALLOW" => {
            "an RCP can only deny; the one that allows is `RCPFullAWSAccess`, which is AWS's own"
        }
        "RCP_SYNTAX_ERROR_NOTACTION" => "an RCP cannot have `NotAction`",
        "RCP_SYNTAX_ERROR_ACTION" if param(issue, "problem") == "service" => {
            "RCPs do not cover the service `{service}`, so that `{action}` is never denied"
        }
        "RCP_SYNTAX_ERROR_ACTION" => "an action of an RCP names its service, and `{action}` does not",
        "EMPTY_SID_VALUE" => "the `Sid` is empty",
        "UNSUPPORTED_SID" => "the `Sid` `{sid}` has characters other than letters and digits",
        "UNIQUE_SIDS_REQUIRED" => "the `Sid` `{sid}` stands in another statement too",
        "UNIQUE_SIDS_RECOMMENDED" => "the `Sid` `{sid}` stands in another statement too; some services refuse that",
        "INVALID_ACTION" => match param(issue, "problem") {
            "noPrefix" => "the action `{action}` has no service prefix, as in `s3:GetObject`, and matches nothing",
            "noName" => "the action `{action}` ends after its service prefix and matches nothing",
            _ => "the action `{action}` holds characters that no action has, and matches nothing",
        },
        "INVALID_SERVICE_IN_ACTION" if param(issue, "problem") == "wildcard" => {
            "a wildcard cannot stand in the service prefix `{service}`; for every action write `*` alone"
        }
        "EMPTY_ARRAY_ACTION" | "EMPTY_ARRAY_RESOURCE" => "`{element}` is empty: an Allow is taken to cover nothing",
        _ => return None,
    })
}

fn principals(issue: &Issue) -> Option<&'static str> {
    Some(match issue.code {
        "UNSUPPORTED_PRINCIPAL" => {
            "`{element}` cannot stand in {policy}: the principal is whoever the policy is attached to"
        }
        "SCP_SYNTAX_ERROR_PRINCIPAL" => "an SCP cannot have `{element}`: it holds for every principal of an account",
        "RCP_SYNTAX_ERROR_PRINCIPAL" => "an RCP names `\"Principal\": \"*\"`, and conditions tell principals apart",
        "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL" => "a role trust policy cannot have `NotPrincipal`",
        "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE" => {
            "a role trust policy cannot have `{element}`: its resource is the role that it sits on"
        }
        "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL" => {
            "a role trust policy should name who may assume the role; `*` is everyone in every account"
        }
        "ALLOW_WITH_NOT_PRINCIPAL" => {
            "`NotPrincipal` with `Allow` is not supported: it would allow everyone who is not listed, anonymous users included"
        }
        "INVALID_PRINCIPAL_FORMAT" => {
            "`{element}` is `\"*\"` or an object with a key such as `AWS`, and this is `{principal}`"
        }
        "INVALID_PRINCIPAL_KEY" => {
            "a principal stands under `AWS`, `Service`, `Federated` or `CanonicalUser`, not `{key}`"
        }
        "FEDERATED_PRINCIPAL_NOT_SUPPORTED" => "`Federated` stands in role trust policies only",
        "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY" => {
            "`{principal}` is neither the domain of an identity provider nor the ARN of one"
        }
        "INVALID_SERVICE_PRINCIPAL_FORMAT" => {
            "`{principal}` is not a service principal such as `ecs-tasks.amazonaws.com`, and matches nothing"
        }
        "UNSUPPORTED_WILDCARD_IN_PRINCIPAL" => {
            "a wildcard cannot be part of a principal: `{principal}` matches nothing; name each one, or use `*` and a condition"
        }
        "INVALID_ROLE_REFERENCE" => {
            "`{principal}` is the id of a role: the role that was named here may have been deleted"
        }
        "INVALID_USER_REFERENCE" => {
            "`{principal}` is the id of a user: the user who was named here may have been deleted"
        }
        "EMPTY_OBJECT_PRINCIPAL" => "the object is empty: the statement names no principal",
        "EMPTY_ARRAY_PRINCIPAL" => "`{key}` is empty: it names no principal",
        "INVALID_ARN_PREFIX" if has(issue, "principal") => {
            "`{principal}` is neither an account, an ARN nor `*`, and matches nothing"
        }
        "INVALID_ARN_RESOURCE" if has(issue, "principal") => {
            "`{principal}` is not the ARN of an account, user, role or session, and matches nothing"
        }
        "INVALID_ARN_ACCOUNT" if has(issue, "principal") => {
            "the account `{account}` of the principal is not 12 digits, and the principal matches nothing"
        }
        _ => return None,
    })
}

fn resources(issue: &Issue) -> Option<&'static str> {
    Some(match issue.code {
        "INVALID_ARN_PREFIX" => "`{resource}` is neither `*` nor an ARN, which begins with `arn:`",
        "MISSING_ARN_FIELD" if issue.unreads => {
            "`{resource}` has {fields} of the 6 fields of an ARN, for which AWS refuses the document"
        }
        "MISSING_ARN_FIELD" => "`{resource}` has {fields} of the 6 fields of an ARN",
        "INVALID_ARN_SERVICE_CASE" => "the service of an ARN is in small letters; `{service}` matches nothing",
        "WILDCARD_IN_SERVICE_NAME" => "a wildcard in the service of an ARN, as in `{service}`, is not supported",
        "INVALID_ARN_ACCOUNT" => "the account `{account}` of the ARN is not 12 digits",
        "MISSING_BRACE_IN_VARIABLE" => "the variable `{variable}` is not closed by a brace",
        "EMPTY_VARIABLE" => "the variable `{variable}` names no key",
        "UNSUPPORTED_SPACE_IN_VARIABLE" => {
            "the spaces in `{variable}` are not as they must be: none in the key, and one after the comma before a default"
        }
        "MISSING_QUOTE_IN_VARIABLE" => "the default in `{variable}` does not stand in single quotes",
        "VARIABLE_UNSUPPORTED_IN_VERSION" => {
            "without `\"Version\": \"2012-10-17\"` the variable `{variable}` is plain text"
        }
        "VARIABLE_UNSUPPORTED_IN_ELEMENT" if param(issue, "element") == "ARN" => {
            "a variable can stand in the last field of an ARN only: with `{variable}` it matches nothing"
        }
        "VARIABLE_UNSUPPORTED_IN_ELEMENT" => "the variable `{variable}` is not replaced in `{element}`",
        "INVALID_VARIABLE_FOR_OPERATOR" => "this operator takes no variables: `{variable}` is plain text",
        _ => return None,
    })
}

fn conditions(issue: &Issue) -> Option<&'static str> {
    Some(match issue.code {
        "DUPLICATE_KEYS_WITH_DIFFERENT_CASE" => {
            "`{key}` and `{first}` are one key: letter case does not count in the names of condition keys"
        }
        "INVALID_CONDITION_OPERATOR" => "there is no condition operator `{operator}`: the condition is never met",
        "NULL_WITH_IF_EXISTS" => "`Null` cannot be combined with `IfExists`: the condition is never met",
        "NULL_WITH_QUALIFIER" => "`{operator}` is always {result}",
        "INVALID_CONDITION_KEY_FORMAT" => {
            "the condition key `{key}` is not a prefix and a name with a colon between them"
        }
        "UNSUPPORTED_GLOBAL_CONDITION_KEY" => "the condition key `{key}` is no longer supported",
        "MISSING_QUALIFIER" => "`{key}` has several values: its operator needs `ForAllValues:` or `ForAnyValue:`",
        "IMPROVE_IP_RANGE" => "`{range}` has bits set behind its prefix; they are ignored",
        "INVALID_GLOBAL_CONDITION_KEY" => "there is no global condition key `{key}`",
        "MISSING_TAG_KEY_IN_CONDITION" => "`{key}` lacks the key of a tag, as in `{key}/team`",
        "INVALID_CONDITION_DATA_TYPE" => "the values of `{key}` are of different types: {first} and {found}",
        "EMPTY_OBJECT_CONDITION" => "`{element}` is empty and restricts nothing",
        "EMPTY_ARRAY_CONDITION" => {
            "`{key}` is compared with no value: a condition that is met never, or always when it is negated"
        }
        "EMPTY_ARRAY_CONDITION_FORALLVALUES" | "EMPTY_ARRAY_CONDITION_IFEXISTS" => {
            "`{key}` is compared with no value: the condition is met only by requests that lack the key"
        }
        "EMPTY_ARRAY_CONDITION_FORANYVALUE" => "`{key}` is compared with no value: the condition is never met",
        _ => return None,
    })
}

fn has(issue: &Issue, name: &str) -> bool {
    issue.params.iter().any(|(other, _)| *other == name)
}
