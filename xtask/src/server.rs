//! The static server: the files of one folder, below one path, with the headers of `headers.rs`.
//!
//! HTTP/1.1, a thread for each connection and one answer on each: a browser keeps connections open that it may never use,
//! and none of them may keep another one waiting.

use crate::headers;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_mins(1);
/// The most bytes of a request that are read.
const LONGEST_REQUEST: u64 = 64 * 1024;

/// What is sent back.
struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// Serves the folder from now on.
pub(crate) fn start(listener: TcpListener, folder: &Path, path: &str) -> JoinHandle<()> {
    let (folder, path) = (folder.to_owned(), path.to_owned());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, path) = (folder.clone(), path.clone());
            // A browser that went away before its answer came is no failure of ours.
            std::thread::spawn(move || drop(converse(&stream, &folder, &path)));
        }
    })
}

/// Reads one request and answers it.
fn converse(stream: &TcpStream, folder: &Path, path: &str) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let Some(request_line) = lines.next().transpose()? else { return Ok(()) };
    // What a browser says of itself changes nothing here; but all of it is read before it is answered.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request_line.split(' ');
    let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let answer = answer(method, url, folder, path);
    let mut text =
        format!("HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: {}\r\n", answer.status, answer.body.len());
    for (name, value) in &answer.headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    text.push_str("\r\n");
    let mut message = text.into_bytes();
    if method != "HEAD" {
        message.extend(answer.body);
    }
    let mut writer = stream;
    writer.write_all(&message)?;
    stream.shutdown(Shutdown::Write)?;
    // Whatever else was sent is read to its end: a connection closed before that may lose the answer.
    io::copy(&mut stream.take(LONGEST_REQUEST), &mut io::sink()).map(|_| ())
}

fn answer(method: &str, url: &str, folder: &Path, path: &str) -> Answer {
    if !matches!(method, "GET" | "HEAD") {
        return Answer {
            status: "405 Method Not Allowed",
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
            return Answer {
                status: "308 Permanent Redirect",
                headers: vec![("Location", format!("{place}/{query}"))],
                body: Vec::new(),
            };
        }
        file.push("index.html");
    }
    let Ok(body) = std::fs::read(&file) else {
        return not_found();
    };
    let content_type = headers::content_type(&file.to_string_lossy());
    let site = headers::HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned()));
    Answer {
        status: "200 OK",
        headers: std::iter::once(("Content-Type", content_type.to_owned())).chain(site).collect(),
        body,
    }
}

fn not_found() -> Answer {
    Answer { status: "404 Not Found", headers: Vec::new(), body: b"no such file\n".to_vec() }
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
    use super::{answer, relative_path, start};
    use std::io::{Read as _, Write as _};
    use std::net::{TcpListener, TcpStream};
    use std::path::{Path, PathBuf};

    fn status(url: &str) -> &'static str {
        answer("GET", url, &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "/some/path/").status
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
        assert_eq!(status("/some/path/main.rs?fresh"), "200 OK");
        assert_eq!(status("/some/path/setup"), "308 Permanent Redirect");
        assert_eq!(status("/some/path/"), "404 Not Found");
        assert_eq!(status("/main.rs"), "404 Not Found");
        assert_eq!(status("/some/path/../Cargo.toml"), "404 Not Found");
        assert_eq!(
            answer("POST", "/some/path/main.rs", Path::new("."), "/some/path/").status,
            "405 Method Not Allowed"
        );
    }

    #[test]
    fn connections_that_ask_for_nothing_keep_nobody_waiting() -> std::io::Result<()> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        start(listener, &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "/");
        let idle: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(address)).collect::<Result<_, _>>()?;
        let asked = |request: &str| -> std::io::Result<String> {
            let mut connection = TcpStream::connect(address)?;
            connection.write_all(request.as_bytes())?;
            let mut answer = String::new();
            connection.read_to_string(&mut answer)?;
            Ok(answer)
        };
        for _ in 0..50 {
            let answer = asked("GET /main.rs HTTP/1.1\r\nHost: here\r\n\r\n")?;
            assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with(include_str!("main.rs")), "{answer}");
        }
        let head = asked("HEAD /main.rs HTTP/1.1\r\n\r\n")?;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        let post = asked("POST /main.rs HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")?;
        assert!(post.contains("405 Method Not Allowed\r\n") && post.contains("Allow: GET, HEAD\r\n"), "{post}");
        drop(idle);
        Ok(())
    }
}
