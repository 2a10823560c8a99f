//! Turning a batch of records into compressed blocks, away from the archive.

use crate::error::EvidenceError;
use crate::format::{
    BATCH_MAX, BLOCK_AIM, BLOCK_HEADER, Digest, ENVELOPE_MAX, RECORD_MAX, digest, long,
};
use crate::record::{Envelope, RecordKind};
use oxherd_model::ContentHash;
use std::fmt;
use std::mem;
use zstd::bulk::Compressor;
use zstd::zstd_safe::compress_bound;

/// Fast enough to disappear beside hashing and parsing; higher levels gain little on mail.
const LEVEL: i32 = 1;
/// Buffers above this are given back after use: one huge record must not stay in memory.
const KEPT_BUFFER: usize = 4 << 20;

/// Compresses batches of records; one per worker, as it owns a compressor and its buffers.
///
/// It knows nothing of the archive: batches packed in parallel can be appended in any order.
#[derive(Default)]
pub struct Packer {
    compressor: Option<Compressor<'static>>,
    raw: Vec<u8>,
    compressed: Vec<u8>,
    envelope: Vec<u8>,
}

impl Packer {
    /// A packer that has not allocated anything yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Compresses the records, in their order, into as many blocks as read well.
    ///
    /// # Errors
    /// When an envelope does not fit its bytes, or a record or the batch is too large.
    pub fn pack(&mut self, records: &[(Envelope, &[u8])]) -> Result<Packed, EvidenceError> {
        let hashed = records.iter().map(|(envelope, bytes)| (envelope, Hashed::of(*bytes)));
        let hashed: Vec<(&Envelope, Hashed<&[u8]>)> = hashed.collect();
        self.pack_hashed(&hashed)
    }

    /// The same for bytes whose hash is known: hashing is a good part of the work.
    ///
    /// # Errors
    /// As for [`Self::pack`].
    pub fn pack_hashed<B: AsRef<[u8]>>(
        &mut self,
        records: &[(&Envelope, Hashed<B>)],
    ) -> Result<Packed, EvidenceError> {
        let sizes = records.iter().map(|(_, original)| long(original.bytes().len()));
        let size = sizes.fold(0, u64::saturating_add);
        if size > BATCH_MAX {
            return Err(EvidenceError::BatchTooLarge { most: BATCH_MAX });
        }
        let mut packed = Packed::default();
        let mut links = Vec::new();
        self.raw.clear();
        for (envelope, original) in records {
            let bytes = original.bytes();
            fits(envelope, original.hash, bytes)?;
            if !links.is_empty() && self.raw.len().saturating_add(bytes.len()) > BLOCK_AIM {
                packed.blocks.push(self.close(mem::take(&mut links))?);
            }
            links.push(self.add(envelope, bytes)?);
        }
        if !links.is_empty() {
            packed.blocks.push(self.close(links)?);
        }
        Ok(packed)
    }

    fn add(&mut self, envelope: &Envelope, bytes: &[u8]) -> Result<Link, EvidenceError> {
        let hash = envelope.hash;
        self.envelope.clear();
        let scratch = mem::take(&mut self.envelope);
        self.envelope = postcard::to_extend(envelope, scratch).map_err(|_no_reason_given| {
            let what = "it cannot be encoded";
            EvidenceError::Mismatch { hash, what }
        })?;
        let length = u32::try_from(self.envelope.len())
            .ok()
            .filter(|length| *length <= ENVELOPE_MAX)
            .ok_or_else(|| EvidenceError::EnvelopeTooLong {
                hash,
                size: long(self.envelope.len()),
                most: u64::from(ENVELOPE_MAX),
            })?;
        self.raw.extend_from_slice(&length.to_le_bytes());
        self.raw.extend_from_slice(&self.envelope);
        let record_offset = inside(self.raw.len())?;
        self.raw.extend_from_slice(bytes);
        Ok(Link {
            hash,
            envelope: *blake3::hash(&self.envelope).as_bytes(),
            record_offset,
            size: inside(bytes.len())?,
        })
    }

    /// Compresses what was added; the room for the header is left at the front of the block, so
    /// that the archive writes header and payload in one go.
    fn close(&mut self, links: Vec<Link>) -> Result<PackedBlock, EvidenceError> {
        let compressor = match &mut self.compressor {
            Some(compressor) => compressor,
            none @ None => none.insert(Compressor::new(LEVEL).map_err(EvidenceError::Compress)?),
        };
        self.compressed.clear();
        self.compressed.reserve(compress_bound(self.raw.len()));
        compressor
            .compress_to_buffer(self.raw.as_slice(), &mut self.compressed)
            .map_err(EvidenceError::Compress)?;
        let mut bytes = Vec::with_capacity(BLOCK_HEADER.saturating_add(self.compressed.len()));
        bytes.extend_from_slice(&[0; BLOCK_HEADER]);
        bytes.extend_from_slice(&self.compressed);
        let block = PackedBlock {
            payload: digest(&[&self.compressed]),
            compressed: inside(self.compressed.len())?,
            raw: inside(self.raw.len())?,
            count: inside(links.len())?,
            bytes,
            links,
        };
        self.raw.clear();
        for buffer in [&mut self.raw, &mut self.compressed] {
            if buffer.capacity() > KEPT_BUFFER {
                *buffer = Vec::new();
            }
        }
        Ok(block)
    }
}

/// Bytes with their hash, which nobody else can have given them.
#[derive(Clone, Copy)]
pub struct Hashed<B> {
    hash: ContentHash,
    bytes: B,
}

impl<B: AsRef<[u8]>> Hashed<B> {
    /// Hashes the bytes.
    pub fn of(bytes: B) -> Self {
        Self { hash: ContentHash::of(bytes.as_ref()), bytes }
    }

    /// The hash.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// The same, of bytes that somebody else owns.
    pub fn borrowed(&self) -> Hashed<&[u8]> {
        Hashed { hash: self.hash, bytes: self.bytes() }
    }
}

/// Redacted: what a message says never reaches a log.
impl<B> fmt::Debug for Hashed<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hashed").field("hash", &self.hash).finish_non_exhaustive()
    }
}

impl fmt::Debug for Packer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packer").finish_non_exhaustive()
    }
}

/// A batch ready to be appended.
#[derive(Debug, Default)]
pub struct Packed {
    pub(crate) blocks: Vec<PackedBlock>,
}

impl Packed {
    /// How many records it holds.
    pub fn record_count(&self) -> usize {
        self.blocks.iter().map(|block| block.links.len()).sum()
    }

    /// How many bytes it holds before compression, envelopes included.
    pub fn raw_len(&self) -> u64 {
        self.blocks.iter().map(|block| u64::from(block.raw)).sum()
    }

    /// How many bytes it takes on disk.
    pub fn stored_len(&self) -> u64 {
        self.blocks.iter().map(|block| long(block.bytes.len())).sum()
    }
}

/// One block that does not know its place yet.
#[derive(Debug)]
pub(crate) struct PackedBlock {
    /// Room for the header, then the compressed payload.
    pub(crate) bytes: Vec<u8>,
    pub(crate) payload: Digest,
    pub(crate) compressed: u32,
    pub(crate) raw: u32,
    pub(crate) count: u32,
    pub(crate) links: Vec<Link>,
}

/// What the chain and the location of one record need.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) hash: ContentHash,
    pub(crate) envelope: [u8; 32],
    pub(crate) record_offset: u32,
    pub(crate) size: u32,
}

/// Whether the envelope was made for these bytes: a wrong hash would be wrong for good.
fn fits(envelope: &Envelope, of: ContentHash, bytes: &[u8]) -> Result<(), EvidenceError> {
    let size = long(bytes.len());
    if size > RECORD_MAX {
        let most = RECORD_MAX;
        return Err(EvidenceError::TooLarge { size, most });
    }
    let what = match envelope.kind {
        RecordKind::Original if envelope.size != size => "the size differs",
        RecordKind::Original if envelope.hash != of => "the hash differs",
        RecordKind::Again | RecordKind::Erased if size > 0 => "this kind has no bytes of its own",
        RecordKind::Original | RecordKind::Again | RecordKind::Erased => return Ok(()),
    };
    let hash = envelope.hash;
    Err(EvidenceError::Mismatch { hash, what })
}

/// A length inside a block; everything larger was refused before.
fn inside(length: usize) -> Result<u32, EvidenceError> {
    u32::try_from(length).map_err(|_too_large| EvidenceError::BatchTooLarge { most: BATCH_MAX })
}
