//! Prints the results of scenarios with their evaluations, as JSON; a scenario and a result are a line each.
#![allow(clippy::print_stdout, reason = "what it is for")]

use iam_evaluator::run_scenario_text;

fn main() {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        match run_scenario_text(&line) {
            Ok(result) => println!("{}", serde_json::to_string(&result).unwrap_or_default()),
            Err(error) => println!("{}", serde_json::to_string(&error).unwrap_or_default()),
        }
    }
}
