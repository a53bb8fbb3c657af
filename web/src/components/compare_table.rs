//! Every request with what was decided before and what is decided now.

use std::rc::Rc;

use iam_evaluator::trace::Decision;
use yew::prelude::*;

use super::decision_word::{decision_word, no_decision};
use super::icon::{Glyph, icon};
use crate::compare::{Compared, Row, Turn, asked_words, turn_words};

/// What the table is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CompareTableProps {
    /// The scenario beside its base.
    pub compared: Rc<Compared>,
}

/// Every request, before and now; those that come out otherwise first.
#[component]
pub fn CompareTable(props: &CompareTableProps) -> Html {
    html! {
        <table class="reqs reqs--diff" aria-label="Requests, before and now">
            <colgroup><col /><col class="c-dec" /><col class="c-dec" /><col class="c-turn" /></colgroup>
            <thead>
                <tr>
                    <th scope="col">{ "Request" }</th>
                    <th scope="col">{ "Before" }</th>
                    <th scope="col">{ "Now" }</th>
                    <th scope="col"><span class="sr">{ "What changed" }</span></th>
                </tr>
            </thead>
            <tbody>{ for props.compared.rows.iter().enumerate().map(row) }</tbody>
        </table>
    }
}

fn row((at, row): (usize, &Row)) -> Html {
    // A row is the one request of its place; those that are gone have none, and no life of their own.
    let key = row.place.map_or_else(|| format!("gone {at}"), |place| place.to_string());
    html! {
        <tr {key} class={classes!((row.turn() == Turn::Same).then_some("is-same"))}>
            <td>
                <span class="req__name">{ &row.name }</span>
                <span class="req__what">{ format!("{} \u{b7} {}", row.action, row.resource) }</span>
            </td>
            <td>{ decided(row.before) }</td>
            <td>{ decided(row.now) }</td>
            <td>
                { turn_chip(row.turn()) }
                if let Some(words) = asked_words(row.asked) { <span class="chip chip--dashed">{ words }</span> }
            </td>
        </tr>
    }
}

/// What was decided, in a word.
pub fn decided(decision: Option<Decision>) -> Html {
    decision.map_or_else(no_decision, |decision| html! { { decision_word(decision) } })
}

/// What became of a decision; nothing where it is what it was.
pub fn turn_chip(turn: Turn) -> Html {
    let (state, glyph) = match turn {
        Turn::NewlyAllowed => ("allowed", Glyph::Allowed),
        Turn::NewlyDenied => ("explicitDeny", Glyph::ExplicitDeny),
        Turn::Otherwise => ("none", Glyph::Dash),
        Turn::Same => return html! {},
    };
    html! { <span class="chip" data-is={state}>{ icon(glyph) }{ turn_words(turn) }</span> }
}
