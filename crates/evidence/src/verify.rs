//! Recomputing everything that was ever kept.

use crate::block::Block;
use crate::chain::Chain;
use crate::error::{Damage, EvidenceError};
use crate::format::BlockHeader;
use crate::place::Position;
use crate::record::RecordKind;
use crate::tail::{self, End};
use crate::unpack::{Unpacker, entries};
use crate::walk::{Bad, Step, Walk};
use oxherd_model::ContentHash;
use std::fs;
use std::path::Path;

/// What verifying an archive found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// How many records are as they were written.
    pub checked: u64,
    /// What is not, in the order of the archive.
    pub damaged: Vec<Damage>,
    /// The chain value after the last record.
    pub head: Chain,
}

/// Recomputes every checksum, every content hash and the whole chain.
///
/// Damage in one block does not stop it. `progress` is told how many records are checked so far.
/// What a writer is adding at the same time, beyond what it has synced, may or may not be met.
///
/// # Errors
/// When the folder cannot be read at all.
pub fn verify(dir: &Path, progress: &mut dyn FnMut(u64)) -> Result<Verification, EvidenceError> {
    fs::read_dir(dir).map_err(EvidenceError::io("open the archive in", dir))?;
    // Read before the walk: what is promised now must be met.
    let promised = tail::read(dir);
    let mut check = Check::new();
    for step in Walk::new(dir, Position::START) {
        match step {
            Step::Segment(position, header) => {
                check.arrive(position, header.first_sequence, header.chain);
            }
            Step::Block { position, next, header, payload } => {
                check.block((position, next), &header, &payload);
                progress(check.checked);
            }
            Step::Bad(Bad { position, what, block: Some((header, payload)) }) => {
                check.arrive(position, header.first_sequence, header.before);
                check.suspects(position, &header, &payload, &what);
                check.pass(&header);
            }
            Step::Bad(Bad { position, what, block: None }) => check.lose(position, what),
            Step::Torn { position, bytes } => {
                let end = promised.map(|end| (end.segment, end.offset));
                // Behind the promised end it is an append that was interrupted, or goes on now.
                if end.is_none_or(|end| (position.segment, position.offset) < end) {
                    check.lose(position, format!("the archive ends {bytes} bytes into a block"));
                }
            }
        }
    }
    check.finish(promised);
    Ok(Verification { checked: check.checked, damaged: check.damaged, head: check.chain })
}

#[derive(Debug)]
struct Check {
    checked: u64,
    damaged: Vec<Damage>,
    /// The sequence number that comes next.
    next: u64,
    chain: Chain,
    /// The damage after which it is not known yet how many records it cost.
    gap: Option<usize>,
    unpacker: Unpacker,
}

impl Check {
    fn new() -> Self {
        Self {
            checked: 0,
            damaged: Vec::new(),
            next: 1,
            chain: Chain::start(),
            gap: None,
            unpacker: Unpacker::default(),
        }
    }

    /// A header that holds says which record comes here and what the chain is before it.
    fn arrive(&mut self, position: Position, first: u64, before: Chain) {
        let lost = first.saturating_sub(self.next);
        let continues = lost == 0 && first == self.next && before == self.chain;
        if self.gap.is_some() && (continues || lost > 0) {
            self.explain(lost);
        } else if !continues {
            let what = format!(
                "the chain does not go on here: record {} was due, record {first} is here",
                self.next
            );
            self.note(self.next.min(first), lost, position, what);
        }
        self.gap = None;
        self.next = first;
        self.chain = before;
    }

    /// Now it is known how many records the last gap cost.
    fn explain(&mut self, lost: u64) {
        let damage = self.gap.take().and_then(|at| self.damaged.get_mut(at));
        if let Some(damage) = damage {
            damage.records = lost;
            if lost == 0 {
                damage.sequence = None;
            }
        }
    }

    fn block(&mut self, ends: (Position, Position), header: &BlockHeader, payload: &[u8]) {
        let position = ends.0;
        self.arrive(position, header.first_sequence, header.before);
        match Block::unpack(&mut self.unpacker, ends, header, payload) {
            Err(what) => {
                let count = u64::from(header.count);
                self.note(header.first_sequence, count, position, what.to_owned());
            }
            Ok(block) => self.records(&block),
        }
        self.pass(header);
    }

    fn records(&mut self, block: &Block) {
        for record in &block.records {
            let hash = record.envelope.hash;
            let own = record.envelope.kind == RecordKind::Original;
            if own && ContentHash::of(block.bytes(record)) != hash {
                self.differs(record.sequence, hash, block.position);
            } else {
                self.checked = self.checked.saturating_add(1);
            }
        }
    }

    /// In a damaged block: the records that are not what they were, as closely as can be told.
    fn suspects(&mut self, position: Position, header: &BlockHeader, payload: &[u8], what: &str) {
        let raw = Unpacker::part(header, payload);
        let whole = self.damaged.len();
        let (mut next, mut chain) = (header.first_sequence, header.before);
        let mut good = 0;
        for entry in entries(&raw).flatten() {
            let hash = entry.envelope.hash;
            let own = entry.envelope.kind == RecordKind::Original;
            chain = chain.then(&hash, &entry.digest);
            if own && ContentHash::of(entry.bytes(&raw)) != hash {
                self.differs(next, hash, position);
            } else {
                good += 1;
            }
            next = next.saturating_add(1);
        }
        let after = header.first_sequence.saturating_add(u64::from(header.count));
        if next < after {
            let lost = after.saturating_sub(next);
            self.note(next, lost, position, format!("{what}; from here on it cannot be read"));
        } else if chain != header.after {
            // Some envelope differs, and nothing tells which one.
            self.damaged.truncate(whole);
            good = 0;
            self.note(header.first_sequence, u64::from(header.count), position, what.to_owned());
        } else if self.damaged.len() == whole {
            self.note(header.first_sequence, 0, position, format!("{what}; its records are whole"));
        }
        self.checked = self.checked.saturating_add(good);
    }

    fn pass(&mut self, header: &BlockHeader) {
        let count = u64::from(header.count);
        self.next = header.first_sequence.saturating_add(count);
        self.chain = header.after;
    }

    /// Damage after which it is open how many records are lost.
    fn lose(&mut self, position: Position, what: String) {
        self.note(self.next, 0, position, what);
        // Of several in a row the first one carries the number.
        let last = self.damaged.len().saturating_sub(1);
        self.gap.get_or_insert(last);
    }

    /// Compares the end with what a writer had synced before.
    fn finish(&mut self, promised: Option<End>) {
        let Some(end) = promised else { return };
        let lost = end.records.saturating_add(1).saturating_sub(self.next);
        let position = Position { segment: end.segment, offset: end.offset };
        if self.gap.is_some() {
            self.explain(lost);
        } else if lost > 0 {
            let what = format!("{lost} records that were kept are gone from the end");
            self.note(self.next, lost, position, what);
        } else if end.records.saturating_add(1) == self.next && end.chain != self.chain {
            let what = "the chain ends with another value than it had".to_owned();
            self.note(self.next, 0, position, what);
        }
    }

    fn differs(&mut self, sequence: u64, hash: ContentHash, position: Position) {
        let what = format!("the bytes of record {sequence} do not have the hash {hash}");
        self.note(sequence, 1, position, what);
        if let Some(damage) = self.damaged.last_mut() {
            damage.hash = Some(hash);
        }
    }

    fn note(&mut self, sequence: u64, records: u64, position: Position, what: String) {
        self.damaged.push(Damage { sequence: Some(sequence), records, hash: None, position, what });
    }
}
