//! The selected request as a form.

use iam_evaluator::request::PrincipalInput;
use yew::prelude::*;

use super::context_rows::ContextRows;
use super::principal_preset::text;
use super::request_field::RequestInput;
use crate::state::{RequestField, StateHandle};

/// What the form is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestFormProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The selected request as a form.
#[component]
pub fn RequestForm(props: &RequestFormProps) -> Html {
    let state = &props.state;
    let Some(request) = state.request() else { return html! {} };
    let principal = request.principal.clone();
    let set_principal = Callback::from(move |text: String| RequestField::Principal(with_text(&principal, text)));
    let field = |pointer: &'static str, label: &'static str, value: String, set: Callback<String, RequestField>| {
        html! { <RequestInput state={state.clone()} {pointer} {label} {value} {set} /> }
    };
    html! {
        <div class="scroll" role="group" aria-label="Request form">
            <div class="form">
                { field("/principal", "Principal", text(&request.principal), set_principal) }
                { field("/action", "Action", request.action.clone(), Callback::from(RequestField::Action)) }
                { field("/resource", "Resource", request.resource.clone(), Callback::from(RequestField::Resource)) }
                if let Some(account) = &request.resource_account {
                    { field("/resourceAccount", "Owner", account.clone(), Callback::from(|account: String| {
                        RequestField::ResourceAccount(Some(account).filter(|account| !account.is_empty()))
                    })) }
                }
            </div>
            <ContextRows state={state.clone()} />
        </div>
    }
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
