//! What the WebAssembly contains of others, with the notices that their licences ask to keep. The scripts name in themselves what they
//! contain.

use crate::machine::{Machine, WASM, output};
use crate::{Outcome, paths};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Beside the page, and in the package.
pub(crate) const FILE: &str = "THIRD-PARTY-LICENSES.txt";

const HEAD: &str = "The WebAssembly contains the Rust standard library, Copyright (c) The Rust Project Contributors, under the MIT licence or the
Apache License 2.0, and the Rust packages below. The scripts name what they contain, each in its own text.
";

/// For what has no text with it: all of that is under this licence, if you choose.
const APACHE: &str = "LICENSE-APACHE";

/// Writes the file into a folder.
pub(crate) fn write(folder: &Path, machine: &Machine) -> Outcome {
    let contained = contained(machine)?;
    let mut holders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages(machine)? {
        let field = |name: &str| package.get(name).and_then(Value::as_str).unwrap_or_default();
        let name = format!("{} {}", field("name"), field("version"));
        if !contained.contains(&name) || package.get("source").is_none_or(Value::is_null) {
            continue;
        }
        let text = Path::new(field("manifest_path")).parent().and_then(text).or_else(|| apache_of(field("license")));
        let text = text.ok_or_else(|| format!("{name} has no text of its licence, {}", field("license")))?;
        holders.entry(text).or_default().push(name);
    }
    let mut parts: Vec<String> =
        holders.iter().map(|(text, names)| format!("{}\n\n{text}\n", names.join(", "))).collect();
    parts.sort();
    parts.insert(0, HEAD.to_owned());
    let file = folder.join(FILE);
    let rule = format!("\n{}\n\n", "-".repeat(80));
    std::fs::write(&file, parts.join(&rule)).map_err(|error| format!("{}: {error}", file.display()))
}

/// What is compiled into the engine and the page, as names and versions.
fn contained(machine: &Machine) -> Outcome<BTreeSet<String>> {
    let mut cargo = machine.command("cargo");
    cargo.args([
        "tree",
        "--locked",
        "--package",
        "iam-playground-npm",
        "--package",
        "iam-playground-web",
        "--target",
        WASM,
    ]);
    cargo.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let printed = output(&mut cargo).ok_or("`cargo tree` failed")?;
    Ok(printed.lines().filter_map(|line| line.split_once(" v")).map(name_and_version).collect())
}

fn name_and_version((name, rest): (&str, &str)) -> String {
    format!("{name} {}", rest.split(' ').next().unwrap_or_default())
}

fn packages(machine: &Machine) -> Outcome<Vec<Value>> {
    let printed = output(machine.command("cargo").args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--filter-platform",
        WASM,
    ]));
    let mut metadata: Value =
        printed.and_then(|text| serde_json::from_str(&text).ok()).ok_or("`cargo metadata` failed")?;
    match metadata.get_mut("packages").map(Value::take) {
        Some(Value::Array(packages)) => Ok(packages),
        _ => Err("`cargo metadata` names no packages".into()),
    }
}

/// The text of a licence in a package's folder: the MIT licence where there are several, for it is the shortest.
fn text(folder: &Path) -> Option<String> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.to_uppercase().starts_with("LICEN")).collect();
    names.sort_by_key(|name| (!name.contains("MIT"), name.clone()));
    let text = std::fs::read_to_string(folder.join(names.first()?)).ok()?;
    Some(text.replace("\r\n", "\n").trim().to_owned())
}

fn apache_of(licence: &str) -> Option<String> {
    let text = std::fs::read_to_string(paths::root().join(APACHE)).ok().filter(|_| licence.contains("Apache-2.0"))?;
    Some(text.trim().to_owned())
}
