//! The one writer.

use crate::chain::Chain;
use crate::error::EvidenceError;
use crate::format::{BlockHeader, SEGMENT_AIM, SEGMENT_HEADER, SegmentHeader, VERSION};
use crate::medium::{self, Disk, Medium};
use crate::opening::{self, Opening};
use crate::pack::{Packed, PackedBlock};
use crate::place::{Location, Position};
use crate::segment;
use crate::tail::{self, End, Tail};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// An archive open for appending; there is one writer at a time.
#[derive(Debug)]
pub struct Archive {
    dir: PathBuf,
    medium: Box<dyn Medium>,
    end: End,
    state: State,
    unsynced: bool,
    segment_aim: u64,
    tail: Tail,
    /// Locked as long as it is open.
    _lock: File,
}

/// What an append did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The sequence number of the first record of the batch.
    pub first_sequence: u64,
    /// Where each record is.
    pub locations: Vec<Location>,
    /// The chain value after each record.
    pub chains: Vec<Chain>,
    /// Where the next block goes.
    pub end: Position,
}

/// Whether the file is as this writer believes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ready,
    /// Bytes of a failed append may be behind the end.
    Untidy,
    /// Nothing is certain until the archive is opened again.
    Stopped,
}

impl Archive {
    /// Opens the archive in this folder for writing, and makes it when there is none.
    ///
    /// # Errors
    /// When another process writes to it, a newer version wrote it, or the disk fails.
    pub fn open(dir: &Path) -> Result<(Self, Opening), EvidenceError> {
        Self::open_on(Box::new(Disk::default()), dir, SEGMENT_AIM)
    }

    pub(crate) fn open_on(
        medium: Box<dyn Medium>,
        dir: &Path,
        segment_aim: u64,
    ) -> Result<(Self, Opening), EvidenceError> {
        fs::create_dir_all(dir).map_err(EvidenceError::io("make the folder", dir))?;
        let lock = lock(dir)?;
        let hint = tail::read(dir);
        let (end, opening) = opening::find_end(dir, hint.as_ref())?;
        let tail = Tail::open(dir).map_err(EvidenceError::io("note the end of", dir))?;
        let mut archive = Self {
            dir: dir.to_owned(),
            medium,
            end: end.unwrap_or_else(|| opening::begin(&first_header())),
            state: State::Ready,
            unsynced: hint != end,
            segment_aim,
            tail,
            _lock: lock,
        };
        let path = segment::path(dir, archive.end.segment);
        if end.is_none() {
            archive.start(first_header()).map_err(|error| EvidenceError::write(&path, error))?;
        } else {
            let turned = archive.medium.turn_to(&path);
            turned.map_err(EvidenceError::io("open the segment", &path))?;
            // A writer that died may have left whole blocks that never reached the disk: they
            // count from now on, so they have to.
            archive.sync()?;
        }
        Ok((archive, opening))
    }

    /// Appends a batch: all of it or, when that fails, nothing.
    ///
    /// It can be read at once; it is safe from a power cut when [`Archive::sync`] has returned.
    ///
    /// # Errors
    /// When the disk is full or fails; the archive is then as it was before.
    pub fn append(&mut self, packed: Packed) -> Result<Appended, EvidenceError> {
        self.tidy()?;
        let grown = self.end.offset.saturating_add(packed.stored_len());
        if self.end.offset > SEGMENT_HEADER && grown > self.segment_aim {
            self.roll()?;
        }
        let before = self.end;
        let mut appended = Appended {
            first_sequence: before.records.saturating_add(1),
            locations: Vec::with_capacity(packed.record_count()),
            chains: Vec::with_capacity(packed.record_count()),
            end: self.end(),
        };
        for block in packed.blocks {
            if let Err(error) = self.write(block, &mut appended) {
                self.end = before;
                self.state = State::Untidy;
                // When even this fails, the next append tries again.
                drop(self.tidy());
                return Err(EvidenceError::write(&self.path(), error));
            }
        }
        appended.end = self.end();
        Ok(appended)
    }

    /// Returns when everything appended before is on disk.
    ///
    /// # Errors
    /// When the disk fails; this writer then refuses to go on, as nobody can tell what arrived.
    pub fn sync(&mut self) -> Result<(), EvidenceError> {
        if self.state == State::Stopped {
            return Err(self.stopped());
        }
        if !self.unsynced {
            return Ok(());
        }
        if let Err(source) = self.medium.sync() {
            // A second attempt could succeed although the bytes are gone from memory already.
            self.state = State::Stopped;
            let path = self.path();
            return Err(EvidenceError::Sync { path, source });
        }
        self.unsynced = false;
        self.note_end();
        Ok(())
    }

    /// How many records there are; also the sequence number of the last one.
    pub fn records(&self) -> u64 {
        self.end.records
    }

    /// The chain value after the last record.
    pub fn head(&self) -> Chain {
        self.end.chain
    }

    /// Where the next block goes.
    pub fn end(&self) -> Position {
        Position { segment: self.end.segment, offset: self.end.offset }
    }

    /// Gives a block its place in the file and in the chain, and writes it.
    fn write(&mut self, mut block: PackedBlock, appended: &mut Appended) -> io::Result<()> {
        let End { segment, offset, .. } = self.end;
        let mut chain = self.end.chain;
        for link in &block.links {
            chain = chain.then(&link.hash, &link.envelope);
            appended.chains.push(chain);
            appended.locations.push(Location {
                segment,
                block_offset: offset,
                record_offset: link.record_offset,
                size: link.size,
            });
        }
        let header = BlockHeader {
            compressed: block.compressed,
            raw: block.raw,
            count: block.count,
            first_sequence: self.end.records.saturating_add(1),
            before: self.end.chain,
            after: chain,
            payload: block.payload,
        };
        if let Some(room) = block.bytes.first_chunk_mut() {
            *room = header.encode(segment, offset);
        }
        self.medium.write_at(offset, &block.bytes)?;
        self.unsynced = true;
        self.end = opening::after(segment, offset, &header);
        Ok(())
    }

    /// Goes on in a new segment. The old one is on disk before the new one exists, so that only
    /// the last segment can ever be torn.
    fn roll(&mut self) -> Result<(), EvidenceError> {
        self.sync()?;
        let old = self.path();
        let header = SegmentHeader {
            version: VERSION,
            segment: self.end.segment.saturating_add(1),
            first_sequence: self.end.records.saturating_add(1),
            chain: self.end.chain,
        };
        let Err(error) = self.start(header) else {
            return Ok(());
        };
        let new = segment::path(&self.dir, header.segment);
        let removed = fs::remove_file(&new);
        let gone = removed.is_ok() || !new.exists();
        if !gone || self.medium.turn_to(&old).is_err() {
            self.state = State::Stopped;
        }
        Err(EvidenceError::write(&new, error))
    }

    fn start(&mut self, header: SegmentHeader) -> io::Result<()> {
        self.medium.turn_to(&segment::path(&self.dir, header.segment))?;
        self.medium.cut(0)?;
        self.medium.write_at(0, &header.encode())?;
        self.medium.sync()?;
        medium::sync_folder(&self.dir)?;
        self.end = opening::begin(&header);
        self.unsynced = false;
        self.note_end();
        Ok(())
    }

    /// Removes what a failed append left behind the end.
    fn tidy(&mut self) -> Result<(), EvidenceError> {
        match self.state {
            State::Ready => Ok(()),
            State::Stopped => Err(self.stopped()),
            State::Untidy => {
                let cut = self.medium.cut(self.end.offset);
                cut.map_err(|error| EvidenceError::write(&self.path(), error))?;
                self.state = State::Ready;
                Ok(())
            }
        }
    }

    /// Best effort: an old hint costs time at the next opening, and nothing else.
    fn note_end(&mut self) {
        drop(self.tail.write(&self.end));
    }

    fn stopped(&self) -> EvidenceError {
        let dir = self.dir.clone();
        EvidenceError::Stopped { dir }
    }

    fn path(&self) -> PathBuf {
        segment::path(&self.dir, self.end.segment)
    }
}

fn first_header() -> SegmentHeader {
    SegmentHeader { version: VERSION, segment: 1, first_sequence: 1, chain: Chain::start() }
}

fn lock(dir: &Path) -> Result<File, EvidenceError> {
    let path = dir.join("lock");
    let mut how = File::options();
    let file = how.create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(EvidenceError::io("lock", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let dir = dir.to_owned();
            Err(EvidenceError::Busy { dir })
        }
        Err(TryLockError::Error(error)) => Err(EvidenceError::io("lock", &path)(error)),
    }
}

#[cfg(test)]
mod tests;
