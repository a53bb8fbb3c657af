//! Typed values: no text makes a reader fail, and what is read is ordered as its numbers are.
#![no_main]

use iam_evaluator::value::binary::decode;
use iam_evaluator::value::date::{Instant, is_epoch, lacks_zone};
use iam_evaluator::value::ip::{Address, Range};
use iam_evaluator::value::numeric::Decimal;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, i64, i64, u128, u128, u8)| {
    let (left, right, one, other, base, address, bits) = input;
    if let (Some(left), Some(right)) = (Decimal::parse(left), Decimal::parse(right)) {
        assert_eq!(left.cmp(&right), right.cmp(&left).reverse());
        assert_eq!(left == right, left.cmp(&right).is_eq());
    }
    assert_eq!(
        Decimal::parse(&one.to_string()).cmp(&Decimal::parse(&other.to_string())),
        one.cmp(&other)
    );

    let date = Instant::parse(left);
    assert!(date.is_some() || (!is_epoch(left) && !lacks_zone(left)), "`{left}`");
    assert!(date.partial_cmp(&Instant::parse(right)).is_some());

    if let Some(bytes) = decode(left) {
        assert_eq!(left.len(), bytes.len().div_ceil(3) * 4);
    }

    let _ = (Range::has_host_bits(left), Address::parse(left));
    let base = std::net::Ipv6Addr::from_bits(base);
    let seen = std::net::Ipv6Addr::from_bits(address);
    let bits = u32::from(bits) % 129;
    let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
    let range = Range::parse(&format!("{base}/{bits}")).expect("this is a range");
    let expected = base.to_bits() & mask == seen.to_bits() & mask;
    assert_eq!(
        range.contains(&Address::parse(&seen.to_string()).expect("this is an address")),
        expected
    );
    assert_eq!(
        Range::has_host_bits(&format!("{base}/{bits}")),
        base.to_bits() & !mask != 0
    );
});
