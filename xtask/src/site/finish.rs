//! Makes what Trunk wrote hold under the content security policy: the inline loader becomes a file, the style sheets
//! become one, and the policy is said in the page itself and in a `_headers` file.

use super::html::{attribute, replace_scripts, replace_tags, with_policy};
use super::offline::WORKER;
use crate::machine::{Machine, run};
use crate::{Outcome, headers, paths};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// For esbuild: wasm-bindgen writes what fetches the parts into its imports once for each part, under one name.
pub(super) const DUPLICATES_ARE_MEANT: &str = "--log-override:duplicate-object-key=silent";

/// Finishes the site in its folder.
pub(super) fn finish(dist: &Path, machine: &Machine) -> Outcome {
    let page = read(&dist.join("index.html"))?;
    let page = one_style_sheet(&page, dist)?;
    let page = loader_as_file(&page, dist)?;
    // Trunk's own minifier does not know all that the sheets and scripts are written in.
    let scripts = paths::files_ending(dist, ".js");
    let mut minify = machine.command("esbuild");
    minify.args(paths::files_ending(dist, ".css").iter().chain(&scripts));
    minify.args([
        "--minify",
        "--log-level=warning",
        DUPLICATES_ARE_MEANT,
        "--allow-overwrite",
        "--target=chrome123,firefox120,safari17.5",
    ]);
    run(minify.arg(format!("--outdir={}", dist.display())))?;
    let page = page.replacen("</head>", &format!("<link rel=\"serviceworker\" href=\"./{WORKER}\">\n</head>"), 1);
    let lines: Vec<&str> = page.lines().filter(|line| !line.trim().is_empty()).collect();
    let page = lines.join("\n");
    write(&dist.join("index.html"), with_policy(&page, headers::CONTENT_SECURITY_POLICY).as_bytes())?;
    write(&dist.join("_headers"), headers::headers_file().as_bytes())
}

/// Joins the style sheets, in the order of their links: they are many small files, and each would be a request.
fn one_style_sheet(page: &str, dist: &Path) -> Outcome<String> {
    let mut names = Vec::new();
    let without = replace_tags(page, "link", |link| {
        let sheet = (attribute(link, "rel") == Some("stylesheet")).then(|| attribute(link, "href")).flatten()?;
        names.push(sheet.to_owned());
        Some(String::new())
    });
    if names.is_empty() {
        return Ok(without);
    }
    let mut sheet = String::new();
    for name in &names {
        let file = dist.join(name);
        sheet.push_str(&read(&file)?);
        sheet.push('\n');
        std::fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let name = hashed_name("playground", &sheet, "css");
    write(&dist.join(&name), sheet.as_bytes())?;
    Ok(without.replacen("</head>", &format!("<link rel=\"stylesheet\" href=\"./{name}\">\n</head>"), 1))
}

/// `script-src 'self'` refuses Trunk's inline module script.
fn loader_as_file(page: &str, dist: &Path) -> Outcome<String> {
    let mut loaders = Vec::new();
    let page = replace_scripts(page, |attributes, text| {
        if attribute(attributes, "src").is_some() {
            return None;
        }
        let name = hashed_name("start", text, "js");
        let element = format!("<script{attributes} src=\"./{name}\"></script>");
        loaders.push((name, text.to_owned()));
        Some(element)
    });
    for (name, text) in loaders {
        write(&dist.join(name), text.trim_start().as_bytes())?;
    }
    Ok(page)
}

/// A name that changes with the content.
pub(super) fn hashed_name(name: &str, content: impl AsRef<[u8]>, ending: &str) -> String {
    let hash: Vec<String> = Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{name}-{}.{ending}", hash.concat())
}

pub(super) fn read(file: &Path) -> Outcome<String> {
    std::fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))
}

pub(super) fn write(file: &Path, content: &[u8]) -> Outcome {
    std::fs::write(file, content).map_err(|error| format!("{} cannot be written: {error}", file.display()))
}
