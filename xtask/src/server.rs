//! The static server: the files of one folder, below one path, with the headers of `headers.rs`.

use crate::{Outcome, headers};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// A page asks for its few files at once.
const WORKERS: usize = 4;

/// What is sent back.
struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// Serves the folder from now on.
pub(crate) fn start(listener: TcpListener, folder: &Path, path: &str) -> Outcome<Vec<JoinHandle<()>>> {
    let server =
        Arc::new(Server::from_listener(listener, None).map_err(|error| format!("the server does not start: {error}"))?);
    let worker = |_| {
        let (server, folder, path) = (Arc::clone(&server), folder.to_owned(), path.to_owned());
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let answer = answer(request.method(), request.url(), &folder, &path);
                send(request, answer);
            }
        })
    };
    Ok((0..WORKERS).map(worker).collect())
}

fn answer(method: &Method, url: &str, folder: &Path, path: &str) -> Answer {
    if !matches!(method, Method::Get | Method::Head) {
        return Answer {
            status: 405,
            headers: vec![("Allow", "GET, HEAD".to_owned())],
            body: b"only GET and HEAD\n".to_vec(),
        };
    }
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    let Some(named) = place.strip_prefix(path).and_then(relative_path) else {
        return not_found();
    };
    let mut file = folder.join(named);
    if file.is_dir() {
        if !place.ends_with('/') {
            let query = if query.is_empty() { String::new() } else { format!("?{query}") };
            return Answer { status: 308, headers: vec![("Location", format!("{place}/{query}"))], body: Vec::new() };
        }
        file.push("index.html");
    }
    let Ok(body) = std::fs::read(&file) else {
        return not_found();
    };
    let content_type = headers::content_type(&file.to_string_lossy());
    let site = headers::HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned()));
    Answer {
        status: 200,
        headers: std::iter::once(("Content-Type", content_type.to_owned())).chain(site).collect(),
        body,
    }
}

fn not_found() -> Answer {
    Answer { status: 404, headers: Vec::new(), body: b"no such file\n".to_vec() }
}

fn send(request: Request, answer: Answer) {
    let headers =
        answer.headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_str()).ok()).collect();
    let length = answer.body.len();
    let response =
        Response::new(StatusCode(answer.status), headers, std::io::Cursor::new(answer.body), Some(length), None);
    // A browser that went away before its answer came is no failure of ours.
    drop(request.respond(response));
}

/// The file that the path of a URL names, relative to the folder; `None` if it names a hidden file or a place outside.
fn relative_path(url: &str) -> Option<PathBuf> {
    let decoded = percent_decoded(url)?;
    let mut file = PathBuf::new();
    for part in decoded.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    Some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{answer, relative_path};
    use std::path::{Path, PathBuf};
    use tiny_http::Method;

    fn status(url: &str) -> u16 {
        answer(&Method::Get, url, &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "/some/path/").status
    }

    #[test]
    fn a_path_never_leaves_the_folder() {
        for outside in ["../Cargo.toml", "%2e%2e/Cargo.toml", "a/..%2f../b", ".git/config", "c:/x", "a%00", "%zz", "%"]
        {
            assert_eq!(relative_path(outside), None, "{outside}");
        }
        assert_eq!(relative_path("snippets//a%20b.js"), Some(PathBuf::from("snippets/a b.js")));
        assert_eq!(relative_path(""), Some(PathBuf::new()));
    }

    #[test]
    fn files_folders_and_what_is_not_there() {
        assert_eq!(status("/some/path/main.rs?fresh"), 200);
        assert_eq!(status("/some/path/setup"), 308);
        assert_eq!(status("/some/path/"), 404);
        assert_eq!(status("/main.rs"), 404);
        assert_eq!(status("/some/path/../Cargo.toml"), 404);
        assert_eq!(answer(&Method::Post, "/some/path/main.rs", Path::new("."), "/some/path/").status, 405);
    }
}
