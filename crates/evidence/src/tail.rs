//! The hint where the archive ended at the last sync, so that opening need not search.
//!
//! It is only a hint: it is believed when the archive agrees, and the archive does without it.

use crate::chain::Chain;
use crate::format::{Fields, digest};
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const MAGIC: [u8; 8] = *b"OXHDEND\n";

/// The end of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) segment: u32,
    /// Where the next block goes in that segment.
    pub(crate) offset: u64,
    /// Where the last block of that segment begins; 0 when it has none.
    pub(crate) last_block: u64,
    /// How many records there are.
    pub(crate) records: u64,
    pub(crate) chain: Chain,
}

impl End {
    fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(88);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&self.segment.to_le_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&self.offset.to_le_bytes());
        out.extend_from_slice(&self.last_block.to_le_bytes());
        out.extend_from_slice(&self.records.to_le_bytes());
        out.extend_from_slice(self.chain.bytes());
        let checksum = digest(&[&out]);
        out.extend_from_slice(&checksum);
        out
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; 88] = bytes.try_into().ok()?;
        let (fields, checksum) = bytes.split_last_chunk::<16>()?;
        let mut at = Fields(fields);
        if at.array()? != MAGIC || digest(&[fields]) != *checksum {
            return None;
        }
        let segment = at.u32()?;
        at.u32()?;
        Some(Self {
            segment,
            offset: at.u64()?,
            last_block: at.u64()?,
            records: at.u64()?,
            chain: Chain::from_bytes(at.array()?),
        })
    }
}

/// The end at the last sync, when it was written down and can be read.
pub(crate) fn read(dir: &Path) -> Option<End> {
    let path = path(dir);
    // A longer file is not a hint, and must not fill memory.
    if fs::metadata(&path).ok()?.len() > 1024 {
        return None;
    }
    End::parse(&fs::read(path).ok()?)
}

/// The open hint file of a writer.
#[derive(Debug)]
pub(crate) struct Tail(File);

impl Tail {
    pub(crate) fn open(dir: &Path) -> io::Result<Self> {
        let mut how = File::options();
        how.create(true).truncate(false).write(true);
        how.open(path(dir)).map(Self)
    }

    /// Overwrites the hint in place: one write, and a torn one has no valid checksum.
    pub(crate) fn write(&mut self, end: &End) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(0))?;
        self.0.write_all(&end.encode())
    }
}

fn path(dir: &Path) -> PathBuf {
    dir.join("tail")
}
