//! The parts of the page's program that are fetched when they are wanted, each a file of its own.
//!
//! A program is split between Cargo, which tells by relocations what needs what, and wasm-bindgen, which loses them. Trunk has no place for
//! a step there (<https://github.com/trunk-rs/trunk/issues/1022>), but looks for wasm-bindgen on `PATH`: a copy of this program stands in for
//! it, splits what Cargo built, and hands the rest on.

use super::finish::{hashed_name, read, write};
use crate::machine::{Machine, run};
use crate::setup::node::WASM_OPT;
use crate::{Outcome, paths, short_names};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_split_cli_support::{Options, transform};

/// The program that is stood in for.
const WASM_BINDGEN: &str = "wasm-bindgen";

/// Tells the copy where the program itself is.
const ORIGINAL: &str = "ORIGINAL_WASM_BINDGEN";

/// What fetches the parts, as a program's script names it.
pub(crate) const LOADER: &str = "__wasm_split.js";

/// For wasm-bindgen: the parts share the table of functions, which it would hide otherwise.
pub(crate) const OF_PARTS: &str = "--keep-lld-exports";

/// The part that wasm-bindgen is given.
pub(crate) const FIRST: &str = "first.wasm";

/// The command of a program that finds the copy in the place of wasm-bindgen.
pub(super) fn splitting(machine: &Machine, program: &str) -> Outcome<Command> {
    let original = machine.find(WASM_BINDGEN).ok_or("wasm-bindgen is not on PATH")?;
    let tools = folder().join("bin");
    let copy = tools.join(format!("{WASM_BINDGEN}{}", std::env::consts::EXE_SUFFIX));
    std::env::current_exe()
        .and_then(|own| std::fs::create_dir_all(&tools).map(|()| own))
        .and_then(|own| std::fs::copy(own, &copy))
        .map_err(|error| format!("{}: {error}", copy.display()))?;
    let mut machine = machine.clone();
    machine.tools.insert(0, tools);
    let mut command = machine.shipped_command(program);
    command.env(ORIGINAL, original);
    Ok(command)
}

/// What to do, if this program was started as wasm-bindgen.
pub(crate) fn stand_in() -> Option<Outcome> {
    let mut arguments = std::env::args_os();
    let own = PathBuf::from(arguments.next()?);
    (own.file_stem()? == WASM_BINDGEN).then(|| {
        let original = std::env::var_os(ORIGINAL).ok_or_else(|| format!("{ORIGINAL} is not set"))?;
        let arguments: Vec<OsString> = arguments.map(split).collect::<Outcome<_>>()?;
        run(Command::new(original).args(&arguments).arg(OF_PARTS))?;
        let option = |name| arguments.iter().find_map(|argument| argument.to_str()?.strip_prefix(name));
        // Trunk first asks which version it is.
        match (option("--out-dir="), option("--out-name=")) {
            (Some(folder), Some(name)) => short_names::shorten(Path::new(folder), name),
            _ => Ok(()),
        }
    })
}

/// Splits the program that an argument names; gives what names its first part, any other argument as it is.
fn split(argument: OsString) -> Outcome<OsString> {
    let file = Path::new(&argument);
    if file.extension().is_none_or(|ending| ending != "wasm") {
        return Ok(argument);
    }
    split_program(file, &parts())?;
    Ok(parts().join(FIRST).into())
}

/// Splits a program into the files of a folder: [`FIRST`], the other parts, and [`LOADER`].
pub(crate) fn split_program(program: &Path, folder: &Path) -> Outcome {
    let whole = std::fs::read(program).map_err(|error| format!("{}: {error}", program.display()))?;
    drop(std::fs::remove_dir_all(folder));
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let first = folder.join(FIRST);
    let mut options = Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &first;
    transform(options).map_err(|error| format!("{} cannot be split: {error:?}", program.display()))?;
    Ok(())
}

/// Makes a part of a program small.
pub(crate) fn optimize(part: &Path, small: &Path, machine: &Machine) -> Outcome {
    run(machine.command("wasm-opt").args(["-Oz", "--strip-debug", "-o"]).args([small, part]).args(WASM_OPT))
}

/// Puts the parts beside the page, each under a name that changes with its content, and tells the page's script; gives their names.
pub(super) fn place_parts(dist: &Path, machine: &Machine) -> Outcome<Vec<String>> {
    let scripts = paths::files_ending(dist, ".js");
    let names_loader = |script: &PathBuf| read(script).is_ok_and(|text| text.contains(LOADER));
    let script = scripts.into_iter().find(names_loader).ok_or("no script in dist/ fetches parts")?;
    let module = script.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut loader = read(&parts().join(LOADER))?.replace("./main.js", &format!("./{module}"));
    let mut placed = Vec::new();
    for part in paths::files_ending(&parts(), ".wasm") {
        let Some(name) = part.file_name().and_then(|name| name.to_str()).filter(|name| *name != FIRST) else {
            continue;
        };
        let small = folder().join(name);
        optimize(&part, &small, machine)?;
        let content = std::fs::read(&small).map_err(|error| format!("{}: {error}", small.display()))?;
        let file = hashed_name(name.trim_start_matches("split_").trim_end_matches(".wasm"), &content, "wasm");
        write(&dist.join(&file), &content)?;
        loader = loader.replace(name, &file);
        placed.push(file);
    }
    let file = hashed_name("parts", &loader, "js");
    write(&dist.join(&file), loader.as_bytes())?;
    // What the script imports has its name now; the wasm goes on to call it what it did.
    let text = read(&script)?;
    let renamed = |line: &str| if line.starts_with("import ") { line.replace(LOADER, &file) } else { line.to_owned() };
    let text = text.lines().map(renamed).collect::<Vec<_>>().join("\n");
    write(&script, text.as_bytes())?;
    Ok(placed)
}

fn folder() -> PathBuf {
    paths::target().join("site")
}

fn parts() -> PathBuf {
    folder().join("parts")
}
