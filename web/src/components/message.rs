//! A sentence of the evaluator, with its code and its links.

use iam_evaluator::trace::{Message, MessagePart};
use yew::prelude::*;

use crate::state::{Action, Dispatch};

/// What a message is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MessageProps {
    /// The sentence.
    pub message: Message,
    /// Where links report; without it they are plain text.
    #[prop_or_default]
    pub dispatch: Option<Dispatch>,
}

/// A sentence of the evaluator: links open the node that they name.
#[component]
pub fn MessageText(props: &MessageProps) -> Html {
    sentence(&props.message, props.dispatch.as_ref())
}

/// The same where a component of its own would be one too many.
pub fn sentence(message: &Message, dispatch: Option<&Dispatch>) -> Html {
    if message.parts.is_empty() {
        return ticks(&message.text);
    }
    message.parts.iter().map(|part| piece(part, dispatch)).collect()
}

fn piece(part: &MessagePart, dispatch: Option<&Dispatch>) -> Html {
    let text = if part.code {
        html! { <code>{ &part.text }</code> }
    } else {
        ticks(&part.text)
    };
    let (Some(node), Some(dispatch)) = (&part.node, dispatch) else { return text };
    let (node, dispatch) = (AttrValue::from(node.clone()), dispatch.clone());
    let onclick = move |_: MouseEvent| dispatch.dispatch(Action::OpenedNode(node.clone()));
    html! { <button type="button" class="ref" {onclick}>{ text }</button> }
}

/// Plain text in which back ticks enclose code.
pub fn ticks(text: &str) -> Html {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return html! { { text } };
    }
    let code = |(place, piece): (usize, &str)| match place % 2 {
        0 => html! { { piece } },
        _ => html! { <code>{ piece }</code> },
    };
    pieces.into_iter().enumerate().filter(|(_, piece)| !piece.is_empty()).map(code).collect()
}
