//! `cargo xtask build`: the page as static files. Trunk builds it; what Trunk writes is then made to hold under our
//! content security policy, and once more put into one file.

pub(crate) mod fingerprint;
mod finish;
mod frame;
mod html;
mod offline;
mod single_file;
pub(crate) mod split;

use crate::machine::{Machine, WASM, run};
use crate::setup::Need;
use crate::{Outcome, paths, setup, third_party};
use std::path::PathBuf;

/// What the site is built with.
pub(crate) const NEEDS: &[Need] =
    &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen, Need::WasmOpt, Need::EditorPackages];

/// Whatever changes the site. The commands are among it, since they finish what Trunk writes.
const INPUTS: &[&str] = &["Cargo.lock", "Cargo.toml", "Trunk.toml", "index.html", "evaluator", "npm", "web", "xtask"];

/// The command.
pub(crate) fn build_command() -> Outcome {
    let machine = setup::prepare_all(NEEDS)?;
    let dist = build(&machine)?;
    println!("The site is in {}: host it from any path, or open playground.html in it", dist.display());
    Ok(())
}

/// Builds the site, unless it is there and made from exactly what is there now; gives its folder.
pub(crate) fn build(machine: &Machine) -> Outcome<PathBuf> {
    let dist = paths::dist();
    let stamp = paths::target().join("site-built-from");
    let inputs = fingerprint::of_inputs(INPUTS);
    if dist.join("playground.html").is_file() && std::fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        println!("The site is up to date");
        return Ok(dist);
    }
    println!("Building the site (usually about a minute, less when little changed)");
    drop(std::fs::remove_file(&stamp));
    build_editor(machine)?;
    // Trunk, told to download no tools, tells Cargo to download no crates.
    run(machine.shipped_command("cargo").args(["fetch", "--locked", "--target", WASM]))?;
    let mut trunk = split::splitting(machine, "trunk")?;
    // Where backtraces are on, Trunk prints one for each fault of the page's crate, after the compiler's own message.
    run(trunk.args(["build", "--release", "--offline=true"]).env("RUST_BACKTRACE", "0"))?;
    let parts = split::place_parts(&dist, machine)?;
    finish::finish(&dist, machine)?;
    frame::write_frame(&dist)?;
    single_file::write_single_file(&dist, &parts, machine)?;
    third_party::write(&dist, machine)?;
    offline::write_worker(&dist)?;
    std::fs::create_dir_all(paths::target())
        .and_then(|()| std::fs::write(&stamp, inputs))
        .map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(dist)
}

/// Bundles the page's editor: the page's crate does not compile without it.
pub(crate) fn build_editor(machine: &Machine) -> Outcome {
    run(machine.command("npm").args(["run", "--silent", "build"]).current_dir(paths::root().join("web").join("js")))
}
