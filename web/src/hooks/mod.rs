//! What components share that has a life of its own.

mod theme;

pub use theme::use_theme;
