//! Money is a decimal and an ISO 4217 code, never a float.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A currency as its ISO 4217 letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

/// A sum in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The sum, with the digits it was written with.
    #[serde(with = "crate::compact::decimal")]
    pub value: Decimal,
    /// Its currency.
    pub currency: Currency,
}

/// Three letters that are not a currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a currency (three letters of ISO 4217)")]
pub struct ParseMoneyError(pub String);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// Pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// No currency is named (ISO 4217: three times X).
    pub const NONE: Self = Self([b'X'; 3]);
    /// United States dollar.
    pub const USD: Self = Self(*b"USD");

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Currency {
    type Err = ParseMoneyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [a, b, c] if text.bytes().all(|l| l.is_ascii_alphabetic()) => {
                Ok(Self([*a, *b, *c].map(|l| l.to_ascii_uppercase())))
            }
            _ => Err(ParseMoneyError(text.to_owned())),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Money {
    /// The sum as it is shown: with at least two digits after the point.
    pub fn shown(&self) -> Decimal {
        let mut value = self.value;
        if value.scale() < 2 {
            value.rescale(2);
        }
        value
    }
}

impl fmt::Display for Money {
    /// `12.30 EUR`, with at least two digits after the point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.shown(), self.currency)
    }
}
