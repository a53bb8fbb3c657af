//! Addresses of the IP address operators.
//!
//! Rules: the page on condition operators, IP address; RFC 4632 for the notation of a range.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// One IPv4 or IPv6 address, compared by what it means and not by how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

/// All addresses that begin with the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// An address in it.
    base: IpAddr,
    /// How many bits have to be equal; at most 32 or 128.
    bits: u32,
}

impl Address {
    /// Reads an address. An IPv4 octet with a leading zero is none; `::ffff:1.2.3.4` is an IPv6 address.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Range {
    /// Reads `address/bits`, or an address alone, which is a range of one. Bits of the address after the prefix do
    /// not count.
    ///
    /// ```
    /// use iam_evaluator::value::ip::{Address, Range};
    ///
    /// let range = Range::parse("203.0.113.0/24").unwrap();
    /// assert!(range.contains(&Address::parse("203.0.113.7").unwrap()));
    /// assert!(!range.contains(&Address::parse("2001:db8::1").unwrap()));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let Address(base) = Address::parse(address)?;
        let all = if base.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => prefix_length(bits)?,
            None => all,
        };
        (bits <= all).then_some(Self { base, bits })
    }

    /// Whether the address is of the same family and begins with the bits of the range.
    pub fn contains(&self, address: &Address) -> bool {
        match (self.base, address.0) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let different = base.to_bits() ^ address.to_bits();
                different.leading_zeros() >= self.bits
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let different = base.to_bits() ^ address.to_bits();
                different.leading_zeros() >= self.bits
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }

    /// The last address of the range.
    pub fn last(&self) -> Address {
        Address(match self.base {
            IpAddr::V4(base) => {
                IpAddr::V4(Ipv4Addr::from_bits(base.to_bits() | u32::MAX.checked_shr(self.bits).unwrap_or(0)))
            }
            IpAddr::V6(base) => {
                IpAddr::V6(Ipv6Addr::from_bits(base.to_bits() | u128::MAX.checked_shr(self.bits).unwrap_or(0)))
            }
        })
    }

    /// Whether a text is a range whose address has bits set after the prefix, which do not count.
    pub fn has_host_bits(text: &str) -> bool {
        Self::parse(text).is_some_and(|range| match range.base {
            IpAddr::V4(base) => base.to_bits().checked_shl(range.bits).is_some_and(|host| host != 0),
            IpAddr::V6(base) => base.to_bits().checked_shl(range.bits).is_some_and(|host| host != 0),
        })
    }
}

fn prefix_length(text: &str) -> Option<u32> {
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (super::numeric::is_digits(text) && !leading_zero).then(|| text.parse().ok())?
}
