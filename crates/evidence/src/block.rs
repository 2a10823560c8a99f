//! A block as it is read back.

use crate::chain::Chain;
use crate::format::BlockHeader;
use crate::place::{Location, Position};
use crate::record::Envelope;
use crate::unpack::{Unpacker, entries, slice};

/// One block of the archive, its checksum, its records and its chain verified.
///
/// The content hashes are not recomputed here; [`crate::verify()`] does that.
#[derive(Debug)]
pub struct Block {
    /// Where it begins.
    pub position: Position,
    /// Where the next one begins.
    pub next: Position,
    /// The sequence number of its first record.
    pub first_sequence: u64,
    /// The chain value before its first record.
    pub before: Chain,
    /// Its records, in order.
    pub records: Vec<Record>,
    raw: Vec<u8>,
}

/// One record of a block.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its number in the archive, from 1.
    pub sequence: u64,
    /// What was known when it was taken.
    pub envelope: Envelope,
    /// Where its bytes are.
    pub location: Location,
    /// The chain value after it.
    pub chain: Chain,
}

impl Block {
    /// The original bytes of one of its records; empty where the record has none of its own.
    pub fn bytes(&self, record: &Record) -> &[u8] {
        let at = record.location;
        slice(&self.raw, at.record_offset, at.size).unwrap_or_default()
    }

    /// Unpacks a block whose checksums hold.
    pub(crate) fn unpack(
        unpacker: &mut Unpacker,
        (position, next): (Position, Position),
        header: &BlockHeader,
        payload: &[u8],
    ) -> Result<Self, &'static str> {
        let raw = unpacker.whole(header, payload)?;
        let mut records = Vec::new();
        let mut chain = header.before;
        for (entry, sequence) in entries(&raw).zip(header.first_sequence..) {
            let entry = entry?;
            chain = chain.then(&entry.envelope.hash, &entry.digest);
            records.push(Record {
                sequence,
                location: Location {
                    segment: position.segment,
                    block_offset: position.offset,
                    record_offset: entry.record_offset,
                    size: entry.size,
                },
                envelope: entry.envelope,
                chain,
            });
        }
        if u32::try_from(records.len()) != Ok(header.count) {
            return Err("the block has another number of records than its header says");
        }
        if chain != header.after {
            return Err("the chain through the block does not add up");
        }
        Ok(Self {
            position,
            next,
            first_sequence: header.first_sequence,
            before: header.before,
            records,
            raw,
        })
    }
}
