//! Chromium and its driver: the distribution's, as they must be of one version.

use super::{announce, apt};
use crate::Outcome;
use crate::machine::on_path;
use std::path::PathBuf;

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser that the tests open: `$CHROMIUM`, else the first that is on `PATH`.
pub(crate) fn browser() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM").map(PathBuf::from).or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))
}

/// Its driver: `$CHROMEDRIVER`, else the one on `PATH`.
pub(crate) fn driver() -> Option<PathBuf> {
    std::env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| on_path("chromedriver"))
}

/// Looks for both, and installs them where apt-get can.
pub(super) fn ensure() -> Outcome {
    if browser().is_some() && driver().is_some() {
        return Ok(());
    }
    let administrator = apt::administrator().ok_or_else(missing)?;
    announce("Chromium and its driver with apt-get", "1 minute");
    apt::install(administrator, &["chromium", "chromium-driver"])?;
    if browser().is_some() && driver().is_some() { Ok(()) } else { Err(missing()) }
}

fn missing() -> String {
    "the tests need Chromium and its driver: install the packages `chromium` and `chromium-driver`, or name the programs in \
     CHROMIUM and CHROMEDRIVER"
        .to_owned()
}
