//! Every icon, drawn inline: `<use>` would not find its symbol inside a shadow root.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::{self, Static as S};
use yew::virtual_dom::{Attributes, VTag};

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the thing that it is named after")]
pub enum Glyph {
    About,
    Allowed,
    Ask,
    Assumed,
    Bolt,
    Chevron,
    Code,
    Compare,
    Copy,
    Dash,
    ExplicitDeny,
    Dot,
    Down,
    Download,
    Duplicate,
    Error,
    Flag,
    Format,
    Grid,
    History,
    ImplicitDeny,
    Invalid,
    Key,
    Left,
    Link,
    Match,
    More,
    Near,
    NoMatch,
    Open,
    Organization,
    Out,
    Overridden,
    Paste,
    Pen,
    Plus,
    Redo,
    Right,
    Search,
    Security,
    Share,
    Spin,
    Suggest,
    Term,
    Text,
    Theme,
    Trash,
    Tree,
    Undo,
    NotReached,
    Wand,
    Warning,
    Cross,
}

/// An icon that is decoration.
pub fn icon(glyph: Glyph) -> Html {
    html! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{ shape(glyph) }</svg> }
}

/// An icon that says something, where no text beside it does.
pub fn labelled(glyph: Glyph, label: &'static str) -> Html {
    html! { <svg class="icon" viewBox="0 0 16 16" role="img" aria-label={label}>{ shape(glyph) }</svg> }
}

fn shape(glyph: Glyph) -> Html {
    let part = |(element, attributes): &Part| {
        let mut drawn = VTag::new(*element);
        drawn.set_attributes(Attributes::Static(attributes));
        Html::from(drawn)
    };
    parts(glyph).iter().map(part).collect()
}

/// An element and its attributes.
type Part = (&'static str, &'static [(&'static str, AttributeOrProperty)]);

#[rustfmt::skip]
fn parts(glyph: Glyph) -> &'static [Part] {
    match glyph {
        Glyph::About => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("6.2"))]), ("path", &[("d", S("M8 7.4v3.6m0-6.1v.05"))])],
        Glyph::Allowed => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("6.5")), ("class", S("solid"))]), ("path", &[("d", S("M5 8.3 7.1 10.4 11 6")), ("class", S("ko"))])],
        Glyph::Ask => &[("path", &[("d", S("M5.4 5.9a2.7 2.7 0 1 1 4.2 2.3c-1 .7-1.5 1.1-1.5 2.1m0 2.6v.05")), ("stroke-width", S("1.75"))])],
        Glyph::Assumed => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("6.2")), ("stroke-dasharray", S("2 1.4"))]), ("path", &[("d", S("M6.3 6.5a1.75 1.75 0 1 1 2.6 1.6c-.6.35-.9.6-.9 1.2m0 1.9v.02"))])],
        Glyph::Bolt => &[("path", &[("d", S("M9 1.8 3.5 9h4L7 14.2 12.5 7h-4z"))])],
        Glyph::Chevron => &[("path", &[("d", S("m6 3.5 4.5 4.5L6 12.5"))])],
        Glyph::Code => &[("path", &[("d", S("m5.3 4.5-3.5 3.5 3.5 3.5m5.4-7 3.5 3.5-3.5 3.5"))])],
        Glyph::Compare => &[("path", &[("d", S("M8 2v12M3 4.5h2.5M3 7.5h2.5M3 10.5h2.5m5-6H13m-2.5 3H13m-2.5 3H13"))])],
        Glyph::Copy => &[("rect", &[("x", S("5.5")), ("y", S("5.5")), ("width", S("8")), ("height", S("8")), ("rx", S("1.5"))]), ("path", &[("d", S("M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5"))])],
        Glyph::Dash => &[("path", &[("d", S("M4.5 8h7"))])],
        Glyph::ExplicitDeny => &[("path", &[("d", S("M5.4 1.7h5.2l3.7 3.7v5.2l-3.7 3.7H5.4l-3.7-3.7V5.4z")), ("class", S("solid"))]), ("path", &[("d", S("m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4")), ("class", S("ko"))])],
        Glyph::Dot => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("1.4")), ("class", S("solid"))])],
        Glyph::Down => &[("path", &[("d", S("m3.5 6 4.5 4.5L12.5 6"))])],
        Glyph::Download => &[("path", &[("d", S("M8 2.5v7.3m0 0 3-3m-3 3-3-3M3 13h10"))])],
        Glyph::Duplicate => &[("rect", &[("x", S("5.5")), ("y", S("5.5")), ("width", S("8")), ("height", S("8")), ("rx", S("1.5"))]), ("path", &[("d", S("M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5M9.5 7.8v3.4M7.8 9.5h3.4"))])],
        Glyph::Error => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("6.2"))]), ("path", &[("d", S("M8 4.8v3.7m0 2.4v.05"))])],
        Glyph::Flag => &[("path", &[("d", S("M3.8 14V2.5m0 .5c3-1.8 5.4 1.5 8.7 0v6.2c-3.3 1.5-5.7-1.8-8.7 0"))])],
        Glyph::Format => &[("path", &[("d", S("M3 3.5h10M3 6.5h6M3 9.5h10M3 12.5h6"))])],
        Glyph::Grid => &[("rect", &[("x", S("2.5")), ("y", S("2.5")), ("width", S("4.5")), ("height", S("4.5")), ("rx", S("1"))]), ("rect", &[("x", S("9")), ("y", S("2.5")), ("width", S("4.5")), ("height", S("4.5")), ("rx", S("1"))]), ("rect", &[("x", S("2.5")), ("y", S("9")), ("width", S("4.5")), ("height", S("4.5")), ("rx", S("1"))]), ("rect", &[("x", S("9")), ("y", S("9")), ("width", S("4.5")), ("height", S("4.5")), ("rx", S("1"))])],
        Glyph::History => &[("path", &[("d", S("M2.6 8a5.4 5.4 0 1 0 1.7-3.9L2.6 5.6M2.6 2.4v3.2h3.2M8 5v3.2l2.2 1.3"))])],
        Glyph::ImplicitDeny => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("5.75"))]), ("path", &[("d", S("M12.6 3.4 3.4 12.6"))])],
        Glyph::Invalid => &[("path", &[("d", S("M9.5 1.8H4.2a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h7.6a1 1 0 0 0 1-1V5z"))]), ("path", &[("d", S("M8 6v3.2m0 2.2v.05"))])],
        Glyph::Key => &[("circle", &[("cx", S("5.2")), ("cy", S("8")), ("r", S("2.7"))]), ("path", &[("d", S("M7.9 8h6.3m-2 0v2.3M10 8v1.6"))])],
        Glyph::Left => &[("path", &[("d", S("M13 8H3.5m4-4-4 4 4 4"))])],
        Glyph::Link => &[("path", &[("d", S("M6.7 9.3a2.8 2.8 0 0 0 4 0l2.1-2.1a2.8 2.8 0 0 0-4-4l-.9.9M9.3 6.7a2.8 2.8 0 0 0-4 0L3.2 8.8a2.8 2.8 0 0 0 4 4l.9-.9"))])],
        Glyph::Match => &[("path", &[("d", S("m3.2 8.6 3.1 3.1 6.5-7.2")), ("stroke-width", S("1.75"))])],
        Glyph::More => &[("path", &[("d", S("M3.5 8h.02M8 8h.02M12.5 8h.02")), ("stroke-width", S("2.2"))])],
        Glyph::Near => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("6.1"))]), ("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("2.6"))]), ("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S(".6")), ("class", S("solid"))])],
        Glyph::NoMatch => &[("path", &[("d", S("m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6")), ("stroke-width", S("1.75"))])],
        Glyph::Open => &[("path", &[("d", S("M2.5 12.5V4A1.2 1.2 0 0 1 3.7 2.8h2.6l1.5 1.7h4.5a1.2 1.2 0 0 1 1.2 1.2v6.8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1z"))])],
        Glyph::Organization => &[("rect", &[("x", S("5.8")), ("y", S("2")), ("width", S("4.4")), ("height", S("3.4")), ("rx", S(".8"))]), ("rect", &[("x", S("1.8")), ("y", S("10.6")), ("width", S("4.4")), ("height", S("3.4")), ("rx", S(".8"))]), ("rect", &[("x", S("9.8")), ("y", S("10.6")), ("width", S("4.4")), ("height", S("3.4")), ("rx", S(".8"))]), ("path", &[("d", S("M8 5.4V8m-4 2.6V8h8v2.6"))])],
        Glyph::Out => &[("path", &[("d", S("M6.5 3.5h-3v9h9v-3M9 2.8h4.2V7M13 3 7.5 8.5"))])],
        Glyph::Overridden => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("5.75")), ("stroke-dasharray", S("2.3 1.5"))]), ("path", &[("d", S("M5.6 8.2 7.3 9.9 10.6 6.3"))])],
        Glyph::Paste => &[("path", &[("d", S("M5.5 3H4.2A1.2 1.2 0 0 0 3 4.2v8.6A1.2 1.2 0 0 0 4.2 14h7.6a1.2 1.2 0 0 0 1.2-1.2V4.2A1.2 1.2 0 0 0 11.8 3h-1.3"))]), ("rect", &[("x", S("5.5")), ("y", S("1.8")), ("width", S("5")), ("height", S("2.6")), ("rx", S(".8"))])],
        Glyph::Pen => &[("path", &[("d", S("m10.6 2.9 2.5 2.5-7.4 7.4-3.2.7.7-3.2z"))])],
        Glyph::Plus => &[("path", &[("d", S("M8 3v10M3 8h10"))])],
        Glyph::Redo => &[("path", &[("d", S("M13 6.5H6.7a3.4 3.4 0 0 0 0 6.8H10M13 6.5l-3-3m3 3-3 3"))])],
        Glyph::Right => &[("path", &[("d", S("M3 8h9.5m-4-4 4 4-4 4"))])],
        Glyph::Search => &[("circle", &[("cx", S("7")), ("cy", S("7")), ("r", S("4.3"))]), ("path", &[("d", S("m10.3 10.3 3.4 3.4"))])],
        Glyph::Security => &[("path", &[("d", S("M8 1.7c1.8 1.2 3.6 1.7 5.3 1.8 0 5-1.5 8.7-5.3 10.8C4.2 12.2 2.7 8.5 2.7 3.5 4.4 3.4 6.2 2.9 8 1.7z"))]), ("path", &[("d", S("M8 5.2v3.4m0 2.1v.05"))])],
        Glyph::Share => &[("path", &[("d", S("M8 9.5V2.2m0 0L5.2 5m2.8-2.8L10.8 5M3 8.5v4A1.3 1.3 0 0 0 4.3 13.8h7.4A1.3 1.3 0 0 0 13 12.5v-4"))])],
        Glyph::Spin => &[("path", &[("d", S("M8 2a6 6 0 1 1-6 6")), ("stroke-width", S("2"))])],
        Glyph::Suggest => &[("path", &[("d", S("M5.8 11.2c0-1.4-2-2.3-2-4.8a4.2 4.2 0 0 1 8.4 0c0 2.5-2 3.4-2 4.8z"))]), ("path", &[("d", S("M6.3 13.8h3.4"))])],
        Glyph::Term => &[("rect", &[("x", S("1.8")), ("y", S("2.8")), ("width", S("12.4")), ("height", S("10.4")), ("rx", S("1.5"))]), ("path", &[("d", S("m4.5 6 2 2-2 2m3.8 0h3"))])],
        Glyph::Text => &[("path", &[("d", S("M3.5 4.5V3h9v1.5M8 3v10m-1.8 0h3.6"))])],
        Glyph::Theme => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("5.75"))]), ("path", &[("d", S("M8 2.25a5.75 5.75 0 0 1 0 11.5z")), ("class", S("solid"))])],
        Glyph::Trash => &[("path", &[("d", S("M2.8 4.3h10.4M6.3 4.3V2.8h3.4v1.5m2 0-.6 9H4.9l-.6-9M6.6 7v4m2.8-4v4"))])],
        Glyph::Tree => &[("path", &[("d", S("M3 3v8.5h4M3 6.5h4M9.5 6.5H13M9.5 11.5H13"))])],
        Glyph::Undo => &[("path", &[("d", S("M3 6.5h6.3a3.4 3.4 0 0 1 0 6.8H6M3 6.5l3-3m-3 3 3 3"))])],
        Glyph::NotReached => &[("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("5.75"))]), ("circle", &[("cx", S("8")), ("cy", S("8")), ("r", S("1")), ("class", S("solid"))])],
        Glyph::Wand => &[("path", &[("d", S("m3 13 6.5-6.5M11 2v2.5M9.8 3.2h2.5M13 7v2m-1-1h2M6.5 2.5v1.8m-.9-.9h1.8"))])],
        Glyph::Warning => &[("path", &[("d", S("M8 2.2 14.4 13.4H1.6z"))]), ("path", &[("d", S("M8 6.4v3.1m0 1.9v.05"))])],
        Glyph::Cross => &[("path", &[("d", S("m4 4 8 8m0-8-8 8"))])],
    }
}
