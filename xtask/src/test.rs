//! `cargo xtask test`: every test there is. `PARTS` is the list, in order; a part that fails stops none that follow it.

mod fuzz;
mod parts;
mod watch;

use crate::Outcome;
use crate::counts::Counts;
use crate::machine::Machine;
use crate::setup::{self, Need};
use parts::PARTS;
use std::time::{Duration, Instant};

/// One part of the tests.
struct Part {
    name: &'static str,
    does: &'static str,
    needs: &'static [Need],
    /// Adds the tests that it can count.
    run: fn(&Machine, &mut Counts) -> Outcome,
}

struct Report {
    name: &'static str,
    took: Duration,
    counts: Counts,
    failure: Option<String>,
}

/// Runs the named parts, or all of them, and closes with a line that counts.
pub(crate) fn test(names: &[&str]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        let parts: Vec<String> = PARTS.iter().map(|part| format!("\n  {:<10} {}", part.name, part.does)).collect();
        return Err(format!("`{unknown}` is no part of the tests:{}", parts.concat()));
    }
    let chosen: Vec<&Part> = PARTS.iter().filter(|part| names.is_empty() || names.contains(&part.name)).collect();
    let needs: Vec<Need> = chosen.iter().flat_map(|part| part.needs).copied().collect();
    let started = Instant::now();
    let (machine, unmet) = setup::prepare(&needs);
    println!("set-up: {:.0} s", started.elapsed().as_secs_f64());
    let reports: Vec<Report> = chosen.into_iter().map(|part| run_part(part, &machine, &unmet)).collect();
    if summarize(&reports) { Ok(()) } else { std::process::exit(1) }
}

fn run_part(part: &Part, machine: &Machine, unmet: &[(Need, String)]) -> Report {
    println!("\n== {}: {}", part.name, part.does);
    let started = Instant::now();
    let mut counts = Counts::default();
    let missing = unmet.iter().find(|(need, _)| part.needs.contains(need));
    let outcome = missing.map_or_else(|| (part.run)(machine, &mut counts), |(_, reason)| Err(reason.clone()));
    // A part that counts nothing, such as the formatting, is one test; one that failed has failed in something.
    if counts == Counts::default() && outcome.is_ok() {
        counts.passed = 1;
    }
    if outcome.is_err() && counts.failed == 0 {
        counts.failed = 1;
    }
    let report = Report { name: part.name, took: started.elapsed(), counts, failure: outcome.err() };
    println!("{}", closing_line(&report));
    report
}

fn closing_line(report: &Report) -> String {
    let seconds = report.took.as_secs_f64();
    let Counts { passed, failed } = report.counts;
    match &report.failure {
        None => format!("ok      {:<10} {seconds:>6.1} s  {passed} passed", report.name),
        Some(reason) => {
            format!("FAILED  {:<10} {seconds:>6.1} s  {passed} passed, {failed} failed: {reason}", report.name)
        }
    }
}

/// Prints what there is to know at the end; true if nothing failed.
fn summarize(reports: &[Report]) -> bool {
    println!("\n== summary");
    for report in reports {
        println!("{}", closing_line(report));
    }
    let seconds: f64 = reports.iter().map(|report| report.took.as_secs_f64()).sum();
    println!("{seconds:.0} s without the set-up\n");
    let passed: u64 = reports.iter().map(|report| report.counts.passed).sum();
    let failed: u64 = reports.iter().map(|report| report.counts.failed).sum();
    println!("{passed} passed, {failed} failed");
    failed == 0 && reports.iter().all(|report| report.failure.is_none())
}
