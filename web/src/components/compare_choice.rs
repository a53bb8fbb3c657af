//! What the scenario can be compared with: a revision, a file, a link.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::*;

use super::icon::{Glyph, icon};
use super::revisions::{row, when};
use crate::compare::{Base, read_link, read_text};
use crate::files;
use crate::hooks::{for_good, use_change};
use crate::keep::{self, Revision};
use crate::state::{StateHandle, read_scenario};

/// What the choice is given.
#[derive(Clone, PartialEq, Properties)]
pub struct CompareChoiceProps {
    /// The page's state.
    pub state: StateHandle,
    /// Takes what was chosen.
    pub onchoose: Callback<Rc<Base>>,
}

/// What the scenario can be compared with.
#[component]
pub fn CompareChoice(props: &CompareChoiceProps) -> Html {
    let CompareChoiceProps { state, onchoose } = props;
    let kept = use_state(|| None::<Vec<Revision>>);
    let refused = use_state_eq(|| None::<String>);
    let (link, file) = (use_node_ref(), use_node_ref());
    use_change((), {
        let kept = kept.setter();
        move || {
            spawn_local(async move { kept.set(Some(keep::revisions().await)) });
            for_good()
        }
    });
    let take: Callback<Result<Base, String>> = {
        let (onchoose, refused) = (onchoose.clone(), refused.setter());
        Callback::from(move |read: Result<Base, String>| match read {
            Ok(base) => onchoose.emit(Rc::new(base)),
            Err(why) => refused.set(Some(why)),
        })
    };
    let onsubmit = {
        let (link, take) = (link.clone(), take.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let address = link.cast::<HtmlInputElement>().map(|it| it.value()).unwrap_or_default();
            let take = take.clone();
            spawn_local(async move { take.emit(read_link(&address).await.map_err(|refused| refused.to_string())) });
        }
    };
    let onpick = {
        let file = file.clone();
        move |_| {
            if let Some(file) = file.cast::<HtmlInputElement>() {
                file.click();
            }
        }
    };
    let onfile = {
        let (take, state) = (take.clone(), state.clone());
        move |event: Event| {
            let field = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(file) = field.files().and_then(|files| files.get(0)) {
                let (take, state) = (take.clone(), state.clone());
                spawn_local(async move {
                    let name = file.name();
                    let text = files::text(file).await;
                    take.emit(text.and_then(|text| read_text(&name, &text, &state.scenario, state.selected_policy)));
                });
            }
            field.set_value("");
        }
    };
    html! {
        <div class="dialog__body choice">
            <p class="muted">{ "What you have on the screen now is compared with what you choose: what changed in the policies, and which requests come out otherwise." }</p>
            if let Some(why) = &*refused {
                <p class="err" role="alert">{ icon(Glyph::Error) }{ why }</p>
            }
            <section class="choice__part" aria-label="A link">
                <form class="linkbox" {onsubmit}>
                    <input ref={link} class="field field--code" aria-label="Link to compare with" placeholder="Paste a link" autocomplete="off" spellcheck="false" required=true />
                    <button type="submit" class="btn">{ icon(Glyph::Link) }{ "Compare with link" }</button>
                </form>
                <button type="button" class="btn" onclick={onpick}>{ icon(Glyph::Open) }{ "Compare with a file" }</button>
                <input ref={file} type="file" accept=".json,.tf,.yaml,.yml,.txt,application/json" class="menu__file" aria-label="File to compare with" tabindex="-1" onchange={onfile} />
            </section>
            <section class="choice__part" aria-label="Revisions">
                <h3>{ "Revisions" }</h3>
                { match &*kept {
                    None => html! {},
                    Some(kept) if kept.is_empty() => html! { <p class="muted">{ "Nothing kept yet. A revision is kept when you begin to change what you opened." }</p> },
                    Some(kept) => html! { <ul class="copies">{ for kept.iter().map(|it| item(it, &take)) }</ul> },
                } }
            </section>
        </div>
    }
}

fn item(revision: &Revision, take: &Callback<Result<Base, String>>) -> Html {
    let (take, text) = (take.clone(), revision.scenario.clone());
    let label = format!("{}, {}", revision.label, when(revision));
    let onclick = move |_: MouseEvent| {
        take.emit(read_scenario(&text).map(|it| Base::new(label.clone(), it)).map_err(|error| error.message));
    };
    row(revision, "Compare", "Compare with", Callback::from(onclick))
}
