//! Every request with the decision that is expected and the one that was made.

use yew::prelude::*;

use super::request_row::RequestRow;
use super::roving;
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
    html! {
        <div class="reqs__box" onkeydown={roving::down(".req__pick")}>
            <table class="reqs" aria-label="Requests">
                <colgroup><col /><col class="c-dec" /><col class="c-dec" /><col class="c-ok" /></colgroup>
                <thead>
                    <tr>
                        <th scope="col">{ "Request" }</th>
                        <th scope="col">{ "Expected" }</th>
                        <th scope="col">{ "Actual" }</th>
                        <th scope="col"><span class="sr">{ "As expected" }</span></th>
                    </tr>
                </thead>
                <tbody>
                    { for state.request_keys.iter().enumerate().map(|(place, key)| html! {
                        <RequestRow key={*key} state={state.clone()} {place} />
                    }) }
                </tbody>
            </table>
        </div>
    }
}
