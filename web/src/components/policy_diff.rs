//! One policy before and now, side by side, with the lines that changed marked.

use yew::prelude::*;

use crate::compare::{Line, Lines, Part, PolicyChange, PolicyPair, change_words, side_by_side};

/// What it is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PolicyDiffProps {
    /// The policy, before and now.
    pub pair: PolicyPair,
}

/// One policy before and now.
#[component]
pub fn PolicyDiff(props: &PolicyDiffProps) -> Html {
    let pair = &props.pair;
    let which = use_state_eq(|| Lines::Near);
    let onall = {
        let which = which.setter();
        Callback::from(move |_: MouseEvent| which.set(Lines::All))
    };
    let (before, now) = pair.documents();
    let change = pair.change();
    let state = match change {
        PolicyChange::Added => "ok",
        PolicyChange::Removed => "wrong",
        PolicyChange::Changed => "assume",
        PolicyChange::Formatted | PolicyChange::Same => "none",
    };
    html! {
        <section class="change" aria-label={format!("{}: {}", pair.name(), change_words(change))}>
            <div class="diff__policy">
                <h4 class="diff__name">{ pair.name() }</h4>
                <span class="muted">{ pair.type_name() }</span>
                <span class="chip" data-is={state}>{ change_words(change) }</span>
            </div>
            { for pair.turned().into_iter().map(|(what, before, now)| html! {
                <p key={what} class="diff__turned"><span class="muted">{ what }{ ": " }</span><del>{ before }</del>{ " \u{2192} " }<ins>{ now }</ins></p>
            }) }
            if before != now {
                <table class="lines" aria-label={format!("{}, before and now", pair.name())}>
                    <colgroup><col class="c-no" /><col /><col class="c-no" /><col /></colgroup>
                    <thead>
                        <tr><th scope="col" colspan="2">{ "Before" }</th><th scope="col" colspan="2">{ "Now" }</th></tr>
                    </thead>
                    <tbody>{ for side_by_side(before, now, *which).iter().map(|it| line(it, &onall)) }</tbody>
                </table>
            }
        </section>
    }
}

fn line(line: &Line, onall: &Callback<MouseEvent>) -> Html {
    match line {
        Line::Same { before, now, text } => html! {
            <tr class="line line--same">
                <td class="line__no line__before">{ *before }</td><td class="line__text line__before">{ *text }</td>
                <td class="line__no">{ *now }</td><td class="line__text">{ *text }</td>
            </tr>
        },
        Line::Changed { before, now } => html! {
            <tr class="line">{ side(before.as_ref(), Of::Before) }{ side(now.as_ref(), Of::Now) }</tr>
        },
        Line::Skipped(count) => {
            let words = if *count == 1 { "1 line as before".to_owned() } else { format!("{count} lines as before") };
            html! { <tr class="line line--skip"><td colspan="4"><button type="button" class="ref" onclick={onall.clone()}>{ words }</button></td></tr> }
        }
    }
}

#[derive(Clone, Copy)]
enum Of {
    Before,
    Now,
}

fn side(part: Option<&Part>, of: Of) -> Html {
    let Some(Part { number, start, middle, end }) = part else {
        return html! { <><td class="line__no line__none" /><td class="line__text line__none" /></> };
    };
    let (class, inner) = match of {
        Of::Before => ("line__gone", html! { <del>{ *start }<b>{ *middle }</b>{ *end }</del> }),
        Of::Now => ("line__new", html! { <ins>{ *start }<b>{ *middle }</b>{ *end }</ins> }),
    };
    html! {
        <>
            <td class={classes!("line__no", class)}>{ *number }</td>
            <td class={classes!("line__text", class)}>{ inner }</td>
        </>
    }
}
