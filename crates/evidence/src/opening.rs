//! Finding the true end of an archive, and cutting what was never promised.

use crate::error::EvidenceError;
use crate::format::{BlockHeader, SEGMENT_HEADER, SegmentHeader, VERSION};
use crate::medium;
use crate::segment::{self, Found, Segment};
use crate::tail::End;
use std::io;
use std::path::{Path, PathBuf};

/// What opening an archive for writing found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opening {
    /// How many records there are.
    pub records: u64,
    /// The torn end that was cut off, if there was one.
    pub repaired: Option<Repair>,
    /// How many records had been safely on disk earlier and are gone, for example because an old
    /// copy of the archive was put back. Verify the archive, and fetch them again.
    pub missing: u64,
}

/// A torn end that was cut off: an append that was interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// How many bytes were cut.
    pub cut_bytes: u64,
    /// From which segment.
    pub segment: u32,
    /// From which byte on.
    pub offset: u64,
    /// The file beside the archive that keeps the bytes that were cut.
    pub kept_in: PathBuf,
}

/// The end of the archive, after what is torn was cut; no end when there is no segment.
pub(crate) fn find_end(
    dir: &Path,
    hint: Option<&End>,
) -> Result<(Option<End>, Opening), EvidenceError> {
    let mut opening = Opening::default();
    let mut found = None;
    for number in segment::numbers(dir)?.into_iter().rev() {
        let mut segment = Segment::open(dir, number)?;
        let path = segment::path(dir, number);
        let reading = |error| EvidenceError::io("read", &path)(error);
        let end = end_of(&mut segment, hint, &path)?;
        let length = segment.length().map_err(reading)?;
        let offset = end.map_or(0, |end| end.offset);
        if offset < length || length == 0 {
            opening.repaired = Some(cut(dir, number, offset, length)?);
        }
        if end.is_some() {
            found = end;
            break;
        }
    }
    opening.records = found.map_or(0, |end: End| end.records);
    opening.missing = hint.map_or(0, |hint| hint.records.saturating_sub(opening.records));
    Ok((found, opening))
}

/// The end of this segment, or nothing when it was not even begun properly.
pub(crate) fn end_of(
    segment: &mut Segment,
    hint: Option<&End>,
    path: &Path,
) -> Result<Option<End>, EvidenceError> {
    let reading = |error| EvidenceError::io("read", path)(error);
    let header = segment.header().map_err(reading)?;
    if let Some(SegmentHeader { version, .. }) = header
        && version > VERSION
    {
        let path = path.to_owned();
        return Err(EvidenceError::Newer { path, version });
    }
    let agreed = match hint {
        Some(hint) if agrees(hint, segment, header.as_ref()).map_err(reading)? => Some(*hint),
        Some(_) | None => None,
    };
    match agreed {
        Some(hint) => follow(segment, hint).map(Some).map_err(reading),
        None => search_end(segment, header).map_err(reading),
    }
}

/// Whether the segment holds what the hint says: a hint from another life of the archive is not
/// believed.
fn agrees(hint: &End, segment: &mut Segment, header: Option<&SegmentHeader>) -> io::Result<bool> {
    if hint.segment != segment.number || hint.offset > segment.length()? {
        return Ok(false);
    }
    if hint.last_block == 0 {
        return Ok(header.is_some_and(|header| begin(header) == *hint));
    }
    let block = segment.block_header(hint.last_block)?;
    Ok(block.is_some_and(|block| after(segment.number, hint.last_block, &block) == *hint))
}

/// From a promised end onwards: whatever does not continue the chain was never promised.
fn follow(segment: &mut Segment, mut end: End) -> io::Result<End> {
    loop {
        match segment.block(end.offset) {
            Found::Whole(header, _)
                if header.before == end.chain
                    && header.first_sequence == end.records.saturating_add(1) =>
            {
                end = after(segment.number, end.offset, &header);
            }
            Found::Unreadable(_, error) => return Err(error),
            Found::Whole(..) | Found::BadPayload(..) | Found::Short(_) | Found::BadHeader => {
                return Ok(end);
            }
        }
    }
}

/// Without a hint nobody knows what was promised: everything up to the last whole block stays,
/// with the damage in it, and only what comes after that is torn.
fn search_end(segment: &mut Segment, header: Option<SegmentHeader>) -> io::Result<Option<End>> {
    let mut end = header.as_ref().map(begin);
    let mut at = SEGMENT_HEADER;
    loop {
        match segment.block(at) {
            Found::Whole(block, _) => {
                if end.is_none_or(|end| block.first_sequence > end.records) {
                    end = Some(after(segment.number, at, &block));
                }
                at = block.end(at);
            }
            Found::BadPayload(block, _) => at = block.end(at),
            Found::BadHeader => match segment.search(at.saturating_add(1)) {
                Some(next) => at = next,
                None => return Ok(end),
            },
            Found::Short(_) => return Ok(end),
            Found::Unreadable(_, error) => return Err(error),
        }
    }
}

/// The end of a segment that has no block yet.
pub(crate) fn begin(header: &SegmentHeader) -> End {
    End {
        segment: header.segment,
        offset: SEGMENT_HEADER,
        last_block: 0,
        records: header.first_sequence.saturating_sub(1),
        chain: header.chain,
    }
}

/// The end after the block at this place.
pub(crate) fn after(segment: u32, offset: u64, block: &BlockHeader) -> End {
    End {
        segment,
        offset: block.end(offset),
        last_block: offset,
        records: block.last_sequence().unwrap_or(u64::MAX),
        chain: block.after,
    }
}

fn cut(dir: &Path, number: u32, offset: u64, length: u64) -> Result<Repair, EvidenceError> {
    let from = segment::path(dir, number);
    let mut error = io::Error::from(io::ErrorKind::AlreadyExists);
    // The same place can be torn again and again: earlier cuts are kept under their own names.
    for turn in 1..10_000 {
        let kept_in = dir.join(format!("{number:08}.at-{offset}.cut-{turn}"));
        error = match medium::set_aside(&from, offset, &kept_in) {
            Ok(()) => {
                return Ok(Repair {
                    cut_bytes: length.saturating_sub(offset),
                    segment: number,
                    offset,
                    kept_in,
                });
            }
            Err(error) => error,
        };
        if error.kind() != io::ErrorKind::AlreadyExists {
            break;
        }
    }
    Err(EvidenceError::io("cut the torn end of", &from)(error))
}
