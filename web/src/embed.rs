//! What another page says about the playground in it: which panels it shows and how.

use iam_evaluator::json::{self, Node, Value};
use yew::AttrValue;

use crate::components::setting::{Editing, Place, Setting};

/// A part that can be shown or left out. The decision is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The policies, to read and to edit.
    Policies,
    /// The request, to read and to edit.
    Request,
    /// AWS's order of evaluation, above the trace.
    Lanes,
    /// What the decision was read from.
    Trace,
}

/// How the panels lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// The editors side by side where they have room, the trace below them.
    #[default]
    Auto,
    /// All side by side where they have room.
    Columns,
    /// One below the other.
    Stack,
    /// One at a time.
    Tabs,
}

/// What the attributes of an element, or the query of a frame, say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Names of parts.
    pub view: String,
    /// The name of a layout.
    pub layout: String,
    /// Whether nothing may be changed.
    pub readonly: bool,
    /// The address of a playground to open the scenario in.
    pub open_in: String,
    /// What the surrounding document calls it.
    pub label: String,
}

impl Wish {
    /// Reads the JSON of an object: `view`, `layout`, `openIn` and `label` are texts, `readonly` is true or false.
    pub fn read(text: &str) -> Self {
        let mut wish = Self::default();
        let Ok(Node { value: Value::Object(members), .. }) = json::parse(text) else { return wish };
        for member in members {
            match (member.key.value.as_str(), member.node.value) {
                ("view", Value::String(text)) => wish.view = text,
                ("layout", Value::String(text)) => wish.layout = text,
                ("openIn", Value::String(text)) => wish.open_in = text,
                ("label", Value::String(text)) => wish.label = text,
                ("readonly", Value::Bool(readonly)) => wish.readonly = readonly,
                _ => {}
            }
        }
        wish
    }
}

/// What is made of a wish. A word that means nothing is as one that is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// What is shown.
    pub view: Vec<Part>,
    /// How it lies.
    pub layout: Layout,
    /// Where it stands, and what may be done.
    pub setting: Setting,
    /// The address of a playground to open the scenario in.
    pub open_in: Option<AttrValue>,
    /// What the surrounding document calls it.
    pub label: Option<AttrValue>,
}

impl Options {
    /// Reads a wish.
    pub fn of(wish: &Wish, place: Place) -> Self {
        let named = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(|text| text.to_owned().into());
        let words = wish.view.split([' ', ',', '+']).filter_map(part);
        let mut view: Vec<Part> = words.collect();
        if view.is_empty() {
            view = vec![Part::Policies, Part::Request, Part::Trace];
        }
        let editing = if wish.readonly { Editing::Locked } else { Editing::Free };
        Self {
            layout: layout(wish.layout.trim()),
            setting: Setting { place, editing, without_lanes: !view.contains(&Part::Lanes) },
            view,
            open_in: named(&wish.open_in),
            label: named(&wish.label),
        }
    }

    /// Whether a part is shown.
    pub fn shows(&self, part: Part) -> bool {
        self.view.contains(&part)
    }
}

fn part(word: &str) -> Option<Part> {
    match word {
        "policies" => Some(Part::Policies),
        "request" => Some(Part::Request),
        "lanes" => Some(Part::Lanes),
        "trace" => Some(Part::Trace),
        _ => None,
    }
}

fn layout(word: &str) -> Layout {
    match word {
        "columns" => Layout::Columns,
        "stack" => Layout::Stack,
        "tabs" => Layout::Tabs,
        _ => Layout::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Options, Part, Wish};
    use crate::components::setting::{Editing, Place};

    fn options(view: &str, layout: &str) -> Options {
        Options::of(&Wish { view: view.into(), layout: layout.into(), ..Wish::default() }, Place::Element)
    }

    #[test]
    fn what_is_not_said_is_as_usual() {
        let options = options("", "");
        assert_eq!(options.view, [Part::Policies, Part::Request, Part::Trace]);
        assert_eq!((options.layout, options.setting.editing, options.open_in), (Layout::Auto, Editing::Free, None));
    }

    #[test]
    fn a_wish_is_read_from_json() {
        let wish =
            Wish::read(r#"{"view":"trace","layout":"tabs","readonly":true,"openIn":"../","label":"a","other":1}"#);
        let expected = Wish {
            view: "trace".into(),
            layout: "tabs".into(),
            readonly: true,
            open_in: "../".into(),
            label: "a".into(),
        };
        assert_eq!(wish, expected);
        assert_eq!(Wish::read("no JSON"), Wish::default());
    }

    #[test]
    fn parts_are_words_in_any_order() {
        assert_eq!(options("trace policies", "").view, [Part::Trace, Part::Policies]);
        assert_eq!(options("lanes,trace+request", "tabs").view, [Part::Lanes, Part::Trace, Part::Request]);
        assert_eq!(options("no such word", "nor this").view.len(), 3);
    }
}
