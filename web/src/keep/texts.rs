//! Texts that the browser keeps under a name. Where it keeps nothing, none is found again.

use web_sys::Storage;

/// For how many a text is kept.
#[derive(Clone, Copy, Debug)]
pub enum Texts {
    /// For this tab, until it is closed.
    OfTab,
    /// For every tab of this browser.
    OfBrowser,
}

impl Texts {
    /// The text of this name.
    pub fn get(self, name: &str) -> Option<String> {
        self.storage()?.get_item(name).ok()?
    }

    /// Keeps a text under this name.
    pub fn keep(self, name: &str, text: &str) {
        let _ = self.storage().map(|storage| storage.set_item(name, text));
    }

    /// Keeps nothing under this name any more.
    pub fn forget(self, name: &str) {
        let _ = self.storage().map(|storage| storage.remove_item(name));
    }

    fn storage(self) -> Option<Storage> {
        let window = gloo::utils::window();
        match self {
            Self::OfTab => window.session_storage(),
            Self::OfBrowser => window.local_storage(),
        }
        .ok()?
    }
}
