//! The hash chain over all records.

use oxherd_model::ContentHash;
use std::fmt;

/// What chain value 0 is made from; changing it makes every archive a different one.
const LABEL: &[u8] = b"oxherd evidence chain, version 1";

/// The chain value after a record: it depends on every record up to this one.
///
/// Whoever wrote down one value elsewhere can later tell that nothing before it was changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chain([u8; 32]);

impl Chain {
    /// The value before the first record.
    pub fn start() -> Self {
        Self(*blake3::hash(LABEL).as_bytes())
    }

    /// The value with these bytes, for example from an index.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes of the value.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The value after one more record, from its content hash and the BLAKE3 of its envelope.
    pub(crate) fn then(&self, hash: &ContentHash, envelope: &[u8; 32]) -> Self {
        let mut link = [0; 96];
        let parts = self.0.iter().chain(&hash.0).chain(envelope);
        link.iter_mut().zip(parts).for_each(|(to, from)| *to = *from);
        Self(*blake3::hash(&link).as_bytes())
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
