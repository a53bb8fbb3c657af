//! `cargo xtask bench`: the benchmarks, which measure the packed package.

use crate::machine::run;
use crate::setup::Need;
use crate::{Outcome, npm, paths, setup};

/// The command: packs the package and runs each file of `tests/bench`.
pub(crate) fn bench() -> Outcome {
    let needs = [npm::NEEDS, &[Need::BenchPackages]].concat();
    let machine = setup::prepare_all(&needs)?;
    let tarball = npm::pack(&machine)?;
    let benchmarks = paths::files_ending(&paths::root().join("tests").join("bench"), ".mjs");
    if benchmarks.is_empty() {
        return Err("tests/bench holds no benchmark".to_owned());
    }
    benchmarks.iter().try_for_each(|file| run(machine.command("node").arg(file).env("PACKAGE_TARBALL", &tarball)))
}
