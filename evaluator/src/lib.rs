//! Decides an AWS IAM request as AWS does, and shows every piece of evidence it judged.
#![no_std]

extern crate alloc;

pub mod span;
pub mod json;
pub mod finding;
pub mod glob;
pub mod arn;
pub mod value;
pub mod policy;
pub mod request;
pub mod trace;
