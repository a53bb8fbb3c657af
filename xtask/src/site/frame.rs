//! `dist/embed/`: the page once more, for a frame in somebody else's page, and the script with which that page fits the
//! frame's height. Both load what the page loads.

use super::finish::{hashed_name, read, write};
use super::html::{attribute, replace_scripts};
use crate::{Outcome, paths};
use std::path::Path;

/// Writes the folder beside the finished page.
pub(super) fn write_frame(dist: &Path) -> Outcome {
    let folder = dist.join("embed");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let page = read(&dist.join("index.html"))?.replace("\"./", "\"../");
    let mut loader = None;
    let page = replace_scripts(&page, |attributes, _| {
        let source = attribute(attributes, "src")?;
        loader = Some(source.to_owned());
        Some(format!("<script{}></script>", attributes.replace(source, LOADER)))
    });
    let Some(loader) = loader else {
        return Err("dist/index.html has no loader: has Trunk changed what it writes?".to_owned());
    };
    // What it names lies beside the page, and so above the frame.
    let text = read(&folder.join(loader))?.replace("'./", "'../").replace("\"./", "\"../");
    let name = hashed_name("start", &text, "js");
    write(&folder.join(&name), text.as_bytes())?;
    let page = page.replacen(LOADER, &format!("./{name}"), 1);
    let page = page.replacen("<body>", "<body data-mount=\"frame\">", 1);
    write(&folder.join("index.html"), page.as_bytes())?;
    let host = read(&paths::root().join("npm").join("element").join("frames.js"))?;
    write(&folder.join("host.js"), format!("{}\nfitFrames();\n", host.replace("export ", "")).as_bytes())
}

/// Stands for the loader until its name is known.
const LOADER: &str = "./start.js";
