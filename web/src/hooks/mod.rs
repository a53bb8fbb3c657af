//! What components share that has a life of its own.

mod change;
mod focus;
mod fragment;
mod keeping;
mod shortcuts;
mod theme;
mod told_height;

pub use change::{Undo, for_good, until_then, use_change};
pub use focus::use_focus;
pub use fragment::use_fragment;
pub use keeping::use_keeping;
pub use shortcuts::use_shortcuts;
pub use theme::use_theme;
pub use told_height::use_told_height;
