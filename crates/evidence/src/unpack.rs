//! From compressed bytes back to envelopes and bytes, believing nothing.

use crate::format::{BlockHeader, ENVELOPE_MAX, long, short};
use crate::record::{Envelope, RecordKind};
use std::fmt;
use std::io::Read;
use zstd::bulk::Decompressor;

/// Decompresses blocks; keeps its decompressor for the next one.
#[derive(Default)]
pub(crate) struct Unpacker {
    decompressor: Option<Decompressor<'static>>,
}

impl Unpacker {
    /// The decompressed block, exactly as long as its header says.
    pub(crate) fn whole(
        &mut self,
        header: &BlockHeader,
        payload: &[u8],
    ) -> Result<Vec<u8>, &'static str> {
        const WRONG: &str = "the block does not decompress";
        let said = zstd::zstd_safe::get_frame_content_size(payload);
        if !said.is_ok_and(|said| said == Some(u64::from(header.raw))) {
            return Err("the block has another length than its header says");
        }
        let decompressor = match &mut self.decompressor {
            Some(decompressor) => decompressor,
            none @ None => none.insert(Decompressor::new().map_err(|_no_memory| WRONG)?),
        };
        let mut raw = Vec::with_capacity(short(header.raw));
        let length =
            decompressor.decompress_to_buffer(payload, &mut raw).map_err(|_damaged| WRONG)?;
        if length == short(header.raw) {
            Ok(raw)
        } else {
            Err("the block has another length than its header says")
        }
    }

    /// As much of a damaged block as still decompresses; may differ from what was written.
    pub(crate) fn part(header: &BlockHeader, payload: &[u8]) -> Vec<u8> {
        let mut raw = Vec::new();
        if let Ok(decoder) = zstd::stream::read::Decoder::with_buffer(payload) {
            // What was read before the damage stays in `raw`, and that is all that is wanted.
            let read = decoder.take(u64::from(header.raw)).read_to_end(&mut raw);
            drop(read);
        }
        raw
    }
}

impl fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacker").finish_non_exhaustive()
    }
}

/// One record of a decompressed block.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) envelope: Envelope,
    /// The BLAKE3 of the envelope as it is written.
    pub(crate) digest: [u8; 32],
    pub(crate) record_offset: u32,
    pub(crate) size: u32,
}

impl Entry {
    /// The bytes of this record, of the block it was read from.
    pub(crate) fn bytes<'a>(&self, raw: &'a [u8]) -> &'a [u8] {
        slice(raw, self.record_offset, self.size).unwrap_or_default()
    }
}

/// The bytes at this place of a decompressed block.
pub(crate) fn slice(raw: &[u8], offset: u32, size: u32) -> Option<&[u8]> {
    raw.get(short(offset)..)?.get(..short(size))
}

/// The records of a decompressed block, one after the other; ends after the first that is wrong.
pub(crate) fn entries(raw: &[u8]) -> Entries<'_> {
    Entries { raw, at: 0 }
}

#[derive(Debug)]
pub(crate) struct Entries<'a> {
    raw: &'a [u8],
    at: usize,
}

impl Iterator for Entries<'_> {
    type Item = Result<Entry, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.raw.get(self.at..).filter(|rest| !rest.is_empty())?;
        let entry = entry(rest, self.at);
        self.at = match &entry {
            Ok(entry) => short(entry.record_offset).saturating_add(short(entry.size)),
            Err(_) => usize::MAX,
        };
        Some(entry)
    }
}

fn entry(rest: &[u8], at: usize) -> Result<Entry, &'static str> {
    const WRONG: &str = "a record in the block cannot be read";
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(WRONG)?;
    let length = u32::from_le_bytes(*length);
    if length > ENVELOPE_MAX {
        return Err(WRONG);
    }
    let (written, rest) = rest.split_at_checked(short(length)).ok_or(WRONG)?;
    let (envelope, more) =
        postcard::take_from_bytes::<Envelope>(written).map_err(|_damaged| WRONG)?;
    let size = match envelope.kind {
        RecordKind::Original => envelope.size,
        RecordKind::Again | RecordKind::Erased => 0,
    };
    if !more.is_empty() || size > long(rest.len()) {
        return Err(WRONG);
    }
    let start = at.saturating_add(4).saturating_add(short(length));
    Ok(Entry {
        envelope,
        digest: *blake3::hash(written).as_bytes(),
        record_offset: u32::try_from(start).map_err(|_too_far| WRONG)?,
        size: u32::try_from(size).map_err(|_too_large| WRONG)?,
    })
}
