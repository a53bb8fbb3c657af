//! A call that needs several decisions, as one query each: the asked one, further resources, roles to pass, tags on creation.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::arn::Arn;
use crate::glob::after_last;
use crate::reference::calls::{self, TagTarget, Tagging};
use crate::request::invalid::InvalidInput;
use crate::request::query::Query;
use crate::request::requester::starts_with_ignore_case;
use crate::request::{Call, Context, ContextValue, Request};

/// The most entries of a call, all together.
const MAX_PARTS: usize = 100;

/// The queries of a request; the asked one first.
///
/// # Errors
/// As [`Query::read`]; a pointer into `call` for what it names.
pub(crate) fn queries(request: &Request) -> Result<Vec<Query>, InvalidInput> {
    let mut queries = alloc::vec![Query::read(request)?];
    let Some(call) = &request.call else { return Ok(queries) };
    if call.resources.len() + call.pass_roles.len() > MAX_PARTS {
        return Err(InvalidInput::new("TOO_MANY_PARTS", "/call", format!("a call has more than {MAX_PARTS} parts")));
    }
    let mut add = |part: &Request, pointer: String| match Query::read(part) {
        Ok(query) => {
            queries.push(query);
            Ok(())
        }
        Err(error) => Err(InvalidInput { pointer, ..error }),
    };
    for (index, resource) in call.resources.iter().enumerate() {
        let mut further = request.clone();
        further.resource.clone_from(resource);
        add(&further, format!("/call/resources/{index}"))?;
    }
    for (index, role) in call.pass_roles.iter().enumerate() {
        add(&pass_role(request, role), format!("/call/passRoles/{index}"))?;
    }
    if let Some(tagging) = tagging(request, call) {
        add(&tagging, "/call/tags".to_owned())?;
    }
    Ok(queries)
}

/// Whether the call may need decisions that are not among its parts: nothing was said of what it needs, or it has tags and its tagging
/// action is not known.
pub(crate) fn hints_at_parts(request: &Request) -> bool {
    let row = calls::find(&request.action);
    match &request.call {
        None => row.is_some(),
        Some(call) => !call.tags.is_empty() && row.and_then(|row| row.tagging).is_none(),
    }
}

fn pass_role(request: &Request, role: &str) -> Request {
    let mut context = global_context(request);
    let add = |context: &mut Context, key: &str, value: &str| {
        if !context.0.iter().any(|(name, _)| name.eq_ignore_ascii_case(key)) {
            context.0.push((key.to_owned(), ContextValue::Text(value.to_owned())));
        }
    };
    for (key, value) in &request.context.0 {
        if starts_with_ignore_case(key, "iam:") {
            context.0.push((key.clone(), value.clone()));
        }
    }
    if let Some(service) = calls::find(&request.action).and_then(|row| row.passes_to) {
        add(&mut context, "iam:PassedToService", service);
    }
    if request.resource != "*" {
        add(&mut context, "iam:AssociatedResourceArn", &request.resource);
    }
    let mut part = part_of(request, "iam:PassRole", role.to_owned(), context);
    part.resource_account = None;
    part
}

/// Another call with the same requester.
fn part_of(request: &Request, action: &str, resource: String, context: Context) -> Request {
    let mut part = request.clone();
    action.clone_into(&mut part.action);
    part.resource = resource;
    part.context = context;
    part.call = None;
    part
}

fn tagging(request: &Request, call: &Call) -> Option<Request> {
    if call.tags.is_empty() {
        return None;
    }
    let Tagging { action, create_key, target } = calls::find(&request.action)?.tagging?;
    let mut context = global_context(request);
    let name = request.action.split(':').nth(1).unwrap_or_default();
    context.0.push((create_key.to_owned(), ContextValue::Text(name.to_owned())));
    let resource = match target {
        TagTarget::Asked => request.resource.clone(),
        TagTarget::NewTask => new_task(request).unwrap_or_else(|| "*".to_owned()),
    };
    let mut part = part_of(request, action, resource, context);
    part.call = Some(Call { tags: call.tags.clone(), ..Call::default() });
    Some(part)
}

/// `task/CLUSTER/*` beside the task definition: the task's id is not known before it runs.
fn new_task(request: &Request) -> Option<String> {
    let arn = Arn::parse(&request.resource)?;
    let cluster = request.context.0.iter().find(|(key, _)| key.eq_ignore_ascii_case("ecs:cluster"));
    let cluster = match cluster {
        Some((_, ContextValue::Text(text))) => after_last(text, b'/'),
        _ => "default",
    };
    Some(format!("arn:{}:ecs:{}:{}:task/{cluster}/*", arn.partition, arn.region, arn.account))
}

/// The entries that hold for every part: global keys, but none that speaks of the asked resource or of tags in the request.
fn global_context(request: &Request) -> Context {
    let about_the_part = ["aws:ResourceTag/", "aws:RequestTag/", "aws:TagKeys", "aws:ResourceAccount"];
    let keeps = |key: &str| {
        starts_with_ignore_case(key, "aws:") && !about_the_part.iter().any(|start| starts_with_ignore_case(key, start))
    };
    Context(request.context.0.iter().filter(|(key, _)| keeps(key)).cloned().collect())
}
