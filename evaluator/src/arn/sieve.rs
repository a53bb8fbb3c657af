//! What follows the fifth colon of an ARN begins differently for most resources: the first eight bytes, as one number, tell a pattern
//! from a text that it cannot match.

use super::{Cut, split};
use crate::glob::Token;

/// How many bytes are compared.
const BYTES: usize = 8;

/// The bytes with which all that a pattern matches begins. What it lets through may match; nothing else does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve {
    bytes: u64,
    /// Which bits of them are known.
    known: u64,
}

impl Sieve {
    /// Lets everything through.
    pub(crate) const OPEN: Self = Self { bytes: 0, known: 0 };

    /// Of a pattern of ARNs; open where its sixth component is missing, or begins with a wildcard.
    pub(crate) fn of(tokens: &[Token]) -> Self {
        let parts = split(tokens);
        let Some(resource) = parts.get(5) else { return Self::OPEN };
        let mut sieve = Self::OPEN;
        let mut filled = 0;
        for token in resource.tokens {
            let (Token::Char(character) | Token::Substituted(character)) = token else { break };
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                if filled == BYTES {
                    return sieve;
                }
                sieve.bytes |= u64::from(byte) << (8 * filled);
                sieve.known |= 0xff << (8 * filled);
                filled += 1;
            }
        }
        sieve
    }

    /// Lets through what either does.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { bytes: self.bytes, known: self.known & other.known & !(self.bytes ^ other.bytes) }
    }

    /// Whether something that begins so may match.
    pub(crate) fn lets(self, beginning: u64) -> bool {
        (self.bytes ^ beginning) & self.known == 0
    }
}

impl Cut {
    /// How what follows the fifth colon of the text that was cut begins; `None` where a `*` before it may run on past a colon, for then
    /// something else may be compared.
    pub(crate) fn beginning(self, text: &str) -> Option<u64> {
        let resource = self.resource(text).filter(|_| !self.more)?;
        let bytes = resource.bytes().take(BYTES).enumerate();
        Some(bytes.fold(0, |number, (place, byte)| number | u64::from(byte) << (8 * place)))
    }
}

#[cfg(test)]
mod tests {
    use super::Sieve;
    use crate::arn::Cut;
    use crate::glob::tokens;
    use alloc::vec::Vec;

    fn lets(patterns: &[&str], text: &str) -> Option<bool> {
        let sieves = patterns.iter().map(|pattern| Sieve::of(&tokens(pattern).collect::<Vec<_>>()));
        let sieve = sieves.reduce(Sieve::or)?;
        Some(sieve.lets(Cut::of(text)?.beginning(text)?))
    }

    #[test]
    fn what_begins_otherwise_is_kept_out() {
        let web = "arn:aws:ecs:eu-west-1:111122223333:task/web/1";
        assert_eq!(lets(&["arn:aws:ecs:*:*:task/web/*"], web), Some(true));
        assert_eq!(lets(&["arn:aws:ecs:*:*:task/way/*"], web), Some(false));
        assert_eq!(lets(&["arn:aws:ecs:*:*:cluster/*"], web), Some(false));
        assert_eq!(lets(&["arn:aws:ecs:*:*:task/web/10"], web), Some(true), "only the beginning is looked at");
        assert_eq!(lets(&["arn:aws:ecs:*:*:task/web/1/longer"], "arn:aws:ecs:a:1:task/w"), Some(false));
        assert_eq!(lets(&["arn:aws:ecs:*:*:t?sk/*"], web), Some(true));
        assert_eq!(lets(&["arn:aws:ecs:*"], web), Some(true));
        assert_eq!(lets(&["*"], web), Some(true));
        assert_eq!(lets(&["arn:aws:ecs:*:*:cluster/*", "arn:aws:ecs:*:*:task/*"], web), Some(true));
        assert_eq!(lets(&["arn:aws:ecs:*:*:task/a*", "arn:aws:ecs:*:*:task/b*"], web), Some(false));
        assert_eq!(lets(&["arn:aws:ecs:*:*:cluster/*"], "arn:aws:ecs:eu-west-1:1:task-definition/web:7"), None);
    }
}
