//! What was typed and has not come back yet. A property that only repeats it must not be set again: meanwhile more may
//! have been typed.

/// More than a page can lag behind; a parent that never gives the text back costs no more than these.
const LIMIT: usize = 32;

/// Texts that the editor reported, the oldest first.
#[derive(Default)]
pub(super) struct Typed(Vec<String>);

impl Typed {
    /// Remembers a text that was reported.
    pub(super) fn push(&mut self, text: &str) {
        if self.0.len() == LIMIT {
            self.0.remove(0);
        }
        self.0.push(text.to_owned());
    }

    /// Whether the text is one that the editor reported. What was reported before it is done with; if it is none, all
    /// is, since the text was changed elsewhere.
    pub(super) fn knows(&mut self, text: &str) -> bool {
        let place = self.0.iter().position(|known| known == text);
        self.0.drain(..place.map_or(self.0.len(), |place| place + 1));
        place.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn a_text_that_was_typed_is_known_once() {
        let mut typed = Typed::default();
        typed.push("a");
        assert!(typed.knows("a"));
        assert!(!typed.knows("a"));
    }

    #[test]
    fn an_older_text_comes_back_while_more_is_typed() {
        let mut typed = Typed::default();
        typed.push("a");
        typed.push("ab");
        assert!(typed.knows("a"));
        assert!(typed.knows("ab"));
    }

    #[test]
    fn a_newer_text_makes_the_older_ones_unknown() {
        let mut typed = Typed::default();
        typed.push("a");
        typed.push("ab");
        assert!(typed.knows("ab"));
        assert!(!typed.knows("a"));
    }

    #[test]
    fn a_text_from_elsewhere_makes_all_unknown() {
        let mut typed = Typed::default();
        typed.push("a");
        assert!(!typed.knows("other"));
        assert!(!typed.knows("a"));
    }
}
