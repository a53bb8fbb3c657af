//! Mounts the page, or the frame for somebody else's page: the document says which.

use playground::{Frame, Playground};

fn main() {
    if gloo::utils::body().get_attribute("data-mount").as_deref() == Some("frame") {
        yew::Renderer::<Frame>::new().render();
    } else {
        playground::keep::keep_site();
        yew::Renderer::<Playground>::new().render();
    }
}
