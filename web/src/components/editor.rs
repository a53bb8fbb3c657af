//! The editor of one JSON document, the only component that knows JavaScript: `CodeMirror`, or a text area, inside a
//! shadow root of its host.
//!
//! Offsets count UTF-16 units of the text, as `Span` does. The text has `\n` line ends: a text with others is given
//! back with these at once, as if it had been typed.

mod javascript;
mod live;
mod typed;
mod wire;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::hooks::{Undo, use_change};
use live::LiveEditor;
use typed::Typed;

/// A sign in the gutter, at the line that holds its offset. A line shows one: a statement's, else the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where the part of the document begins that was judged.
    pub offset: u32,
    /// What came out.
    pub kind: MarkKind,
    /// The trace node that says so.
    pub node: AttrValue,
    /// The outcome in words, shown by the pointer.
    pub title: AttrValue,
}

/// What a [`Mark`] says. The first four are of statements, and are the filled and framed shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The statement allows.
    Allows,
    /// The statement denies.
    Denies,
    /// The statement allows, and something else denies.
    Overridden,
    /// The statement cannot be read.
    Invalid,
    /// The part does what it takes for the statement to apply.
    Match,
    /// The part keeps the statement from applying.
    NoMatch,
    /// The part matches or not by what was assumed.
    Assumed,
    /// The part was not judged.
    NotApplicable,
}

/// A finding in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What [`ChosenFix`] names it by.
    pub id: AttrValue,
    /// The text that is underlined.
    pub range: Range<u32>,
    /// How it is underlined.
    pub severity: Severity,
    /// What is wrong.
    pub message: AttrValue,
    /// The finding's code.
    pub code: AttrValue,
    /// The titles of its fixes, which the page applies.
    pub fixes: Vec<AttrValue>,
}

/// How grave a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The document does not do what it says.
    Error,
    /// It may not do what was meant.
    Warning,
    /// It could be put better.
    Hint,
}

/// A bar beside the lines of a statement that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The statement.
    pub range: Range<u32>,
    /// What it decides.
    pub effect: BarEffect,
}

/// The colour of a [`Bar`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarEffect {
    /// That of `Allow`.
    Allow,
    /// That of `Deny`.
    Deny,
}

/// A range to select and to scroll to, once for each nonce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// What is selected.
    pub range: Range<u32>,
    /// Another number each time, so that the same range can be shown again.
    pub nonce: u32,
    /// Whether the editor takes the focus, too.
    pub focus: bool,
}

/// The fix that was chosen at a squiggle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFix {
    /// [`Diagnostic::id`].
    pub diagnostic: AttrValue,
    /// The fix's place in [`Diagnostic::fixes`].
    pub fix: usize,
}

/// What happened in an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A person changed the text.
    Edited(String),
    /// A person moved the caret or came in; not that `reveal` sent it somewhere.
    CaretMoved(u32),
    /// The mark of this node was activated.
    MarkActivated(AttrValue),
    /// A fix was chosen.
    FixChosen(ChosenFix),
    /// What has this nonce was gone to, so that an editor made later does not go there again.
    Revealed(u32),
}

/// What an [`Editor`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    /// Its accessible name: "*Type* policy *name*, JSON editor".
    pub label: AttrValue,
    /// The document. Text that was edited here is known already and moves nothing.
    pub text: AttrValue,
    /// The outcomes in the gutter. They move with edits until the next ones come.
    #[prop_or_default]
    pub marks: Rc<Vec<Mark>>,
    /// The squiggles.
    #[prop_or_default]
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// The statements that decide.
    #[prop_or_default]
    pub bars: Rc<Vec<Bar>>,
    /// The source of the row of the trace that is pointed at.
    #[prop_or_default]
    pub outlined: Option<Range<u32>>,
    /// What to go to.
    #[prop_or_default]
    pub reveal: Option<Reveal>,
    /// Whether the text cannot be changed.
    #[prop_or_default]
    pub readonly: bool,
    /// Whether it stands in somebody else's page, which keeps its keys.
    #[prop_or_default]
    pub embedded: bool,
    /// Told what happened in it.
    pub onevent: Callback<Happened>,
}

/// An editor of JSON. A parent that shows one of several documents gives each its own `key`, and so its own undo.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let host = use_node_ref();
    let live = use_mut_ref(|| None::<Rc<LiveEditor>>);
    let typed = use_mut_ref(Typed::default);
    let told = use_mut_ref(|| None::<EditorProps>);
    // The callback is called as the parent gave it last.
    let latest = use_mut_ref(|| props.clone());
    *latest.borrow_mut() = props.clone();
    let embedded = props.embedded;

    use_change(embedded, {
        let (host, live, typed, latest) = (host.clone(), live.clone(), typed.clone(), latest.clone());
        let (label, text) = (props.label.clone(), props.text.clone());
        move || -> Undo {
            *live.borrow_mut() = host
                .cast::<HtmlElement>()
                .and_then(|host| LiveEditor::open(&host, embedded, &label, &text, &latest, &typed))
                .map(Rc::new);
            Box::new(move || drop(live.take()))
        }
    });
    use_effect(move || {
        let now = latest.borrow().clone();
        let before = told.replace(Some(now.clone()));
        // The borrow ends here: what is told may call back.
        let editor = live.borrow().clone();
        if let Some(editor) = editor {
            tell(&editor, before.as_ref(), &now, &typed);
        }
    });

    html! { <div key="editor" class="editor" ref={host} /> }
}

/// Tells the live editor what is otherwise than `before`; all, where the editor is a new one.
fn tell(editor: &LiveEditor, before: Option<&EditorProps>, now: &EditorProps, typed: &RefCell<Typed>) {
    let same = before.filter(|before| before.embedded == now.embedded);
    let changed = |is_same: fn(&EditorProps, &EditorProps) -> bool| same.is_none_or(|same| !is_same(same, now));
    if changed(|before, now| before.label == now.label) {
        editor.set_label(&now.label);
    }
    if changed(|before, now| before.text == now.text) {
        if !typed.borrow_mut().knows(&now.text) {
            editor.set_text(&now.text);
        }
        if now.text.contains('\r') {
            now.onevent.emit(Happened::Edited(now.text.replace("\r\n", "\n").replace('\r', "\n")));
        }
    }
    if changed(|before, now| before.readonly == now.readonly) {
        editor.set_readonly(now.readonly);
    }
    if changed(|before, now| before.marks == now.marks) {
        editor.set_marks(&now.marks);
    }
    if changed(|before, now| before.diagnostics == now.diagnostics) {
        editor.set_diagnostics(&now.diagnostics);
    }
    if changed(|before, now| before.bars == now.bars) {
        editor.set_bars(&now.bars);
    }
    if changed(|before, now| before.outlined == now.outlined) {
        editor.set_outline(now.outlined.as_ref());
    }
    let revealed = before.and_then(|before| before.reveal.as_ref());
    if let Some(reveal) = now.reveal.as_ref().filter(|reveal| revealed != Some(*reveal)) {
        editor.reveal(reveal);
        now.onevent.emit(Happened::Revealed(reveal.nonce));
    }
}
