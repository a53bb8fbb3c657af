//! Requests that were read and are kept, to be asked again without reading them.

use iam_evaluator::Question;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::packed;

/// A table of requests. Who keeps a place in it says which.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Asked(Vec<Option<Question>>);

#[wasm_bindgen]
impl Asked {
    /// An empty table.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a request in the form of `packed` at a place, instead of what was there; tells whether it could be read. One that could not
    /// leaves the place as it is.
    pub fn keep(&mut self, place: u16, request: &str) -> bool {
        let Some(question) = packed::question(request) else { return false };
        let place = usize::from(place);
        if self.0.len() <= place {
            self.0.resize_with(place + 1, || None);
        }
        if let Some(kept) = self.0.get_mut(place) {
            *kept = Some(question);
        }
        true
    }
}

impl Asked {
    /// The request at a place.
    pub(crate) fn get(&self, place: u16) -> Option<&Question> {
        self.0.get(usize::from(place))?.as_ref()
    }
}
