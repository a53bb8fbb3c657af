//! Where the panels stand and what may be done there: in the page of their own, or in somebody else's.

/// Where the panels stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In the playground's own page, which has all the window.
    #[default]
    Page,
    /// In a frame of another page: a document of its own.
    Frame,
    /// In an element of another page, among that page's own headings and landmarks.
    Element,
}

/// Whether the document can be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Editing {
    /// Everything can.
    #[default]
    Free,
    /// Nothing can; all can be looked at.
    Locked,
}

/// What the panels know of their surroundings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// Where they stand.
    pub place: Place,
    /// What may be done.
    pub editing: Editing,
    /// Whether AWS's order of evaluation is left out.
    pub without_lanes: bool,
}

impl Setting {
    /// Whether the document can be changed.
    pub fn is_free(self) -> bool {
        self.editing == Editing::Free
    }

    /// Whether the panels are alone in their window.
    pub fn is_page(self) -> bool {
        self.place == Place::Page
    }

    /// The role of a panel: among another page's landmarks it is none of its own.
    pub fn panel_role(self) -> Option<&'static str> {
        match self.place {
            Place::Page | Place::Frame => None,
            Place::Element => Some("group"),
        }
    }

    /// The role of a heading: it has no place in another page's outline.
    pub fn heading_role(self) -> Option<&'static str> {
        match self.place {
            Place::Page => None,
            Place::Frame | Place::Element => Some("presentation"),
        }
    }
}
