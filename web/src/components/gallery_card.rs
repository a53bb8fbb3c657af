//! One scenario of the gallery: its question, a short explanation, and the decisions of its requests.

use std::rc::Rc;

use iam_evaluator::scenario::Scenario;
use yew::prelude::*;

use super::decision_word::look;
use super::icon::labelled;
use super::prose;
use crate::state::{Action, Dispatch, Toast};

/// What the card is given.
#[derive(Clone, PartialEq, Properties)]
pub struct GalleryCardProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// Takes what the person did.
    pub dispatch: Dispatch,
}

/// One scenario of the gallery.
#[component]
pub fn GalleryCard(props: &GalleryCardProps) -> Html {
    let scenario = &props.scenario;
    let title = scenario.title.clone().unwrap_or_else(|| "Untitled".to_owned());
    let onclick = {
        let (dispatch, scenario) = (props.dispatch.clone(), scenario.clone());
        move |_| {
            dispatch.dispatch(Action::OpenedScenario(scenario.clone()));
            dispatch.dispatch(Action::Told(Some(Toast::undoable("Opened from the gallery"))));
        }
    };
    html! {
        <li class="card">
            <h3><button type="button" class="card__open" {onclick}>{ title }</button></h3>
            <p>{ prose::inline(first_paragraph(scenario)) }</p>
            <div class="card__meta">
                { for scenario.tags.iter().map(|tag| html! { <span key={tag.clone()} class="chip">{ tag }</span> }) }
                <span class="card__strip">
                    { for scenario.requests.iter().filter_map(|request| request.expect).map(|decision| {
                        let (glyph, state, word) = look(decision);
                        html! { <span data-is={state}>{ labelled(glyph, word) }</span> }
                    }) }
                </span>
            </div>
        </li>
    }
}

fn first_paragraph(scenario: &Scenario) -> &str {
    scenario.description.as_deref().and_then(|text| text.split("\n\n").next()).unwrap_or_default()
}
