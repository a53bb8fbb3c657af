//! The page without a network: where the site has a service worker, it is asked to keep the site's files.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlLinkElement, ServiceWorkerContainer};

/// Starts the site's service worker. A page that has none, such as the single file or an embed, and a browser that keeps none work as well.
pub fn keep_site() {
    let Ok(Some(link)) = gloo::utils::document().query_selector("link[rel=serviceworker]") else { return };
    let Some(link) = link.dyn_ref::<HtmlLinkElement>() else { return };
    // Read with care: where it is not allowed, the property itself throws or is not there.
    let workers = Reflect::get(&gloo::utils::window().navigator(), &JsValue::from_str("serviceWorker"));
    let Ok(workers) = workers.and_then(JsCast::dyn_into::<ServiceWorkerContainer>) else { return };
    let started = workers.register(&link.href());
    spawn_local(async move {
        // A browser that refuses has the page all the same.
        let _ = JsFuture::from(started).await;
    });
}
