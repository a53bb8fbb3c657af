//! Every icon, drawn inline: `<use>` would not find its symbol inside a shadow root.

use yew::prelude::*;

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

/// What an icon is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct IconProps {
    /// Which one.
    pub glyph: Glyph,
    /// What it says, where no text beside it does.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// A further class.
    #[prop_or_default]
    pub class: Classes,
}

/// An icon: decoration, or an image with a name.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    let class = classes!("icon", props.class.clone());
    match &props.label {
        Some(label) => {
            html! { <svg {class} viewBox="0 0 16 16" role="img" aria-label={label.clone()}>{ shape(props.glyph) }</svg> }
        }
        None => html! { <svg {class} viewBox="0 0 16 16" aria-hidden="true">{ shape(props.glyph) }</svg> },
    }
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn shape(glyph: Glyph) -> Html {
    match glyph {
        Glyph::About => html! { <><circle cx="8" cy="8" r="6.2" /><path d="M8 7.4v3.6m0-6.1v.05" /></> },
        Glyph::Allowed => {
            html! { <><circle class="solid" cx="8" cy="8" r="6.5" /><path class="ko" d="M5 8.3 7.1 10.4 11 6" /></> }
        }
        Glyph::Ask => {
            html! { <><path d="M5.4 5.9a2.7 2.7 0 1 1 4.2 2.3c-1 .7-1.5 1.1-1.5 2.1m0 2.6v.05" stroke-width="1.75" /></> }
        }
        Glyph::Assumed => {
            html! { <><circle cx="8" cy="8" r="6.2" stroke-dasharray="2 1.4" /><path d="M6.3 6.5a1.75 1.75 0 1 1 2.6 1.6c-.6.35-.9.6-.9 1.2m0 1.9v.02" /></> }
        }
        Glyph::Bolt => html! { <><path d="M9 1.8 3.5 9h4L7 14.2 12.5 7h-4z" /></> },
        Glyph::Chevron => html! { <><path d="m6 3.5 4.5 4.5L6 12.5" /></> },
        Glyph::Code => html! { <><path d="m5.3 4.5-3.5 3.5 3.5 3.5m5.4-7 3.5 3.5-3.5 3.5" /></> },
        Glyph::Compare => html! { <><path d="M8 2v12M3 4.5h2.5M3 7.5h2.5M3 10.5h2.5m5-6H13m-2.5 3H13m-2.5 3H13" /></> },
        Glyph::Copy => {
            html! { <><rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" /></> }
        }
        Glyph::Dash => html! { <><path d="M4.5 8h7" /></> },
        Glyph::ExplicitDeny => {
            html! { <><path class="solid" d="M5.4 1.7h5.2l3.7 3.7v5.2l-3.7 3.7H5.4l-3.7-3.7V5.4z" /><path class="ko" d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" /></> }
        }
        Glyph::Dot => html! { <><circle class="solid" cx="8" cy="8" r="1.4" /></> },
        Glyph::Down => html! { <><path d="m3.5 6 4.5 4.5L12.5 6" /></> },
        Glyph::Download => html! { <><path d="M8 2.5v7.3m0 0 3-3m-3 3-3-3M3 13h10" /></> },
        Glyph::Duplicate => {
            html! { <><rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5M9.5 7.8v3.4M7.8 9.5h3.4" /></> }
        }
        Glyph::Error => html! { <><circle cx="8" cy="8" r="6.2" /><path d="M8 4.8v3.7m0 2.4v.05" /></> },
        Glyph::Flag => html! { <><path d="M3.8 14V2.5m0 .5c3-1.8 5.4 1.5 8.7 0v6.2c-3.3 1.5-5.7-1.8-8.7 0" /></> },
        Glyph::Format => html! { <><path d="M3 3.5h10M3 6.5h6M3 9.5h10M3 12.5h6" /></> },
        Glyph::Grid => {
            html! { <><rect x="2.5" y="2.5" width="4.5" height="4.5" rx="1" /><rect x="9" y="2.5" width="4.5" height="4.5" rx="1" /><rect x="2.5" y="9" width="4.5" height="4.5" rx="1" /><rect x="9" y="9" width="4.5" height="4.5" rx="1" /></> }
        }
        Glyph::History => {
            html! { <><path d="M2.6 8a5.4 5.4 0 1 0 1.7-3.9L2.6 5.6M2.6 2.4v3.2h3.2M8 5v3.2l2.2 1.3" /></> }
        }
        Glyph::ImplicitDeny => html! { <><circle cx="8" cy="8" r="5.75" /><path d="M12.6 3.4 3.4 12.6" /></> },
        Glyph::Invalid => {
            html! { <><path d="M9.5 1.8H4.2a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h7.6a1 1 0 0 0 1-1V5z" /><path d="M8 6v3.2m0 2.2v.05" /></> }
        }
        Glyph::Key => html! { <><circle cx="5.2" cy="8" r="2.7" /><path d="M7.9 8h6.3m-2 0v2.3M10 8v1.6" /></> },
        Glyph::Left => html! { <><path d="M13 8H3.5m4-4-4 4 4 4" /></> },
        Glyph::Link => {
            html! { <><path d="M6.7 9.3a2.8 2.8 0 0 0 4 0l2.1-2.1a2.8 2.8 0 0 0-4-4l-.9.9M9.3 6.7a2.8 2.8 0 0 0-4 0L3.2 8.8a2.8 2.8 0 0 0 4 4l.9-.9" /></> }
        }
        Glyph::Match => html! { <><path d="m3.2 8.6 3.1 3.1 6.5-7.2" stroke-width="1.75" /></> },
        Glyph::More => html! { <><path d="M3.5 8h.02M8 8h.02M12.5 8h.02" stroke-width="2.2" /></> },
        Glyph::Near => {
            html! { <><circle cx="8" cy="8" r="6.1" /><circle cx="8" cy="8" r="2.6" /><circle class="solid" cx="8" cy="8" r=".6" /></> }
        }
        Glyph::NoMatch => html! { <><path d="m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6" stroke-width="1.75" /></> },
        Glyph::Open => {
            html! { <><path d="M2.5 12.5V4A1.2 1.2 0 0 1 3.7 2.8h2.6l1.5 1.7h4.5a1.2 1.2 0 0 1 1.2 1.2v6.8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1z" /></> }
        }
        Glyph::Organization => {
            html! { <><rect x="5.8" y="2" width="4.4" height="3.4" rx=".8" /><rect x="1.8" y="10.6" width="4.4" height="3.4" rx=".8" /><rect x="9.8" y="10.6" width="4.4" height="3.4" rx=".8" /><path d="M8 5.4V8m-4 2.6V8h8v2.6" /></> }
        }
        Glyph::Out => html! { <><path d="M6.5 3.5h-3v9h9v-3M9 2.8h4.2V7M13 3 7.5 8.5" /></> },
        Glyph::Overridden => {
            html! { <><circle cx="8" cy="8" r="5.75" stroke-dasharray="2.3 1.5" /><path d="M5.6 8.2 7.3 9.9 10.6 6.3" /></> }
        }
        Glyph::Paste => {
            html! { <><path d="M5.5 3H4.2A1.2 1.2 0 0 0 3 4.2v8.6A1.2 1.2 0 0 0 4.2 14h7.6a1.2 1.2 0 0 0 1.2-1.2V4.2A1.2 1.2 0 0 0 11.8 3h-1.3" /><rect x="5.5" y="1.8" width="5" height="2.6" rx=".8" /></> }
        }
        Glyph::Pen => html! { <><path d="m10.6 2.9 2.5 2.5-7.4 7.4-3.2.7.7-3.2z" /></> },
        Glyph::Plus => html! { <><path d="M8 3v10M3 8h10" /></> },
        Glyph::Redo => html! { <><path d="M13 6.5H6.7a3.4 3.4 0 0 0 0 6.8H10M13 6.5l-3-3m3 3-3 3" /></> },
        Glyph::Right => html! { <><path d="M3 8h9.5m-4-4 4 4-4 4" /></> },
        Glyph::Search => html! { <><circle cx="7" cy="7" r="4.3" /><path d="m10.3 10.3 3.4 3.4" /></> },
        Glyph::Security => {
            html! { <><path d="M8 1.7c1.8 1.2 3.6 1.7 5.3 1.8 0 5-1.5 8.7-5.3 10.8C4.2 12.2 2.7 8.5 2.7 3.5 4.4 3.4 6.2 2.9 8 1.7z" /><path d="M8 5.2v3.4m0 2.1v.05" /></> }
        }
        Glyph::Share => {
            html! { <><path d="M8 9.5V2.2m0 0L5.2 5m2.8-2.8L10.8 5M3 8.5v4A1.3 1.3 0 0 0 4.3 13.8h7.4A1.3 1.3 0 0 0 13 12.5v-4" /></> }
        }
        Glyph::Spin => html! { <><path d="M8 2a6 6 0 1 1-6 6" stroke-width="2" /></> },
        Glyph::Suggest => {
            html! { <><path d="M5.8 11.2c0-1.4-2-2.3-2-4.8a4.2 4.2 0 0 1 8.4 0c0 2.5-2 3.4-2 4.8z" /><path d="M6.3 13.8h3.4" /></> }
        }
        Glyph::Term => {
            html! { <><rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1.5" /><path d="m4.5 6 2 2-2 2m3.8 0h3" /></> }
        }
        Glyph::Text => html! { <><path d="M3.5 4.5V3h9v1.5M8 3v10m-1.8 0h3.6" /></> },
        Glyph::Theme => {
            html! { <><circle cx="8" cy="8" r="5.75" /><path class="solid" d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" /></> }
        }
        Glyph::Trash => {
            html! { <><path d="M2.8 4.3h10.4M6.3 4.3V2.8h3.4v1.5m2 0-.6 9H4.9l-.6-9M6.6 7v4m2.8-4v4" /></> }
        }
        Glyph::Tree => html! { <><path d="M3 3v8.5h4M3 6.5h4M9.5 6.5H13M9.5 11.5H13" /></> },
        Glyph::Undo => html! { <><path d="M3 6.5h6.3a3.4 3.4 0 0 1 0 6.8H6M3 6.5l3-3m-3 3 3 3" /></> },
        Glyph::NotReached => {
            html! { <><circle cx="8" cy="8" r="5.75" /><circle class="solid" cx="8" cy="8" r="1" /></> }
        }
        Glyph::Wand => {
            html! { <><path d="m3 13 6.5-6.5M11 2v2.5M9.8 3.2h2.5M13 7v2m-1-1h2M6.5 2.5v1.8m-.9-.9h1.8" /></> }
        }
        Glyph::Warning => html! { <><path d="M8 2.2 14.4 13.4H1.6z" /><path d="M8 6.4v3.1m0 1.9v.05" /></> },
        Glyph::Cross => html! { <><path d="m4 4 8 8m0-8-8 8" /></> },
    }
}
