//! Numbers, dates, addresses and base64, each by the plainest reading of its rules.

use std::net::IpAddr;

/// How many decimal places a number is read with.
const PLACES: usize = 20;

/// A number as an integer of its last decimal place.
pub fn number(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) if text.starts_with('-') => (-1, digits),
        Some(digits) => (1, digits),
        None => (1, text),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (digits, ""),
    };
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) {
        return None;
    }
    let scaled: String = format!("{whole}{fraction:0<PLACES$}");
    scaled.parse::<i128>().ok().map(|number| sign * number)
}

/// Milliseconds since 1970.
pub fn instant(text: &str) -> Option<i128> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && text.len() != 4 {
        return text.parse::<i128>().ok().map(|seconds| seconds * 1000);
    }
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = fixed(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(1), |month| fixed(month, 2))?;
    let day = parts.next().map_or(Some(1), |day| fixed(day, 2))?;
    let complete = date.len() == 10;
    if parts.next().is_some() || !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
        return None;
    }
    let days = days_before(year, month) + day - 1;
    let clock = match time {
        None => 0,
        Some(time) if complete => milliseconds(time)?,
        Some(_) => return None,
    };
    Some(days * 86_400_000 + clock)
}

fn fixed(text: &str, length: usize) -> Option<i128> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn is_leap(year: i128) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i128, month: i128) -> i128 {
    match month {
        2 => 28 + i128::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970 to the first of a month, counted one year and one month at a time.
fn days_before(year: i128, month: i128) -> i128 {
    let length = |year: i128| 365 + i128::from(is_leap(year));
    let years: i128 =
        if year >= 1970 { (1970..year).map(length).sum() } else { -(year..1970).map(length).sum::<i128>() };
    years + (1..month).map(|month| days_in(year, month)).sum::<i128>()
}

fn milliseconds(time: &str) -> Option<i128> {
    let (clock, offset) = if let Some(clock) = time.strip_suffix('Z') {
        (clock, 0)
    } else if let Some(at) = time.find(['+', '-']) {
        let (clock, zone) = time.split_at(at);
        let (hours, minutes) = zone.get(1..)?.split_once(':')?;
        let minutes = fixed(hours, 2)? * 60 + fixed(minutes, 2)?;
        (clock, if zone.starts_with('-') { -minutes } else { minutes })
    } else {
        (time, 0)
    };
    let mut parts = clock.split(':');
    let hours = fixed(parts.next()?, 2)?;
    let minutes = fixed(parts.next()?, 2)?;
    let (seconds, fraction) = match parts.next() {
        None => (0, 0),
        Some(text) => match text.split_once('.') {
            None => (fixed(text, 2)?, 0),
            Some((seconds, fraction)) => {
                let fraction = format!("{fraction:0<3}");
                (fixed(seconds, 2)?, fixed(fraction.get(..3)?, 3)?)
            }
        },
    };
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    Some(((hours * 60 + minutes - offset) * 60 + seconds) * 1000 + fraction)
}

/// Whether an address lies in a range; `None` where one is neither.
pub fn in_range(address: &str, range: &str) -> Option<bool> {
    let address: IpAddr = address.parse().ok()?;
    let (start, bits) = match range.split_once('/') {
        Some((start, bits)) => (start.parse::<IpAddr>().ok()?, bits.parse::<u32>().ok()?),
        None => (range.parse::<IpAddr>().ok()?, u32::MAX),
    };
    let (width, address, start, same) = match (address, start) {
        (IpAddr::V4(address), IpAddr::V4(start)) => {
            (32, u128::from(address.to_bits()), u128::from(start.to_bits()), true)
        }
        (IpAddr::V6(address), IpAddr::V6(start)) => (128, address.to_bits(), start.to_bits(), true),
        (_, IpAddr::V4(_)) => (32, 0, 0, false),
        (_, IpAddr::V6(_)) => (128, 0, 0, false),
    };
    let bits = if bits == u32::MAX { width } else { bits };
    if bits > width {
        return None;
    }
    let drop = width - bits;
    Some(same && (drop == 128 || address >> drop == start >> drop))
}

/// The bytes of base64.
pub fn binary(text: &str) -> Option<Vec<u8>> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bare = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - bare.len() > 2 {
        return None;
    }
    let mut bits: Vec<u8> = Vec::new();
    for character in bare.chars() {
        let number = u8::try_from(alphabet.find(character)?).ok()?;
        bits.extend((0..6).rev().map(|bit| number >> bit & 1));
    }
    Some(bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | bit)).collect())
}
