//! One context key with its value; a missing one says what reads it.

use std::rc::Rc;

use iam_evaluator::trace::{ContextValue, MissingKey};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::button::{SMALL, icon_button_of};
use super::context_value::context_value;
use super::icon::{Glyph, icon};
use super::message::ticks;
use super::missing_note::missing_note;
use super::scroll::keep_keyboard;
use crate::state::kind::{self, Kind};
use crate::state::{Action, StateHandle};

/// What the row is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ContextRowProps {
    /// The page's state.
    pub state: StateHandle,
    /// The key's name.
    pub name: AttrValue,
    /// Its value, where it has one.
    pub value: Option<ContextValue>,
    /// Why it should have one.
    pub missing: Option<Rc<MissingKey>>,
    /// Takes which missing key is being filled in.
    pub hold: UseStateSetter<Option<AttrValue>>,
}

/// From how many characters on a value gets a line of its own.
const LONG: usize = 26;

/// One context key with its value.
#[component]
pub fn ContextRow(props: &ContextRowProps) -> Html {
    let (state, name) = (&props.state, &props.name);
    let chosen = use_state_eq(|| None::<Kind>);
    let value = props.value.clone();
    let known = || Kind::of_key(name, value.as_ref()).or_else(|| witness(props).map(Kind::of));
    let kind = chosen.or_else(known).unwrap_or(Kind::Text);
    let set = {
        let (dispatch, name) = (state.dispatcher(), name.clone());
        Callback::from(move |value: Option<ContextValue>| {
            dispatch.dispatch(Action::SetContext(name.to_string(), value));
        })
    };
    let onkind = {
        let (chosen, set, value) = (chosen.clone(), set.clone(), value.clone());
        move |event: Event| {
            let at = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).unwrap_or(0);
            let Some(kind) = Kind::ALL.get(at).copied() else { return };
            chosen.set(Some(kind));
            if let Some(value) = &value {
                set.emit(Some(kind.value(&kind::text(value))));
            }
        }
    };
    let remove = {
        let set = set.clone();
        Callback::from(move |event: MouseEvent| {
            set.emit(None);
            keep_keyboard(&event);
        })
    };
    let (onfocusin, onfocusout) = {
        let (hold, name, missing) = (props.hold.clone(), name.clone(), props.missing.is_some());
        let let_go = hold.clone();
        (
            move |_: FocusEvent| {
                if missing {
                    hold.set(Some(name.clone()));
                }
            },
            move |_: FocusEvent| let_go.set(None),
        )
    };
    let pointer = format!("/context/{}", name.replace('~', "~0").replace('/', "~1"));
    let source = state.compared_with().is_some_and(|compared| compared.eq_ignore_ascii_case(&pointer));
    let complaint = value.as_ref().and_then(|value| kind.complaint(value));
    let refused = state.outcome().and_then(Result::err).filter(|error| error.pointer == pointer);
    let complaint = refused.map(|error| error.message.clone()).or(complaint);
    let long =
        kind == Kind::Arn || kind == Kind::List || value.as_ref().is_some_and(|value| kind::text(value).len() > LONG);
    let quiet = props.missing.as_ref().is_some_and(|missing| !missing.could_change);
    let marked = match (source, complaint.is_some()) {
        (true, true) => "cr__val is-source is-bad",
        (true, false) => "cr__val is-source",
        (false, true) => "cr__val is-bad",
        (false, false) => "cr__val",
    };
    html! {
        <div
            class={if props.missing.is_some() { "cr cr--missing" } else { "cr" }} role="group" aria-label={name.clone()}
            data-quiet={quiet.then_some("")} data-long={long.then_some("")}
        >
            <span class="cr__key">{ name }</span>
            <span class={marked} {onfocusin} {onfocusout}>
                <select class="field cr__type" aria-label={format!("Type of {name}")} onchange={onkind}>
                    { for Kind::ALL.iter().map(|it| html! { <option key={it.name()} selected={*it == kind}>{ it.name() }</option> }) }
                </select>
                { context_value(name, kind, value.as_ref(), set) }
            </span>
            if value.is_some() {
                { icon_button_of(SMALL, Glyph::Cross, format!("Remove {name}").into(), Some(remove)) }
            }
            if let Some(missing) = &props.missing {
                { missing_note(state, missing) }
            }
            if let Some(complaint) = complaint {
                <span class="cr__note err">{ icon(Glyph::Error) }<span>{ ticks(&complaint) }</span></span>
            }
        </div>
    }
}

/// The value that would change the decision, which shows the key's kind.
fn witness(props: &ContextRowProps) -> Option<&ContextValue> {
    let missing = props.missing.as_ref()?;
    let mut changed = missing.witness.as_ref()?.context.iter();
    changed.find(|(key, _)| *key == missing.key)?.1.as_ref()
}
