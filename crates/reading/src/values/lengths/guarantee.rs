//! The end of a guarantee that is said by its length: `guaranteed for 5 years from 10 January 2026`, `7 Jahre
//! Garantie ab 10. Mai 2025`, `Guarantee: 5 years` beside the day of the purchase.

use super::{Cue, Length, Mark, Text, distance};
use crate::values::thousandths;
use jiff::civil::Date;
use oxherd_model::{Claim, DateRole};

/// A guarantee lasts so many months at least and at most.
const MONTHS: std::ops::RangeInclusive<u16> = 6..=360;

/// Bytes between a guarantee and its length, and between it and what else is guaranteed.
const REACH: usize = 60;
const OTHER_REACH: usize = 30;

/// What parts a price from the guarantee behind it.
const BREAKS: [char; 7] = ['\n', ',', ':', ';', '£', '€', '$'];

/// Bytes between a length and the day from which it counts, and between a purchase and its day.
const FROM_REACH: usize = 60;

/// How sure the day is from which a guarantee counts, in thousandths.
const BEGUN_SURE: u16 = 880;

impl Text<'_, '_> {
    /// The last day of a guarantee that lasts so long, where the text says from when.
    pub(super) fn guarantee(&mut self, length: Length, whole: (usize, usize)) -> Option<Date> {
        length.months().filter(|months| MONTHS.contains(months))?;
        let near = |m: &&Mark| {
            let inside = m.start >= whole.0 && m.end <= whole.1;
            inside && distance((m.start, m.end), length.at) <= REACH
        };
        let guarantee = *self.marks.iter().filter(near).find(|m| m.sort == Cue::Guarantee)?;
        let other = |m: &Mark| {
            let apart = distance((m.start, m.end), (guarantee.start, guarantee.end));
            let (from, to) = (m.end.min(guarantee.end), m.start.max(guarantee.start));
            let between = self.page.slice(from, to);
            m.sort == Cue::Other && apart <= OTHER_REACH && !between.contains(BREAKS)
        };
        if self.marks.iter().any(other) {
            return None;
        }
        let from = self.counted_from(length).or_else(|| self.bought_on())?;
        length.after(from)
    }

    /// The day right behind a length from which it counts; that begins the guarantee, whatever else it seemed.
    fn counted_from(&mut self, length: Length) -> Option<Date> {
        let behind = |start: usize| {
            start > length.at.1
                && start - length.at.1 <= FROM_REACH
                && self.are(&[Cue::Since, Cue::Guarantee, Cue::Bought], (length.at.1, start))
        };
        let dates =
            self.sink.found.iter().position(|f| f.claim.date().is_some() && behind(f.start));
        let found = self.sink.found.get_mut(dates?)?;
        let Claim::Date { role, value } = &mut found.claim else { return None };
        if !matches!(role, DateRole::Order | DateRole::Delivery) {
            *role = DateRole::Start;
            found.confidence = found.confidence.max(thousandths(BEGUN_SURE));
        }
        Some(*value)
    }

    /// The day of a purchase, by its label.
    fn bought_on(&self) -> Option<Date> {
        let bought = |start: usize| {
            self.marks.iter().any(|m| {
                let right = m.sort == Cue::Bought && m.end <= start;
                right && self.are(&[Cue::Since, Cue::Bought], (m.end, start))
            })
        };
        let dates = self.sink.found.iter().filter_map(|f| Some((f.start, f.claim.date()?.1)));
        let mut said = dates.filter(|(start, _)| bought(*start)).map(|(_, on)| on);
        said.next().or_else(|| self.day(&[DateRole::Order]))
    }

    /// Whether nothing but words of some sorts stands between two places of a line.
    pub(super) fn are(&self, sorts: &[Cue], (from, to): (usize, usize)) -> bool {
        if to.saturating_sub(from) > FROM_REACH {
            return false;
        }
        let gap = self.page.slice(from, to);
        let words = gap.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let inside = |m: &&Mark| sorts.contains(&m.sort) && m.start >= from && m.end <= to;
        let mut said: Vec<(usize, usize)> =
            self.marks.iter().filter(inside).map(|m| (m.first, m.last)).collect();
        said.sort_unstable();
        let (mut covered, mut next) = (0, 0);
        for (first, last) in said {
            covered += (last + 1).saturating_sub(first.max(next));
            next = next.max(last + 1);
        }
        !gap.contains('\n') && covered >= words.count()
    }
}
