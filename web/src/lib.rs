//! The page, in Yew: it edits a scenario and draws what the evaluator says about it. It holds no rule of IAM.

pub mod components;
pub mod state;

pub use components::playground::Playground;
