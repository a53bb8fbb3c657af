//! A part of the program that is fetched when it is wanted.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Said when a part cannot be fetched.
pub const UNREACHABLE: &str = "This part of the page could not be fetched: try again when there is a network";

/// What a part holds, once it is there; nothing where it cannot be fetched.
pub type Fetching<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

/// Where what a part holds comes from.
pub struct Fetched<T>(pub fn() -> Fetching<T>);

impl<T> Fetched<T> {
    /// Fetches the part, unless it is there.
    pub fn fetch(self) -> Fetching<T> {
        (self.0)()
    }
}

impl<T> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Fetched<T> {}

impl<T> PartialEq for Fetched<T> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.0, other.0)
    }
}

impl<T> fmt::Debug for Fetched<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fetched")
    }
}
