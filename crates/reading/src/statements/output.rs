//! What the readers of statements hand back: bounded, with a line for every gap.

use super::entry::Entry;
use memchr::memchr_iter;
use oxherd_model::{Booking, BookingStatus, Currency, Gap, PartRef, Statement};
use std::collections::BTreeMap;

/// Bookings of one file.
const BOOKINGS_MAX: usize = 500_000;
/// Statements of one file.
const STATEMENTS_MAX: usize = 20_000;
/// Gaps that are told one by one.
const GAPS_MAX: usize = 1000;

/// Statements and gaps of one file.
#[derive(Debug)]
pub(super) struct Output<'t> {
    text: &'t str,
    statements: Vec<Statement>,
    gaps: Vec<Gap>,
    /// Lines of offsets that were asked for, so that no stretch is counted twice.
    lines: BTreeMap<usize, usize>,
    bookings: usize,
    /// Gaps that were no longer told one by one, and the line of the last.
    untold: (usize, usize),
}

impl<'t> Output<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let lines = BTreeMap::from([(0, 1)]);
        Self { text, statements: vec![], gaps: vec![], lines, bookings: 0, untold: (0, 0) }
    }

    /// Says what could not be read in the whole file.
    pub(super) fn gap(&mut self, what: &str) {
        if self.gaps.len() < GAPS_MAX {
            self.gaps.push(Gap { what: what.to_owned(), at: Some(PartRef::Part(0)) });
        } else {
            self.untold.0 += 1;
        }
    }

    /// Says what could not be read at an offset of the text.
    pub(super) fn gap_at(&mut self, offset: usize, what: &str) {
        if self.gaps.len() < GAPS_MAX {
            let line = self.line(offset);
            self.gap(&format!("line {line}: {what}"));
        } else {
            self.untold = (self.untold.0 + 1, self.untold.1.max(offset));
        }
    }

    fn line(&mut self, offset: usize) -> usize {
        let known = self.lines.range(..=offset).next_back();
        let (from, line) = known.map_or((0, 1), |(from, line)| (*from, *line));
        let between = self.text.as_bytes().get(from..offset).unwrap_or_default();
        let line = line + memchr_iter(b'\n', between).count();
        self.lines.insert(offset, line);
        line
    }

    /// A booking from what was read of it; what is missing becomes a gap.
    pub(super) fn booking(&mut self, entry: Entry, currency: Option<Currency>) -> Option<Booking> {
        if self.bookings >= BOOKINGS_MAX {
            if self.bookings == BOOKINGS_MAX {
                self.bookings += 1;
                let what = format!("more than {BOOKINGS_MAX} bookings; the rest is not read");
                self.gap_at(entry.start, &what);
            }
            return None;
        }
        let start = entry.start;
        match entry.booking(currency) {
            Ok(booking) => {
                self.bookings += 1;
                Some(booking)
            }
            Err(what) => {
                self.gap_at(start, what);
                None
            }
        }
    }

    /// Ends a statement: days that it does not say, and whether its balances agree.
    pub(super) fn statement(&mut self, mut statement: Statement, start: usize) {
        if self.statements.len() >= STATEMENTS_MAX {
            if self.statements.len() == STATEMENTS_MAX {
                let what = format!("more than {STATEMENTS_MAX} statements; the rest is not read");
                self.gap_at(start, &what);
            }
            return;
        }
        let booked = statement.bookings.iter().map(|b| b.booked_on);
        let last = booked.clone().max();
        statement.from = statement.from.or(booked.min());
        statement.to = statement.to.or(last);
        let closed = statement.closing.and_then(|b| b.on);
        statement.created_on = statement.created_on.or(closed).or(last);
        self.check(&statement, start);
        self.statements.push(statement);
    }

    /// Whether the bookings lead from the opening to the closing balance.
    fn check(&mut self, statement: &Statement, start: usize) {
        let (Some(opening), Some(closing)) = (statement.opening, statement.closing) else {
            return;
        };
        let currency = opening.money.currency;
        let mut booked = statement.bookings.iter().filter(|b| b.status == BookingStatus::Booked);
        if closing.money.currency != currency || booked.any(|b| b.money.currency != currency) {
            self.gap_at(
                start,
                "balances and bookings have several currencies; they are not checked",
            );
            return;
        }
        let sum = statement.booked_sum();
        let reached = sum.and_then(|sum| opening.money.value.checked_add(sum));
        match reached {
            Some(reached) if reached == closing.money.value => {}
            Some(reached) => {
                let closing = closing.money;
                let what = format!(
                    "opening balance and bookings come to {reached} {currency}, the statement \
                     closes with {closing}; a booking is missing or misread"
                );
                self.gap_at(start, &what);
            }
            None => self.gap_at(start, "the bookings are too large to be added up"),
        }
    }

    /// Whether any statement was read so far.
    pub(super) const fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    pub(super) fn finish(mut self) -> (Vec<Statement>, Vec<Gap>) {
        let (count, offset) = self.untold;
        if count > 0 {
            let line = self.line(offset);
            let what = format!("{count} more places could not be read, the last on line {line}");
            self.gaps.push(Gap { what, at: Some(PartRef::Part(0)) });
        }
        (self.statements, self.gaps)
    }
}
