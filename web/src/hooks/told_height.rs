//! The page around a frame is told how high the frame's document is, so that it can give it that height.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use super::{Undo, use_change};

#[wasm_bindgen]
extern "C" {
    type ResizeObserver;
    #[wasm_bindgen(constructor, catch)]
    fn new(changed: &Closure<dyn FnMut()>) -> Result<ResizeObserver, JsValue>;
    #[wasm_bindgen(method)]
    fn observe(this: &ResizeObserver, element: &Element);
    #[wasm_bindgen(method)]
    fn disconnect(this: &ResizeObserver);
}

/// What the message is called.
pub const MESSAGE: &str = "iam-playground:height";

/// Tells the height whenever it changes, to pages of the named origin alone where one is named. There is nothing else in
/// the message, and nothing is ever taken from one.
#[hook]
pub fn use_told_height(origin: Option<AttrValue>) {
    use_change(origin.clone(), move || -> Undo {
        let told = origin.unwrap_or(AttrValue::Static("*"));
        let tell: Closure<dyn FnMut()> = Closure::new(move || tell(&told));
        let observer = ResizeObserver::new(&tell).ok();
        if let Some(observer) = &observer {
            observer.observe(&gloo::utils::body());
        }
        Box::new(move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(tell);
        })
    });
}

fn tell(origin: &str) {
    let window = gloo::utils::window();
    let Ok(Some(parent)) = window.parent() else { return };
    if parent == window {
        return;
    }
    let height = gloo::utils::body().get_bounding_client_rect().height().ceil();
    let message = Object::new();
    let said = Reflect::set(&message, &"type".into(), &MESSAGE.into())
        .and_then(|_| Reflect::set(&message, &"height".into(), &JsValue::from_f64(height)));
    if said.is_ok() {
        // An origin that is none is refused by the browser; then nobody is told.
        let _ = parent.post_message(&message, origin);
    }
}
