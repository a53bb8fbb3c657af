//! What was assumed: first, one by one, what could change the decision; the harmless in one line.

use iam_evaluator::trace::{Assumption, Evaluation, Message, MessagePart, MissingKey, Witness};
use yew::prelude::*;

use super::button::{button, clicked};
use super::icon::{Glyph, icon};
use super::message::sentence;
use super::setting::Editing;
use crate::state::{Action, Dispatch};
use crate::trace::Shared;

/// What the strip is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AssumptionsProps {
    /// Whose assumptions.
    pub evaluation: Shared<Evaluation>,
    /// Whether the document can be changed.
    #[prop_or_default]
    pub editing: Editing,
    /// Where the buttons report.
    pub dispatch: Dispatch,
}

/// The strip of assumptions; nothing where nothing was assumed.
#[component]
pub fn Assumptions(props: &AssumptionsProps) -> Html {
    let AssumptionsProps { evaluation, editing, dispatch } = props;
    let expanded = use_state_eq(|| false);
    let taken = taken(evaluation);
    if taken.is_empty() {
        return Html::default();
    }
    let harmless: Vec<&Taken> = taken.iter().filter(|taken| !taken.could_change).collect();
    let ontoggle = {
        let expanded = expanded.clone();
        move |_: MouseEvent| expanded.set(!*expanded)
    };
    html! {
        <ul class="assume" aria-label="What was assumed">
            { for taken.iter().filter(|taken| taken.could_change).map(|taken| could_change(taken, *editing, dispatch)) }
            if !harmless.is_empty() { { summary(&harmless, *expanded, ontoggle) } }
            if *expanded { { for harmless.iter().map(|taken| harmless_row(taken, dispatch)) } }
        </ul>
    }
}

/// Something that was taken as given: an assumption of the evaluator, or that a key is absent.
struct Taken<'a> {
    message: Message,
    could_change: bool,
    witness: Option<&'a Witness>,
}

fn taken(evaluation: &Evaluation) -> Vec<Taken<'_>> {
    let (mut taken, mut others) = (Vec::new(), Vec::new());
    for Assumption { message, could_change, witness, .. } in &evaluation.assumptions {
        let place = if message.code == "PolicyUnread" { &mut taken } else { &mut others };
        place.push(Taken { message: message.clone(), could_change: *could_change, witness: witness.as_ref() });
    }
    for key in &evaluation.missing_context {
        taken.push(Taken { message: absent(key), could_change: key.could_change, witness: key.witness.as_ref() });
    }
    taken.append(&mut others);
    taken
}

/// "aws:SourceVpce is absent from the request", with a link to where it is read.
fn absent(key: &MissingKey) -> Message {
    let rest = " is absent from the request";
    let name = MessagePart { text: key.key.clone(), code: true, node: key.nodes.first().cloned() };
    let rest_part = MessagePart { text: rest.to_owned(), ..MessagePart::default() };
    Message {
        code: "KeyAbsent".into(),
        text: format!("{}{rest}", key.key),
        parts: vec![name, rest_part],
        ..Message::default()
    }
}

fn could_change(taken: &Taken<'_>, editing: Editing, dispatch: &Dispatch) -> Html {
    let set = taken
        .witness
        .filter(|_| editing == Editing::Free)
        .map(|witness| clicked(dispatch, Action::AppliedWitness(witness.context.clone())));
    html! {
        <li key={taken.message.text.clone()} class="assume__row is-risky" data-is="assume">
            { icon(Glyph::Assumed) }
            <p>{ sentence(&taken.message, Some(dispatch)) }</p>
            <span class="chip chip--solid" data-is="assume">{ "could change the decision" }</span>
            if let Some(onclick) = set {
                { button("btn btn--small", onclick, html! { <>{ "Set it" }<span class="sr">{ ": " }{ &taken.message.text }</span></> }) }
            }
        </li>
    }
}

/// The harmless ones in one line.
fn summary(harmless: &[&Taken<'_>], expanded: bool, ontoggle: impl Fn(MouseEvent) + 'static) -> Html {
    let said: Vec<&str> = harmless.iter().map(|taken| taken.message.text.as_str()).collect();
    html! {
        <li key="harmless" class="assume__row assume__sum">
            { icon(Glyph::Dash) }
            <p>{ if expanded { "cannot change this decision:".to_owned() } else { said.join("; ") } }</p>
            <button type="button" class="btn btn--quiet btn--small" aria-expanded={if expanded { "true" } else { "false" }}
                onclick={ontoggle}>
                { harmless.len() }{ " assumed" }{ icon(Glyph::Down) }
            </button>
        </li>
    }
}

fn harmless_row(taken: &Taken<'_>, dispatch: &Dispatch) -> Html {
    html! {
        <li key={format!("harmless {}", taken.message.text)} class="assume__row assume__one">
            { icon(Glyph::Dot) }
            <p>{ sentence(&taken.message, Some(dispatch)) }</p>
        </li>
    }
}
