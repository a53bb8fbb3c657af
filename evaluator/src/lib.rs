//! Decides an AWS IAM request as AWS does, and shows every piece of evidence it judged.
#![no_std]

extern crate alloc;

pub mod span;
pub mod json;
mod spelling;
pub mod finding;
pub mod glob;
pub mod arn;
pub mod reference;
pub mod value;
pub mod policy;
pub mod request;
pub mod scenario;
mod variable;
pub mod matching;
mod set;
pub mod evaluation;
pub mod trace;
