//! Identifiers made from content, so that they do not depend on the order in which things arrive.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The BLAKE3 hash of the original bytes of one piece of evidence.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// Hashes the original bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The short name under which people and scripts refer to this evidence.
    pub fn id(&self) -> EvidenceId {
        let mut id = [0; 10];
        id.copy_from_slice(self.0.first_chunk::<10>().unwrap_or(&[0; 10]));
        EvidenceId(id)
    }
}

/// The first ten bytes of a content hash, written as 20 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EvidenceId(pub [u8; 10]);

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

/// Names messages that are alike: of one sender and one template. Worked out by the reading; what
/// the owner says of the kind of one of them holds for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shape(pub u64);

/// Text that is not an evidence id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an evidence id (20 hexadecimal digits)")]
pub struct ParseIdError(pub String);

impl FromStr for EvidenceId {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseIdError(text.to_owned());
        let mut id = [0; 10];
        if text.len() != 20 || !text.is_ascii() {
            return Err(wrong());
        }
        for (byte, at) in id.iter_mut().zip((0..20).step_by(2)) {
            let digits = text.get(at..at + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_not_hex| wrong())?;
        }
        Ok(Self(id))
    }
}

/// Digits of a short id that are enough to ask for what has it.
const SHORT_DIGITS_MIN: usize = 4;

/// Whether a text is a short id, or as much of its beginning as is enough.
pub fn begins_short_id(id: &str, text: &str) -> bool {
    text.len() > SHORT_DIGITS_MIN && id.starts_with(text)
}

/// A short stable id from what identifies a thing, supplier, agreement or promise: a prefix letter
/// and 12 hexadecimal digits. The same words give the same id in any order of arrival.
pub fn short_id(prefix: char, identity: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for word in identity {
        hasher.update(word.as_bytes());
        hasher.update(&[0]);
    }
    let hash = hasher.finalize().to_hex();
    format!("{prefix}{}", hash.as_str().get(..12).unwrap_or_default())
}

/// In one piece: a list of agreements shows tens of thousands of them.
fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or_default();
    let mut text = [0; 64];
    for (two, byte) in text.chunks_exact_mut(2).zip(bytes) {
        two.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    let text = text.get(..2 * bytes.len()).unwrap_or_default();
    f.write_str(str::from_utf8(text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_of_a_short_id_are_enough_and_other_words_are_none() {
        let id = short_id('t', &["a car"]);
        for digits in [5, 8, 13] {
            assert!(begins_short_id(&id, &id[..digits]), "{digits}");
        }
        for text in ["", "t", &id[..4], &id[1..], "t-shirt", "thing"] {
            assert!(!begins_short_id(&id, text), "{text}");
        }
    }
}
