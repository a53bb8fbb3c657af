//! Bytes of the binary operator.
//!
//! Rules: the page on condition operators, binary; RFC 4648, section 4: the standard alphabet, padded.

use alloc::vec::Vec;

/// Decodes base64: groups of four characters, padded with `=`, with no unused bit set; `None` for anything else.
///
/// ```
/// use iam_evaluator::value::binary::decode;
///
/// assert_eq!(decode("QmluYXJ5"), Some(b"Binary".to_vec()));
/// assert_eq!(decode("QmluYXJ"), None);
/// ```
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (groups, rest) = text.as_bytes().as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(groups.len() * 3);
    let Some((last, full)) = groups.split_last() else { return Some(bytes) };
    for group in full {
        bytes.extend(decode_group(*group)?);
    }
    match *last {
        [a, b, b'=', b'='] => {
            let [first, 0, 0] = decode_group([a, b, b'A', b'A'])? else { return None };
            bytes.push(first);
        }
        [a, b, c, b'='] => {
            let [first, second, 0] = decode_group([a, b, c, b'A'])? else { return None };
            bytes.extend([first, second]);
        }
        group => bytes.extend(decode_group(group)?),
    }
    Some(bytes)
}

fn decode_group([a, b, c, d]: [u8; 4]) -> Option<[u8; 3]> {
    let (a, b, c, d) = (sextet(a)?, sextet(b)?, sextet(c)?, sextet(d)?);
    Some([(a << 2) | (b >> 4), (b << 4) | (c >> 2), (c << 6) | d])
}

fn sextet(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
