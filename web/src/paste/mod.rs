//! Turns what people have at hand into policies and requests: policy documents, output of the AWS CLI, templates,
//! messages about denied access, events of CloudTrail. What is not understood is listed with its line, never dropped.
#![expect(clippy::doc_markdown, reason = "CloudFormation and CloudTrail are names, not code")]

mod found;
mod tree;
mod lines;
mod json;
mod url;
mod yaml;
mod placeholder;
mod arn_shape;
mod document;
mod unread;
mod aws_cli;
mod account_details;
mod message;
mod denial;
mod denial_reason;
mod decoded;
mod cloudtrail;
mod cloudtrail_call;
mod intrinsics;
mod cloudformation;
mod hcl;
mod terraform;
mod recognise;

#[cfg(test)]
mod tests;

pub use found::{Found, Note, Shape};
pub use recognise::{MAX_TEXT, recognise};
