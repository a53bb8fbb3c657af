//! Proof that the evaluator is `no_std`: std defines a panic handler of its own, so if anything in the evaluator's
//! dependency tree links std, this crate has two and `cargo check --package iam-no-std` fails with E0152.
//!
//! It is checked by itself, on the host: together with other packages features unify, and the wasm32 target has a std.

#![no_std]

use iam_evaluator as _;

#[panic_handler]
fn halt(_info: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
