//! `cargo xtask bench`: the benchmarks, which measure the packed package and the built site.

use crate::machine::run;
use crate::setup::{Need, chromium};
use crate::{Outcome, npm, paths, serve, setup, site};

/// The command: packs the package, serves the site and runs each file of `tests/bench`; one that fails does not keep the others.
pub(crate) fn bench() -> Outcome {
    let needs = [npm::NEEDS, site::NEEDS, &[Need::BenchPackages, Need::TestPackages, Need::Chromium]].concat();
    let machine = setup::prepare_all(&needs)?;
    let tarball = npm::pack(&machine)?;
    site::build(&machine)?;
    let address = serve::serve_in_background("/")?;
    let benchmarks = paths::files_ending(&paths::root().join("tests").join("bench"), ".mjs");
    if benchmarks.is_empty() {
        return Err("tests/bench holds no benchmark".to_owned());
    }
    let outcomes = benchmarks.iter().map(|file| {
        let mut node = machine.command("node");
        node.arg(file).env("PACKAGE_TARBALL", &tarball).env("PLAYGROUND_URL", &address);
        if let Some(browser) = chromium::browser() {
            node.env("CHROMIUM", browser);
        }
        run(&mut node)
    });
    outcomes.fold(Ok(()), Outcome::and)
}
