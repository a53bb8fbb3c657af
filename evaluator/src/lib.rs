//! Decides an AWS IAM request as AWS does, and shows every piece of evidence it judged.
#![no_std]

extern crate alloc;

pub mod order;
pub mod span;
pub mod json;
mod spelling;
pub mod finding;
pub mod glob;
pub mod arn;
pub mod value;
pub mod reference;
pub mod policy;
pub mod request;
pub mod scenario;
mod variable;
mod matching;
mod set;
mod call;
mod evaluation;
pub mod trace;
mod explain;
mod answer;
mod run;
mod repair;

pub use answer::Question;
pub use explain::{Pack, Packed, Told};
pub use repair::{PolicyEdit, Repair, RequestEdit, repairs, why_no_repair};
pub use request::invalid::InvalidInput;
pub use run::{RequestResult, ScenarioResult, run_scenario, run_scenario_text};
pub use set::{MAX_STATEMENTS, PolicySet};
pub use spelling::nearest;
