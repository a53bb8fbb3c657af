//! Debian's packages, where they can be installed without a question being asked.

use crate::Outcome;
use crate::machine::{on_path, output, run};
use std::process::Command;

/// Whoever may install packages.
#[derive(Clone, Copy, Debug)]
pub(super) enum Administrator {
    /// The commands run as root already.
    Root,
    /// sudo asks for no password.
    Sudo,
}

/// How packages may be installed here, if at all.
pub(super) fn administrator() -> Option<Administrator> {
    on_path("apt-get")?;
    if output(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(Administrator::Root);
    }
    output(Command::new("sudo").args(["--non-interactive", "true"])).map(|_| Administrator::Sudo)
}

/// Installs packages, and nothing that they only recommend.
pub(super) fn install(administrator: Administrator, packages: &[&str]) -> Outcome {
    let apt_get = || {
        let mut command = as_administrator(administrator, "env");
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    };
    run(apt_get().arg("update"))?;
    run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

/// A program run as root.
pub(super) fn as_administrator(administrator: Administrator, program: &str) -> Command {
    match administrator {
        Administrator::Root => Command::new(program),
        Administrator::Sudo => {
            let mut command = Command::new("sudo");
            command.args(["--non-interactive", program]);
            command
        }
    }
}
