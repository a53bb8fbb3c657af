//! The panels in somebody else's page: the decision on top, what was asked and of whom, what it was read from, and a foot.

use std::rc::Rc;

use iam_evaluator::scenario::Scenario;
use yew::prelude::*;

use super::decision_column::decision_column;
use super::embed_foot::EmbedFoot;
use super::fetched::Fetched;
use super::offers::SeekOffers;
use super::panel_tabs::{panel_name, panel_tabs};
use super::policies::given_policies;
use super::request_panel::given_requests;
use super::setting::Place;
use crate::embed::{Layout, Options, Part};
use crate::hooks::{for_good, use_change};
use crate::state::{Action, State, TraceFilter};
use crate::trace::Shared;

/// What the panels are given.
#[derive(Clone, PartialEq, Properties)]
pub struct EmbedProps {
    /// What is shown at first; another one takes the place of what is there.
    pub scenario: Shared<Scenario>,
    /// Which panels, and how.
    pub options: Options,
    /// Where the offers for a denied request come from.
    pub repairs: Fetched<SeekOffers>,
    /// Told whenever another scenario or another request is decided.
    pub onresult: Callback<State>,
}

/// The panels in somebody else's page.
#[component]
pub fn Embed(props: &EmbedProps) -> Html {
    let EmbedProps { scenario, options, repairs, onresult } = props;
    let state = use_reducer(|| State { filter: TraceFilter::Decisive, ..State::new((**scenario).clone()) });
    let given = use_mut_ref(|| scenario.clone());
    use_change(scenario.clone(), {
        let (dispatch, scenario) = (state.dispatcher(), scenario.clone());
        move || {
            if given.replace(scenario.clone()) != scenario {
                dispatch.dispatch(Action::OpenedScenario(scenario.rc()));
            }
            for_good()
        }
    });
    let decided = (Rc::as_ptr(&state.scenario), Rc::as_ptr(&state.drafts), state.selected_request);
    use_change((decided, onresult.clone()), {
        let (state, onresult) = ((*state).clone(), onresult.clone());
        move || {
            onresult.emit(state);
            for_good()
        }
    });
    let shows = |part: Part| options.shows(part);
    let editors = usize::from(shows(Part::Policies)) + usize::from(shows(Part::Request));
    let evidence = shows(Part::Trace) || shows(Part::Lanes);
    let setting = options.setting;
    let inside = html! {
        <div class="emb" data-layout={layout_name(options.layout)} data-editors={editors.to_string()} data-panel={panel_name(state.panel)}
            data-evidence={evidence.then_some("")}>
            if options.layout == Layout::Tabs { { panel_tabs(&state.dispatcher(), state.panel) } }
            if shows(Part::Policies) && !state.scenario.policies.is_empty() { { given_policies(&state, setting) } }
            if shows(Part::Request) { { given_requests(&state, setting) } }
            { decision_column(&state, setting, *repairs) }
            <EmbedFoot state={state.clone()} given={scenario.clone()} options={options.clone()} />
        </div>
    };
    let label = name(&state.scenario, options);
    match setting.place {
        Place::Frame => html! { <main class="pg pg--embed pg--frame"><h1 class="sr">{ label }</h1>{ inside }</main> },
        Place::Page | Place::Element => {
            html! { <div class="pg pg--embed" role="group" aria-label={label}>{ inside }</div> }
        }
    }
}

fn name(scenario: &Scenario, options: &Options) -> String {
    let title = options.label.as_deref().or(scenario.title.as_deref());
    title.map_or_else(|| "IAM Policy Playground".to_owned(), |title| format!("IAM Policy Playground: {title}"))
}

fn layout_name(layout: Layout) -> &'static str {
    match layout {
        Layout::Auto => "auto",
        Layout::Columns => "columns",
        Layout::Stack => "stack",
        Layout::Tabs => "tabs",
    }
}
