//! What components share that has a life of its own.

mod fragment;
mod keeping;
mod shortcuts;
mod theme;
mod told_height;

pub use fragment::use_fragment;
pub use keeping::use_keeping;
pub use shortcuts::use_shortcuts;
pub use theme::use_theme;
pub use told_height::use_told_height;
