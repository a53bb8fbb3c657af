//! Lists the files of `gallery/`, in the order of their names, so that a new one needs no line of code; has the programs linked so
//! that they can be split.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("gallery");
    let mut names = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    names.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    names.sort();
    let files: Vec<String> =
        names.iter().map(|path| format!("include_str!({:?}),\n", path.display().to_string())).collect();
    let out = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("gallery.rs");
    fs::write(out, format!("&[\n{}]", files.concat()))?;
    println!("cargo::rerun-if-changed={}", folder.display());
    // What needs what, for the programs to be split by it.
    if env::var("TARGET").is_ok_and(|target| target.starts_with("wasm32")) {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    Ok(())
}
