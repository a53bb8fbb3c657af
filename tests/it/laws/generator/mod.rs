//! Random scenarios that mean something: few accounts, principals of every kind, all policy types, small vocabularies, so that
//! things match often.
#![allow(clippy::indexing_slicing, reason = "a JSON object takes a field that it lacks")]

pub mod conditions;
mod patterns;
mod policies;
pub mod random;
mod requests;

use serde_json::{Value, json};

use self::random::Random;
use self::requests::Situation;

/// A scenario whose documents have no error of form, but for what a declared or undeclared resource type makes of them.
pub fn scenario(random: &mut Random) -> Value {
    let situation = Situation::new(random);
    let policies = policies::policies(random, &situation);
    let requests: Vec<Value> = (0..=random.below(3)).map(|_| requests::request(random, &situation)).collect();
    json!({ "policies": policies, "requests": requests })
}

/// A statement as an identity-based policy may hold it, about what the requests of `scenario` ask.
pub fn identity_statement(random: &mut Random, scenario: &Value, effect: &str) -> Value {
    policies::statement_about(random, &requests::asked(scenario), effect)
}
