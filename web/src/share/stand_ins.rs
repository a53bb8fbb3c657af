//! Consistent stand-ins for account ids and for the names of users, roles and resources.

use std::collections::BTreeMap;

use iam_evaluator::scenario::Scenario;

use crate::state::{decisions, json, read_scenario};

/// A scenario with stand-ins, and what stands for what.
#[derive(Clone, Debug, PartialEq)]
pub struct StandIns {
    /// The scenario with stand-ins.
    pub scenario: Scenario,
    /// How many different names were replaced.
    pub names: usize,
    /// In how many places.
    pub places: usize,
}

/// The account ids that AWS's documentation uses, in the order in which they stand in.
const ACCOUNTS: [&str; 4] = ["111122223333", "444455556666", "777788889999", "123456789012"];

/// What is replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Account ids and names.
    Names,
    /// Account ids alone.
    Accounts,
}

/// Replaces account ids everywhere, and the names that stand in ARNs wherever they are whole words.
///
/// One name always gets the same stand-in, in policies and requests alike. Where a pattern such as `web-*` would no
/// longer match, names stay; nothing is given where the decisions would not stay as they are.
pub fn stand_ins(scenario: &Scenario) -> Option<StandIns> {
    let before = decisions(scenario);
    let of = |reach| replaced(scenario, reach).filter(|it| decisions(&it.scenario) == before);
    of(Reach::Names).or_else(|| of(Reach::Accounts))
}

fn replaced(scenario: &Scenario, reach: Reach) -> Option<StandIns> {
    let text = json::pretty(scenario);
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for word in words(&text).filter(|word| word.len() == 12 && word.bytes().all(|it| it.is_ascii_digit())) {
        let next = known.len();
        known.entry(word.to_owned()).or_insert_with(|| account(next));
    }
    let accounts = known.len();
    for name in names_in_arns(&text).into_iter().filter(|_| reach == Reach::Names) {
        let next = known.len() - accounts + 1;
        known.entry(name).or_insert_with(|| format!("name-{next}"));
    }
    let (mut out, mut places, mut rest) = (String::with_capacity(text.len()), 0, text.as_str());
    while let Some(word) = words(rest).next() {
        let Some((before, after)) = rest.split_once(word) else { break };
        out.push_str(before);
        let stand_in = known.get(word).map_or(word, String::as_str);
        places += usize::from(stand_in != word);
        out.push_str(stand_in);
        rest = after;
    }
    out.push_str(rest);
    let names = known.iter().filter(|(name, stand_in)| name != stand_in).count();
    Some(StandIns { scenario: read_scenario(&out).ok()?, names, places })
}

fn account(place: usize) -> String {
    ACCOUNTS.get(place).map_or_else(|| format!("9{place:011}"), |account| (*account).to_owned())
}

/// Runs of the characters that names of users, roles and resources are made of.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '=' | '@')))
        .filter(|it| !it.is_empty())
}

/// The last parts of the ARNs: what follows the kind of resource.
fn names_in_arns(text: &str) -> Vec<String> {
    let arns = text.split(['"', ' ', '\\', '`']).filter(|piece| piece.starts_with("arn:"));
    let resources = arns.filter_map(|arn| arn.splitn(6, ':').nth(5));
    let parts = resources.flat_map(|resource| match resource.split_once(['/', ':']) {
        Some((_, names)) => words(names).collect::<Vec<_>>(),
        None => words(resource).collect(),
    });
    parts.filter(|name| name.len() > 2 && name.bytes().any(|it| it.is_ascii_alphabetic())).map(str::to_owned).collect()
}
