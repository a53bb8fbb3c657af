//! What WebAssembly and its JavaScript call each other, made short: wasm-bindgen's names hold hashes, which compress to no less than half of them.

use crate::Outcome;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, Import, Imports, Parser};

/// What the names of wasm-bindgen's own exports begin with where they are long.
const LONG_EXPORT: &str = "wasm_bindgen_";

/// Shortens the names between a module that wasm-bindgen wrote and the script beside it.
pub(crate) fn shorten(folder: &Path, name: &str) -> Outcome {
    let (wasm, script) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.js")));
    let mut names = ShortNames { module: format!("./{name}_bg.js"), short: BTreeMap::new() };
    let mut shortened = Module::new();
    let long = std::fs::read(&wasm).map_err(|error| told(&wasm, &error))?;
    names
        .parse_core_module(&mut shortened, Parser::new(0), &long)
        .map_err(|error| format!("{}: {error}", wasm.display()))?;
    let text = std::fs::read_to_string(&script).map_err(|error| told(&script, &error))?;
    std::fs::write(&wasm, shortened.finish()).map_err(|error| told(&wasm, &error))?;
    std::fs::write(&script, names.renamed(&text)).map_err(|error| told(&script, &error))
}

fn told(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}

/// The names that were met.
struct ShortNames {
    /// What the imports of the script are said to come from.
    module: String,
    /// Each long name's short one.
    short: BTreeMap<String, String>,
}

impl ShortNames {
    /// A name that no script of wasm-bindgen has.
    fn short(&mut self, long: &str) -> String {
        let next = format!("${:x}", self.short.len());
        self.short.entry(long.to_owned()).or_insert(next).clone()
    }

    /// A script with the short names.
    fn renamed(&self, script: &str) -> String {
        let mut renamed = String::with_capacity(script.len());
        let mut rest = script;
        let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == '$';
        while let Some(start) = rest.find(is_word) {
            let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let end = from.find(|character| !is_word(character)).unwrap_or(from.len());
            let (word, after) = from.split_at_checked(end).unwrap_or((from, ""));
            renamed.push_str(before);
            renamed.push_str(self.short.get(word).map_or(word, String::as_str));
            rest = after;
        }
        renamed + rest
    }
}

impl Reencode for ShortNames {
    type Error = Infallible;

    fn parse_imports(&mut self, section: &mut ImportSection, imports: Imports<'_>) -> Result<(), Error<Infallible>> {
        if let Imports::Single(at, Import { module, name, ty }) = imports
            && module == self.module
        {
            let name = &*self.short(name);
            return utils::parse_imports(self, section, Imports::Single(at, Import { module, name, ty }));
        }
        utils::parse_imports(self, section, imports)
    }

    fn parse_export(&mut self, section: &mut ExportSection, export: Export<'_>) -> Result<(), Error<Infallible>> {
        if export.name.starts_with(LONG_EXPORT) {
            let name = &*self.short(export.name);
            return utils::parse_export(self, section, Export { name, ..export });
        }
        utils::parse_export(self, section, export)
    }
}
