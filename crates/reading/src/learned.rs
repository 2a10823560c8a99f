//! Tables of weights that were learned: features by hash, each with weights for classes.
//!
//! `cargo xtask train` writes them as text in `data/model`; the build script lays them out, so that
//! looking up needs no work at start.

pub(crate) mod hash;

use crate::words::hash as word_hash;
use hash::{FILTER_BITS, FILTER_SHIFT};

/// A table as the build script laid it out.
///
/// The number of slots (a power of two; four bytes), a bit for each feature among `FILTER_BITS`, so
/// that most words that are in no table cost one look into bytes that stay near; the slots (tag and place, four bytes each; a
/// place is the first entry and how many), then the entries (class and weight, a byte each).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table(pub(crate) &'static [u8]);

/// Where the slots begin.
const SLOTS_AT: usize = 4 + (1 << 19) / 8;

/// Weights are kept in parts of a point.
pub(crate) const PARTS: i32 = 16;

/// Bits of a place that say how many entries there are.
const COUNT_BITS: u32 = 6;

impl Table {
    /// The slot of a feature and its entries.
    pub(crate) fn look_up(self, hash: u64) -> Option<(usize, Entries)> {
        let bit = usize::try_from(hash >> FILTER_SHIFT & (FILTER_BITS - 1)).ok()?;
        if self.0.get(4 + bit / 8)? & 1 << (bit % 8) == 0 {
            return None;
        }
        let slots = self.number(0)?;
        let mask = slots.checked_sub(1)?;
        let wanted = u32::try_from(hash >> 32).ok()?.max(1);
        let mut slot = usize::try_from(hash & u64::try_from(mask).ok()?).ok()?;
        for _ in 0..slots {
            let at = SLOTS_AT + slot * 8;
            let tag = self.number(at)?;
            if tag == 0 {
                return None;
            }
            if u32::try_from(tag).ok()? == wanted {
                let place = self.number(at + 4)?;
                let (first, count) = (place >> COUNT_BITS, place & ((1 << COUNT_BITS) - 1));
                let from = SLOTS_AT + slots * 8 + first * 2;
                return Some((slot, Entries(self.0.get(from..from + count * 2)?)));
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    fn number(self, at: usize) -> Option<usize> {
        let bytes = self.0.get(at..)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }
}

/// Classes by number with their weights.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entries(&'static [u8]);

impl Entries {
    /// Each class with its weight, in parts of a point.
    pub(crate) fn each(self) -> impl Iterator<Item = (usize, i32)> {
        self.0.chunks_exact(2).filter_map(|entry| match entry {
            [class, weight] => Some((usize::from(*class), i32::from(weight.cast_signed()))),
            [..] => None,
        })
    }
}

/// How sure an answer is that leads by so many thousandths of a point.
pub(crate) fn sureness(table: &[u16], margin: i32) -> u16 {
    let at = usize::try_from(margin.max(0) / 1000).unwrap_or(0);
    table.get(at).or(table.last()).copied().unwrap_or(350)
}
