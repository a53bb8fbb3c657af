//! Mounts the page.

fn main() {
    yew::Renderer::<playground::Playground>::new().render();
}
