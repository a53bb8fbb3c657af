//! Where things are: the root of the tree, and the two folders that git does not see.

use std::path::{Path, PathBuf};

/// The root of the tree. Cargo names the package's folder when it runs it; the tree may have moved since it was built.
pub(crate) fn root() -> PathBuf {
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map_or_else(|| package.clone(), Path::to_path_buf)
}

/// The built site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Our own part of the target folder: tools and packages, whatever folder Cargo builds into.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The folder that Cargo builds into.
pub(crate) fn cargo_target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(target, |folder| root().join(folder))
}

/// The files of a folder whose names end so, sorted by name; none if there is no such folder.
pub(crate) fn files_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(ending))
        .collect();
    files.sort();
    files
}
