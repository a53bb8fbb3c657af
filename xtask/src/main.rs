//! The project's commands, run as `cargo xtask <command>`. `COMMANDS` is the list of them.

mod bench;
mod counts;
mod headers;
mod machine;
mod npm;
mod paths;
mod serve;
mod server;
mod setup;
mod short_names;
mod site;
mod test;
mod third_party;

use std::process::ExitCode;

/// What a step of a command gives back: nothing to say, or why it failed, for a person.
pub(crate) type Outcome<T = ()> = Result<T, String>;

const COMMANDS: &[(&str, &str)] = &[
    ("serve [--port N] [--open]", "build the site and serve the playground on this machine"),
    ("test [PART…]", "run every test there is, or the named parts"),
    ("build", "build the site into dist/, and dist/playground.html, the whole of it in one file"),
    ("npm", "pack the npm package into target/npm/"),
    ("bench", "run the benchmarks"),
];

fn main() -> ExitCode {
    if let Some(outcome) = site::split::stand_in() {
        return told(outcome);
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.split_first() {
        Some((&"serve", options)) => serve::serve(options),
        Some((&"test", parts)) => test::test(parts),
        Some((&"build", [])) => site::build_command(),
        Some((&"npm", [])) => npm::npm_command(),
        Some((&"bench", [])) => bench::bench(),
        None | Some((&"help" | &"--help", _)) => {
            println!("{}", usage());
            Ok(())
        }
        Some(_) => Err(format!("`{}` is no command here\n{}", words.join(" "), usage())),
    };
    told(outcome)
}

fn told(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let lines: Vec<String> =
        COMMANDS.iter().map(|(command, does)| format!("\n  cargo xtask {command:<26} {does}")).collect();
    format!("Commands:{}", lines.concat())
}
