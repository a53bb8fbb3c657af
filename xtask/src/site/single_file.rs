//! `dist/playground.html`: the whole page in one file that opens from `file://`, where modules and wasm cannot be
//! fetched. Script and styles are inline and allowed by their hashes; the wasm is a data block, which no policy concerns.

use super::finish::{DUPLICATES_ARE_MEANT, read, write};
use super::html::{attribute, replace_scripts, replace_tags};
use crate::machine::{Machine, run};
use crate::{Outcome, headers, paths};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// What the page consists of, as its links name it.
#[derive(Default)]
struct Files {
    module: Option<PathBuf>,
    wasm: Option<PathBuf>,
    styles: Option<PathBuf>,
}

/// Writes the file beside the finished site.
pub(super) fn write_single_file(dist: &Path, parts: &[String], machine: &Machine) -> Outcome {
    let page = read(&dist.join("index.html"))?;
    let (page, files) = without_links(&page, dist)?;
    let page = replace_scripts(&page, |_, _| Some(String::new()));
    let (Some(module), Some(wasm)) = (files.module, files.wasm) else {
        return Err("dist/index.html links no module or no wasm: has Trunk changed what it writes?".to_owned());
    };
    let script = bundled(&module, machine)?;
    let styles = files.styles.map_or_else(|| Ok(String::new()), |file| read(&file))?;
    let mut blocks = data_block("wasm", &wasm)?;
    for part in parts {
        blocks.push_str(&data_block(part, &dist.join(part))?);
    }
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&styles)
    );
    let page = page.replacen(headers::CONTENT_SECURITY_POLICY, &policy, 1);
    let page = page.replacen("</head>", &format!("<style>{styles}</style>\n</head>"), 1);
    let page = page.replacen("</body>", &format!("{blocks}<script type=\"module\">{script}</script>\n</body>"), 1);
    write(&dist.join("playground.html"), page.as_bytes())
}

/// Takes the links out of the page: what they name goes into it, an icon as its own address.
fn without_links(page: &str, dist: &Path) -> Outcome<(String, Files)> {
    let files = RefCell::new(Files::default());
    let unreadable = RefCell::new(None);
    let page = replace_tags(page, "link", |link| {
        let href = attribute(link, "href")?;
        let file = dist.join(href);
        match attribute(link, "rel")? {
            "modulepreload" => _ = files.borrow_mut().module.get_or_insert(file),
            "preload" => files.borrow_mut().wasm = Some(file),
            "stylesheet" => files.borrow_mut().styles = Some(file),
            "icon" => match std::fs::read(&file) {
                Ok(icon) => {
                    return Some(format!(
                        "<link rel=\"icon\" href=\"data:{};base64,{}\">",
                        headers::content_type(href),
                        BASE64.encode(icon)
                    ));
                }
                Err(error) => {
                    *unreadable.borrow_mut() = Some(format!("{}: {error}", file.display()));
                }
            },
            _ => {}
        }
        Some(String::new())
    });
    match unreadable.into_inner() {
        None => Ok((page, files.into_inner())),
        Some(reason) => Err(reason),
    }
}

fn data_block(id: &str, file: &Path) -> Outcome<String> {
    let content = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(format!("<script id=\"{id}\" type=\"text/plain\">{}</script>\n", BASE64.encode(content)))
}

/// The page's JavaScript as one script that takes the wasm from the page.
fn bundled(module: &Path, machine: &Machine) -> Outcome<String> {
    let folder = paths::target().join("site");
    let (entry, bundle) = (folder.join("entry.js"), folder.join("bundle.js"));
    let start = include_str!("single_file.js").replacen("/* module */", &module.display().to_string(), 1);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    write(&entry, start.as_bytes())?;
    let mut command = machine.command("esbuild");
    command.arg(&entry).args([
        "--bundle",
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--log-level=warning",
        DUPLICATES_ARE_MEANT,
    ]);
    command.arg("--define:fetch=fetchBlock");
    run(command.arg(format!("--outfile={}", bundle.display())))?;
    read(&bundle)
}

/// A hash as a content security policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text)))
}
