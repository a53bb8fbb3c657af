//! Deflate by the browser's own streams, with a limit on what comes out.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ReadableWritablePair, Response};

use super::Refused;

/// Packs `bytes`.
pub(super) async fn deflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    through("CompressionStream", bytes, limit).await
}

/// Expands `bytes`, and stops as soon as it is more than `limit`.
pub(super) async fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    through("DecompressionStream", bytes, limit).await
}

async fn through(stream: &str, bytes: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    let reader = piped(stream, bytes).map_err(|_| Refused::Damaged)?;
    let mut out = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| Refused::Damaged)?;
        if Reflect::get(&chunk, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(out);
        }
        let value = Reflect::get(&chunk, &"value".into()).map_err(|_| Refused::Damaged)?;
        let piece: Uint8Array = value.dyn_into().map_err(|_| Refused::Damaged)?;
        if out.len() + piece.to_vec().len() > limit {
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(Refused::TooLarge);
        }
        out.extend(piece.to_vec());
    }
}

/// A reader of `bytes` as the stream of this name gives them.
fn piped(stream: &str, bytes: &[u8]) -> Result<ReadableStreamDefaultReader, JsValue> {
    let class = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into::<js_sys::Function>()?;
    let transform = Reflect::construct(&class, &Array::of1(&"deflate-raw".into()))?;
    let body = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))?.body();
    let body = body.ok_or(JsValue::UNDEFINED)?;
    let out = body.pipe_through(&transform.unchecked_into::<ReadableWritablePair>());
    Ok(out.get_reader().unchecked_into())
}
