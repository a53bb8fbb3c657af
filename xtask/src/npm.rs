//! `cargo xtask npm`: the packed npm package.

use crate::machine::{Machine, WASM, run};
use crate::setup::Need;
use crate::site::{fingerprint, split};
use crate::{Outcome, paths, setup, short_names, site, third_party};
use std::path::{Path, PathBuf};

/// What the package is built with.
pub(crate) const NEEDS: &[Need] = &[Need::WasmTarget, Need::WasmBindgen, Need::WasmOpt, Need::EditorPackages];

/// One WebAssembly of the package.
struct Module {
    /// What its files are called.
    name: &'static str,
    /// What Cargo builds.
    build: &'static [&'static str],
    /// What the compiler is told when it puts all crates together.
    link: &'static [&'static str],
    /// What Cargo calls the result.
    artifact: &'static str,
    /// Whether parts of it are files of their own.
    has_parts: bool,
}

/// The functions. The profile builds for size, and so would inline next to nothing: with what is short inlined as the crates are put
/// together they take a sixth less time for a fiftieth more room.
const ENGINE: Module = Module {
    name: "engine",
    build: &["--package", "iam-playground-npm", "--lib", "--crate-type", "cdylib"],
    link: &["-Cllvm-args=-inline-threshold=30"],
    artifact: "iam_playground_npm.wasm",
    has_parts: false,
};

/// What the element draws.
const PANELS: Module = Module {
    name: "panels",
    build: &["--package", "iam-playground-web", "--bin", "playground-element"],
    link: &[],
    artifact: "playground-element.wasm",
    has_parts: true,
};

/// Whatever changes the package. The commands are among it, since they put it together.
const INPUTS: &[&str] =
    &["Cargo.lock", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "index.html", "evaluator", "npm", "web", "xtask"];

/// The command.
pub(crate) fn npm_command() -> Outcome {
    let machine = setup::prepare_all(NEEDS)?;
    println!("{}", pack(&machine)?.display());
    Ok(())
}

/// Builds the package and packs it, unless it is there and made from exactly what is there now; gives the tarball.
pub(crate) fn pack(machine: &Machine) -> Outcome<PathBuf> {
    let folder = paths::target().join("npm");
    let package = folder.join("package");
    let tarball = folder.join(format!("iam-policy-playground-{}.tgz", env!("CARGO_PKG_VERSION")));
    let stamp = folder.join("built-from");
    let inputs = fingerprint::of_inputs(INPUTS);
    if tarball.is_file() && std::fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        println!("The package is up to date");
        return Ok(tarball);
    }
    drop(std::fs::remove_file(&stamp));
    remove_folder(&package)?;
    std::fs::create_dir_all(&package).map_err(|error| format!("{}: {error}", package.display()))?;
    let engine = build_module(machine, &ENGINE)?;
    site::build_editor(machine)?;
    let panels = build_module(machine, &PANELS)?;
    run(machine.command("node").arg("npm/build.mjs").args([&engine, &panels, &package]))?;
    third_party::write(&package, machine)?;
    run(machine.command("npm").args(["pack", "--silent", "--pack-destination"]).arg(&folder).current_dir(&package))?;
    std::fs::write(&stamp, inputs).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(tarball)
}

/// A module and its JavaScript as wasm-bindgen writes them, the wasm optimized; gives their folder.
fn build_module(machine: &Machine, module: &Module) -> Outcome<PathBuf> {
    let folder = paths::target().join("npm").join(module.name);
    remove_folder(&folder)?;
    let mut cargo = machine.shipped_command("cargo");
    cargo.args(["rustc", "--release", "--target", WASM]).args(module.build).arg("--").args(module.link);
    run(&mut cargo)?;
    let built = paths::cargo_target().join(WASM).join("release").join(module.artifact);
    let mut bindgen = machine.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--omit-default-module-path", "--out-name", module.name, "--out-dir"])
        .arg(&folder);
    if module.has_parts {
        split::split_program(&built, &folder)?;
        run(bindgen.arg(split::OF_PARTS).arg(folder.join(split::FIRST)))?;
    } else {
        run(bindgen.arg(&built))?;
    }
    short_names::shorten(&folder, module.name)?;
    for wasm in paths::files_ending(&folder, ".wasm").iter().filter(|file| !file.ends_with(split::FIRST)) {
        split::optimize(wasm, wasm, machine)?;
    }
    Ok(folder)
}

fn remove_folder(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(format!("{} cannot be removed: {error}", folder.display())),
        _ => Ok(()),
    }
}
