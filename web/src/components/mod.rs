//! What is on the screen, one component a file.

pub mod icon;
pub mod playground;
