//! Documents with random damage are judged without a panic, the same by both paths, and every place still lies in its text.

use std::fs;
use std::path::{Path, PathBuf};

use iam_evaluator::PolicySet;
use iam_evaluator::scenario::Scenario;

use super::generator::random::Random;
use super::trace::check_places;

/// How often each file is damaged.
const TIMES: u64 = 4;

#[test]
fn damaged_documents_are_judged_without_a_panic() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("cases"), &mut files);
    collect(&root.join("../web/gallery"), &mut files);
    files.sort();
    assert!(files.len() > 100, "only {} files", files.len());
    for (number, file) in (0u64..).zip(&files) {
        let text = fs::read_to_string(file).unwrap_or_default();
        let Ok(scenario) = Scenario::read(&text) else { continue };
        for time in 0..TIMES {
            let random = &mut Random::seeded(number * TIMES + time);
            let mut damaged = scenario.clone();
            for policy in &mut damaged.policies {
                if random.percent(70) {
                    policy.document = damage(&policy.document, random);
                }
            }
            // Some requests are enough: the damage is in the policies.
            damaged.requests.truncate(3);
            if let Err(why) = judge(&damaged) {
                let documents: Vec<&String> = damaged.policies.iter().map(|policy| &policy.document).collect();
                panic!("{}, time {time}: {why}\n{documents:#?}", file.display());
            }
        }
    }
}

fn judge(scenario: &Scenario) -> Result<(), String> {
    let Ok(set) = PolicySet::new(&scenario.policies) else { return Ok(()) };
    for request in &scenario.requests {
        match (set.decide(request), set.evaluate(request)) {
            (Ok(decided), Ok(evaluated)) if decided == evaluated.decision => check_places(scenario, &evaluated)?,
            (Err(_), Err(_)) => {}
            (decided, evaluated) => {
                return Err(format!("decide: {decided:?}, evaluate: {:?}", evaluated.map(|one| one.decision)));
            }
        }
    }
    Ok(())
}

/// One to four bytes changed, left out or put in, a piece doubled, or the end cut off.
fn damage(text: &str, random: &mut Random) -> String {
    const BYTES: [u8; 16] = *b"\"{}[],:\\*?$0aA\n\xc3";
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        let end = (at + 1 + random.below(12)).min(bytes.len());
        match random.below(8) {
            0 => bytes[at] = bytes[at].wrapping_add(1),
            1 => bytes[at] = *random.pick(&BYTES),
            2 => {
                bytes.remove(at);
            }
            3 => bytes.insert(at, *random.pick(&BYTES)),
            4 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            5 if random.percent(15) => bytes.truncate(at),
            6 => {
                bytes.splice(at..at, "\u{1d11e}é".bytes());
            }
            _ => {
                bytes.drain(at..end);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}
