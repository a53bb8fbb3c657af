//! The selected request as a form.

use std::rc::Rc;

use iam_evaluator::request::{PrincipalFields, PrincipalInput};
use serde::Serialize;
use yew::prelude::*;

use super::context_rows::ContextRows;
use super::icon::{Glyph, icon};
use super::principal_preset::text;
use super::request_field::{Field, request_field};
use super::setting::Setting;
use crate::state::{RequestField, StateHandle};

/// The selected request as a form.
pub fn request_form(state: &StateHandle, setting: Setting) -> Html {
    let Some(request) = state.request() else { return html! {} };
    let principal = request.principal.clone();
    let set_principal = Rc::new(move |text| RequestField::Principal(with_text(&principal, text)));
    let field = |pointer: &'static str, label: &'static str, value: String, set: Rc<dyn Fn(String) -> RequestField>| {
        request_field(state, Field { pointer, label, value, set })
    };
    let key = state.request_keys.get(state.selected_request).copied().unwrap_or_default();
    html! {
        <div key={format!("form {key}")} class="scroll" role="group" aria-label="Request form">
            <div class="form">
                if state.draft().is_some_and(|draft| draft.error.is_some()) {
                    <p class="err">
                        { icon(Glyph::Error) }
                        <span>{ "The JSON cannot be read. This is what it said before, and a change here takes its place." }</span>
                    </p>
                }
                { field("/principal", "Principal", text(&request.principal), set_principal) }
                if let PrincipalInput::Long(fields) = &request.principal { { unasked("Also", Some(&rest(fields))) } }
                { field("/action", "Action", request.action.clone(), Rc::new(RequestField::Action)) }
                { field("/resource", "Resource", request.resource.clone(), Rc::new(RequestField::Resource)) }
                if let Some(account) = &request.resource_account {
                    { field("/resourceAccount", "Owner", account.clone(), Rc::new(|account| {
                        RequestField::ResourceAccount(Some(account).filter(|account| !account.is_empty()))
                    })) }
                }
                { unasked("Call", request.call.as_ref()) }
                { unasked("Settings", request.settings.as_ref()) }
            </div>
            <ContextRows state={state.clone()} {setting} />
        </div>
    }
}

/// What the request says that the form has no field for, as the JSON that it is.
fn unasked<T: Serialize>(label: &'static str, said: Option<&T>) -> Html {
    let text = said.and_then(|said| serde_json::to_string(said).ok()).filter(|text| text != "{}");
    text.map(|text| html! { <div class="form__row"><span>{ label }</span><code>{ text }</code></div> })
        .unwrap_or_default()
}

/// The long form of a principal without what stands in its field.
fn rest(fields: &PrincipalFields) -> PrincipalFields {
    let service = fields.service.iter().skip(1).cloned().collect();
    PrincipalFields { arn: None, service, anonymous: false, ..fields.clone() }
}

/// The principal with another short form; what else the long form says stays.
fn with_text(principal: &PrincipalInput, text: String) -> PrincipalInput {
    match principal {
        PrincipalInput::Long(fields) if fields.arn.is_some() => {
            let mut fields = fields.clone();
            fields.arn = Some(text);
            PrincipalInput::Long(fields)
        }
        PrincipalInput::Long(_) | PrincipalInput::Text(_) => PrincipalInput::Text(text),
    }
}
