//! The functions of `js/src/index.js`. That file says what they do.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/js/dist/editor.js")]
extern "C" {
    pub(super) type Handle;

    #[wasm_bindgen(catch)]
    pub(super) fn create(host: &HtmlElement, mode: &str, label: &str, text: &str) -> Result<Handle, JsValue>;

    #[wasm_bindgen(method, js_name = onChange)]
    pub(super) fn on_change(this: &Handle, listener: &Closure<dyn Fn(String)>);
    #[wasm_bindgen(method, js_name = onCaret)]
    pub(super) fn on_caret(this: &Handle, listener: &Closure<dyn Fn(u32)>);
    #[wasm_bindgen(method, js_name = onMark)]
    pub(super) fn on_mark(this: &Handle, listener: &Closure<dyn Fn(String)>);
    #[wasm_bindgen(method, js_name = onFix)]
    pub(super) fn on_fix(this: &Handle, listener: &Closure<dyn Fn(String, u32)>);

    #[wasm_bindgen(method, js_name = setText)]
    pub(super) fn set_text(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setLabel)]
    pub(super) fn set_label(this: &Handle, label: &str);
    #[wasm_bindgen(method, js_name = setReadonly)]
    pub(super) fn set_readonly(this: &Handle, readonly: bool);
    #[wasm_bindgen(method, js_name = setMarks)]
    pub(super) fn set_marks(this: &Handle, marks: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    pub(super) fn set_diagnostics(this: &Handle, diagnostics: &str);
    #[wasm_bindgen(method, js_name = setBars)]
    pub(super) fn set_bars(this: &Handle, bars: &str);
    #[wasm_bindgen(method, js_name = setOutline)]
    pub(super) fn set_outline(this: &Handle, from: u32, to: u32);
    #[wasm_bindgen(method, js_name = clearOutline)]
    pub(super) fn clear_outline(this: &Handle);
    #[wasm_bindgen(method)]
    pub(super) fn reveal(this: &Handle, from: u32, to: u32);
    #[wasm_bindgen(method)]
    pub(super) fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    pub(super) fn destroy(this: &Handle);
}
