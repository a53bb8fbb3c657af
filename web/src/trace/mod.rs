//! What an evaluation says, laid out to be drawn: pure, and tested on the host.
//!
//! Nothing here judges. Nodes that have one child of the next kind become one row with it, long runs of statements
//! that do not match become one row that opens, and everything else stands as the evaluator gave it.

mod branch;
mod comparison;
mod ids;
mod lines;
mod notes;
mod openness;
mod row;
#[cfg(test)]
pub(crate) mod samples;
mod sentences;
mod shared;

pub use branch::Branch;
pub use comparison::{Comparison, Side, shown};
pub use ids::Ids;
pub use lines::{Below, Counts, Line, counts, lines};
pub use notes::{Notes, doubtful};
pub use openness::{Open, Openness};
pub use row::{Bar, Chip, Mark, Place, Row, Word, tone};
pub use sentences::{Sentence, sentences};
pub use shared::Shared;
