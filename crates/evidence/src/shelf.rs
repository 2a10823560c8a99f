//! The read side; many may exist, also while a writer is active.

use crate::block::Block;
use crate::error::{Damage, EvidenceError};
use crate::place::{Location, Position};
use crate::segment::{Found, Segment};
use crate::unpack::{Unpacker, entries, slice};
use crate::walk::{Bad, Step, Walk};
use oxherd_model::ContentHash;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How many segment files stay open.
const OPEN_FILES: usize = 32;

/// Reads records back. It keeps the last block it decompressed, so reading in order is fast.
#[derive(Debug)]
pub struct Shelf {
    dir: PathBuf,
    unpacker: Unpacker,
    files: BTreeMap<u32, Segment>,
    last: Option<(Position, Vec<u8>)>,
}

impl Shelf {
    /// Opens the archive in this folder for reading.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn open(dir: &Path) -> Result<Self, EvidenceError> {
        fs::read_dir(dir).map_err(EvidenceError::io("open the archive in", dir))?;
        Ok(Self {
            dir: dir.to_owned(),
            unpacker: Unpacker::default(),
            files: BTreeMap::new(),
            last: None,
        })
    }

    /// The bytes at this place.
    ///
    /// The checksum of the block is verified; that the place belongs to the hash one has in mind
    /// is verified by [`Shelf::original`].
    ///
    /// # Errors
    /// When there is no such place, or the block is damaged.
    pub fn read(&mut self, at: Location) -> Result<Vec<u8>, EvidenceError> {
        let position = at.block();
        let known = self.last.take().filter(|(last, _)| *last == position);
        let block = match known {
            Some((_, block)) => block,
            None => self.load(position)?,
        };
        let bytes = slice(&block, at.record_offset, at.size).map(<[u8]>::to_vec);
        self.last = Some((position, block));
        bytes.ok_or_else(|| damage(position, "no record has this place in the block").into())
    }

    /// The original bytes with this hash, which the index says are at this place.
    ///
    /// What comes back has this hash. In a damaged block the record is looked for and given when
    /// it is itself unharmed.
    ///
    /// # Errors
    /// When the bytes are not there, or not whole.
    pub fn original(&mut self, at: Location, hash: &ContentHash) -> Result<Vec<u8>, EvidenceError> {
        let read = self.read(at);
        if let Ok(bytes) = &read
            && ContentHash::of(bytes) == *hash
        {
            return read;
        }
        if let Some(bytes) = self.salvage(at.block(), hash) {
            return Ok(bytes);
        }
        read?;
        Err(damage(at.block(), "another record is kept at this place").into())
    }

    /// All blocks from a position on, in order; damage does not end it.
    ///
    /// A block that is being written right now is not met; [`Position::START`] begins at the
    /// beginning, [`Block::next`] goes on after a block.
    pub fn blocks(&self, from: Position) -> BlockIter {
        BlockIter { walk: Walk::new(&self.dir, from), unpacker: Unpacker::default() }
    }

    /// Whether the record of this number and hash is in the block at this position. A block that is
    /// there and damaged is no proof that it is not.
    pub fn holds(&self, sequence: u64, at: Position, hash: &ContentHash) -> bool {
        match self.blocks(at).next() {
            Some(Ok(block)) => {
                let mut records = block.records.iter();
                records.any(|r| r.sequence == sequence && r.envelope.hash == *hash)
            }
            Some(Err(damage)) => damage.sequence.is_some_and(|first| {
                (first..first.saturating_add(damage.records)).contains(&sequence)
            }),
            None => false,
        }
    }

    fn load(&mut self, position: Position) -> Result<Vec<u8>, EvidenceError> {
        let what = match self.segment(position.segment)?.block(position.offset) {
            Found::Whole(header, payload) => match self.unpacker.whole(&header, &payload) {
                Ok(raw) => return Ok(raw),
                Err(what) => what,
            },
            Found::BadPayload(..) => "the block does not match its checksum",
            Found::BadHeader => "no block begins here",
            Found::Short(_) => "the segment ends before the end of the block",
            Found::Unreadable(_, source) => {
                let path = crate::segment::path(&self.dir, position.segment);
                return Err(EvidenceError::io("read", &path)(source));
            }
        };
        Err(damage(position, what).into())
    }

    fn salvage(&mut self, position: Position, hash: &ContentHash) -> Option<Vec<u8>> {
        let segment = self.segment(position.segment).ok()?;
        let Found::BadPayload(header, payload) = segment.block(position.offset) else {
            return None;
        };
        let raw = Unpacker::part(&header, &payload);
        let mut wanted = entries(&raw).flatten().filter(|entry| entry.envelope.hash == *hash);
        let found = wanted.find(|entry| ContentHash::of(entry.bytes(&raw)) == *hash)?;
        Some(found.bytes(&raw).to_vec())
    }

    fn segment(&mut self, number: u32) -> Result<&mut Segment, EvidenceError> {
        if self.files.len() >= OPEN_FILES && !self.files.contains_key(&number) {
            self.files.clear();
        }
        match self.files.entry(number) {
            std::collections::btree_map::Entry::Occupied(open) => Ok(open.into_mut()),
            std::collections::btree_map::Entry::Vacant(room) => {
                Ok(room.insert(Segment::open(&self.dir, number)?))
            }
        }
    }
}

fn damage(position: Position, what: &str) -> Damage {
    Damage { sequence: None, records: 0, hash: None, position, what: what.to_owned() }
}

/// The blocks of an archive, in order, up to what there is when it arrives at the end.
#[derive(Debug)]
pub struct BlockIter {
    walk: Walk,
    unpacker: Unpacker,
}

impl Iterator for BlockIter {
    type Item = Result<Block, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.walk.next()? {
                Step::Segment(..) => {}
                Step::Torn { .. } => return None,
                Step::Bad(Bad { position, what, block }) => {
                    let header = block.map(|(header, _)| header);
                    return Some(Err(Damage {
                        sequence: header.map(|header| header.first_sequence),
                        records: header.map_or(0, |header| u64::from(header.count)),
                        hash: None,
                        position,
                        what,
                    }));
                }
                Step::Block { position, next, header, payload } => {
                    let ends = (position, next);
                    let block = Block::unpack(&mut self.unpacker, ends, &header, &payload);
                    return Some(block.map_err(|what| Damage {
                        sequence: Some(header.first_sequence),
                        records: u64::from(header.count),
                        hash: None,
                        position,
                        what: what.to_owned(),
                    }));
                }
            }
        }
    }
}
