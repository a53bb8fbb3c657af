//! The machine as the commands see it: which tools stand before `PATH`, which toolchain builds for wasm32, and how a
//! program is run.

use crate::{Outcome, paths};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is shipped is built for it.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Filled by the set-up; every program that a command starts goes through it.
#[derive(Clone, Default)]
pub(crate) struct Machine {
    /// Folders of tools that were installed for this tree, before the person's own `PATH`.
    pub(crate) tools: Vec<PathBuf>,
    /// The rustup toolchain that has the wasm32 target, where the default one has not.
    pub(crate) wasm_toolchain: Option<String>,
    /// The standard library's source is there, and the compiler is one that was tried with building it.
    pub(crate) builds_std: bool,
}

impl Machine {
    /// A program, started in the root of the tree.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(paths::root());
        if !self.tools.is_empty() {
            command.env("PATH", self.path());
        }
        command
    }

    /// A program that builds for wasm32, or that runs Cargo to do so.
    pub(crate) fn wasm_command(&self, program: &str) -> Command {
        self.with_flags(program, &nameless_paths())
    }

    /// A program that builds what is shipped: always with the same flags, so that the site and the package share what they are built from.
    ///
    /// Where it can be, the standard library is built with it, as small as the rest, and a panic stops without a word: no text and no place
    /// is kept for what never happens. A tenth of the size goes by that.
    pub(crate) fn shipped_command(&self, program: &str) -> Command {
        if !self.builds_std {
            return self.wasm_command(program);
        }
        let mut flags = nameless_paths();
        flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"].map(str::to_owned));
        let mut command = self.with_flags(program, &flags);
        command.envs([
            ("RUSTC_BOOTSTRAP", "1"),
            ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
            ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        ]);
        command
    }

    fn with_flags(&self, program: &str, flags: &[String]) -> Command {
        let mut command = self.command(program);
        command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        if let Some(toolchain) = &self.wasm_toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    /// The program that `command` starts.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&self.path()).map(|folder| folder.join(&name)).find(|file| file.is_file())
    }

    fn path(&self) -> OsString {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.tools.iter().cloned().chain(std::env::split_paths(&inherited));
        std::env::join_paths(folders).unwrap_or(inherited)
    }
}

/// Places in the source stand in a program for its panics: without the names of this machine's folders.
fn nameless_paths() -> Vec<String> {
    let home =
        std::env::var_os("CARGO_HOME").or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo").into()));
    let folders = [(home.map(PathBuf::from), "cargo"), (std_source(), "rust"), (Some(paths::root()), "source")];
    let named = folders.into_iter().filter_map(|(folder, name)| Some((folder?, name)));
    named.map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display())).collect()
}

/// Where the compiler has the source of its standard library, if that is installed.
pub(crate) fn std_source() -> Option<PathBuf> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let source = Path::new(&sysroot).join("lib/rustlib/src/rust");
    source.join("library/Cargo.lock").is_file().then_some(source)
}

/// Runs a program in sight of the person; anything but success is an error that names it.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("{} does not start: {error}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", shown(command))) }
}

/// Runs a program and gives what it printed; `None` if it is not there or failed.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program on the person's `PATH`, if it is there.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// A command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words
        .map(|word| Path::new(word).strip_prefix(paths::root()).map_or(word, Path::as_os_str).to_string_lossy())
        .collect();
    format!("`{}`", words.join(" "))
}
