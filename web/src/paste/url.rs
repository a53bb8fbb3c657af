//! URL-encoded documents, as the IAM API returns them.

/// The text behind the percent signs; `None` where the text is not URL-encoded JSON or what it hides is not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let text = text.trim();
    let encoded =
        text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%7b") || start.eq_ignore_ascii_case("%5b"));
    if !encoded || text.contains(char::is_whitespace) {
        return None;
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => hex(bytes.next()?)? * 16 + hex(bytes.next()?)?,
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
