//! The typed values of condition operators: each is read from text and then compared by what it means.
//!
//! Rules: the page on condition operators. A text that cannot be read is `None`, and equals nothing.

pub mod binary;
pub mod date;
pub mod ip;
pub mod numeric;
