//! The trace as an ARIA tree: one tab stop, arrows, type-ahead; only rows that can be seen are in the document.

mod keys;

use std::cell::RefCell;
use std::rc::Rc;

use iam_evaluator::trace::Evaluation;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::message::sentence;
use super::trace_row::TraceRow;
use crate::hooks::{for_good, use_change};
use crate::state::{Action, Dispatch, TraceFilter};
use crate::trace::{Line, Notes, Openness, Shared, lines, tone};
use keys::{Move, Typed};

/// What the tree is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TraceTreeProps {
    /// What is drawn.
    pub evaluation: Shared<Evaluation>,
    /// The node that is pointed at.
    pub focused: Option<AttrValue>,
    /// Which rows are shown.
    pub filter: TraceFilter,
    /// Where the tree reports.
    pub dispatch: Dispatch,
}

/// What the tree remembers between two drawings.
#[derive(Debug, Default)]
struct Memory {
    /// What a person opened and closed.
    openness: Openness,
    /// The row that has, or last had, the keyboard.
    current: Option<AttrValue>,
    /// The node that was last pointed at.
    revealed: Option<AttrValue>,
    /// Whether it was pointed at from elsewhere and is yet to be scrolled to.
    foreign: bool,
    /// What was typed to find a row.
    typed: Typed,
}

/// The trace as a tree.
#[component]
pub fn TraceTree(props: &TraceTreeProps) -> Html {
    let TraceTreeProps { evaluation, focused, filter, dispatch } = props;
    let host = use_node_ref();
    let redraw = use_force_update();
    let memory = use_mut_ref(Memory::default);
    let opened = {
        let mut memory = memory.borrow_mut();
        memory.reveal(evaluation, focused.as_ref());
        memory.openness.clone()
    };
    let shown = use_memo((evaluation.clone(), *filter, opened), |(evaluation, filter, opened)| {
        lines(evaluation, *filter, opened).into_iter().map(Rc::new).collect::<Vec<_>>()
    });
    let tabbable = memory.borrow().tabbable(&shown, focused.as_ref());
    let place = focused.as_ref().and_then(|node| shown.iter().position(|line| line.row.draws(node)));

    use_change((focused.clone(), place), {
        let (host, memory) = (host.clone(), Rc::clone(&memory));
        move || {
            let foreign = std::mem::take(&mut memory.borrow_mut().foreign);
            if let Some(row) = place.filter(|_| foreign).and_then(|place| row(&host, place)) {
                scroll_to(&row);
            }
            for_good()
        }
    });

    let onkeydown = {
        let (host, memory, shown, dispatch, redraw) =
            (host.clone(), Rc::clone(&memory), Rc::clone(&shown), dispatch.clone(), redraw.clone());
        move |event: KeyboardEvent| {
            let Some(at) = place_of(&event, &shown) else { return };
            let Some(step) = keys::step(&event, &shown, at, &mut memory.borrow_mut().typed) else { return };
            event.prevent_default();
            match step {
                Move::To(place) => focus(&host, place),
                Move::Open(id) => toggle(&memory, &redraw, |openness| openness.open(&id)),
                Move::OpenAll(ids) => toggle(&memory, &redraw, |openness| ids.iter().for_each(|id| openness.open(id))),
                Move::Close(id) => toggle(&memory, &redraw, |openness| openness.close(&id)),
                Move::Activate(node) => dispatch.dispatch(Action::OpenedNode(node)),
                Move::Leave => dispatch.dispatch(Action::PointedAtNode(None)),
            }
        }
    };
    let onclick =
        {
            let (host, memory, shown, dispatch, redraw) =
                (host.clone(), Rc::clone(&memory), Rc::clone(&shown), dispatch.clone(), redraw);
            move |event: MouseEvent| {
                let Some(at) = place_of(&event, &shown) else { return };
                let Some(line) = shown.get(at) else { return };
                focus(&host, at);
                if let Some(open) = line.toggled().filter(|_| is_twisty(&event) || line.row.nodes.is_empty()) {
                    toggle(&memory, &redraw, |openness| {
                        if open { openness.open(&line.row.id) } else { openness.close(&line.row.id) }
                    });
                } else if !line.row.nodes.is_empty() {
                    dispatch.dispatch(Action::OpenedNode(line.row.id.clone()));
                }
            }
        };
    let onfocusin = {
        let (memory, shown, dispatch) = (Rc::clone(&memory), Rc::clone(&shown), dispatch.clone());
        move |event: FocusEvent| {
            let Some(line) = place_of(&event, &shown).and_then(|place| shown.get(place)) else { return };
            let mut memory = memory.borrow_mut();
            memory.current = Some(line.row.id.clone());
            memory.revealed = line.row.node();
            dispatch.dispatch(Action::PointedAtNode(line.row.node()));
        }
    };
    let onpointerover = {
        let (memory, shown, dispatch) = (Rc::clone(&memory), Rc::clone(&shown), dispatch.clone());
        move |event: PointerEvent| {
            let Some(line) = place_of(&event, &shown).and_then(|place| shown.get(place)) else { return };
            memory.borrow_mut().revealed = line.row.node();
            dispatch.dispatch(Action::PointedAtNode(line.row.node()));
        }
    };
    let onpointerleave = {
        let (host, shown, dispatch) = (host.clone(), Rc::clone(&shown), dispatch.clone());
        move |_: PointerEvent| {
            let kept = row_with_keyboard(&host, &shown);
            dispatch.dispatch(Action::PointedAtNode(kept));
        }
    };

    if shown.is_empty() {
        return html! { <p class="tree__none">{ sentence(&evaluation.reason, Some(dispatch)) }</p> };
    }
    html! {
        <div class="tree" role="tree" aria-label="Evaluation trace" data-decision={tone(evaluation.decision)} ref={host}
            {onkeydown} {onclick} {onfocusin} {onpointerover} {onpointerleave}>
            { for shown.iter().enumerate().map(|(at, line)| html! {
                <TraceRow key={line.row.id.to_string()} line={Rc::clone(line)} decision={evaluation.decision}
                    focused={place == Some(at)} tabbable={tabbable == Some(at)} />
            }) }
        </div>
    }
}

impl Memory {
    /// Opens what stands above a node that was newly pointed at from elsewhere.
    fn reveal(&mut self, evaluation: &Evaluation, focused: Option<&AttrValue>) {
        if self.revealed.as_ref() == focused {
            return;
        }
        self.revealed = focused.cloned();
        self.foreign = true;
        if let Some(node) = focused {
            self.openness.reveal(&evaluation.trace, node, &Notes::of(evaluation));
        }
    }

    /// The line that the Tab key reaches: the last one with the keyboard, else the one pointed at, else the first.
    fn tabbable(&self, shown: &[Rc<Line>], focused: Option<&AttrValue>) -> Option<usize> {
        let current = self.current.as_ref().and_then(|id| shown.iter().position(|line| line.row.id == *id));
        let pointed = || focused.and_then(|node| shown.iter().position(|line| line.row.draws(node)));
        current.or_else(pointed).or((!shown.is_empty()).then_some(0))
    }
}

fn toggle(memory: &RefCell<Memory>, redraw: &UseForceUpdateHandle, change: impl FnOnce(&mut Openness)) {
    change(&mut memory.borrow_mut().openness);
    redraw.force_update();
}

/// The line on which an event happened.
fn place_of(event: &Event, shown: &[Rc<Line>]) -> Option<usize> {
    let id = event.target_dyn_into::<Element>()?.closest("[data-node]").ok()??.get_attribute("data-node")?;
    shown.iter().position(|line| line.row.id == id)
}

fn is_twisty(event: &Event) -> bool {
    event.target_dyn_into::<Element>().and_then(|target| target.closest(".tr__tw").ok()).flatten().is_some()
}

fn row(host: &NodeRef, place: usize) -> Option<HtmlElement> {
    let rows = host.cast::<Element>()?.children();
    rows.item(u32::try_from(place).ok()?).and_then(|row| wasm_bindgen::JsCast::dyn_into(row).ok())
}

/// Gives a row the keyboard; a browser that refuses leaves it where it is.
fn focus(host: &NodeRef, place: usize) {
    if let Some(row) = row(host, place) {
        row.focus().ok();
    }
}

fn row_with_keyboard(host: &NodeRef, shown: &[Rc<Line>]) -> Option<AttrValue> {
    let row = host.cast::<Element>()?.query_selector(".tr:focus").ok()??;
    let id = row.get_attribute("data-node")?;
    shown.iter().find(|line| line.row.id == id)?.row.node()
}

/// Scrolls the panel so far that the whole row shows.
fn scroll_to(row: &HtmlElement) {
    let Ok(Some(panel)) = row.closest(".scroll") else { return };
    let (inner, outer) = (row.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let over = (inner.bottom() - outer.bottom()).max(0.0) - (outer.top() - inner.top()).max(0.0);
    if over != 0.0 {
        panel.scroll_by_with_x_and_y(0.0, over);
    }
}
