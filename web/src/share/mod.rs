//! The scenario as a link, and as texts for other places.

mod cli;
mod deflate;
mod embed;
mod markdown;
mod stand_ins;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use iam_evaluator::scenario::Scenario;

pub use cli::simulate;
pub use embed::{element, frame};
pub use markdown::markdown;
pub(crate) use markdown::{cell, fence, word};
pub use stand_ins::{StandIns, stand_ins};

use crate::state::read_scenario;

/// The most characters of a link's fragment, `#` apart.
pub const MAX_LINK: usize = 8_000;
/// The most bytes that a link may hold when it is expanded.
const MAX_EXPANDED: usize = 1024 * 1024;
/// The version of the fragment's form.
const PREFIX: &str = "s1.";

/// Why a link was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no link of the playground.
    NoLink,
    /// It is of a form that this release does not know.
    Unknown,
    /// It is longer than a link may be.
    TooLong,
    /// Expanded, it is larger than a scenario may be.
    TooLarge,
    /// Part of it is missing or changed.
    Damaged,
    /// It holds something else than a scenario.
    NoScenario(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLink => f.write_str("This is no link of the playground"),
            Self::Unknown => f.write_str("This link is of a newer release"),
            Self::TooLong => f.write_str("This link is too long"),
            Self::TooLarge => f.write_str("This link holds too much"),
            Self::Damaged => f.write_str("This link is damaged"),
            Self::NoScenario(why) => write!(f, "This link holds no scenario: {why}"),
        }
    }
}

/// Whether a fragment, with its `#`, is one of ours.
pub fn is_link(fragment: &str) -> bool {
    let rest = fragment.trim_start_matches('#');
    rest.split_once('.').is_some_and(|(version, _)| {
        version
            .strip_prefix('s')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()))
    })
}

/// The fragment of a link that holds `scenario`, without `#`.
pub async fn encode(scenario: &Scenario) -> Option<String> {
    let json = serde_json::to_vec(scenario).ok()?;
    let packed = deflate::deflate(&json, MAX_EXPANDED).await.ok()?;
    Some(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(packed)))
}

/// The scenario of a link's fragment.
///
/// # Errors
/// Why it was not opened.
pub async fn decode(fragment: &str) -> Result<Scenario, Refused> {
    let fragment = fragment.trim_start_matches('#');
    let packed = fragment.strip_prefix(PREFIX).ok_or(Refused::Unknown)?;
    if fragment.len() > MAX_LINK {
        return Err(Refused::TooLong);
    }
    let packed = URL_SAFE_NO_PAD.decode(packed).map_err(|_| Refused::Damaged)?;
    let json = deflate::inflate(&packed, MAX_EXPANDED).await?;
    let text = String::from_utf8(json).map_err(|_| Refused::Damaged)?;
    read_scenario(&text).map_err(|error| Refused::NoScenario(error.message))
}
