//! A sentence of the evaluator, with its code and its links.

use iam_evaluator::trace::{Message, MessagePart};
use yew::prelude::*;

use super::button::{button, clicked};
use crate::state::{Action, Dispatch};

/// A sentence of the evaluator: links open the node that they name; without a dispatcher they are plain text.
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
    to_node(dispatch, node, text)
}

/// A link that opens a node.
pub fn to_node(dispatch: &Dispatch, node: &str, inside: Html) -> Html {
    button("ref", clicked(dispatch, Action::OpenedNode(AttrValue::from(node.to_owned()))), inside)
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
