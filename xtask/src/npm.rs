//! `cargo xtask npm`: the packed npm package.

use crate::machine::{Machine, run};
use crate::setup::{Need, node};
use crate::{Outcome, paths, setup};
use std::path::{Path, PathBuf};

/// What the package is built with.
pub(crate) const NEEDS: &[Need] = &[Need::WasmTarget, Need::WasmBindgen, Need::WasmOpt, Need::EditorPackages];

/// The crate whose functions JavaScript calls.
const BINDINGS: &str = "iam-playground-npm";
const TARGET: &str = "wasm32-unknown-unknown";

/// The command.
pub(crate) fn npm_command() -> Outcome {
    let machine = setup::prepare_all(NEEDS)?;
    println!("{}", pack(&machine)?.display());
    Ok(())
}

/// Builds the package and packs it; gives the tarball.
pub(crate) fn pack(machine: &Machine) -> Outcome<PathBuf> {
    let folder = paths::target().join("npm");
    let package = folder.join("package");
    remove_folder(&package)?;
    std::fs::create_dir_all(&package).map_err(|error| format!("{}: {error}", package.display()))?;
    let engine = build_engine(machine)?;
    run(machine.command("node").arg("npm/build.mjs").args([&engine, &package]))?;
    run(machine.command("npm").args(["pack", "--silent", "--pack-destination"]).arg(&folder).current_dir(&package))?;
    Ok(folder.join(format!("iam-policy-playground-{}.tgz", env!("CARGO_PKG_VERSION"))))
}

/// The engine and its JavaScript as wasm-bindgen writes them, the wasm optimized; gives their folder.
fn build_engine(machine: &Machine) -> Outcome<PathBuf> {
    let folder = paths::target().join("npm").join("engine");
    remove_folder(&folder)?;
    run(machine
        .wasm_command("cargo")
        .args(["build", "--release", "--package", BINDINGS, "--target", TARGET])
        .env("CARGO_ENCODED_RUSTFLAGS", nameless_paths()))?;
    let library = BINDINGS.replace('-', "_");
    let built = paths::cargo_target().join(TARGET).join("release").join(format!("{library}.wasm"));
    run(machine
        .command("wasm-bindgen")
        .args(["--target", "web", "--omit-default-module-path", "--out-name", "engine", "--out-dir"])
        .args([&folder, &built]))?;
    let wasm = folder.join("engine_bg.wasm");
    run(machine.command("wasm-opt").args(["-Oz", "-o"]).args([&wasm, &wasm]).args(node::WASM_FEATURES))?;
    Ok(folder)
}

/// Places in the source stand in a program for its panics: without the names of this machine's folders.
fn nameless_paths() -> String {
    let home =
        std::env::var_os("CARGO_HOME").or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo").into()));
    let registry = home.map(|home| format!("--remap-path-prefix={}=cargo", PathBuf::from(home).display()));
    let flags = [registry, Some(format!("--remap-path-prefix={}=source", paths::root().display()))];
    flags.into_iter().flatten().collect::<Vec<_>>().join("\u{1f}")
}

fn remove_folder(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(format!("{} cannot be removed: {error}", folder.display())),
        _ => Ok(()),
    }
}
