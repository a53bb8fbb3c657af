//! Runs every case of `cases/` and every scenario of the page's gallery, and holds that README's tables are complete.
#![expect(clippy::panic, reason = "a test that cannot read its case, or whose case comes out otherwise, fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use iam_evaluator::run_scenario;
use iam_evaluator::scenario::Scenario;
use serde_json::Value;

/// A scenario file: its path from the root of the repository, and its text.
struct File {
    path: String,
    text: String,
}

#[test]
fn every_request_comes_out_as_its_author_claims() {
    let files = files();
    let failures: Vec<String> = files.iter().flat_map(failures).collect();
    assert!(failures.is_empty(), "{} of {} files:\n{}", failures.len(), files.len(), failures.join("\n"));
}

#[test]
fn readme_names_exactly_the_files_that_exist() {
    let readme = read(&root().join("tests/README.md"));
    let listed = links(&readme);
    let present: BTreeSet<String> = files().into_iter().map(|file| file.path).collect();
    let unlisted: Vec<_> = present.difference(&listed).collect();
    let absent: Vec<_> = listed.difference(&present).collect();
    assert!(unlisted.is_empty(), "tests/README.md has no row for {unlisted:#?}");
    assert!(absent.is_empty(), "tests/README.md names what does not exist: {absent:#?}");
}

#[test]
fn every_scenario_is_told_by_its_title_and_its_content() {
    let mut titles = BTreeMap::new();
    let mut contents = BTreeMap::new();
    for file in files() {
        let mut scenario = json(&file);
        let Some(Value::String(title)) = scenario.as_object_mut().and_then(|fields| fields.remove("title")) else {
            panic!("{}: no title", file.path);
        };
        if let Some(other) = titles.insert(title, file.path.clone()) {
            panic!("{}: the title of {other}", file.path);
        }
        if let Some(other) = contents.insert(scenario.to_string(), file.path.clone()) {
            panic!("{}: the content of {other}", file.path);
        }
    }
}

#[test]
fn a_gallery_scenario_is_a_question_with_both_outcomes() {
    for file in files().iter().filter(|file| file.path.starts_with("web/")) {
        let scenario = json(file);
        let text = |field: &str| scenario.get(field).and_then(Value::as_str).unwrap_or_default();
        assert!(text("title").ends_with('?'), "{}: the title is no question", file.path);
        assert!(!text("description").is_empty(), "{}: no description", file.path);
        let list = |field: &str| scenario.get(field).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        assert!(!list("tags").is_empty(), "{}: no tags", file.path);
        let requests = list("requests");
        assert!((2..=6).contains(&requests.len()), "{}: {} requests", file.path, requests.len());
        let outcomes: BTreeSet<_> = requests.iter().filter_map(|request| request.get("expect")?.as_str()).collect();
        assert!(outcomes.contains("allowed") && outcomes.len() > 1, "{}: only {outcomes:?}", file.path);
    }
}

/// One line for each claim of a scenario that does not hold.
fn failures(file: &File) -> Vec<String> {
    let result = match Scenario::read(&file.text).and_then(|scenario| run_scenario(&scenario)) {
        Ok(result) => result,
        Err(error) => return vec![format!("{} at `{}`: {}", file.path, error.pointer, error.message)],
    };
    let mut lines = Vec::new();
    for (number, request) in result.requests.iter().enumerate().filter(|(_, request)| !request.ok) {
        let name = request.name.clone().unwrap_or_else(|| format!("request {}", number + 1));
        let error = request.error.iter().map(|error| format!("cannot be judged: {}", error.message));
        let reasons = request.mismatches.iter().cloned().chain(error);
        lines.extend(reasons.map(|reason| format!("{} [{name}]: {reason}", file.path)));
    }
    lines
}

/// The scenario files that a Markdown text links to, as paths from the root of the repository.
fn links(markdown: &str) -> BTreeSet<String> {
    let targets = markdown.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets
        .filter(|(target, _)| is_json(Path::new(target)))
        .map(|(target, _)| match target.strip_prefix("../") {
            Some(from_root) => from_root.to_owned(),
            None => format!("tests/{target}"),
        })
        .collect()
}

/// All scenario files, in the order of their paths.
fn files() -> Vec<File> {
    let mut paths = Vec::new();
    for folder in ["tests/cases", "web/gallery"] {
        collect(&root().join(folder), &mut paths);
    }
    paths.sort();
    let name = |path: &Path| {
        let inside = path.strip_prefix(root()).unwrap_or(path);
        inside.to_string_lossy().replace('\\', "/")
    };
    paths.iter().map(|path| File { path: name(path), text: read(path) }).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if is_json(&path) {
            paths.push(path);
        }
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

fn json(file: &File) -> Value {
    serde_json::from_str(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}
