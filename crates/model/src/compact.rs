//! How days, instants and decimals are kept: as small numbers, not as text.
//!
//! The books of a large household hold hundreds of thousands of them, and a question waits until they are
//! all read. Used as `#[serde(with = "...")]`.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Months take four bits of a kept day and days of the month five.
const MONTHS: i32 = 16;
const DAYS: i32 = 32;

fn pack(date: Date) -> i32 {
    let months =
        i32::from(date.year()).saturating_mul(MONTHS).saturating_add(i32::from(date.month()));
    months.saturating_mul(DAYS).saturating_add(i32::from(date.day()))
}

fn unpack<E: Error>(packed: i32) -> Result<Date, E> {
    let wrong = || E::custom("not a kept day");
    let part = |number: i32| i8::try_from(number).map_err(|_error| wrong());
    let months = packed.div_euclid(DAYS);
    let year = i16::try_from(months.div_euclid(MONTHS)).map_err(|_error| wrong())?;
    Date::new(year, part(months.rem_euclid(MONTHS))?, part(packed.rem_euclid(DAYS))?)
        .map_err(|_error| wrong())
}

fn split(at: Timestamp) -> (i64, i32) {
    (at.as_second(), at.subsec_nanosecond())
}

fn whole<E: Error>((second, nanosecond): (i64, i32)) -> Result<Timestamp, E> {
    Timestamp::new(second, nanosecond).map_err(|_error| E::custom("not a kept instant"))
}

/// A day.
pub mod date {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer, pack, unpack};

    /// Keeps a day.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        pack(*date).serialize(to)
    }

    /// Reads a kept day.
    ///
    /// # Errors
    /// When there is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        unpack(i32::deserialize(from)?)
    }
}

/// A day or none.
pub mod maybe_date {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer, pack, unpack};

    /// Keeps a day or none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        date.map(pack).serialize(to)
    }

    /// Reads a kept day or none.
    ///
    /// # Errors
    /// When there is neither.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        Option::<i32>::deserialize(from)?.map(unpack).transpose()
    }
}

/// An instant.
pub mod instant {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Timestamp, split, whole};

    /// Keeps an instant.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        split(*at).serialize(to)
    }

    /// Reads a kept instant.
    ///
    /// # Errors
    /// When there is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        whole(<(i64, i32)>::deserialize(from)?)
    }
}

/// An instant or none.
pub mod maybe_instant {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Timestamp, split, whole};

    /// Keeps an instant or none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn serialize<S: Serializer>(at: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        at.map(split).serialize(to)
    }

    /// Reads a kept instant or none.
    ///
    /// # Errors
    /// When there is neither.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        Option::<(i64, i32)>::deserialize(from)?.map(whole).transpose()
    }
}

/// A decimal, with the digits it was written with.
pub mod decimal {
    use super::{Decimal, Deserialize, Deserializer, Error, Serialize, Serializer};

    /// Keeps a decimal.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        (value.mantissa(), value.scale()).serialize(to)
    }

    /// Reads a kept decimal.
    ///
    /// # Errors
    /// When there is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        let (mantissa, scale) = <(i128, u32)>::deserialize(from)?;
        Decimal::try_from_i128_with_scale(mantissa, scale)
            .map_err(|_error| D::Error::custom("not a kept decimal"))
    }
}
