//! The tests of the whole: each module is one kind of them.

mod cases;
mod laws;
mod reference;
mod repairs;
mod tidy;
