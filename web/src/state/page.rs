//! What floats over the page, and what it says about keeping the work.

use yew::AttrValue;

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Scenarios to start from.
    Gallery,
    /// Links, copies and downloads.
    Share,
    /// A field for what a person has at hand.
    Paste,
    /// What was kept before.
    Revisions,
    /// The scenario beside another one.
    Compare,
}

/// A short message about what just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: AttrValue,
    /// Whether undo takes it back.
    pub undo: bool,
}

impl Toast {
    /// A message about something that cannot be taken back.
    pub fn new(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), undo: false }
    }

    /// A message about something that undo takes back.
    pub fn undoable(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), undo: true }
    }
}

/// Whether this browser keeps the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was changed yet.
    #[default]
    NotYet,
    /// It is kept.
    Yes,
    /// The browser keeps nothing.
    No,
}

impl Saved {
    /// In words.
    pub fn text(self) -> &'static str {
        match self {
            Self::NotYet => "",
            Self::Yes => "saved in this browser",
            Self::No => "this browser keeps nothing",
        }
    }
}
