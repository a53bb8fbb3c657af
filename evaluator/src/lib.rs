//! Decides an AWS IAM request as AWS does, and shows every piece of evidence it judged.
#![no_std]

extern crate alloc;

mod answer;
pub mod arn;
mod call;
mod evaluation;
mod explain;
pub mod finding;
pub mod glob;
pub mod json;
mod matching;
pub mod policy;
pub mod reference;
pub mod request;
mod run;
pub mod scenario;
mod set;
pub mod span;
mod spelling;
pub mod trace;
pub mod value;
mod variable;

pub use request::invalid::InvalidInput;
pub use run::{RequestResult, ScenarioResult, run_scenario};
pub use set::{MAX_STATEMENTS, PolicySet};
