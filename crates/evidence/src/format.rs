//! The headers on disk. `README.md` shows them byte by byte.

use crate::chain::Chain;

pub(crate) const VERSION: u32 = 1;
pub(crate) const SEGMENT_HEADER: u64 = 80;
pub(crate) const BLOCK_HEADER: usize = 128;
pub(crate) const BLOCK_HEADER_LONG: u64 = 128;

/// The largest record.
pub(crate) const RECORD_MAX: u64 = 256 << 20;
/// The longest envelope.
pub(crate) const ENVELOPE_MAX: u32 = 64 << 10;
/// The largest decompressed block: one largest record, its envelope, and room to spare.
pub(crate) const RAW_MAX: u32 = 257 << 20;
/// The largest compressed block: what does not compress grows by a fraction of a percent.
pub(crate) const COMPRESSED_MAX: u32 = 260 << 20;
/// Where a block is closed: large enough to compress well, small enough to read one record fast.
pub(crate) const BLOCK_AIM: usize = 256 << 10;
/// The most one batch may hold, so that one append has a bound.
pub(crate) const BATCH_MAX: u64 = 512 << 20;
/// Where a segment is closed.
pub(crate) const SEGMENT_AIM: u64 = 256 << 20;

pub(crate) const SEGMENT_MAGIC: [u8; 8] = *b"OXHDSEG\n";
/// Begins with a byte that no UTF-8 text contains, so that mail rarely looks like a block.
pub(crate) const BLOCK_MAGIC: [u8; 8] = *b"\xFFOXBLK\r\n";

/// The first 16 bytes of BLAKE3.
pub(crate) type Digest = [u8; 16];

/// The beginning of a segment file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SegmentHeader {
    pub(crate) version: u32,
    pub(crate) segment: u32,
    /// The sequence number that its first record has.
    pub(crate) first_sequence: u64,
    /// The chain value before its first record.
    pub(crate) chain: Chain,
}

impl SegmentHeader {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(80);
        out.extend_from_slice(&SEGMENT_MAGIC);
        out.extend_from_slice(&self.version.to_le_bytes());
        out.extend_from_slice(&self.segment.to_le_bytes());
        out.extend_from_slice(&self.first_sequence.to_le_bytes());
        out.extend_from_slice(self.chain.bytes());
        out.extend_from_slice(&[0; 8]);
        let checksum = digest(&[&out]);
        out.extend_from_slice(&checksum);
        out
    }

    /// Reads a header of any version; `None` when it is not one.
    pub(crate) fn parse(bytes: &[u8; 80]) -> Option<Self> {
        let (fields, checksum) = bytes.split_last_chunk::<16>()?;
        let mut at = Fields(fields);
        if at.array()? != SEGMENT_MAGIC || digest(&[fields]) != *checksum {
            return None;
        }
        Some(Self {
            version: at.u32()?,
            segment: at.u32()?,
            first_sequence: at.u64()?,
            chain: Chain::from_bytes(at.array()?),
        })
    }
}

/// The beginning of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockHeader {
    pub(crate) compressed: u32,
    pub(crate) raw: u32,
    pub(crate) count: u32,
    pub(crate) first_sequence: u64,
    pub(crate) before: Chain,
    pub(crate) after: Chain,
    /// Over the compressed bytes.
    pub(crate) payload: Digest,
}

impl BlockHeader {
    /// The header bytes for this place: the checksum covers the place as well, so that a block
    /// that travels inside a message is never taken for one of the archive.
    pub(crate) fn encode(&self, segment: u32, offset: u64) -> [u8; BLOCK_HEADER] {
        let mut out = Vec::with_capacity(BLOCK_HEADER);
        out.extend_from_slice(&BLOCK_MAGIC);
        out.extend_from_slice(&self.compressed.to_le_bytes());
        out.extend_from_slice(&self.raw.to_le_bytes());
        out.extend_from_slice(&self.count.to_le_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&self.first_sequence.to_le_bytes());
        out.extend_from_slice(self.before.bytes());
        out.extend_from_slice(self.after.bytes());
        out.extend_from_slice(&self.payload);
        let checksum = placed(segment, offset, &out);
        out.extend_from_slice(&checksum);
        out.first_chunk().copied().unwrap_or([0; BLOCK_HEADER])
    }

    /// Reads the header at this place; `None` when its checksum or its bounds do not hold.
    pub(crate) fn parse(bytes: &[u8; BLOCK_HEADER], segment: u32, offset: u64) -> Option<Self> {
        let (fields, checksum) = bytes.split_last_chunk::<16>()?;
        let mut at = Fields(fields);
        if at.array()? != BLOCK_MAGIC || placed(segment, offset, fields) != *checksum {
            return None;
        }
        let (compressed, raw, count) = (at.u32()?, at.u32()?, at.u32()?);
        let reserved = at.u32()?;
        let header = Self {
            compressed,
            raw,
            count,
            first_sequence: at.u64()?,
            before: Chain::from_bytes(at.array()?),
            after: Chain::from_bytes(at.array()?),
            payload: at.array()?,
        };
        let bounded = compressed <= COMPRESSED_MAX && raw <= RAW_MAX && count > 0 && reserved == 0;
        let sequence = header.first_sequence > 0 && header.last_sequence().is_some();
        (bounded && sequence).then_some(header)
    }

    /// The sequence number of the last record in the block.
    pub(crate) fn last_sequence(&self) -> Option<u64> {
        self.first_sequence.checked_add(u64::from(self.count))?.checked_sub(1)
    }

    /// Where the block at this offset ends.
    pub(crate) fn end(&self, offset: u64) -> u64 {
        offset.saturating_add(BLOCK_HEADER_LONG).saturating_add(u64::from(self.compressed))
    }
}

fn placed(segment: u32, offset: u64, fields: &[u8]) -> Digest {
    digest(&[&segment.to_le_bytes(), &offset.to_le_bytes(), fields])
}

/// The first 16 bytes of the BLAKE3 of all parts, one after the other.
pub(crate) fn digest(parts: &[&[u8]]) -> Digest {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let hash = hasher.finalize();
    hash.as_bytes().first_chunk().copied().unwrap_or([0; 16])
}

/// Reads fixed fields one after the other.
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl Fields<'_> {
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*field)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }
}

/// A length in memory as the file counts it.
pub(crate) fn long(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A length of the file as memory counts it; too large for memory is too large for anything.
pub(crate) fn short(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}
