//! One row of the trace: icon, words, place.

use std::rc::Rc;

use iam_evaluator::trace::Decision;
use yew::prelude::*;

use super::comparison::comparison_lines;
use super::icon::{Glyph, icon, labelled};
use super::message::sentence;
use crate::trace::{Bar, Below, Chip, Line, Mark, Place, Row, Word};

/// What a row is given; the tree listens for all of them.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TraceRowProps {
    /// The row and its place in the tree.
    pub line: Rc<Line>,
    /// The decision, whose colour the bar has.
    pub decision: Decision,
    /// Whether it is the row that is pointed at.
    pub focused: bool,
    /// Whether it is the row that the Tab key reaches.
    pub tabbable: bool,
}

/// One row of the trace.
#[component]
pub fn TraceRow(props: &TraceRowProps) -> Html {
    let Line { row, level, position, siblings, below, .. } = &*props.line;
    let expanded = match below {
        Below::Nothing => None,
        Below::Hidden => Some("false"),
        Below::Shown => Some("true"),
    };
    let classes = [
        Some("tr"),
        row.heading.then_some("tr--type"),
        bar(row.bar),
        (row.mark == Mark::Assumed || row.chip == Some(Chip::CouldChange)).then_some("is-assumed"),
        (row.mark == Mark::AllowsOverridden).then_some("is-over"),
        props.focused.then_some("is-focused"),
    ];
    let class = classes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        <div {class} role="treeitem" data-node={row.id.clone()} data-is={tone(row, props.decision)}
            aria-level={level.to_string()} aria-posinset={position.to_string()} aria-setsize={siblings.to_string()}
            aria-expanded={expanded} aria-selected={if props.focused { "true" } else { "false" }}
            tabindex={if props.tabbable { "0" } else { "-1" }}>
            <span class="tr__tw">if expanded.is_some() { { icon(Glyph::Chevron) } }</span>
            <span class="tr__ic">{ labelled(glyph(row.mark), row.mark.said()) }</span>
            <span class="tr__main">
                { for row.words.iter().map(word) }
                if let Some(comparison) = &row.comparison { { comparison_lines(comparison) } }
            </span>
            if row.chip.is_some() || row.place.is_some() {
                <span class="tr__end">
                    { for row.chip.map(chip_text) }
                    { for row.place.as_ref().map(|place| location(place, props.focused)) }
                </span>
            }
        </div>
    }
}

fn bar(bar: Bar) -> Option<&'static str> {
    match bar {
        Bar::Plain => None,
        Bar::Decisive => Some("is-decisive"),
        Bar::Path => Some("is-path"),
        Bar::Off => Some("is-off"),
    }
}

/// What `data-is` colours the row by.
fn tone(row: &Row, decision: Decision) -> Option<&'static str> {
    match row.mark {
        Mark::Allows | Mark::AllowsOverridden => Some("allowed"),
        Mark::Denies => Some("explicitDeny"),
        Mark::NothingAllows => Some("implicitDeny"),
        Mark::NearMiss => Some("near"),
        Mark::Assumed => Some("assume"),
        Mark::CannotBeRead => Some("invalid"),
        Mark::NotReached | Mark::NotNeeded | Mark::NotGiven | Mark::TakesNoPart => Some("none"),
        Mark::Matches | Mark::DoesNotMatch => match row.bar {
            Bar::Decisive => Some(crate::trace::tone(decision)),
            Bar::Plain | Bar::Path | Bar::Off => None,
        },
    }
}

fn glyph(mark: Mark) -> Glyph {
    match mark {
        Mark::Allows => Glyph::Allowed,
        Mark::Denies => Glyph::ExplicitDeny,
        Mark::NothingAllows => Glyph::ImplicitDeny,
        Mark::AllowsOverridden => Glyph::Overridden,
        Mark::Matches => Glyph::Match,
        Mark::DoesNotMatch => Glyph::NoMatch,
        Mark::NearMiss => Glyph::Near,
        Mark::Assumed => Glyph::Assumed,
        Mark::NotReached => Glyph::NotReached,
        Mark::NotNeeded => Glyph::Dot,
        Mark::NotGiven | Mark::TakesNoPart => Glyph::Dash,
        Mark::CannotBeRead => Glyph::Invalid,
    }
}

fn word(word: &Word) -> Html {
    match word {
        Word::Allow(text) => html! { <span class="e-allow">{ text }</span> },
        Word::Deny(text) => html! { <span class="e-deny">{ text }</span> },
        Word::Label(text) => html! { <span class="tr__label">{ text }</span> },
        Word::Policy(text) => html! { <span class="tr__policy">{ text }</span> },
        Word::Element(text) => html! { <span class="tr__el">{ text }</span> },
        Word::Code(text) => html! { <span class="tr__code">{ text }</span> },
        Word::Relation(text) => html! { <span class="tr__op">{ *text }</span> },
        Word::Actual(text) => html! { <span class="tr__actual">{ text }</span> },
        Word::Why(message) => html! { <span class="tr__why">{ sentence(message, None) }</span> },
    }
}

fn chip_text(chip: Chip) -> Html {
    match chip {
        Chip::Decides => html! { <span class="chip chip--decides">{ "decides" }</span> },
        Chip::Overridden => html! { <span class="chip chip--dashed">{ "overridden" }</span> },
        Chip::CannotBeRead => html! { <span class="chip" data-is="warning">{ "cannot be read" }</span> },
        Chip::CouldChange => html! { <span class="chip chip--solid" data-is="assume">{ "could change" }</span> },
    }
}

/// The line, or the lines; with the policy's name where the row is pointed at.
fn location(place: &Place, focused: bool) -> Html {
    let lines =
        if place.last > place.first { format!("{}–{}", place.first, place.last) } else { place.first.to_string() };
    html! {
        <span class="tr__loc">
            if focused { { format!("{}:{lines}", place.policy) } } else { <span class="sr">{ "line " }</span>{ lines } }
        </span>
    }
}
