//! The learned table: what single words, beginnings of words, pairs of words and marks of the
//! sending add to the points of the lists, in whole numbers.
//!
//! `cargo xtask train` writes it from the lists and the training half of the project's corpus.

use super::features::{self, Feature, Field};
use super::{Marks, Wording};
use crate::learned::{self, Entries, PARTS, Table};
use crate::words::Words;
use oxherd_model::{CueSource, Kind};

/// The table, laid out by the build script.
const TABLE: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/kinds.table")));

/// Shares of points, from the table by the margin between the best kind and the next.
const SURENESS: &[u16] = &include!(concat!(env!("OUT_DIR"), "/kinds.sureness"));

/// Kinds there are.
const KINDS: usize = Kind::ALL.len();

/// Most thousandths of a point that one field may give or take from a kind.
const FIELD_MAX: i32 = 30_000;

/// What the table says of a message.
#[derive(Debug)]
pub(super) struct Learned {
    /// Thousandths of a point by kind, in the order of [`Kind::ALL`].
    pub(super) points: [i32; KINDS],
    /// Those of them that the sender's name and address give.
    sender: [i32; KINDS],
    told: Vec<Told>,
}

/// A feature that the table knows, for the answer to "why".
#[derive(Debug, Clone, Copy)]
struct Told {
    field: Field,
    feature: Feature,
    entries: Entries,
    share: i32,
}

/// Looks up every feature of a message.
pub(super) fn read(wording: &Wording<'_>, marks: Marks) -> Learned {
    let (points, sender) = ([0; KINDS], [0; KINDS]);
    let mut learned = Learned { points, sender, told: Vec::with_capacity(128) };
    let mut seen = Seen::default();
    for (field, words) in [
        (Field::Subject, wording.subject),
        (Field::Body, wording.body),
        (Field::Sender, wording.sender),
    ] {
        let from = learned.told.len();
        features::each(field, words, |feature| learned.look(field, feature, &mut seen));
        learned.weigh(field, from);
    }
    let from = learned.told.len();
    features::each_mark(marks, |hash, _| {
        learned.look(Field::Mark, Feature::mark(hash), &mut seen);
    });
    learned.weigh(Field::Mark, from);
    learned
}

impl Learned {
    fn look(&mut self, field: Field, feature: Feature, seen: &mut Seen) {
        if let Some((slot, entries)) = TABLE.look_up(feature.hash)
            && seen.first_time(slot)
        {
            self.told.push(Told { field, feature, entries, share: 0 });
        }
    }

    /// Adds what the features of a field say, from the first of them on.
    fn weigh(&mut self, field: Field, from: usize) {
        let found = self.told.get_mut(from..).unwrap_or_default();
        let share = share(field, found.len());
        let mut sums = [0_i32; KINDS];
        for told in found {
            told.share = share;
            for (kind, weight) in told.entries.each() {
                if let Some(sum) = sums.get_mut(kind) {
                    *sum += weight;
                }
            }
        }
        let given = sums.map(|sum| (sum * share / PARTS).clamp(-FIELD_MAX, FIELD_MAX));
        for (points, given) in self.points.iter_mut().zip(given) {
            *points += given;
        }
        if field == Field::Sender {
            self.sender = given;
        }
    }

    /// Thousandths of a point that the sender's name and address give a kind.
    pub(super) fn by_sender(&self, kind: Kind) -> i32 {
        let at = Kind::ALL.binary_search(&kind).ok();
        at.and_then(|at| self.sender.get(at)).copied().unwrap_or(0)
    }

    /// The features that spoke most for a kind: words, where, whole points.
    pub(super) fn why(
        &self,
        kind: Kind,
        wording: &Wording<'_>,
        most: usize,
    ) -> Vec<(String, CueSource, i32)> {
        let Ok(wanted) = Kind::ALL.binary_search(&kind) else { return Vec::new() };
        let for_kind = |told: &Told| {
            let weight = told.entries.each().find(|(kind, _)| *kind == wanted);
            weight.map_or(0, |(_, weight)| weight * told.share / PARTS)
        };
        let mut spoke: Vec<(i32, &Told)> = self
            .told
            .iter()
            .map(|told| (for_kind(told), told))
            .filter(|(p, _)| *p >= 500)
            .collect();
        spoke.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        let shown = spoke.into_iter().take(most).map(|(points, told)| {
            let (words, source): (&Words, CueSource) = match told.field {
                Field::Subject => (wording.subject, CueSource::Subject),
                Field::Body => (wording.body, CueSource::Body),
                Field::Sender => (wording.sender, CueSource::Sender),
                Field::Mark => return ("sort of sending".to_owned(), CueSource::Header, points),
            };
            (features::shown(words, told.feature, " "), source, points)
        });
        shown.map(|(words, source, points)| (words, source, points / 1000)).collect()
    }
}

/// How sure an answer is that leads by so many thousandths of a point.
pub(super) fn sureness(margin: i32) -> u16 {
    learned::sureness(SURENESS, margin)
}

/// Thousandths that each of so many features of a field counts: of more than usual, each less.
fn share(field: Field, found: usize) -> i32 {
    let found = u32::try_from(found).unwrap_or(u32::MAX).max(1);
    let of = u64::from(field.usual()) * 1_000_000 / u64::from(found.max(field.usual()));
    i32::try_from(of.isqrt()).unwrap_or(1000)
}

/// Which slots were met, by their last bits: a clash loses one word of hundreds.
struct Seen([u64; 512]);

impl Default for Seen {
    fn default() -> Self {
        Self([0; 512])
    }
}

impl Seen {
    fn first_time(&mut self, slot: usize) -> bool {
        let bit = 1_u64 << (slot % 64);
        let Some(bits) = self.0.get_mut(slot / 64 % 512) else { return true };
        let first = *bits & bit == 0;
        *bits |= bit;
        first
    }
}
