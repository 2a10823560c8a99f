//! Where things are in the archive.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a block begins (or the next one will).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// The number of the segment file, from 1.
    pub segment: u32,
    /// The byte in that file; 0 is the beginning of the file, before its header.
    pub offset: u64,
}

impl Position {
    /// The beginning of the archive.
    pub const START: Self = Self { segment: 1, offset: 0 };
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}.seg at byte {}", self.segment, self.offset)
    }
}

/// Where the bytes of one record are.
///
/// For a record without bytes of its own the size is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// The number of the segment file, from 1.
    pub segment: u32,
    /// Where the block begins in that file.
    pub block_offset: u64,
    /// Where the bytes begin in the decompressed block.
    pub record_offset: u32,
    /// How many bytes there are.
    pub size: u32,
}

impl Location {
    /// The position of the block that holds the record.
    pub fn block(&self) -> Position {
        Position { segment: self.segment, offset: self.block_offset }
    }
}
