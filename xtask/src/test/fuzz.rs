//! The fuzz targets, each for a minute, as many side by side as the machine has cores.

use super::watch::watch_as;
use crate::counts::{Counts, fuzz_executions};
use crate::machine::{Machine, run};
use crate::{Outcome, paths};
use std::sync::Mutex;

/// How long each target runs, and what it must have done by then to have meant anything.
const SECONDS: u32 = 60;
const EXECUTIONS: u64 = 10_000;

/// Runs every target there is and prints what each has done.
pub(super) fn fuzz(machine: &Machine, counts: &mut Counts) -> Outcome {
    let files = paths::files_ending(&paths::root().join("fuzz").join("fuzz_targets"), ".rs");
    let targets: Vec<&str> = files.iter().filter_map(|file| file.file_stem()?.to_str()).collect();
    let width = targets.iter().map(|target| target.len()).max().ok_or("fuzz/fuzz_targets holds no target")?;
    // Once, for all: the targets would wait for one another.
    run(machine.command("cargo").args(["fuzz", "build", "--sanitizer", "none"]))?;

    let waiting = Mutex::new(targets.iter());
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(target) = waiting.lock().ok().and_then(|mut waiting| waiting.next()) {
            let executions = fuzz_target(machine, target, &format!("{target:<width$} | "));
            if let Ok(mut done) = done.lock() {
                done.push((*target, executions));
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..cores.min(targets.len())).for_each(|_| drop(scope.spawn(work))));

    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(target, _)| *target);
    let mut failed = Vec::new();
    for (target, executions) in done {
        let outcome = executions.and_then(|executions| {
            println!("{target:<width$} {executions:>12} executions");
            let enough = executions >= EXECUTIONS;
            enough.then_some(()).ok_or(format!("`{target}` ran {executions} times, less than {EXECUTIONS}"))
        });
        match outcome {
            Ok(()) => counts.passed += 1,
            Err(reason) => {
                counts.failed += 1;
                failed.push(reason);
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ")) }
}

/// Runs one target; how many executions it came to.
fn fuzz_target(machine: &Machine, target: &str, label: &str) -> Outcome<u64> {
    let mut executions = 0;
    let mut fuzz = machine.command("cargo");
    // No sanitizer: those need a nightly compiler, and the evaluator has no unsafe code for them to look at.
    fuzz.args(["fuzz", "run", "--sanitizer", "none", target, "--", &format!("-max_total_time={SECONDS}")]);
    watch_as(label, &mut fuzz, &mut |line: &str| {
        executions = fuzz_executions(line).unwrap_or(executions);
    })?;
    Ok(executions)
}
