//! Reads how many tests passed and failed from what a test runner prints.

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Counts {
    /// Adds what one line says:
    ///
    /// * `test result: ok. 5 passed; 0 failed; …` of Cargo's tests and of wasm-bindgen's
    /// * `# pass 5` and `# fail 0`, or the same after `ℹ`, of Node's
    pub(crate) fn read_line(&mut self, line: &str) {
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result:") {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
        }
        if let Some(total) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            self.passed += number_after(total, "pass ");
            self.failed += number_after(total, "fail ") + number_after(total, "cancelled ");
        }
    }
}

/// Executions that libFuzzer reports at its end: `Done 4194304 runs in 61 second(s)`.
pub(crate) fn fuzz_executions(line: &str) -> Option<u64> {
    line.trim().strip_prefix("Done ")?.split_once(" runs in ")?.0.parse().ok()
}

fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split(word).next().filter(|before| before.len() < text.len());
    before.and_then(|before| before.rsplit(' ').next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn number_after(text: &str, word: &str) -> u64 {
    text.strip_prefix(word).and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Counts, fuzz_executions};

    fn check(text: &str, passed: u64, failed: u64) {
        let mut counts = Counts::default();
        text.lines().for_each(|line| counts.read_line(line));
        assert_eq!(counts, Counts { passed, failed }, "{text}");
    }

    #[test]
    fn every_runner_is_understood() {
        check("test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.00s", 5, 0);
        check("test result: FAILED. 11 passed; 2 failed; 0 ignored\n\ntest result: ok. 1 passed; 0 failed", 12, 2);
        check("# tests 4\n# suites 0\n# pass 3\n# fail 1\n# cancelled 0", 3, 1);
        check("ℹ tests 4\nℹ pass 4\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0", 4, 0);
        check("5 passed by a file named so", 0, 0);
    }

    #[test]
    fn fuzz_executions_are_read_from_the_closing_line() {
        assert_eq!(fuzz_executions("Done 4194304 runs in 61 second(s)"), Some(4_194_304));
        assert_eq!(fuzz_executions("#4194304 pulse cov: 12"), None);
    }
}
