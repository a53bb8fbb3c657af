//! Every request with the decision that is expected and the one that was made.

use yew::prelude::*;

use super::request_row::{Before, RequestRow, turn_cell};
use super::roving;
use crate::compare::Row;
use crate::state::StateHandle;

/// What the table is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RequestsTableProps {
    /// The page's state.
    pub state: StateHandle,
}

/// The table of the requests.
#[component]
pub fn RequestsTable(props: &RequestsTableProps) -> Html {
    let state = &props.state;
    let compared = state.compared.as_deref();
    let rows = || compared.iter().flat_map(|compared| &compared.rows);
    // While comparing, what comes out otherwise stands first.
    let order: Vec<(usize, Option<Before>)> = if compared.is_some() {
        rows().filter_map(|row| Some((row.place?, Some(Before(row.before))))).collect()
    } else {
        (0..state.request_keys.len()).map(|place| (place, None)).collect()
    };
    let gone = rows().filter(|row| row.place.is_none());
    html! {
        <div class="reqs__box" onkeydown={roving::down(".req__pick")}>
            <table class={classes!("reqs", compared.is_some().then_some("reqs--turns"))} aria-label="Requests">
                <colgroup><col /><col class="c-dec" /><col class="c-dec" /><col class="c-ok" /></colgroup>
                <thead>
                    <tr>
                        <th scope="col">{ "Request" }</th>
                        <th scope="col">{ "Expected" }</th>
                        <th scope="col">{ if compared.is_some() { "Before \u{2192} now" } else { "Actual" } }</th>
                        <th scope="col"><span class="sr">{ "As expected" }</span></th>
                    </tr>
                </thead>
                <tbody>
                    { for order.into_iter().filter_map(|(place, before)| {
                        let key = state.request_keys.get(place)?;
                        Some(html! { <RequestRow key={*key} state={state.clone()} {place} {before} /> })
                    }) }
                    { for gone.map(gone_row) }
                </tbody>
            </table>
        </div>
    }
}

/// A request that is no longer there: what became of it is shown, and there is nothing to choose.
fn gone_row(row: &Row) -> Html {
    html! {
        <tr class="is-gone">
            <td><div class="req__pick"><span class="req__name">{ &row.name }</span><span class="req__what">{ "no longer in the scenario" }</span></div></td>
            <td><span class="muted">{ "none" }</span></td>
            <td>{ turn_cell(row.before, row.now) }</td>
            <td />
        </tr>
    }
}
