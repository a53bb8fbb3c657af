//! What would make a denied request of the gallery pass: each offer, made, gives `allowed` and widens no wildcard; most denials get
//! one, and for the others it is said what stands in the way.
#![expect(clippy::panic, reason = "a test that cannot read a scenario fails")]

use std::fs;
use std::path::Path;

use iam_evaluator::request::{Context, ContextValue, Request};
use iam_evaluator::scenario::{PolicyInput, Scenario};
use iam_evaluator::trace::Decision;
use iam_evaluator::{PolicySet, Repair, repairs, why_no_repair};

#[test]
fn each_offer_gives_allowed_and_widens_no_wildcard() {
    let mut offers = 0;
    for (name, scenario, request) in denials() {
        let denied = PolicySet::new(&scenario.policies).and_then(|set| set.evaluate(&request));
        // A resource that is asked for may be `*`, or hold one; an offer may say it again.
        let parts = denied.as_ref().map(|denied| denied.parts.as_slice()).unwrap_or_default();
        let resources: Vec<&str> =
            parts.iter().map(|part| part.resource.as_str()).chain([request.resource.as_str()]).collect();
        for offer in repairs(&scenario.policies, &request).unwrap_or_default() {
            let (policies, asked) = made(&scenario.policies, &request, &offer);
            let decision = PolicySet::new(&policies).and_then(|set| set.decide(&asked));
            assert_eq!(decision, Ok(Decision::Allowed), "{name}: {}", offer.title.text);
            for (before, after) in scenario.policies.iter().zip(&policies) {
                let added = added_wildcards(&before.document, &after.document);
                assert!(added.iter().all(|entry| resources.contains(entry)), "{name}: {}: {added:?}", offer.title.text);
            }
            offers += 1;
        }
    }
    assert!(offers > 100, "{offers} offers");
}

#[test]
fn four_denials_of_five_get_an_offer_and_the_others_say_why_none() {
    let (mut with, mut without) = (0, Vec::new());
    for (name, scenario, request) in denials() {
        if !repairs(&scenario.policies, &request).unwrap_or_default().is_empty() {
            with += 1;
            continue;
        }
        let Ok(Some(why)) = why_no_repair(&scenario.policies, &request) else { panic!("{name}: not said why") };
        println!("{name}: {}", why.text);
        assert_ne!(why.code, "NothingHelps", "{name}: {}", why.text);
        without.push(name);
    }
    let all = with + without.len();
    println!("{with} of {all} denials get an offer");
    assert!(with * 5 >= all * 4, "only {with} of {all}; none for {without:#?}");
}

#[test]
fn a_request_that_passes_needs_none() {
    let scenario = gallery().swap_remove(0);
    let allowed = scenario.requests.iter().find(|request| request.expect == Some(Decision::Allowed)).cloned();
    let Some(allowed) = allowed else { panic!("the first scenario allows nothing") };
    assert_eq!(repairs(&scenario.policies, &allowed), Ok(Vec::new()));
    assert_eq!(why_no_repair(&scenario.policies, &allowed), Ok(None));
}

/// Every request of the gallery that is denied.
fn denials() -> Vec<(String, Scenario, Request)> {
    let denied = |request: &Request| request.expect.is_some_and(|decision| decision != Decision::Allowed);
    let all: Vec<_> = gallery()
        .into_iter()
        .flat_map(|scenario| {
            let requests: Vec<Request> = scenario.requests.iter().filter(|request| denied(request)).cloned().collect();
            let title = scenario.title.clone().unwrap_or_default();
            requests.into_iter().map(move |request| {
                let name = format!("{title} [{}]", request.name.clone().unwrap_or_default());
                (name, scenario.clone(), request)
            })
        })
        .collect();
    assert!(all.len() > 80, "{} denials", all.len());
    all
}

fn gallery() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("web").join("gallery");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Scenario::read(&text).unwrap_or_else(|error| panic!("{}: {}", path.display(), error.message))
    };
    paths.iter().map(read).collect()
}

/// The policies and the request with the changes of an offer.
fn made(policies: &[PolicyInput], request: &Request, offer: &Repair) -> (Vec<PolicyInput>, Request) {
    let mut policies = policies.to_vec();
    let mut edits: Vec<_> = offer.policies.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start.offset));
    for edit in edits {
        let Some(policy) = policies.iter_mut().find(|policy| policy.name == edit.span.policy) else {
            panic!("there is no policy `{}`", edit.span.policy)
        };
        let units: Vec<u16> = policy.document.encode_utf16().collect();
        let (before, rest) = units.split_at(edit.span.start.offset);
        let (_, after) = rest.split_at(edit.span.end.offset - edit.span.start.offset);
        let text: Vec<u16> =
            before.iter().copied().chain(edit.text.encode_utf16()).chain(after.iter().copied()).collect();
        policy.document = String::from_utf16_lossy(&text);
    }
    let mut request = request.clone();
    for change in &offer.request {
        match (change.pointer.strip_prefix("/context/"), change.value.clone()) {
            (Some(key), value) => set(&mut request.context, &key.replace("~1", "/").replace("~0", "~"), value),
            (None, Some(ContextValue::Text(resource))) if change.pointer == "/resource" => request.resource = resource,
            other => panic!("`{}` cannot be changed to {other:?}", change.pointer),
        }
    }
    (policies, request)
}

fn set(context: &mut Context, key: &str, value: Option<ContextValue>) {
    context.0.retain(|(name, _)| !name.eq_ignore_ascii_case(key));
    context.0.extend(value.map(|value| (key.to_owned(), value)));
}

/// The entries with a wildcard that the second text has beyond those of the first, all of which it has too.
fn added_wildcards<'t>(before: &'t str, after: &'t str) -> Vec<&'t str> {
    let mut added = wildcards(after);
    for entry in wildcards(before) {
        let place = added.iter().position(|other| *other == entry);
        added.remove(place.unwrap_or_else(|| panic!("`{entry}` is gone")));
    }
    added
}

/// The entries of a text that hold a wildcard.
fn wildcards(document: &str) -> Vec<&str> {
    document.split('"').filter(|text| text.contains(['*', '?'])).collect()
}
