//! The evaluator for JavaScript: bindings without logic.
