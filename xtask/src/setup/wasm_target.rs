//! The standard library of wasm32-unknown-unknown: rustup's, and where rustup reaches no server, one built from Debian's
//! packages of the compiler that browsers are built with.

use super::{announce, apt};
use crate::machine::{Machine, WASM, output, run, std_source};
use crate::{Outcome, paths};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler that is known to build its standard library by the flags of `Machine::shipped_command`.
const TRIED: &str = "rustc 1.95.";
/// The name under which rustup knows Debian's compiler.
const DEBIAN_TOOLCHAIN: &str = "debian-web";
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Looks for the target, asks rustup for it, and falls back on Debian.
pub(super) fn ensure(machine: &mut Machine) -> Outcome {
    if has_target(&mut machine.command("rustc")) {
        ensure_source(machine);
        return Ok(());
    }
    if has_target(machine.command("rustc").env("RUSTUP_TOOLCHAIN", DEBIAN_TOOLCHAIN)) {
        machine.wasm_toolchain = Some(DEBIAN_TOOLCHAIN.to_owned());
        return Ok(());
    }
    announce("the Rust target wasm32-unknown-unknown", "10 seconds");
    let added = run(machine.command("rustup").args(["target", "add", WASM]));
    if has_target(&mut machine.command("rustc")) {
        ensure_source(machine);
        return Ok(());
    }
    let reason = added.err().unwrap_or_else(|| "rustup adds it, and rustc does not find it".to_owned());
    let administrator = apt::administrator().ok_or_else(|| {
        format!(
            "the Rust target {WASM} is missing: {reason}; without rustup's server, the packages {} can stand in",
            DEBIAN_PACKAGES.join(", ")
        )
    })?;
    announce("the target from Debian's packages instead", "3 minutes");
    apt::install(administrator, DEBIAN_PACKAGES)?;
    let libraries = build_standard_library()?;
    install_standard_library(administrator, &libraries)?;
    run(machine.command("rustup").args(["toolchain", "link", DEBIAN_TOOLCHAIN, "/usr"]))?;
    machine.wasm_toolchain = Some(DEBIAN_TOOLCHAIN.to_owned());
    Ok(())
}

/// Looks for the source of the standard library, and asks rustup for it; what is built without it is larger, and does the same.
fn ensure_source(machine: &mut Machine) {
    let tried = output(machine.command("rustc").arg("--version")).is_some_and(|version| version.starts_with(TRIED));
    if tried && std_source().is_none() {
        announce("the source of Rust's standard library", "10 seconds");
        drop(run(machine.command("rustup").args(["component", "add", "rust-src"])));
    }
    machine.builds_std = tried && std_source().is_some();
    if !machine.builds_std {
        println!("set-up: no {TRIED}x with its source is here: the WebAssembly will be a tenth larger");
    }
}

/// A target is there when the folder of its libraries holds some.
fn has_target(rustc: &mut Command) -> bool {
    let folder = output(rustc.args(["--print", "target-libdir", "--target", WASM]));
    folder.is_some_and(|folder| !paths::files_ending(Path::new(&folder), ".rlib").is_empty())
}

/// Debian ships the source of std and no std for this target: it is built as a dependency of an empty crate.
fn build_standard_library() -> Outcome<Vec<PathBuf>> {
    let package = paths::target().join("tools").join("wasm-std");
    let write = |name: &str, text: &str| std::fs::write(package.join(name), text);
    std::fs::create_dir_all(package.join("src"))
        .and_then(|()| {
            write("Cargo.toml", "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n")
        })
        .and_then(|()| write("src/lib.rs", "#![no_std]\n"))
        .map_err(|error| format!("{}: {error}", package.display()))?;
    let mut build = Command::new("/usr/bin/cargo");
    build
        .args(["build", "--release", "--target", WASM, "-Zbuild-std=std,panic_abort,proc_macro"])
        .current_dir(&package);
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes -Cdebuginfo=0");
    build.env("CARGO_TARGET_DIR", package.join("target")).env_remove("RUSTUP_TOOLCHAIN");
    run(&mut build)?;
    let libraries = paths::files_ending(&package.join("target").join(WASM).join("release").join("deps"), ".rlib");
    Ok(libraries.into_iter().filter(|library| !library.to_string_lossy().contains("libempty-")).collect())
}

/// Puts the libraries and the linker where Debian's rustc looks for them.
fn install_standard_library(administrator: apt::Administrator, libraries: &[PathBuf]) -> Outcome {
    let host = output(Command::new("/usr/bin/rustc").args(["--print", "host-tuple"]))
        .ok_or("Debian's rustc does not name its host")?;
    let folder = format!("/usr/lib/rustlib/{WASM}/lib");
    let programs = format!("/usr/lib/rustlib/{host}/bin");
    run(apt::as_administrator(administrator, "mkdir").args(["-p", &folder, &programs]))?;
    run(apt::as_administrator(administrator, "cp").args(libraries).arg(&folder))?;
    run(apt::as_administrator(administrator, "ln").args([
        "-sf",
        "/usr/bin/wasm-ld-22",
        &format!("{programs}/rust-lld"),
    ]))
}
