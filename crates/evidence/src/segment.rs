//! One segment file, read with distrust.

use crate::error::EvidenceError;
use crate::format::{
    BLOCK_HEADER, BLOCK_HEADER_LONG, BLOCK_MAGIC, BlockHeader, SegmentHeader, digest, long, short,
};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How much is searched at a time for the next block after damage.
const SEARCHED: usize = 64 << 10;

/// A segment file open for reading.
#[derive(Debug)]
pub(crate) struct Segment {
    file: File,
    pub(crate) number: u32,
}

/// What is at a place where a block is expected.
#[derive(Debug)]
pub(crate) enum Found {
    /// A block whose checksums hold, with its compressed payload.
    Whole(BlockHeader, Vec<u8>),
    /// The header holds, the payload does not.
    BadPayload(BlockHeader, Vec<u8>),
    /// The file ends here, or in the middle of a block: so many bytes are left.
    Short(u64),
    /// Bytes that are no block header.
    BadHeader,
    /// The disk does not give the bytes; the header, when that could be read.
    Unreadable(Option<BlockHeader>, io::Error),
}

impl Segment {
    pub(crate) fn open(dir: &Path, number: u32) -> Result<Self, EvidenceError> {
        let path = path(dir, number);
        let file = File::open(&path).map_err(EvidenceError::io("open the segment", &path))?;
        Ok(Self { file, number })
    }

    pub(crate) fn length(&self) -> io::Result<u64> {
        self.file.metadata().map(|about| about.len())
    }

    /// The header of the segment; `None` when it is damaged or not there.
    pub(crate) fn header(&mut self) -> io::Result<Option<SegmentHeader>> {
        let mut bytes = [0; 80];
        match self.read_at(0, &mut bytes) {
            Ok(()) => {
                let header = SegmentHeader::parse(&bytes);
                Ok(header.filter(|header| header.segment == self.number))
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The header of the block at this place, when it holds and the block ends inside the file.
    pub(crate) fn block_header(&mut self, offset: u64) -> io::Result<Option<BlockHeader>> {
        let mut bytes = [0; BLOCK_HEADER];
        if self.length()? < offset.saturating_add(BLOCK_HEADER_LONG) {
            return Ok(None);
        }
        self.read_at(offset, &mut bytes)?;
        let header = BlockHeader::parse(&bytes, self.number, offset);
        let length = self.length()?;
        Ok(header.filter(|header| header.end(offset) <= length))
    }

    /// What is at this place.
    pub(crate) fn block(&mut self, offset: u64) -> Found {
        let length = match self.length() {
            Ok(length) => length,
            Err(error) => return Found::Unreadable(None, error),
        };
        let left = length.saturating_sub(offset);
        if left < BLOCK_HEADER_LONG {
            return Found::Short(left);
        }
        let mut bytes = [0; BLOCK_HEADER];
        match self.read_at(offset, &mut bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Found::Short(left);
            }
            Err(error) => return Found::Unreadable(None, error),
        }
        let Some(header) = BlockHeader::parse(&bytes, self.number, offset) else {
            return Found::BadHeader;
        };
        if header.end(offset) > length {
            return Found::Short(left);
        }
        // Allocates what the file really holds: the end was compared with its length.
        let mut payload = vec![0; short(header.compressed)];
        let from = offset.saturating_add(BLOCK_HEADER_LONG);
        match self.read_at(from, &mut payload) {
            Ok(()) if digest(&[&payload]) == header.payload => Found::Whole(header, payload),
            Ok(()) => Found::BadPayload(header, payload),
            Err(error) => Found::Unreadable(Some(header), error),
        }
    }

    /// The next place at or after this one with a valid block header, searched byte by byte.
    pub(crate) fn search(&mut self, mut from: u64) -> Option<u64> {
        let mut bytes = vec![0; SEARCHED];
        let step = long(SEARCHED.saturating_sub(BLOCK_HEADER).saturating_add(1));
        loop {
            let left = self.length().ok()?.saturating_sub(from);
            if left < BLOCK_HEADER_LONG {
                return None;
            }
            let wanted = usize::try_from(left).unwrap_or(SEARCHED).min(SEARCHED);
            let window = bytes.get_mut(..wanted)?;
            // A stretch the disk does not give is passed over, like any other damage.
            if self.read_at(from, window).is_ok() {
                let found = first_header(window, self.number, from);
                if found.is_some() {
                    return found;
                }
            }
            from = from.saturating_add(step);
        }
    }

    fn read_at(&mut self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.read_exact(bytes)
    }
}

fn first_header(window: &[u8], segment: u32, from: u64) -> Option<u64> {
    let mut at = 0_usize;
    loop {
        let rest = window.get(at..)?;
        let hit = rest.windows(BLOCK_MAGIC.len()).position(|eight| eight == BLOCK_MAGIC)?;
        let bytes = rest.get(hit..)?.first_chunk::<BLOCK_HEADER>()?;
        at = at.saturating_add(hit);
        let offset = from.saturating_add(long(at));
        if BlockHeader::parse(bytes, segment, offset).is_some() {
            return Some(offset);
        }
        at = at.saturating_add(1);
    }
}

/// The file of a segment.
pub(crate) fn path(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("{number:08}.seg"))
}

/// The numbers of all segments there are, in order.
pub(crate) fn numbers(dir: &Path) -> Result<Vec<u32>, EvidenceError> {
    let listing = "list the archive in";
    let mut numbers = Vec::new();
    for entry in fs::read_dir(dir).map_err(EvidenceError::io(listing, dir))? {
        let entry = entry.map_err(EvidenceError::io(listing, dir))?;
        numbers.extend(number(&entry.file_name()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

fn number(name: &OsStr) -> Option<u32> {
    let digits = name.to_str()?.strip_suffix(".seg")?;
    let eight = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    eight.then(|| digits.parse().ok()).flatten().filter(|number| *number > 0)
}
