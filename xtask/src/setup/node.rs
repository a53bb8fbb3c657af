//! Packages from npm, always those of a committed lockfile.

use super::announce;
use crate::machine::{Machine, output, run};
use crate::{Outcome, paths};
use std::path::Path;

/// The first Node.js that Vite, which the package test builds with, runs on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Written into `node_modules` when an installation is complete: the lockfile it was made from.
const STAMP: &str = ".installed-from";

/// Installs what the folder's lockfile names, unless exactly that is there.
pub(super) fn ensure_packages(folder: &Path, machine: &Machine) -> Outcome {
    node_is_there(machine)?;
    let name = folder.strip_prefix(paths::root()).unwrap_or(folder).display();
    let lock = std::fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("{name}/package-lock.json cannot be read: {error}"))?;
    let stamp = folder.join("node_modules").join(STAMP);
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    announce(&format!("the node packages of {name}"), "20 seconds");
    // Not `npm ci`: it refuses a lockfile that does not name the optional packages of every other platform. What is locked is
    // what is installed all the same, and the lockfile stays as it is.
    run(machine.command("npm").args(["install", "--no-save", "--no-audit", "--no-fund"]).current_dir(folder))?;
    std::fs::create_dir_all(folder.join("node_modules"))
        .and_then(|()| std::fs::write(&stamp, lock))
        .map_err(|error| format!("{}: {error}", stamp.display()))
}

/// The packages that the page's editor is made of and bundled by; esbuild among them bundles whatever else is bundled.
pub(super) fn ensure_editor(machine: &mut Machine) -> Outcome {
    let folder = paths::root().join("web").join("js");
    ensure_packages(&folder, machine)?;
    machine.tools.insert(0, folder.join("node_modules").join(".bin"));
    Ok(())
}

/// What wasm-opt is told besides `-Oz`: the features that the compiler's output uses, and no more, since with all of them it writes what no
/// browser reads yet. Then what makes it a fiftieth smaller: control flow built anew, and addresses without a sum, for nothing but the end
/// of the stack lies in the lowest kilobyte. Last, what no browser reads goes.
pub(crate) const WASM_OPT: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-O1",
    "-Oz",
    "--strip-producers",
    "--strip-target-features",
];

/// wasm-opt comes in the npm package `binaryen`: the lockfile beside this crate says which, and it is installed under `target/`.
pub(super) fn ensure_wasm_opt(machine: &mut Machine) -> Outcome {
    let folder = paths::target().join("tools").join("node");
    let copy = |name: &str| std::fs::copy(paths::root().join("xtask").join(name), folder.join(name)).map(|_| ());
    std::fs::create_dir_all(&folder)
        .and_then(|()| copy("package.json"))
        .and_then(|()| copy("package-lock.json"))
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    ensure_packages(&folder, machine)?;
    machine.tools.insert(0, folder.join("node_modules").join(".bin"));
    Ok(())
}

fn node_is_there(machine: &Machine) -> Outcome {
    let said = output(machine.command("node").arg("--version"))
        .ok_or("Node.js and npm are needed, and not on PATH: https://nodejs.org/")?;
    let mut numbers = said.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    let version = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    let (major, minor) = OLDEST_NODE;
    if version < OLDEST_NODE {
        Err(format!("Node.js {major}.{minor} or later is needed, this is {said}"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::WASM_OPT;

    #[test]
    fn the_page_is_optimized_as_the_package_is() {
        let page = include_str!("../../../index.html");
        assert!(page.contains(&format!("data-wasm-opt-params=\"{}\"", WASM_OPT.join(" "))));
    }
}
