//! Files that come in and go out.

use std::rc::Rc;

use iam_evaluator::json::{self, Node, Value};
use iam_evaluator::policy::PolicyType;
use iam_evaluator::scenario::PolicyInput;
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlAnchorElement, Url};

use crate::state::{Action, Dispatch, Toast, read_scenario};

/// The most bytes of a file that is opened.
const MAX_FILE: f64 = 1024.0 * 1024.0;

/// Opens a file: a scenario takes the place of the present one, anything else becomes a policy.
pub async fn open(file: File, dispatch: Dispatch) {
    let name = file.name();
    let tell = |toast: Toast| dispatch.dispatch(Action::Told(Some(toast)));
    let text = match text(file).await {
        Ok(text) => text,
        Err(why) => return tell(Toast::new(why)),
    };
    match read_scenario(&text) {
        Ok(scenario) => {
            dispatch.dispatch(Action::OpenedScenario(Rc::new(scenario)));
            tell(Toast::undoable(format!("Opened {name}")));
        }
        Err(error) if looks_like_scenario(&text) => tell(Toast::new(format!("{name}: {}", error.message))),
        Err(_) => {
            let policy = PolicyInput::new(name.trim_end_matches(".json"), PolicyType::Identity, text);
            dispatch.dispatch(Action::AddedPolicy(Box::new(policy)));
            tell(Toast::undoable(format!("Added {name} as a policy")));
        }
    }
}

/// The text of a file.
///
/// # Errors
/// Why it is not read.
pub async fn text(file: File) -> Result<String, String> {
    let name = file.name();
    if file.size() > MAX_FILE {
        return Err(format!("{name} is larger than a scenario may be"));
    }
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| format!("{name} cannot be read"))
}

/// Whether a text that is no scenario means to be one.
fn looks_like_scenario(text: &str) -> bool {
    let Ok(Node { value: Value::Object(members), .. }) = json::parse(text) else { return false };
    ["policies", "requests"].iter().all(|name| members.iter().any(|member| member.key.value == *name))
}

/// Gives the person a file of this text.
///
/// # Errors
/// Where the browser refuses to make one.
pub fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = gloo::utils::document();
    let link: HtmlAnchorElement = wasm_bindgen::JsCast::dyn_into(document.create_element("a")?)?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
