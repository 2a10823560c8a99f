//! How sure a reader is.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How sure a reader is, in thousandths: 900 is meant to be right nine times in ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Confidence(u16);

impl Confidence {
    /// Certain: the owner's own word.
    pub const CERTAIN: Self = Self(1000);

    /// From thousandths; more than 1000 is 1000.
    pub const fn from_thousandths(thousandths: u16) -> Self {
        if thousandths > 1000 { Self(1000) } else { Self(thousandths) }
    }

    /// In thousandths, 0 to 1000.
    pub const fn thousandths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Confidence {
    /// As a decimal fraction with up to three digits: `0.9`, `0.875`, `1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 1000 {
            return f.write_str("1");
        }
        let digits = format!("{:03}", self.0);
        let digits = digits.trim_end_matches('0');
        write!(f, "0.{}", if digits.is_empty() { "0" } else { digits })
    }
}
