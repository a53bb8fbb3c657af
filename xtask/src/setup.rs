//! The set-up: what a command needs is looked for, and what is missing is installed in sight of the person.
//!
//! Nothing that is there is installed again, and nothing goes into the source tree but `node_modules`.

mod apt;
mod cargo_tool;
pub(crate) mod chromium;
pub(crate) mod node;
pub(crate) mod python;
mod wasm_target;

use crate::machine::{Machine, output, run};
use crate::{Outcome, paths};

/// One thing that must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// rustfmt and clippy.
    RustComponents,
    /// The standard library of wasm32-unknown-unknown.
    WasmTarget,
    Trunk,
    WasmBindgen,
    CargoFuzz,
    /// wasm-opt, from npm's `binaryen`.
    WasmOpt,
    /// What the page's editor is made of and bundled by, and esbuild, which bundles all else.
    EditorPackages,
    /// What the browser journeys run with.
    TestPackages,
    /// The bundlers and checkers that the package is tried with.
    PackageTestPackages,
    /// The peers that the benchmarks run beside us.
    BenchPackages,
    /// The other evaluator that decisions are compared with.
    OraclePackages,
    /// The documentation tool from npm that embeds are tried with.
    DocsPackages,
    /// The documentation tools from `PyPI` that embeds are tried with.
    DocsPython,
    /// Chromium and its driver.
    Chromium,
}

/// Meets the needs, or says which first could not be met.
pub(crate) fn prepare_all(needs: &[Need]) -> Outcome<Machine> {
    let (machine, unmet) = prepare(needs);
    match unmet.into_iter().next() {
        None => Ok(machine),
        Some((_, reason)) => Err(reason),
    }
}

/// Meets what can be met; the rest comes back with its reasons.
pub(crate) fn prepare(needs: &[Need]) -> (Machine, Vec<(Need, String)>) {
    let mut machine = Machine::default();
    let mut unmet = Vec::new();
    let mut needs = needs.to_vec();
    needs.sort_unstable();
    needs.dedup();
    for need in needs {
        if let Err(reason) = meet(need, &mut machine) {
            eprintln!("set-up: {reason}");
            unmet.push((need, reason));
        }
    }
    (machine, unmet)
}

fn meet(need: Need, machine: &mut Machine) -> Outcome {
    match need {
        Need::RustComponents => rust_components(machine),
        Need::WasmTarget => wasm_target::ensure(machine),
        Need::Trunk => cargo_tool::ensure(&cargo_tool::TRUNK, machine),
        Need::WasmBindgen => cargo_tool::ensure(&cargo_tool::WASM_BINDGEN, machine),
        Need::CargoFuzz => cargo_tool::ensure(&cargo_tool::CARGO_FUZZ, machine),
        Need::WasmOpt => node::ensure_wasm_opt(machine),
        Need::EditorPackages => node::ensure_editor(machine),
        Need::BenchPackages => node::ensure_packages(&paths::root().join("tests/bench"), machine),
        Need::OraclePackages => node::ensure_packages(&paths::root().join("tests/oracle"), machine),
        Need::TestPackages => node::ensure_packages(&paths::root().join("tests"), machine),
        Need::PackageTestPackages => node::ensure_packages(&paths::root().join("tests/package"), machine),
        Need::DocsPackages => node::ensure_packages(&paths::root().join("tests/docs"), machine),
        Need::DocsPython => python::ensure_docs(machine),
        Need::Chromium => chromium::ensure(),
    }
}

fn rust_components(machine: &Machine) -> Outcome {
    let present = |program: &str| output(machine.command(program).arg("--version")).is_some();
    if present("cargo-clippy") && present("rustfmt") {
        return Ok(());
    }
    announce("rustfmt and clippy", "half a minute");
    run(machine.command("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

/// Says what is about to be installed, and how long that usually takes.
fn announce(what: &str, how_long: &str) {
    println!("set-up: installing {what} (usually about {how_long})");
}
