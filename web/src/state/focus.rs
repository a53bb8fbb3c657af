//! What a person looks at: the thread between trace, source and request, and which part of the page is open.

use yew::AttrValue;

/// The trace node that is pointed at, and from where.
#[derive(Clone, Debug, PartialEq)]
pub struct Focus {
    /// The node's id.
    pub node: AttrValue,
    /// From where it was pointed at.
    pub origin: FocusOrigin,
}

/// Where a person pointed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusOrigin {
    /// At a row of the trace.
    Trace,
    /// Into a policy's text.
    Source,
    /// At a field of the request.
    Request,
}

/// A range that an editor selects and scrolls to, once.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    /// The policy's name.
    pub policy: AttrValue,
    /// UTF-16 units from the beginning of its text.
    pub start: u32,
    /// Exclusive.
    pub end: u32,
    /// Another number each time, so that the same range can be shown again.
    pub nonce: u32,
}

/// Which rows of the trace are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TraceFilter {
    /// What the decision rests on.
    Decisive,
    /// The statements that came close.
    NearMisses,
    /// Every judgement.
    #[default]
    All,
}

/// A panel, where there is no room for all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The policies.
    Policies,
    /// The requests.
    Request,
    /// The decision and its trace.
    #[default]
    Trace,
}

/// How the request is edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequestView {
    /// Field by field.
    #[default]
    Form,
    /// As JSON.
    Json,
}
