//! Every request with the decision that is expected and the one that was made.

use yew::prelude::*;

use super::request_row::{Before, request_row, turn_cell};
use super::roving;
use crate::compare::Row;
use crate::state::StateHandle;

/// The table of the requests.
pub fn requests_table(state: &StateHandle) -> Html {
    let compared = state.compared.as_deref();
    let (mut rows, mut gone): (Vec<Html>, Vec<Html>) = (Vec::new(), Vec::new());
    match compared {
        // While comparing, what comes out otherwise stands first.
        Some(compared) => {
            for row in &compared.rows {
                match row.place {
                    Some(place) => rows.push(request_row(state, place, Some(Before(row.before)))),
                    None => gone.push(gone_row(row)),
                }
            }
        }
        None => rows.extend((0..state.request_keys.len()).map(|place| request_row(state, place, None))),
    }
    html! {
        <div class="reqs__box" onkeydown={roving::down(".req__pick")}>
            <table class={if compared.is_some() { "reqs reqs--turns" } else { "reqs" }} aria-label="Requests">
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
                    { for rows }
                    { for gone }
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
