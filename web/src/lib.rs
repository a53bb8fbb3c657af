//! The page, in Yew: it edits a scenario and draws what the evaluator says about it. It holds no rule of IAM.

pub mod compare;
pub mod components;
pub mod embed;
pub mod files;
pub mod gallery;
pub mod hooks;
pub mod keep;
mod lowercase;
pub mod paste;
pub mod share;
pub mod state;
pub mod trace;

pub use components::frame::{Frame, FrameProps};
pub use components::playground::{Playground, PlaygroundProps};

/// In fewer bytes than the standard library's.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
