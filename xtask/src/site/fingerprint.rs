//! Tells whether something must be built again: the names, sizes and times of everything it is made from.

use crate::paths;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Folders below them that are made, not written.
const MADE: &[&str] = &["dist", "node_modules", "target"];

/// A line for each file.
pub(crate) fn of_inputs(inputs: &[&str]) -> String {
    let mut lines = Vec::new();
    for input in inputs {
        describe(&paths::root().join(input), &mut lines);
    }
    lines.join("\n")
}

fn describe(path: &Path, lines: &mut Vec<String>) {
    let Ok(metadata) = path.metadata() else {
        return;
    };
    if !metadata.is_dir() {
        let modified =
            metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        lines.push(format!("{} {} {}", path.display(), metadata.len(), modified.as_nanos()));
        return;
    }
    if path.file_name().is_some_and(|name| MADE.iter().any(|made| name == *made)) {
        return;
    }
    let mut below: Vec<_> = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    below.sort();
    for path in below {
        describe(&path, lines);
    }
}
