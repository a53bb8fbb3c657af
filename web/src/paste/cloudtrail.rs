//! Events of CloudTrail: each becomes a request, with what AWS said about it as the expected decision.
//!
//! Sources: AWS CloudTrail User Guide, "CloudTrail record contents" and "CloudTrail userIdentity element".

use std::net::IpAddr;

use iam_evaluator::request::{Context, ContextValue, Decision, PrincipalFields, PrincipalInput, Request};

use super::found::{Found, Shape};
use super::tree::{Tree, Value};
use super::unread::note_unread;
use super::{cloudtrail_call, denial, json, placeholder};

const READ: [&str; 14] = [
    "userIdentity",
    "eventSource",
    "eventName",
    "eventTime",
    "awsRegion",
    "sourceIPAddress",
    "userAgent",
    "errorCode",
    "errorMessage",
    "requestParameters",
    "resources",
    "vpcEndpointId",
    "tlsDetails",
    "recipientAccountId",
];

/// Reads one event or several; `None` where it is something else.
pub fn read(tree: &Tree) -> Option<Found> {
    let mut found = Found::new(Shape::CloudTrail);
    for event in events(tree) {
        one(event, &mut found);
    }
    // `lookup-events` holds each event as a text.
    for item in tree.get("Events").map(Tree::items).unwrap_or_default() {
        let Some(text) = item.get("CloudTrailEvent") else { continue };
        match text.as_text().and_then(|text| json::read(text).ok()) {
            Some(event) if is_event(&event) => one(&on_line(event, text.line), &mut found),
            _ => found.note(text.line, "`CloudTrailEvent` is not an event"),
        }
    }
    (!found.is_empty() || !found.notes.is_empty()).then_some(found)
}

fn events(tree: &Tree) -> Vec<&Tree> {
    let inside = tree.get("Records").or_else(|| tree.get("detail")).unwrap_or(tree);
    inside.items().iter().filter(|event| is_event(event)).collect()
}

fn is_event(tree: &Tree) -> bool {
    tree.get("eventSource").is_some() && tree.get("eventName").is_some()
}

/// A value that was a text within a text: all of it stands on one line.
fn on_line(mut tree: Tree, line: usize) -> Tree {
    tree.line = line;
    match &mut tree.value {
        Value::List(items) => *items = std::mem::take(items).into_iter().map(|it| on_line(it, line)).collect(),
        Value::Map(entries) => {
            for entry in entries {
                entry.line = line;
                entry.value = on_line(std::mem::replace(&mut entry.value, Tree { line, value: Value::Null }), line);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
    tree
}

fn one(event: &Tree, found: &mut Found) {
    let (source, name) =
        (event.text_of("eventSource").unwrap_or_default(), event.text_of("eventName").unwrap_or_default());
    // The message is exact where it names the request; the names of events are not always those of actions.
    let mut said = Found::default();
    let message = event.get("errorMessage");
    if let Some(message) = message.filter(|it| it.as_text().is_some_and(denial::is_denial)) {
        denial::read(message.as_text().unwrap_or_default(), message.line, &mut said);
    }
    let stated = said.requests.pop();
    let names_request = stated
        .as_ref()
        .is_some_and(|_| message.and_then(Tree::as_text).is_some_and(|it| it.contains("not authorized to perform")));
    if names_request {
        for note in said.notes {
            found.note(note.line, note.text);
        }
    }
    let stated = stated.filter(|_| names_request);
    let derived = cloudtrail_call::action(source, name);
    let action = stated.as_ref().map_or_else(|| derived.clone(), |it| it.action.clone());
    if stated.is_none() && derived.split(':').next_back() != Some(name) {
        let line = event.get("eventName").map_or(event.line, |it| it.line);
        found.note(line, format!("`{name}` is authorized as `{derived}`"));
    }
    let resource = stated.as_ref().map(|it| it.resource.clone()).filter(|resource| resource != "*");
    let resource = resource.or_else(|| cloudtrail_call::resource(event, &action)).unwrap_or_else(|| {
        found.note(event.line, format!("the event of `{action}` names no resource: `*` stands for it"));
        "*".to_owned()
    });
    note_other_resources(event, &resource, found);
    let request = Request {
        name: Some(format!("{name} {}", event.text_of("eventTime").unwrap_or_default()).trim().to_owned()),
        principal: principal(event, found),
        resource_account: resource_account(event, &resource),
        context: Context(context(event, found)),
        expect: expected(event, stated.as_ref(), found),
        expect_because: stated.and_then(|it| it.expect_because),
        action,
        resource,
        ..Request::default()
    };
    found.request(event.line, request);
    note_unread(found, event, "", &READ);
    if let Some(parameters) = event.get("requestParameters") {
        note_unread(found, parameters, " of `requestParameters`", &cloudtrail_call::PARAMETERS);
    }
}

/// Without an error the call was allowed. With one that speaks of access, the message says how it was denied, if it does.
/// Other errors can come before and after the decision.
fn expected(event: &Tree, stated: Option<&Request>, found: &mut Found) -> Option<Decision> {
    let Some(code) = event.get("errorCode") else { return Some(Decision::Allowed) };
    let name = code.as_text().unwrap_or_default();
    let denied = ["AccessDenied", "UnauthorizedOperation", "NotAuthorized", "Forbidden", "UnauthorizedAccess"];
    if !denied.iter().any(|word| name.contains(word)) {
        found.note(
            code.line,
            format!("`{name}` is no denial, and does not say that the call was allowed: nothing is expected"),
        );
        return None;
    }
    let expect = stated.and_then(|it| it.expect);
    if expect.is_none() {
        found.note(
            code.line,
            format!("`{name}` does not say whether something denies or nothing allows: nothing is expected"),
        );
    }
    expect
}

fn principal(event: &Tree, found: &mut Found) -> PrincipalInput {
    let Some(identity) = event.get("userIdentity") else {
        found.note(event.line, "the event has no `userIdentity`: nobody is taken to have signed the request");
        return PrincipalInput::Text("anonymous".to_owned());
    };
    let text = |key: &str| identity.text_of(key);
    let issuer = identity.at(&["sessionContext", "sessionIssuer"]);
    match (text("type"), text("arn")) {
        (Some("AWSService"), _) => {
            PrincipalInput::Text(text("invokedBy").unwrap_or("REF_service.amazonaws.com").to_owned())
        }
        (_, None)
            if text("accountId").is_some_and(|it| it.eq_ignore_ascii_case("anonymous"))
                || text("principalId") == Some("Anonymous") =>
        {
            PrincipalInput::Text("anonymous".to_owned())
        }
        (Some("AssumedRole"), Some(arn)) => PrincipalInput::Long(PrincipalFields {
            arn: Some(arn.to_owned()),
            role_arn: issuer
                .filter(|it| it.text_of("type") == Some("Role"))
                .and_then(|it| it.text_of("arn"))
                .map(str::to_owned),
            id: text("principalId").map(str::to_owned),
            ..PrincipalFields::default()
        }),
        (Some("FederatedUser"), Some(arn)) => PrincipalInput::Long(PrincipalFields {
            arn: Some(arn.to_owned()),
            parent_arn: issuer.and_then(|it| it.text_of("arn")).map(str::to_owned),
            ..PrincipalFields::default()
        }),
        (Some("IAMUser"), Some(arn)) => PrincipalInput::Long(PrincipalFields {
            arn: Some(arn.to_owned()),
            id: text("principalId").map(str::to_owned),
            ..PrincipalFields::default()
        }),
        (Some("SAMLUser" | "WebIdentityUser"), _) => {
            PrincipalInput::Text(text("identityProvider").unwrap_or("anonymous").to_owned())
        }
        (_, Some(arn)) => PrincipalInput::Text(arn.to_owned()),
        (_, None) => {
            let account = text("accountId").unwrap_or(placeholder::ACCOUNT);
            let arn = format!("arn:{}:iam::{account}:user/REF_caller", placeholder::PARTITION);
            found.note(identity.line, format!("the event does not name the principal: `{arn}` stands for it"));
            PrincipalInput::Text(arn)
        }
    }
}

fn context(event: &Tree, found: &mut Found) -> Vec<(String, ContextValue)> {
    let mut entries = Vec::new();
    let mut put = |key: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            entries.push((key.to_owned(), ContextValue::Text(value.to_owned())));
        }
    };
    let endpoint = event.text_of("vpcEndpointId");
    if let Some(address) = event.get("sourceIPAddress") {
        let text = address.as_text().unwrap_or_default();
        if text.parse::<IpAddr>().is_ok() {
            put(if endpoint.is_some() { "aws:VpcSourceIp" } else { "aws:SourceIp" }, Some(text));
        } else {
            found.note(address.line, format!("`{text}` is no IP address: `aws:SourceIp` stays absent"));
        }
    }
    put("aws:SourceVpce", endpoint);
    put("aws:UserAgent", event.text_of("userAgent"));
    put("aws:RequestedRegion", event.text_of("awsRegion"));
    put("aws:CurrentTime", event.text_of("eventTime"));
    let attributes = event.at(&["userIdentity", "sessionContext", "attributes"]);
    let mfa = attributes.and_then(|it| it.get("mfaAuthenticated")).and_then(Tree::scalar);
    put("aws:MultiFactorAuthPresent", mfa.as_deref());
    put("aws:TokenIssueTime", attributes.and_then(|it| it.text_of("creationDate")));
    put("aws:SecureTransport", event.at(&["tlsDetails", "tlsVersion"]).map(|_| "true"));
    let via =
        event.at(&["userIdentity", "invokedBy"]).and_then(Tree::as_text).filter(|it| it.contains(".amazonaws.com"));
    if event.at(&["userIdentity", "type"]).and_then(Tree::as_text) != Some("AWSService") {
        put("aws:ViaAWSService", via.map(|_| "true"));
        put("aws:CalledViaLast", via);
    }
    entries
}

/// The account of a resource whose ARN carries none.
fn resource_account(event: &Tree, resource: &str) -> Option<String> {
    let without = resource.split(':').nth(4).is_some_and(str::is_empty);
    let resources = event.get("resources").map(Tree::items).unwrap_or_default();
    let listed = resources.iter().find_map(|it| it.text_of("accountId"));
    listed.filter(|_| without && resource.starts_with("arn:")).map(str::to_owned)
}

fn note_other_resources(event: &Tree, resource: &str, found: &mut Found) {
    for other in event.get("resources").map(Tree::items).unwrap_or_default() {
        let Some(arn) = other.get("ARN").filter(|arn| arn.as_text() != Some(resource)) else { continue };
        found.note(
            arn.line,
            format!("the request is about one resource; `{}` is another", arn.as_text().unwrap_or_default()),
        );
    }
}
