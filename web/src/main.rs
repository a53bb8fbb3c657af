//! Mounts the page, or the frame for somebody else's page: the document says which.
//!
//! What begins at a function with `wasm_split`, and whatever only it needs, is a file of its own.

use playground::components::dialogs::{DrawDialog, draw_dialog};
use playground::components::fetched::Fetched;
use playground::components::offers::{SeekOffers, seek_offers};
use playground::{Frame, FrameProps, Playground, PlaygroundProps};
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

fn main() {
    let body = gloo::utils::body();
    if body.get_attribute("data-mount").as_deref() == Some("frame") {
        spawn_local(async move {
            if frame().await.is_err() {
                body.set_text_content(Some("The playground could not be fetched: reload when there is a network"));
            }
        });
    } else {
        playground::keep::keep_site();
        let dialogs = Fetched(|| Box::pin(async { dialogs().await.ok() }));
        yew::Renderer::<Playground>::with_props(PlaygroundProps { dialogs, repairs: REPAIRS }).render();
    }
}

/// Where the page and the frame have their offers from.
const REPAIRS: Fetched<SeekOffers> = Fetched(|| Box::pin(async { repairs().await.ok() }));

/// What seeks offers for a denied request.
#[wasm_split(repairs, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "what fails is the fetching")]
fn repairs() -> Result<SeekOffers, SplitLoaderError> {
    Ok(seek_offers)
}

/// What draws the dialogs.
#[wasm_split(dialogs, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "what fails is the fetching")]
fn dialogs() -> Result<DrawDialog, SplitLoaderError> {
    Ok(draw_dialog)
}

/// Mounts the frame.
#[wasm_split(frame, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "what fails is the fetching")]
fn frame() -> Result<(), SplitLoaderError> {
    yew::Renderer::<Frame>::with_props(FrameProps { repairs: REPAIRS }).render();
    Ok(())
}
