//! Runs a program in sight of the person and reads along.

use crate::Outcome;
use crate::machine::shown;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// Runs the program, shows its lines as they come, and hands each to `read`.
pub(super) fn watch(command: &mut Command, read: &mut (impl FnMut(&str) + Send)) -> Outcome {
    watch_as("", command, read)
}

/// The same, with `label` before each line: for programs that run side by side.
pub(super) fn watch_as(label: &str, command: &mut Command, read: &mut (impl FnMut(&str) + Send)) -> Outcome {
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| format!("{} does not start: {error}", shown(command)))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let read = Mutex::new(read);
    std::thread::scope(|scope| {
        scope.spawn(|| stdout.map(|stream| forward(label, stream, &read)));
        scope.spawn(|| stderr.map(|stream| forward(label, stream, &read)));
    });
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", shown(command))) }
}

fn forward(label: &str, stream: impl Read, read: &Mutex<&mut (impl FnMut(&str) + Send)>) {
    let mut stream = BufReader::new(stream);
    let mut line = label.as_bytes().to_vec();
    while stream.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        // A closed terminal must not end the tests.
        drop(std::io::stdout().write_all(&line));
        if let (Ok(mut read), Some(line)) = (read.lock(), line.get(label.len()..)) {
            read(&String::from_utf8_lossy(line));
        }
        line.truncate(label.len());
    }
}
