//! Mounts the page, or the frame for somebody else's page: the document says which.

use playground::components::dialogs::{Dialogs, DrawDialog, draw_dialog};
use playground::{Frame, Playground, PlaygroundProps};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

fn main() {
    if gloo::utils::body().get_attribute("data-mount").as_deref() == Some("frame") {
        yew::Renderer::<Frame>::new().render();
    } else {
        playground::keep::keep_site();
        let dialogs = Dialogs(|| Box::pin(async { dialogs().await.ok() }));
        yew::Renderer::<Playground>::with_props(PlaygroundProps { dialogs }).render();
    }
}

/// What draws the dialogs, and whatever only they need, is a file of its own.
#[wasm_split(dialogs, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "what fails is the fetching")]
fn dialogs() -> Result<DrawDialog, SplitLoaderError> {
    Ok(draw_dialog)
}
