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
use crate::trace::{Line, Notes, Open, Openness, Shared, lines, tone};
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

    let tree =
        Rc::new(Tree { host: host.clone(), redraw, memory, shown: Rc::clone(&shown), dispatch: dispatch.clone() });
    let onkeydown = {
        let tree = Rc::clone(&tree);
        move |event: KeyboardEvent| tree.pressed(&event)
    };
    let onclick = {
        let tree = Rc::clone(&tree);
        move |event: MouseEvent| tree.clicked(&event)
    };
    let onfocusin = {
        let tree = Rc::clone(&tree);
        move |event: FocusEvent| tree.entered(&event)
    };
    let onpointerover = {
        let tree = Rc::clone(&tree);
        move |event: PointerEvent| tree.pointed(&event)
    };
    let onpointerleave = move |_: PointerEvent| tree.left();

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

/// The tree as it is drawn, for those who use it.
struct Tree {
    host: NodeRef,
    redraw: UseForceUpdateHandle,
    memory: Rc<RefCell<Memory>>,
    shown: Rc<Vec<Rc<Line>>>,
    dispatch: Dispatch,
}

impl Tree {
    fn pressed(&self, event: &KeyboardEvent) {
        let Some(at) = place_of(event, &self.shown) else { return };
        let Some(step) = keys::step(event, &self.shown, at, &mut self.memory.borrow_mut().typed) else { return };
        event.prevent_default();
        match step {
            Move::To(place) => focus(&self.host, place),
            Move::Open(id) => self.toggle(&[id], Open::Yes),
            Move::OpenAll(ids) => self.toggle(&ids, Open::Yes),
            Move::Close(id) => self.toggle(&[id], Open::No),
            Move::Activate(node) => self.dispatch.dispatch(Action::OpenedNode(node)),
            Move::Leave => self.dispatch.dispatch(Action::PointedAtNode(None)),
        }
    }

    fn clicked(&self, event: &MouseEvent) {
        let Some(at) = place_of(event, &self.shown) else { return };
        let Some(line) = self.shown.get(at) else { return };
        focus(&self.host, at);
        let id = line.row.id.clone();
        if let Some(open) = line.toggled().filter(|_| is_twisty(event) || line.row.nodes.is_empty()) {
            self.toggle(&[id], if open { Open::Yes } else { Open::No });
        } else if !line.row.nodes.is_empty() {
            self.dispatch.dispatch(Action::OpenedNode(id));
        }
    }

    fn entered(&self, event: &FocusEvent) {
        let Some(line) = self.line_of(event) else { return };
        let mut memory = self.memory.borrow_mut();
        memory.current = Some(line.row.id.clone());
        memory.revealed = line.row.node();
        self.dispatch.dispatch(Action::PointedAtNode(line.row.node()));
    }

    fn pointed(&self, event: &PointerEvent) {
        let Some(line) = self.line_of(event) else { return };
        self.memory.borrow_mut().revealed = line.row.node();
        self.dispatch.dispatch(Action::PointedAtNode(line.row.node()));
    }

    fn left(&self) {
        self.dispatch.dispatch(Action::PointedAtNode(row_with_keyboard(&self.host, &self.shown)));
    }

    fn line_of(&self, event: &Event) -> Option<&Rc<Line>> {
        self.shown.get(place_of(event, &self.shown)?)
    }

    fn toggle(&self, ids: &[AttrValue], open: Open) {
        for id in ids {
            self.memory.borrow_mut().openness.choose(id, open);
        }
        self.redraw.force_update();
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
