//! Scenarios to start from: each a question, to be searched by its words and chosen by its tags.

use iam_evaluator::scenario::Scenario;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::dialog::Modal;
use super::gallery_card::GalleryCard;
use super::icon::{Glyph, icon};
use crate::gallery;
use crate::state::Dispatch;

/// What the gallery is given.
#[derive(Clone, PartialEq, Properties)]
pub struct GalleryProps {
    /// Takes what the person did.
    pub dispatch: Dispatch,
}

/// The most tags that are offered, the most used first.
const TAGS: usize = 10;

/// Scenarios to start from.
#[component]
pub fn Gallery(props: &GalleryProps) -> Html {
    let scenarios = use_memo((), |()| gallery::all().map(Rc::new).collect::<Vec<_>>());
    let sought = use_state_eq(String::new);
    let tag = use_state_eq(|| None::<String>);
    let oninput = {
        let sought = sought.clone();
        move |event: InputEvent| sought.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let shown: Vec<&Rc<Scenario>> = scenarios
        .iter()
        .filter(|it| gallery::answers(it, &sought) && tag.as_ref().is_none_or(|tag| it.tags.contains(tag)))
        .collect();
    let choice = |name: Option<String>| {
        let (pressed, set, label) = (*tag == name, tag.clone(), name.clone().unwrap_or_else(|| "All".to_owned()));
        let onclick = move |_| set.set(name.clone());
        html! { <button key={label.clone()} type="button" class="btn btn--small" aria-pressed={pressed.to_string()} {onclick}>{ label }</button> }
    };
    let found = match shown.len() {
        1 => "1 scenario".to_owned(),
        count => format!("{count} scenarios"),
    };
    html! {
        <Modal label="Gallery" class="dialog--wide" dispatch={props.dispatch.clone()}>
            <div class="gallery__tools">
                <label class="search">
                    { icon(Glyph::Search) }
                    <input
                        type="search" class="field" aria-label="Search the gallery" placeholder={format!("Search {} scenarios", scenarios.len())}
                        value={(*sought).clone()} {oninput}
                    />
                </label>
                <div class="gallery__tags" role="group" aria-label="Tags">
                    { choice(None) }
                    { for gallery::tags(&scenarios).into_iter().take(TAGS).map(|tag| choice(Some(tag))) }
                </div>
                <p class="sr" role="status">{ found }</p>
            </div>
            <div class="dialog__body gallery__body">
                if shown.is_empty() {
                    <div class="empty">
                        { icon(Glyph::Search) }
                        <h3>{ "Nothing found" }</h3>
                        <p>{ "No scenario has all of these words. Fewer words find more." }</p>
                    </div>
                }
                <ul class="cards">
                    { for shown.into_iter().map(|scenario| html! {
                        <GalleryCard key={scenario.title.clone().unwrap_or_default()} scenario={scenario.clone()} dispatch={props.dispatch.clone()} />
                    }) }
                </ul>
            </div>
        </Modal>
    }
}
