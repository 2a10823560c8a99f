//! What is kept about one arrival.

use jiff::Timestamp;
use oxherd_model::ContentHash;
use serde::{Deserialize, Serialize};

/// What a record is. The order is part of the format: add at the end only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RecordKind {
    /// The original bytes, kept with the record.
    Original,
    /// The same bytes were met again, in another place or folder; refers to them by hash.
    Again,
    /// The owner had these bytes erased; refers to them by hash.
    Erased,
}

/// What was known about an arrival when it was taken. The order of the fields is the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// What kind of record this is.
    pub kind: RecordKind,
    /// The hash of the original bytes.
    pub hash: ContentHash,
    /// How many original bytes there are (also where the record refers to them by hash).
    pub size: u64,
    /// The door it came through: `mbox`, `maildir`, `owner` ...
    pub channel: String,
    /// Which one: the file, the account, the device.
    pub source: String,
    /// The folder it was met in.
    pub folder: String,
    /// The media type of the bytes: `mail`, `calendar`, `word` ...
    pub media: String,
    /// When it was taken.
    #[serde(with = "nanoseconds")]
    pub received_at: Timestamp,
    /// When the channel says it was delivered, if it says so.
    #[serde(with = "nanoseconds::option")]
    pub delivered_hint: Option<Timestamp>,
}

/// Instants as whole nanoseconds since 1970 UTC: shorter than text, and the same in any version.
mod nanoseconds {
    use jiff::Timestamp;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        at.as_nanosecond().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        Timestamp::from_nanosecond(i128::deserialize(from)?).map_err(D::Error::custom)
    }

    pub(super) mod option {
        use super::{Deserialize, Deserializer, Error, Serialize, Serializer, Timestamp};

        #[expect(clippy::ref_option, reason = "serde's `with` hands over a reference")]
        pub(in super::super) fn serialize<S: Serializer>(
            at: &Option<Timestamp>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            at.map(Timestamp::as_nanosecond).serialize(to)
        }

        pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<Timestamp>, D::Error> {
            let at = Option::<i128>::deserialize(from)?;
            at.map(Timestamp::from_nanosecond).transpose().map_err(D::Error::custom)
        }
    }
}
