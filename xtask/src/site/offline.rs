//! The service worker of the built site: told which files the page consists of, under a version that changes with any of them.

use super::finish::{read, write};
use crate::{Outcome, paths, third_party};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// The worker's file, which the page's link names.
pub(super) const WORKER: &str = "offline.js";

/// What stands beside the page and is no part of it.
const APART: &[&str] = &["_headers", "playground.html", third_party::FILE, WORKER, "embed", "element"];

/// Writes the worker beside the finished site.
pub(super) fn write_worker(dist: &Path) -> Outcome {
    let mut files = Vec::new();
    collect(dist, "", &mut files)?;
    files.sort();
    let mut version = Sha256::new();
    for file in &files {
        version.update(std::fs::read(dist.join(file)).map_err(|error| format!("{file}: {error}"))?);
    }
    let version: Vec<String> = version.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    // The page's own address is the folder's.
    let names = std::iter::once("\"./\"".to_owned()).chain(files.iter().map(|file| format!("\"./{file}\"")));
    let source = read(&paths::root().join("web").join("js").join(WORKER))?;
    let worker = source.replacen("/* files */", &names.collect::<Vec<_>>().join(", "), 1).replacen(
        "/* version */",
        &version.concat(),
        1,
    );
    write(&dist.join(WORKER), worker.as_bytes())
}

/// The files below a folder of the site, by their addresses.
fn collect(folder: &Path, address: &str, files: &mut Vec<String>) -> Outcome {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if address.is_empty() && APART.contains(&name.as_str()) {
            continue;
        }
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{address}{name}/"), files)?;
        } else {
            files.push(format!("{address}{name}"));
        }
    }
    Ok(())
}
