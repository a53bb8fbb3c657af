//! Tools that Cargo installs, each in an exact version: the person's own if it is that version, else ours.

use super::announce;
use crate::machine::{Machine, output, run};
use crate::{Outcome, paths};

/// A program, the package it comes from, and how it is best installed.
pub(super) struct CargoTool {
    program: &'static str,
    package: &'static str,
    version: &'static str,
    how_long: &'static str,
    arguments: &'static [&'static str],
    /// Compiling a tool for speed takes longer than it saves.
    opt_level: &'static str,
}

pub(super) const TRUNK: CargoTool = CargoTool {
    program: "trunk",
    package: "trunk",
    version: "0.21.14",
    how_long: "4 minutes",
    // Trunk's own downloads are switched off, so the TLS that compiles quickest will do.
    arguments: &["--no-default-features", "--features", "rustls"],
    opt_level: "0",
};

/// The version must be the one of the `wasm-bindgen` crate in Cargo.lock: a test holds the two equal.
pub(super) const WASM_BINDGEN: CargoTool = CargoTool {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: "0.2.126",
    how_long: "1 minute",
    arguments: &[],
    // It reads and rewrites every module that is built: unoptimized it is felt in each build.
    opt_level: "1",
};

pub(super) const CARGO_FUZZ: CargoTool = CargoTool {
    program: "cargo-fuzz",
    package: "cargo-fuzz",
    version: "0.13.2",
    how_long: "1 minute",
    arguments: &[],
    opt_level: "0",
};

/// Finds the tool on `PATH` or among ours, or installs it.
pub(super) fn ensure(tool: &CargoTool, machine: &mut Machine) -> Outcome {
    if is_there(tool, machine) {
        return Ok(());
    }
    let tools = paths::target().join("tools");
    let home = tools.join(format!("{}-{}", tool.package, tool.version));
    machine.tools.insert(0, home.join("bin"));
    if is_there(tool, machine) {
        return Ok(());
    }
    announce(&format!("{} {}", tool.package, tool.version), tool.how_long);
    let build = tools.join("build");
    let mut install = machine.command("cargo");
    install
        .args(["install", tool.package, "--version", tool.version, "--locked", "--root"])
        .arg(&home)
        .args(tool.arguments);
    install.env("CARGO_TARGET_DIR", &build).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level);
    install.envs([
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
    ]);
    run(&mut install)?;
    // What it was built from is of no more use; that it cannot be removed harms nobody.
    drop(std::fs::remove_dir_all(build));
    if is_there(tool, machine) {
        Ok(())
    } else {
        Err(format!("{} was installed, but does not say that it is {}", tool.program, tool.version))
    }
}

/// `trunk 0.21.14`, `wasm-bindgen 0.2.126`, `cargo-fuzz 0.13.2`: the version is the last word.
fn is_there(tool: &CargoTool, machine: &Machine) -> bool {
    output(machine.command(tool.program).arg("--version"))
        .is_some_and(|said| said.split_whitespace().nth(1) == Some(tool.version))
}

#[cfg(test)]
mod tests {
    use super::WASM_BINDGEN;

    #[test]
    fn the_wasm_bindgen_tool_is_of_the_locked_version() {
        let lock = include_str!("../../../Cargo.lock");
        let locked = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(lock.contains(&locked), "Cargo.lock holds another version than {}", WASM_BINDGEN.version);
    }
}
