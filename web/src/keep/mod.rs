//! What this browser keeps: a draft for each tab, and the last revisions. Nothing of it leaves the browser.

mod offline;
mod opening;
mod store;
mod tab;
mod texts;

pub use offline::keep_site;
pub use opening::{Opening, leave_fragment, opening};
pub use store::{Revision, draft, keep_draft, keep_revision, revisions};
pub use tab::{hand_over, tab};
pub use texts::Texts;
