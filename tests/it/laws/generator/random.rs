//! Choices, drawn from a seed or from the bytes of a fuzzer: equal sources choose equally on every machine.

/// A source of choices.
pub struct Random {
    source: Source,
}

enum Source {
    Seed(u64),
    Bytes(std::vec::IntoIter<u8>),
}

impl Random {
    /// Choices from a seed, without end.
    pub fn seeded(seed: u64) -> Self {
        // Mixed once, since neighbours would draw the same numbers one after the other.
        Self { source: Source::Seed(splitmix(&mut seed.wrapping_mul(31))) }
    }

    /// Choices from bytes; when they are used up, always the last one.
    #[allow(dead_code, reason = "the fuzzer's")]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { source: Source::Bytes(Vec::from(bytes).into_iter()) }
    }

    /// A number below `limit`; 0 where that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let drawn = match &mut self.source {
            Source::Seed(state) => splitmix(state),
            Source::Bytes(bytes) if limit > 256 => match (bytes.next(), bytes.next()) {
                (Some(high), Some(low)) => u64::from(high) << 8 | u64::from(low),
                _ => return limit - 1,
            },
            Source::Bytes(bytes) => match bytes.next() {
                Some(byte) => u64::from(byte),
                None => return limit.saturating_sub(1),
            },
        };
        usize::try_from(drawn % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// True in `percent` of a hundred draws.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, of which there is at least one.
    pub fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        let chosen = self.below(items.len());
        items.get(chosen).unwrap_or_else(|| unreachable!("the list is not empty"))
    }
}

/// Sebastiano Vigna's `SplitMix64`, which is in the public domain.
fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
