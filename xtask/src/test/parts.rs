//! The parts of the tests, in the order in which they run: what is quick and names its fault best comes first.

use super::Part;
use super::fuzz::fuzz;
use super::watch::watch;
use crate::counts::Counts;
use crate::machine::{Machine, WASM, run};
use crate::setup::{Need, chromium, python};
use crate::{Outcome, npm, paths, serve, site};
use std::path::PathBuf;
use std::process::Command;

/// The crate that is checked by itself, since its place among the others would change what it proves.
const NO_STD: &str = "iam-no-std";
const PAGE: &str = "iam-playground-web";
const PACKAGE: &str = "iam-playground-npm";
/// The site is served below a path of some depth: an address in it that is not relative then fails.
const SITE_PATH: &str = "/any/path/";

const JOURNEY_NEEDS: &[Need] = &[
    Need::WasmTarget,
    Need::Trunk,
    Need::WasmBindgen,
    Need::WasmOpt,
    Need::EditorPackages,
    Need::TestPackages,
    Need::Chromium,
];

const PACKAGE_NEEDS: &[Need] = &[
    Need::WasmTarget,
    Need::WasmBindgen,
    Need::WasmOpt,
    Need::EditorPackages,
    Need::PackageTestPackages,
    Need::Chromium,
];

const DOCS_SITES_NEEDS: &[Need] = &[
    Need::WasmTarget,
    Need::WasmBindgen,
    Need::WasmOpt,
    Need::EditorPackages,
    Need::TestPackages,
    Need::DocsPackages,
    Need::DocsPython,
    Need::Chromium,
];

pub(super) const PARTS: &[Part] = &[
    Part { name: "format", does: "the code is formatted", needs: &[Need::RustComponents], run: format },
    Part {
        name: "clippy",
        does: "no warning, on this machine and for wasm32",
        needs: &[Need::RustComponents, Need::WasmTarget, Need::EditorPackages],
        run: clippy,
    },
    Part { name: "host", does: "tests that need no browser", needs: &[Need::EditorPackages], run: host },
    Part { name: "docs", does: "the documentation has no warning", needs: &[Need::EditorPackages], run: docs },
    Part { name: "no-std", does: "the evaluator links no std", needs: &[], run: no_std },
    Part {
        name: "wasm",
        does: "tests of the page's crate in headless Chromium",
        needs: &[Need::WasmTarget, Need::WasmBindgen, Need::EditorPackages, Need::Chromium],
        run: wasm,
    },
    Part { name: "site", does: "the site builds", needs: site::NEEDS, run: build_site },
    Part { name: "browser", does: "journeys through the built site in Chromium", needs: JOURNEY_NEEDS, run: browser },
    Part { name: "package", does: "the npm package, packed and installed", needs: PACKAGE_NEEDS, run: package },
    Part {
        name: "docs-sites",
        does: "embeds in the sites of four documentation tools, in Chromium",
        needs: DOCS_SITES_NEEDS,
        run: docs_sites,
    },
    Part { name: "oracle", does: "another evaluator decides alike", needs: &[Need::OraclePackages], run: oracle },
    Part { name: "fuzz", does: "each fuzz target for a minute", needs: &[Need::CargoFuzz], run: fuzz },
];

fn format(machine: &Machine, _: &mut Counts) -> Outcome {
    run(machine.command("cargo").args(["fmt", "--all", "--check"]))
}

fn clippy(machine: &Machine, _: &mut Counts) -> Outcome {
    site::build_editor(machine)?;
    run(machine.command("cargo").args([
        "clippy",
        "--workspace",
        "--exclude",
        NO_STD,
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    run(machine.command("cargo").args(["clippy", "--package", NO_STD, "--", "-D", "warnings"]))?;
    let mut for_wasm = machine.wasm_command("cargo");
    // The compiler that stands in where rustup reaches no server comes without clippy: its own warnings are then what is left.
    let lint = if machine.wasm_toolchain.is_some() { "check" } else { "clippy" };
    for_wasm.args([lint, "--package", PAGE, "--package", PACKAGE, "--target", WASM]);
    if lint == "clippy" {
        for_wasm.args(["--", "-D", "warnings"]);
    }
    run(&mut for_wasm)
}

fn host(machine: &Machine, counts: &mut Counts) -> Outcome {
    site::build_editor(machine)?;
    count(machine.command("cargo").args(["test", "--workspace", "--exclude", NO_STD, "--no-fail-fast"]), counts)
}

fn docs(machine: &Machine, _: &mut Counts) -> Outcome {
    site::build_editor(machine)?;
    let mut doc = machine.command("cargo");
    run(doc.args(["doc", "--workspace", "--exclude", NO_STD, "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn no_std(machine: &Machine, _: &mut Counts) -> Outcome {
    run(machine.command("cargo").args(["check", "--package", NO_STD]))
}

fn wasm(machine: &Machine, counts: &mut Counts) -> Outcome {
    site::build_editor(machine)?;
    let mut test = machine.wasm_command("cargo");
    test.args(["test", "--package", PAGE, "--target", WASM, "--test", "browser"]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    if let Some(driver) = chromium::driver() {
        test.env("CHROMEDRIVER", driver);
    }
    count(&mut test, counts)
}

fn build_site(machine: &Machine, _: &mut Counts) -> Outcome {
    site::build(machine).map(|_| ())
}

fn browser(machine: &Machine, counts: &mut Counts) -> Outcome {
    site::build(machine)?;
    let address = serve::serve_in_background(SITE_PATH)?;
    let journeys = paths::files_ending(&paths::root().join("tests").join("browser"), ".mjs");
    count(node_tests(machine, &journeys)?.env("PLAYGROUND_URL", address), counts)
}

fn package(machine: &Machine, counts: &mut Counts) -> Outcome {
    let tarball = npm::pack(machine)?;
    let tests = paths::files_ending(&paths::root().join("tests").join("package"), ".mjs");
    count(node_tests(machine, &tests)?.env("PACKAGE_TARBALL", tarball), counts)
}

fn docs_sites(machine: &Machine, counts: &mut Counts) -> Outcome {
    let tarball = npm::pack(machine)?;
    let tests = paths::files_ending(&paths::root().join("tests").join("docs"), ".mjs");
    let mut node = node_tests(machine, &tests)?;
    count(node.env("PACKAGE_TARBALL", tarball).env("DOCS_PYTHON", python::docs_programs()), counts)
}

fn oracle(machine: &Machine, counts: &mut Counts) -> Outcome {
    let test = paths::root().join("tests").join("oracle").join("oracle.mjs");
    count(&mut node_tests(machine, &[test])?, counts)
}

/// Node's test runner on these files, told which Chromium to open.
fn node_tests(machine: &Machine, files: &[PathBuf]) -> Outcome<Command> {
    if files.is_empty() {
        return Err("there are no test files".to_owned());
    }
    let mut node = machine.command("node");
    // Node leaves one core free by itself; a journey is mostly waiting, so as many files as there are cores may run.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    node.args(["--test", "--test-reporter=spec"]).arg(format!("--test-concurrency={cores}")).args(files);
    // What the budgets of sizes are about.
    node.env("STANDARD_LIBRARY", if machine.builds_std { "small" } else { "as it comes" });
    if let Some(browser) = chromium::browser() {
        node.env("CHROMIUM", browser);
    }
    Ok(node)
}

fn count(command: &mut Command, counts: &mut Counts) -> Outcome {
    watch(command, &mut |line: &str| counts.read_line(line))
}
