//! Sums that are no price but by how much one changes: `goes up by 3.00 a month`, `3 € mehr`, `un aumento di 3 €`.

use super::amounts::is_per_period;
use super::page::Page;
use super::promises::sentence;
use super::sorted::{Mark, SortedPhrases};

/// Words of one text that are looked at.
const CUES_MAX: usize = 400;

/// Bytes between a preposition and its sum: `um nur`, `by another`.
const BEFORE: usize = 16;

/// Bytes between a noun of the change and the sum behind it: `an increase in your fee of`.
const NOUN: usize = 40;

/// Bytes between a sum and the words behind it that say that it is more: `3.00 a month more`.
const BEHIND: usize = 24;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../data/rises.txt");

/// What words around a sum say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Up,
    Down,
    By,
    Of,
    Climbs,
    Sinks,
    More,
    Less,
    Now,
    Then,
    From,
    Least,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        match word {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            "by" => Some(Self::By),
            "of" => Some(Self::Of),
            "climbs" => Some(Self::Climbs),
            "sinks" => Some(Self::Sinks),
            "more" => Some(Self::More),
            "less" => Some(Self::Less),
            "now" => Some(Self::Now),
            "then" => Some(Self::Then),
            "from" => Some(Self::From),
            "least" => Some(Self::Least),
            _ => None,
        }
    }
}

/// Which way a price changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It rises.
    Up,
    /// It falls.
    Down,
}

/// When a price holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// Until a change.
    Now,
    /// From it on.
    Then,
}

/// Finds by how much prices change; built once.
#[derive(Debug)]
pub(super) struct RiseReader {
    cues: SortedPhrases<Cue>,
}

impl RiseReader {
    pub(super) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// The words of a text around changes.
    pub(super) fn look<'a>(&'a self, page: &'a Page<'a>) -> Rises<'a> {
        Rises { page, cues: self.cues.find(page.s, CUES_MAX) }
    }
}

/// What a text says of changes.
pub(super) struct Rises<'a> {
    page: &'a Page<'a>,
    cues: Vec<Mark<Cue>>,
}

impl Rises<'_> {
    /// Which way a price changes by a sum; none where the sum is something else. `floor` is where the sum before
    /// it ends, `ceiling` where the next one begins.
    pub(super) fn by(
        &self,
        (start, end): (usize, usize),
        (floor, ceiling): (usize, usize),
    ) -> Option<Way> {
        if self.cues.is_empty() {
            return None;
        }
        let (from, to) = sentence(self.page, start, end);
        let (first, last) = (from.max(floor), to.min(ceiling));
        self.behind(end, last).or_else(|| {
            let by = self.before(Cue::By, (first, start), BEFORE);
            let noun = || {
                let of = self.before(Cue::Of, (first, start), BEFORE)?;
                self.way((of.start.saturating_sub(NOUN).max(first), of.start))
            };
            let right = |cue: Cue, way: Way| {
                let mark = self.before(cue, (first, start), BEFORE)?;
                self.page.slice(mark.end, start).trim().is_empty().then_some(way)
            };
            let verb = || right(Cue::Climbs, Way::Up).or_else(|| right(Cue::Sinks, Way::Down));
            by.and_then(|_| self.way((from, to))).or_else(noun).or_else(verb)
        })
    }

    /// When the sum that ends a stretch holds, by the words nearest to it; of a day its preposition counts.
    pub(super) fn time(&self, (from, start): (usize, usize)) -> Option<Time> {
        let inside = |mark: &&Mark<Cue>| from <= mark.start && mark.end <= start;
        let told = |mark: &Mark<Cue>| match mark.sort {
            Cue::Now => Some(Time::Now),
            Cue::Then => Some(Time::Then),
            // `From 1 June: 33.50`, not `from 33.50`.
            Cue::From => {
                let day = self.page.slice(mark.end, start).contains(|c: char| c.is_ascii_digit());
                day.then_some(Time::Then)
            }
            Cue::Up | Cue::Down | Cue::By | Cue::Of => None,
            Cue::Climbs | Cue::Sinks | Cue::More | Cue::Less | Cue::Least => None,
        };
        let marks = self.cues.iter().filter(inside);
        marks
            .filter_map(|mark| Some((mark.start, told(mark)?)))
            .max_by_key(|of| of.0)
            .map(|of| of.1)
    }

    /// Whether a stretch speaks of a price that rises or falls.
    pub(super) fn changes(&self, stretch: (usize, usize)) -> bool {
        self.way(stretch).is_some()
    }

    /// Whether a sum is only the least that something costs: `ab 7,90 €`.
    pub(super) fn is_least(&self, (floor, start): (usize, usize)) -> bool {
        let mark = self.before(Cue::Least, (floor, start), BEFORE);
        mark.is_some_and(|mark| self.page.slice(mark.end, start).trim().is_empty())
    }

    /// The preposition right before a sum.
    fn before(&self, cue: Cue, (from, start): (usize, usize), reach: usize) -> Option<&Mark<Cue>> {
        let of = self.cues.iter().filter(|mark| mark.sort == cue && mark.start >= from);
        let mark = of.filter(|mark| mark.end <= start).max_by_key(|mark| mark.end)?;
        let gap = self.page.slice(mark.end, start);
        let plain = gap.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '\u{a0}');
        (gap.len() <= reach && plain).then_some(mark)
    }

    /// `3.00 more`, `3,00 € per maand omhoog`.
    pub(super) fn behind(&self, end: usize, last: usize) -> Option<Way> {
        let of =
            |mark: &&Mark<Cue>| matches!(mark.sort, Cue::More | Cue::Less) && mark.start >= end;
        let mark = self.cues.iter().filter(of).min_by_key(|mark| mark.start)?;
        let gap = self.page.slice(end, mark.start);
        let near = gap.len() <= BEHIND && mark.end <= last;
        let close = gap.chars().all(char::is_whitespace) || is_per_period(gap);
        let way = if mark.sort == Cue::More { Way::Up } else { Way::Down };
        (near && close && !gap.contains([',', ';', '('])).then_some(way)
    }

    /// Which way something goes within a stretch; the first word for it counts.
    fn way(&self, (from, to): (usize, usize)) -> Option<Way> {
        let inside = |mark: &&Mark<Cue>| {
            from <= mark.start && mark.end <= to && matches!(mark.sort, Cue::Up | Cue::Down)
        };
        let mark = self.cues.iter().filter(inside).min_by_key(|mark| mark.start)?;
        Some(if mark.sort == Cue::Up { Way::Up } else { Way::Down })
    }
}
