//! `cargo xtask serve`: builds the site and serves it to this machine.

use crate::{Outcome, paths, server, setup, site};
use std::net::TcpListener;

const DEFAULT_PORT: u16 = 8080;

struct Options {
    port: u16,
    open: bool,
}

/// The command. The port is taken first, so that a busy one is known before anything is built.
pub(crate) fn serve(words: &[&str]) -> Outcome {
    let options = read_options(words)?;
    let listener = TcpListener::bind(("127.0.0.1", options.port)).map_err(|error| {
        format!(
            "port {} of 127.0.0.1 cannot be used ({error}); choose another one: cargo xtask serve --port {}",
            options.port,
            options.port.saturating_add(1)
        )
    })?;
    let machine = setup::prepare_all(site::NEEDS)?;
    let dist = site::build(&machine)?;
    let address = format!("http://127.0.0.1:{}/", options.port);
    let server = server::start(listener, &dist, "/");
    println!("The playground is at {address} (Ctrl-C stops it)");
    if options.open {
        open_browser(&address);
    }
    server.join().map_err(|_| "the server stopped".to_owned())
}

/// Serves the built site from a free port, below a path, for as long as this program runs; gives the address.
///
/// The tests use a path of some depth: whatever in the site is not relative then fails.
pub(crate) fn serve_in_background(path: &str) -> Outcome<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| format!("no free port: {error}"))?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    server::start(listener, &paths::dist(), path);
    Ok(format!("http://127.0.0.1:{port}{path}"))
}

fn read_options(words: &[&str]) -> Outcome<Options> {
    let mut options = Options { port: DEFAULT_PORT, open: false };
    let mut rest = words.iter();
    while let Some(&word) = rest.next() {
        match word {
            "--open" => options.open = true,
            "--port" => {
                let port = rest.next().and_then(|port| port.parse().ok()).filter(|port| *port != 0);
                options.port = port.ok_or("`--port` takes a number from 1 to 65535")?;
            }
            _ => {
                return Err(format!("`serve` knows no `{word}`: cargo xtask serve [--port N] [--open]"));
            }
        }
    }
    Ok(options)
}

fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if std::process::Command::new(program).arg(address).spawn().is_err() {
        println!("No browser could be started: open the address yourself");
    }
}
