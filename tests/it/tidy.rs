//! What a program can check about the house style: every Rust file says what it holds, the evaluator's modules use only
//! those before them and no std, documents name what exists, and no file knows the machine it was written on.
#![expect(clippy::panic, reason = "a test that cannot read the tree fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file under version control: its path from the root, and its text.
struct File {
    path: String,
    text: String,
}

#[test]
fn every_rust_file_opens_by_saying_what_it_holds() {
    let silent: Vec<_> =
        rust_files("").into_iter().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path).collect();
    assert!(silent.is_empty(), "no `//!` on the first line of {silent:#?}");
}

/// The reading order of `lib.rs` is the order of use: a module knows only what was read before it.
#[test]
fn an_evaluator_module_uses_only_the_modules_before_it() {
    let contents = read("evaluator/src/lib.rs");
    let order: Vec<&str> = contents.lines().filter_map(declared_module).collect();
    assert!(order.len() > 10, "the modules of evaluator/src/lib.rs are not understood: {order:?}");
    let place = |name: &str| order.iter().position(|module| *module == name);
    let mut wrong = BTreeSet::new();
    for file in rust_files("evaluator/src/") {
        let module = file.path.trim_start_matches("evaluator/src/").split(['/', '.']).next().unwrap_or_default();
        for used in used_modules(shipped(&file.text)) {
            if let (Some(own), Some(other)) = (place(module), place(used))
                && other > own
            {
                wrong.insert(format!("{}: `{module}` comes before `{used}` and uses it", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_evaluator_has_no_std() {
    assert!(read("evaluator/src/lib.rs").contains("#![no_std]"));
    for file in rust_files("evaluator/src/") {
        let code = shipped(&file.text).lines().filter(|line| !line.trim_start().starts_with("//"));
        let std: Vec<_> = code.filter(|line| line.contains("std::")).collect();
        assert!(std.is_empty(), "{}: {std:#?}", file.path);
    }
}

#[test]
fn every_style_sheet_is_linked() {
    let (page, dialogs) = (read("index.html"), read("web/src/components/dialog_sheet.rs"));
    for file in tracked().iter().filter(|path| path.starts_with("web/styles/") && ending(path) == "css") {
        let included = file.strip_prefix("web/").is_some_and(|path| dialogs.contains(&format!("(\"../../{path}\")")));
        assert!(included || page.contains(&format!("href=\"{file}\"")), "neither the page nor its dialogs have {file}");
    }
}

#[test]
fn the_commands_of_the_documents_exist() {
    let xtask = read("xtask/src/main.rs");
    for document in documents() {
        for (_, rest) in
            document.text.match_indices("cargo xtask ").map(|(at, found)| document.text.split_at(at + found.len()))
        {
            let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            assert!(xtask.contains(&format!("(\"{name}")), "{}: `cargo xtask {name}` does not exist", document.path);
        }
    }
}

#[test]
fn the_links_of_the_documents_lead_somewhere() {
    for document in documents() {
        let folder = Path::new(&document.path).parent().unwrap_or(Path::new(""));
        for (_, rest) in document.text.match_indices("](").map(|(at, found)| document.text.split_at(at + found.len())) {
            let link = rest.split([')', '#', ' ']).next().unwrap_or_default();
            let local = !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:");
            assert!(!local || root().join(folder).join(link).exists(), "{}: nothing is at {link}", document.path);
        }
    }
}

/// The table under "The map" names paths, and every folder of the tree.
#[test]
fn the_map_of_the_architecture_matches_the_tree() {
    let mapped = first_column("The map");
    for path in &mapped {
        assert!(root().join(path).exists(), "ARCHITECTURE.md: nothing is at {path}");
    }
    let tracked = tracked();
    let folders = tracked.iter().filter_map(|path| path.split_once('/')).map(|(folder, _)| format!("{folder}/"));
    for folder in folders.filter(|folder| !folder.starts_with('.')) {
        assert!(mapped.contains(&folder), "ARCHITECTURE.md: {folder} is not on the map");
    }
}

/// The table under "The evaluator" is the contents page of the crate, in its order.
#[test]
fn the_modules_of_the_architecture_are_those_of_the_evaluator() {
    let contents = read("evaluator/src/lib.rs");
    let order: Vec<&str> = contents.lines().filter_map(declared_module).collect();
    let named = first_column("The evaluator");
    let missing: Vec<_> = order.iter().filter(|module| !named.iter().any(|name| name == **module)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not name {missing:?}");
    let places: Vec<_> = named.iter().map(|name| order.iter().position(|module| module == name)).collect();
    assert!(places.iter().all(Option::is_some), "ARCHITECTURE.md names a module that is none: {named:?}");
    assert!(places.is_sorted(), "ARCHITECTURE.md has another order of modules than evaluator/src/lib.rs: {named:?}");
}

/// Lockfiles name versions and hashes, and leave the registry to whoever installs.
#[test]
fn no_lockfile_names_a_host() {
    let lockfiles: Vec<_> = tracked().into_iter().filter(|path| path.ends_with("package-lock.json")).collect();
    assert!(!lockfiles.is_empty(), "there is no package-lock.json");
    for path in lockfiles {
        assert!(
            !read(&path).contains("\"resolved\""),
            "{path} names a registry: `npm install --package-lock-only` in its folder"
        );
    }
    for path in tracked().into_iter().filter(|path| path.ends_with("Cargo.lock")) {
        let sources: BTreeSet<String> =
            read(&path).lines().filter(|line| line.starts_with("source = ")).map(str::to_owned).collect();
        let crates_io = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        assert!(sources.iter().all(|source| source == crates_io), "{path}: {sources:#?}");
    }
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let root = format!("{}/", root().display());
    // A tree right below `/` has a name like any word.
    let paths = (root.matches('/').count() > 2).then_some(root);
    for path in tracked() {
        let Ok(text) = fs::read_to_string(self::root().join(&path)) else { continue };
        assert!(paths.iter().all(|known| !text.contains(known.as_str())), "{path} holds the path of this tree");
    }
}

/// What stands between backticks in the first column of a section's first table.
fn first_column(section: &str) -> Vec<String> {
    let architecture = read("ARCHITECTURE.md");
    let Some((_, rest)) = architecture.split_once(&format!("\n## {section}\n")) else {
        panic!("ARCHITECTURE.md has no section `{section}`")
    };
    let table = rest.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells: Vec<String> = table.filter_map(|row| row.split('|').nth(1)).map(str::to_owned).collect();
    cells.iter().flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn declared_module(line: &str) -> Option<&str> {
    line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')
}

/// A file without its tests, which may use whatever they like.
fn shipped(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// The names that follow `crate::`, those in braces too.
fn used_modules(text: &str) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for (_, rest) in text.match_indices("crate::").map(|(at, found)| text.split_at(at + found.len())) {
        match rest.strip_prefix('{').and_then(|rest| rest.split_once("};")) {
            Some((names, _)) => used.extend(outermost_names(names)),
            None => used.extend(rest.split(|next: char| !is_name(next)).next()),
        }
    }
    used
}

/// `arn, policy::{Policy, Statement}, value` gives arn, policy, value.
fn outermost_names(names: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let parts = names.split(|next: char| {
        depth += i32::from(next == '{') - i32::from(next == '}');
        next == ',' && depth == 0
    });
    parts.filter_map(|part| part.trim().split(|next: char| !is_name(next)).next()).collect()
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn documents() -> Vec<File> {
    tracked().into_iter().filter(|path| ending(path) == "md").map(file).collect()
}

fn rust_files(folder: &str) -> Vec<File> {
    tracked().into_iter().filter(|path| path.starts_with(folder) && ending(path) == "rs").map(file).collect()
}

fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

fn file(path: String) -> File {
    File { text: read(&path), path }
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file that is under version control, or would be, and is there.
fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    let Ok(listed) = listed else { panic!("git does not list the files of the tree") };
    let text = String::from_utf8_lossy(&listed.stdout);
    let files: BTreeSet<String> = text.lines().filter(|path| root().join(path).is_file()).map(str::to_owned).collect();
    assert!(!files.is_empty(), "git lists no file of the tree");
    files.into_iter().collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap_or_else(|error| panic!("the root of the tree: {error}"))
}
