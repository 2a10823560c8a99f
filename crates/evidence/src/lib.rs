//! Keeps every arrival for good: the original bytes, compressed, append-only, hash-chained.
//!
//! The path of a record: a [`Packer`] (one per worker) compresses a batch, the one [`Archive`]
//! appends it and fixes its place in the chain, a [`Shelf`] reads it back, [`verify()`] recomputes
//! everything. There is no index here: where a hash is kept is derived by walking
//! [`Shelf::blocks`]. `README.md` beside this crate describes the format byte by byte.
//!
//! What holds:
//! - what was appended before [`Archive::sync`] returned is on disk and is never rewritten;
//! - bytes that nobody promised (a torn tail) are cut at the next opening, said, and kept beside;
//! - one damaged block costs the records in it and no others;
//! - nothing read from disk is believed before its checksum and its bounds are.

mod archive;
mod block;
mod chain;
mod error;
mod extent;
mod format;
mod medium;
mod opening;
mod pack;
mod place;
mod record;
mod segment;
mod shelf;
mod tail;
mod unpack;
mod verify;
mod walk;

pub use archive::{Appended, Archive};
pub use block::{Block, Record};
pub use chain::Chain;
pub use error::{Damage, EvidenceError};
pub use extent::{ends_of_missing_segments, records};
pub use opening::{Opening, Repair};
pub use pack::{Hashed, Packed, Packer};
pub use place::{Location, Position};
pub use record::{Envelope, RecordKind};
pub use shelf::{BlockIter, Shelf};
pub use verify::{Verification, verify};
