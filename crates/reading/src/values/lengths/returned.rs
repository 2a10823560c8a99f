//! For how long a shop takes back what was bought, by its own words: `30-day returns`, `30 Tage Rückgaberecht`.
//!
//! The time that the law gives is another matter, and so is when money comes back, when a parcel returns to who sent it,
//! and what has to be sent back: the old device, the router.

use super::super::labels::Labels;
use super::super::page::Page;
use super::super::promises::sentence;
use super::super::sorted::SortedPhrases;
use super::super::{Found, Sink};
use super::{Length, lengths};
use oxherd_model::{Claim, LengthRole, TermUnit};

/// Words of one text that are looked at.
const CUES_MAX: usize = 400;

/// Days that are more than the law gives anyway, and those that no shop gives.
const DAYS: std::ops::RangeInclusive<u32> = 15..=400;

/// How sure such a length is, in thousandths.
const SURE: u16 = 750;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../../data/returns.txt");

/// What words of a sentence say of sending back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// It is sent back.
    Back,
    /// Counted from the day on which it came.
    Came,
    /// Counted from the order.
    Ordered,
    /// It is another matter.
    Never,
    /// What looks like another matter and is none.
    Fine,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "back" => Self::Back,
            "came" => Self::Came,
            "ordered" => Self::Ordered,
            "never" => Self::Never,
            "fine" => Self::Fine,
            _ => return None,
        })
    }
}

/// Finds them; built once.
#[derive(Debug)]
pub(in crate::values) struct ReturnReader {
    cues: SortedPhrases<Cue>,
}

impl ReturnReader {
    pub(in crate::values) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// Adds the lengths within which goods may be sent back; none of them is a promise.
    pub(in crate::values) fn read(&self, page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
        if labels.terms.is_empty() {
            return;
        }
        let cues = self.cues.find(page.s, CUES_MAX);
        if !cues.iter().any(|mark| mark.sort == Cue::Back) {
            return;
        }
        for length in lengths(page, labels) {
            let (from, to) = sentence(page, length.at.0, length.at.1);
            let of = |sort: Cue| {
                cues.iter().filter(move |c| c.sort == sort && from <= c.start && c.end <= to)
            };
            let fine =
                |start: usize, end: usize| of(Cue::Fine).any(|c| c.start <= start && end <= c.end);
            let other = of(Cue::Never).any(|c| !fine(c.start, c.end));
            if !is_long(length) || of(Cue::Back).next().is_none() || other {
                continue;
            }
            let ordered = of(Cue::Ordered).next().is_some() && of(Cue::Came).next().is_none();
            let role = if ordered { LengthRole::SendBackOrdered } else { LengthRole::SendBack };
            let within = |f: &Found| from <= f.start && f.end <= to;
            sink.found.retain(|f| !(matches!(f.claim, Claim::Promise { .. }) && within(f)));
            sink.add(
                Claim::Length { role, count: length.count, unit: length.unit },
                length.at,
                SURE,
            );
        }
    }
}

/// Whether it is longer than what the law gives, and no guarantee.
fn is_long(length: Length) -> bool {
    let days = match length.unit {
        TermUnit::Day => 1,
        TermUnit::Week => 7,
        TermUnit::Month => 30,
        TermUnit::Hour | TermUnit::BusinessDay | TermUnit::Year => return false,
    };
    DAYS.contains(&(u32::from(length.count) * days))
}
