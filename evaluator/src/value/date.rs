//! Instants of the date operators: the W3C profile of ISO 8601, or seconds since 1970.
//!
//! Rules: the page on condition operators, date; the W3C note on date and time formats. Parts that are missing are the
//! earliest: `2024` is the first instant of that year. A missing time zone is UTC.

use super::numeric::{Decimal, is_digits};
use alloc::format;
use core::cmp::Ordering;

/// A point in time, with a fraction of a second of any length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instant {
    /// Seconds since 1970 began, in UTC.
    seconds: Decimal,
    /// The fraction of the second.
    fraction: Decimal,
}

impl Instant {
    /// Reads one of these forms, `T` and `Z` in upper case, of a day that exists:
    ///
    /// * `YYYY`, `YYYY-MM`, `YYYY-MM-DD`
    /// * `YYYY-MM-DDThh:mm`, `…:ss` and `…:ss.s` with any number of digits; then `Z`, `+hh:mm`, `-hh:mm` or nothing
    /// * digits only: four are a year, any other number of them are seconds since 1970
    ///
    /// ```
    /// use iam_evaluator::value::date::Instant;
    ///
    /// assert_eq!(Instant::parse("2024-01-01T02:00+02:00"), Instant::parse("1704067200"));
    /// assert_eq!(Instant::parse("2023-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        if is_epoch(text) {
            return Some(Self { seconds: Decimal::parse(text)?, fraction: Decimal::parse("0")? });
        }
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|month| digits(month, 2));
        let day = parts.next().map(|day| digits(day, 2));
        if parts.next().is_some() || (time.is_some() && day.is_none()) {
            return None;
        }
        let (month, day) = (month.unwrap_or(Some(1))?, day.unwrap_or(Some(1))?);
        let midnight = days_since_1970(year, month, day)? * 86_400;
        let (seconds, fraction) = match time {
            Some(time) => clock(time)?,
            None => (0, "0"),
        };
        Some(Self {
            seconds: Decimal::parse(&format!("{}", midnight + seconds))?,
            fraction: Decimal::parse(&format!("0.{fraction}"))?,
        })
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> Ordering {
        self.seconds.cmp(&other.seconds).then_with(|| self.fraction.cmp(&other.fraction))
    }
}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether a text is read as seconds since 1970: digits only, and not the four of a year.
pub fn is_epoch(text: &str) -> bool {
    is_digits(text) && text.len() != 4
}

/// Whether a text is a date with a time of day and no time zone, which is read as UTC.
pub fn lacks_zone(text: &str) -> bool {
    let time = text.split_once('T').map(|(_, time)| time);
    Instant::parse(text).is_some() && time.is_some_and(|time| !time.contains(['Z', '+', '-']))
}

/// Reads `hh:mm[:ss[.s]][TZD]`: seconds after midnight in UTC, and the digits of the fraction.
fn clock(text: &str) -> Option<(i64, &str)> {
    let (local, ahead) = zone(text)?;
    let mut parts = local.splitn(3, ':');
    let hour = at_most(digits(parts.next()?, 2)?, 23)?;
    let minute = at_most(digits(parts.next()?, 2)?, 59)?;
    let (second, fraction) = match parts.next() {
        None => (0, "0"),
        Some(second) => {
            let (second, fraction) = match second.split_once('.') {
                Some((second, fraction)) => (second, fraction),
                None => (second, "0"),
            };
            (at_most(digits(second, 2)?, 59)?, fraction)
        }
    };
    is_digits(fraction).then_some((hour * 3600 + minute * 60 + second - ahead, fraction))
}

/// Splits the time zone off: the local time, and by how many seconds it is ahead of UTC.
fn zone(text: &str) -> Option<(&str, i64)> {
    if let Some(local) = text.strip_suffix('Z') {
        return Some((local, 0));
    }
    let Some(sign) = text.find(['+', '-']) else { return Some((text, 0)) };
    let (local, offset) = text.split_at_checked(sign)?;
    let (direction, offset) = match offset.strip_prefix('+') {
        Some(offset) => (1, offset),
        None => (-1, offset.strip_prefix('-')?),
    };
    let (hours, minutes) = offset.split_once(':')?;
    let (hours, minutes) = (at_most(digits(hours, 2)?, 23)?, at_most(digits(minutes, 2)?, 59)?);
    Some((local, direction * (hours * 3600 + minutes * 60)))
}

fn digits(text: &str, count: usize) -> Option<i64> {
    if text.len() == count && is_digits(text) { text.parse().ok() } else { None }
}

fn at_most(number: i64, limit: i64) -> Option<i64> {
    (number <= limit).then_some(number)
}

/// The days from the first of 1970 to a day of the Gregorian calendar; `None` for a day that does not exist.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let february = if leap { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before = usize::try_from(month).ok()?.checked_sub(1)?;
    let in_month = *months.get(before)?;
    if day < 1 || day > in_month {
        return None;
    }
    let in_year: i64 = months.iter().take(before).sum();
    Some(days_before(year) - days_before(1970) + in_year + day - 1)
}

/// The days from the first of the year 0 to the first of a year.
fn days_before(year: i64) -> i64 {
    // How many leap years there are among the years 0 to `year - 1`; the year 0 is one.
    let last = year - 1;
    let leaps = if year == 0 { 0 } else { last / 4 - last / 100 + last / 400 + 1 };
    year * 365 + leaps
}
