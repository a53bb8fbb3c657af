//! Mounts the page.

fn main() {
    playground::keep::keep_site();
    yew::Renderer::<playground::Playground>::new().render();
}
