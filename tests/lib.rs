//! Nothing: the package exists for its tests, which are one binary with `it/main.rs` as its contents page.
