//! The JavaScript editor as Rust owns it: with its listeners, and until it is dropped.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::prelude::Closure;
use web_sys::HtmlElement;
use yew::AttrValue;

use super::javascript::{self, Handle};
use super::typed::Typed;
use super::{Bar, ChosenFix, Diagnostic, EditorProps, Happened, Mark, Reveal, wire};

/// An editor on the screen.
pub(super) struct LiveEditor {
    handle: Handle,
    // JavaScript holds only references to these.
    _listeners: Listeners,
}

struct Listeners {
    change: Closure<dyn Fn(String)>,
    caret: Closure<dyn Fn(u32)>,
    mark: Closure<dyn Fn(String)>,
    fix: Closure<dyn Fn(String, u32)>,
}

impl Drop for LiveEditor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

impl LiveEditor {
    /// Puts an editor into its host. A browser that cannot run it gets a text area.
    pub(super) fn open(
        host: &HtmlElement,
        embedded: bool,
        label: &str,
        text: &str,
        latest: &Rc<RefCell<EditorProps>>,
        typed: &Rc<RefCell<Typed>>,
    ) -> Option<Self> {
        let mode = if embedded { "embedded" } else { "code" };
        let handle = javascript::create(host, mode, label, text)
            .or_else(|_| javascript::create(host, "plain", label, text))
            .ok()?;
        let listeners = Listeners::new(latest, typed);
        handle.on_change(&listeners.change);
        handle.on_caret(&listeners.caret);
        handle.on_mark(&listeners.mark);
        handle.on_fix(&listeners.fix);
        Some(Self { handle, _listeners: listeners })
    }

    pub(super) fn set_text(&self, text: &str) {
        self.handle.set_text(text);
    }

    pub(super) fn set_label(&self, label: &str) {
        self.handle.set_label(label);
    }

    pub(super) fn set_readonly(&self, readonly: bool) {
        self.handle.set_readonly(readonly);
    }

    pub(super) fn set_marks(&self, marks: &[Mark]) {
        self.handle.set_marks(&wire::marks(marks));
    }

    pub(super) fn set_diagnostics(&self, diagnostics: &[Diagnostic]) {
        self.handle.set_diagnostics(&wire::diagnostics(diagnostics));
    }

    pub(super) fn set_bars(&self, bars: &[Bar]) {
        self.handle.set_bars(&wire::bars(bars));
    }

    pub(super) fn set_outline(&self, range: Option<&Range<u32>>) {
        match range {
            Some(range) => self.handle.set_outline(range.start, range.end),
            None => self.handle.clear_outline(),
        }
    }

    pub(super) fn reveal(&self, reveal: &Reveal) {
        self.handle.reveal(reveal.range.start, reveal.range.end);
        if reveal.focus {
            self.handle.focus();
        }
    }
}

impl Listeners {
    fn new(latest: &Rc<RefCell<EditorProps>>, typed: &Rc<RefCell<Typed>>) -> Self {
        let told = {
            let latest = latest.clone();
            move |happened: Happened| {
                // The callback is taken out before it is called: the answer may draw the page, and so borrow again.
                let onevent = latest.borrow().onevent.clone();
                onevent.emit(happened);
            }
        };
        let change = {
            let (told, typed) = (told.clone(), typed.clone());
            move |text: String| {
                typed.borrow_mut().push(&text);
                told(Happened::Edited(text));
            }
        };
        let caret = {
            let told = told.clone();
            move |offset: u32| told(Happened::CaretMoved(offset))
        };
        let mark = {
            let told = told.clone();
            move |node: String| told(Happened::MarkActivated(AttrValue::from(node)))
        };
        let fix = move |diagnostic: String, fix: u32| {
            let fix = usize::try_from(fix).unwrap_or(usize::MAX);
            told(Happened::FixChosen(ChosenFix { diagnostic: AttrValue::from(diagnostic), fix }));
        };
        Self {
            change: Closure::new(change),
            caret: Closure::new(caret),
            mark: Closure::new(mark),
            fix: Closure::new(fix),
        }
    }
}
