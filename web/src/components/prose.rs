//! The little Markdown that a description has: paragraphs, **strong**, *emphasis* and `code`.

use yew::prelude::*;

/// Each paragraph as a `<p>`.
pub fn paragraphs(text: &str) -> Html {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
    paragraphs.map(|paragraph| html! { <p>{ inline(paragraph) }</p> }).collect()
}

/// One paragraph without the `<p>`.
pub fn inline(text: &str) -> Html {
    let code = |(at, piece): (usize, &str)| {
        if at % 2 == 1 {
            html! { <code>{ piece }</code> }
        } else {
            strong(piece)
        }
    };
    text.split('`').enumerate().map(code).collect()
}

fn strong(text: &str) -> Html {
    let piece = |(at, piece): (usize, &str)| {
        if at % 2 == 1 {
            html! { <strong>{ piece }</strong> }
        } else {
            emphasis(piece)
        }
    };
    text.split("**").enumerate().map(piece).collect()
}

fn emphasis(text: &str) -> Html {
    let pieces: Vec<&str> = text.split('*').collect();
    // A single star is a star.
    if pieces.len().is_multiple_of(2) {
        return html! { { text } };
    }
    let piece = |(at, piece): (usize, &str)| {
        if at % 2 == 1 {
            html! { <em>{ piece }</em> }
        } else {
            html! { { piece } }
        }
    };
    pieces.into_iter().enumerate().map(piece).collect()
}
