//! The tests.

mod cases;
