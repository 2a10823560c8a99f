//! A price that holds at first and the one behind it: `22.00 a month for the first 6 months, then 34.00`,
//! `2,99 € im Monat bis 31.03.2025, danach 5,99 €`, `ab dem 7. Monat 39,99 €`.
//!
//! Two sums with words between them that tell the one from the other in time, and a length or a last day of
//! the first.

use super::{Cue, Length, Mark, Text};
use crate::values::amounts::per_period;
use crate::values::labels::{self, Labels, TermWord};
use crate::values::{periodic, thousandths};
use jiff::civil::Date;
use oxherd_model::{AmountRole, Claim, DateRole, LengthRole, Money, TermUnit};
use rust_decimal::Decimal;

/// How sure the two prices are, in thousandths.
const SURE: u16 = 900;

/// Bytes before and between the two sums.
const BEFORE: usize = 120;
const BETWEEN: usize = 160;
const BEHIND: usize = 70;

/// A first price holds no longer than so many months, or days.
const MONTHS_MAX: u16 = 36;
const DAYS_MAX: i32 = 1100;

/// Bytes between words of trying out and a length that is of them.
const TRIAL_REACH: usize = 12;

/// Letters between a number and the unit that it counts off: `7. Monat`, `13ème mois`, `4.º mes`.
const ORDINAL: usize = 5;

/// A month that is counted by the number behind it.
const MONTH: &[&str] = &["month", "monat", "Monat", "mois", "mes", "mese", "maand"];

/// The two sums of a step, as places among what was found.
#[derive(Debug, Clone, Copy)]
struct Pair {
    first: usize,
    then: usize,
}

impl Text<'_, '_> {
    /// Gives the two prices their roles and says how long the first one holds; where that length stands.
    pub(super) fn steps(&mut self, labels: &Labels, lengths: &[Length]) -> Option<(usize, usize)> {
        let marks: Vec<Mark> =
            self.marks.iter().filter(|mark| is_of_a_step(mark)).copied().collect();
        for mark in marks {
            let counted =
                if mark.sort == Cue::Nth { self.counted_off(labels, &mark) } else { None };
            if mark.sort == Cue::Nth && counted.is_none() {
                continue;
            }
            let (from, to) = (mark.start, counted.map_or(mark.end, |length| length.at.1));
            let Some(pair) = self.pair((from, to)) else { continue };
            let held = counted
                .or_else(|| self.held(lengths, &pair, from))
                .or_else(|| self.held_once(&pair, from))
                .or_else(|| self.held_until(&pair, from));
            if let Some(length) = held {
                self.give(&pair, length);
                return Some(length.at);
            }
        }
        None
    }

    fn give(&mut self, pair: &Pair, length: Length) {
        for (at, wanted) in [(pair.first, AmountRole::Price), (pair.then, AmountRole::New)] {
            if let Some(found) = self.sink.found.get_mut(at)
                && let Claim::Amount { role, .. } = &mut found.claim
            {
                *role = wanted;
                found.confidence = thousandths(SURE);
            }
        }
        let Length { count, unit, at } = length;
        self.sink.add(Claim::Length { role: LengthRole::FirstPrice, count, unit }, at, SURE);
    }

    /// The sum before some words and the one behind them, of which one is for a period.
    fn pair(&self, (from, to): (usize, usize)) -> Option<Pair> {
        let sums = || {
            let all = self.sink.found.iter().enumerate();
            all.filter_map(|(at, found)| Some((at, found, priced(&found.claim)?)))
        };
        let (first, a, old) =
            sums().filter(|(_, f, _)| f.end <= from).max_by_key(|(_, f, _)| f.start)?;
        let (then, b, new) =
            sums().filter(|(_, f, _)| f.start >= to).min_by_key(|(_, f, _)| f.start)?;
        let (gap, behind) = (self.page.slice(a.end, from), self.page.slice(to, b.start));
        let near = gap.len() <= BETWEEN && behind.len() <= BEHIND;
        let apart = |text: &str| text.contains("\n\n") || text.contains(['!', '?']);
        let ends = |text: &str| text.contains(". ") || text.contains(".\n");
        let periodic = |start: usize, end: usize| {
            per_period(self.page, end) || periodic::is_named(self.page, start)
        };
        let of_a_period = periodic(a.start, a.end) || periodic(b.start, b.end);
        let differ = old.currency == new.currency && old.value != new.value;
        (near && differ && of_a_period && !apart(gap) && !apart(behind) && !ends(behind))
            .then_some(Pair { first, then })
    }

    /// The length of the first price: behind its sum, else before it.
    fn held(&self, lengths: &[Length], pair: &Pair, until: usize) -> Option<Length> {
        let first = self.sink.found.get(pair.first)?;
        let fits = |length: &&Length| {
            length.can_hold() && !self.is_of_a_price(**length) && !self.is_notice_of(length)
        };
        let behind = lengths.iter().filter(fits).find(|l| l.at.0 >= first.end && l.at.1 <= until);
        let free = |length: &&Length| {
            let trial = |mark: &Mark| {
                let apart = super::distance((mark.start, mark.end), length.at);
                mark.sort == Cue::Trial && apart <= TRIAL_REACH
            };
            !self.marks.iter().any(trial)
        };
        let before = || {
            let near = |l: &&Length| l.at.1 <= first.start && self.is_beside(l.at.1, first.start);
            lengths.iter().filter(fits).filter(free).rev().find(near)
        };
        behind.or_else(before).copied()
    }

    /// Whether a length is the notice that a sentence speaks of.
    fn is_notice_of(&self, length: &Length) -> bool {
        let near =
            |mark: &&Mark| super::distance((mark.start, mark.end), length.at) <= 2 * TRIAL_REACH;
        let told = |mark: &Mark| matches!(mark.sort, Cue::Notice | Cue::Withdraw);
        self.marks.iter().filter(near).any(told)
    }

    /// `The first month for 1.00, then 9.00`.
    fn held_once(&self, pair: &Pair, until: usize) -> Option<Length> {
        let first = self.sink.found.get(pair.first)?;
        let beside = |mark: &&Mark| {
            let before = mark.end <= first.start && self.is_beside(mark.end, first.start);
            before || mark.start >= first.end && mark.end <= until
        };
        let of = |sort: Cue, unit: TermUnit| {
            let mark = self.marks.iter().filter(beside).find(|mark| mark.sort == sort);
            mark.map(|mark| (mark, unit))
        };
        let once = of(Cue::OneMonth, TermUnit::Month);
        let (mark, unit) = once.or_else(|| of(Cue::OneYear, TermUnit::Year))?;
        Some(Length { count: 1, unit, at: (mark.start, mark.end) })
    }

    /// `22.00 a month until 30 June, then 34.00`: the days to it from the beginning, else from the message.
    fn held_until(&self, pair: &Pair, until: usize) -> Option<Length> {
        let first = self.sink.found.get(pair.first)?;
        let said = |at: usize| {
            let until = |mark: &&Mark| mark.sort == Cue::Until && mark.end <= at;
            let last = self.marks.iter().rfind(until);
            last.is_some_and(|mark| self.page.slice(mark.end, at).trim().is_empty())
        };
        let (day, at) = self.sink.found.iter().find_map(|found| {
            let (_, day) = found.claim.date()?;
            let beside = found.end <= first.start && self.is_beside(found.end, first.start)
                || found.start >= first.end && found.end <= until;
            (beside && said(found.start)).then_some((day, (found.start, found.end)))
        })?;
        let begins = self.day(&[DateRole::Start]).filter(|on| *on <= day);
        let days = held_days(begins.or(self.page.s.sent_on)?, day)?;
        Some(Length { count: days, unit: TermUnit::Day, at })
    }

    /// `From the 7th month on`: six of them come before.
    fn counted_off(&self, labels: &Labels, mark: &Mark) -> Option<Length> {
        if let Some(length) = self.numbered(mark) {
            return Some(length);
        }
        let (unit, of) = labels::from(&labels.terms, mark.end).iter().find_map(|m| {
            let TermWord::Unit(unit) = m.what else { return None };
            Some((unit, m))
        })?;
        let between = self.page.slice(mark.end, of.start).trim_start();
        let digits: String = between.chars().take_while(char::is_ascii_digit).collect();
        let rest = between.get(digits.len()..)?.trim();
        let ordinal = rest.chars().count() <= ORDINAL && !rest.contains(['\n', ',', '/']);
        let count: u16 = digits.parse().ok().filter(|count| *count >= 2)?;
        let length = Length { count: count - 1, unit, at: (mark.start, of.end) };
        let counts = matches!(unit, TermUnit::Month | TermUnit::Year);
        (ordinal && counts && length.can_hold()).then_some(length)
    }

    /// `From month 7`.
    fn numbered(&self, mark: &Mark) -> Option<Length> {
        let behind = self.page.text.get(mark.end..)?;
        let digits = behind.trim_start_matches([' ', '\u{a0}']);
        let (skipped, long) =
            (behind.len() - digits.len(), digits.bytes().take_while(u8::is_ascii_digit).count());
        let count: u16 = digits.get(..long)?.parse().ok().filter(|count| *count >= 2)?;
        let at = (mark.start, mark.end + skipped + long);
        let length = Length { count: count - 1, unit: TermUnit::Month, at };
        let ends_with = |word: &&str| self.page.slice(mark.start, mark.end).ends_with(*word);
        (MONTH.iter().any(ends_with) && length.can_hold()).then_some(length)
    }

    /// Whether what stands before a sum is in its sentence or its row.
    fn is_beside(&self, end: usize, start: usize) -> bool {
        let gap = self.page.slice(end, start);
        gap.len() <= BEFORE
            && !gap.contains("\n\n")
            && !gap.contains(". ")
            && !gap.contains(['!', '?'])
    }
}

impl Length {
    /// Whether a first price holds so long.
    fn can_hold(&self) -> bool {
        match self.unit {
            TermUnit::Month => (1..=MONTHS_MAX).contains(&self.count),
            TermUnit::Year => (1..=MONTHS_MAX / 12).contains(&self.count),
            TermUnit::Week => (1..=MONTHS_MAX * 4).contains(&self.count),
            TermUnit::Day => (7..=DAYS_MAX.unsigned_abs()).contains(&u32::from(self.count)),
            TermUnit::Hour | TermUnit::BusinessDay => false,
        }
    }
}

/// Days from the first to the last of a stretch of time, both counted.
fn held_days(first: Date, last: Date) -> Option<u16> {
    let days = (last - first).get_days() + 1;
    u16::try_from(days).ok().filter(|_| (7..=DAYS_MAX).contains(&days))
}

fn is_of_a_step(mark: &Mark) -> bool {
    matches!(mark.sort, Cue::Then | Cue::Nth)
}

/// The sum of a claim that can be a price.
fn priced(claim: &Claim) -> Option<Money> {
    use AmountRole as R;
    let (role, money) = claim.amount()?;
    let may = !matches!(role, R::Refund | R::Tax | R::Discount | R::Deposit | R::Balance);
    (may && money.value > Decimal::ZERO).then_some(money)
}
