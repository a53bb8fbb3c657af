//! The kinds of principal, each with one to start from.

use iam_evaluator::request::PrincipalInput;
use yew::prelude::*;

use super::field::text_of;
use crate::state::{Action, Dispatch, RequestField};

/// The name of each kind, and one to start from; `111122223333` gives way to the account that stands there.
const PRESETS: [(&str, &str); 5] = [
    ("Role session", "arn:aws:sts::111122223333:assumed-role/app-role/session"),
    ("IAM user", "arn:aws:iam::111122223333:user/Alice"),
    ("Service", "ecs-tasks.amazonaws.com"),
    ("Anonymous", "anonymous"),
    ("Root user", "arn:aws:iam::111122223333:root"),
];

/// The kinds of principal.
pub fn principal_preset(dispatch: &Dispatch, principal: &PrincipalInput) -> Html {
    let text = text(principal);
    let kind = kind(&text);
    let onchange = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let chosen = text_of(&event);
            let Some((_, preset)) = PRESETS.iter().find(|(name, _)| *name == chosen) else { return };
            let account = text.split(':').nth(4).filter(|account| account.len() == 12).unwrap_or("111122223333");
            let principal = PrincipalInput::Text(preset.replace("111122223333", account));
            dispatch.dispatch(Action::ChangedRequest(RequestField::Principal(principal)));
        }
    };
    html! {
        <select class="field field--auto" aria-label="Kind of principal" {onchange}>
            if kind.is_none() { <option selected=true>{ "Another principal" }</option> }
            { for PRESETS.iter().map(|(name, _)| html! {
                <option key={*name} selected={kind == Some(*name)}>{ *name }</option>
            }) }
        </select>
    }
}

/// The principal's short form, as far as it has one.
pub fn text(principal: &PrincipalInput) -> String {
    match principal {
        PrincipalInput::Text(text) => text.clone(),
        PrincipalInput::Long(fields) if fields.anonymous => "anonymous".to_owned(),
        PrincipalInput::Long(fields) => {
            fields.arn.clone().or_else(|| fields.service.first().cloned()).unwrap_or_default()
        }
    }
}

/// Which preset a principal looks like. This names what is written; whether it is a principal the evaluator says.
fn kind(text: &str) -> Option<&'static str> {
    let marks = [(0, ":assumed-role/"), (1, ":user/"), (2, ".amazonaws.com"), (3, "anonymous"), (4, ":root")];
    let (at, _) = marks.into_iter().find(|(_, mark)| text.contains(mark))?;
    PRESETS.get(at).map(|(name, _)| *name)
}
