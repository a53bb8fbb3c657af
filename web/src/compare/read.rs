//! What a scenario is compared with, from a file's text or from a link.

use iam_evaluator::scenario::Scenario;

use super::Base;
use crate::paste::{Found, recognise};
use crate::share::{self, Refused};

/// A base from the text of a file: a whole scenario, or one policy, which is then compared with the one of its name, else with the
/// shown one.
///
/// # Errors
/// Why it cannot be compared.
pub fn read_text(name: &str, text: &str, now: &Scenario, shown: usize) -> Result<Base, String> {
    let Found { scenario, mut policies, notes, shape, .. } = recognise(text);
    if let Some(scenario) = scenario {
        return Ok(Base::new(name.to_owned(), Scenario::clone(&scenario)));
    }
    let (Some(policy), true) = (policies.pop(), policies.is_empty()) else {
        let why = notes.first().map(|note| format!(": {}, line {}", note.text.replace('`', ""), note.line));
        let what = if shape.text().is_empty() { "it is empty" } else { "it holds neither a scenario nor one policy" };
        return Err(format!("{name} cannot be compared: {what}{}", why.unwrap_or_default()));
    };
    if let Err(broken) = iam_evaluator::json::parse(&policy.document) {
        let line = 1 + policy.document.bytes().take(broken.span.start).filter(|byte| *byte == b'\n').count();
        return Err(format!("{name} cannot be compared: it is not JSON from line {line} on"));
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let place = now.policies.iter().position(|policy| policy.name == stem).unwrap_or(shown);
    let mut scenario = now.clone();
    match scenario.policies.get_mut(place) {
        Some(other) => other.document = policy.document,
        None => scenario.policies.push(policy),
    }
    Ok(Base::new(name.to_owned(), scenario))
}

/// A base from a link, or from its fragment alone.
///
/// # Errors
/// Why it was not opened.
pub async fn read_link(address: &str) -> Result<Base, Refused> {
    let address = address.trim();
    let fragment = address.split_once('#').map_or(address, |(_, fragment)| fragment);
    if !share::is_link(fragment) {
        return Err(Refused::NoLink);
    }
    let scenario = share::decode(fragment).await?;
    let title = scenario.title.as_deref().unwrap_or("Untitled");
    Ok(Base::new(format!("{title} (link)"), scenario))
}
