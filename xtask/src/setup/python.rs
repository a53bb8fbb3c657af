//! Packages from `PyPI`: what a list in the tree names, in an environment of their own below `target/`.

use super::announce;
use crate::machine::{Machine, output, run};
use crate::{Outcome, paths};
use std::path::PathBuf;

/// Written when an installation is complete: the list it was made from.
const STAMP: &str = "installed-from";

/// Where the documentation tools' programs are.
pub(crate) fn docs_programs() -> PathBuf {
    environment().join(if cfg!(windows) { "Scripts" } else { "bin" })
}

fn environment() -> PathBuf {
    paths::target().join("tools").join("docs-python")
}

/// Installs what `tests/docs/requirements.txt` names, unless exactly that is there.
pub(super) fn ensure_docs(machine: &Machine) -> Outcome {
    let list = paths::root().join("tests").join("docs").join("requirements.txt");
    let wanted = std::fs::read(&list).map_err(|error| format!("{} cannot be read: {error}", list.display()))?;
    let stamp = environment().join(STAMP);
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let python =
        ["python3", "python"].into_iter().find(|name| output(machine.command(name).arg("--version")).is_some());
    let python = python.ok_or("Python 3 is needed for the documentation tools, and not on PATH")?;
    announce("mdBook and MkDocs", "20 seconds");
    run(machine.command(python).args(["-m", "venv", "--clear"]).arg(environment()))
        .map_err(|reason| format!("{reason}: Python's venv is needed (Debian: python3-venv)"))?;
    let pip = docs_programs().join("python");
    run(machine
        .command(&pip.to_string_lossy())
        .args(["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"])
        .arg("-r")
        .arg(&list))?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}
