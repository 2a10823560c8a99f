//! The bookings of one account and currency, and whether their running balance follows.

use super::preamble::Around;
use crate::statements::output::Output;
use crate::statements::text;
use crate::statements::votes::FileOrder;
use jiff::civil::Date;
use oxherd_model::{Balance, Booking, BookingStatus, Currency, Money, Statement};
use rust_decimal::Decimal;

/// Bookings of one account and currency.
#[derive(Debug)]
pub(super) struct Group {
    /// Account as written, and letters of the currency.
    pub(super) key: (String, String),
    pub(super) statement: Statement,
    start: usize,
    chain: Chain,
}

/// The running balance, followed in both directions.
#[derive(Debug, Default)]
struct Chain {
    first: Option<Step>,
    last: Option<Step>,
    /// Sums since the last balance.
    since: Decimal,
    oldest_first: Breaks,
    newest_first: Breaks,
    steps: usize,
}

/// A row with a balance.
#[derive(Debug, Clone, Copy)]
struct Step {
    value: Decimal,
    balance: Decimal,
    on: Date,
    /// Sums of the rows before it, back to the last balance.
    before: Decimal,
}

/// Rows at which the balance does not follow.
#[derive(Debug, Default)]
struct Breaks {
    count: usize,
    first: usize,
}

impl Breaks {
    fn add(&mut self, start: usize) {
        if self.count == 0 {
            self.first = start;
        }
        self.count += 1;
    }
}

impl Chain {
    fn add(&mut self, booking: &Booking, balance: Option<Decimal>, start: usize) {
        let value = booking.money.value;
        let Some(balance) = balance else {
            self.since = self.since.checked_add(value).unwrap_or_default();
            return;
        };
        let step = Step { value, balance, on: booking.booked_on, before: self.since };
        if let Some(last) = self.last {
            self.steps += 1;
            let up = last.balance.checked_add(self.since).and_then(|s| s.checked_add(value));
            if up != Some(balance) {
                self.oldest_first.add(start);
            }
            let down = last.balance.checked_sub(last.value).and_then(|s| s.checked_sub(self.since));
            if down != Some(balance) {
                self.newest_first.add(start);
            }
        }
        self.first = self.first.or(Some(step));
        self.last = Some(step);
        self.since = Decimal::ZERO;
    }

    /// What the account held before and after, if the balance is a running one.
    fn ends(&self, out: &mut Output<'_>) -> Option<(Decimal, (Decimal, Date))> {
        let (first, last) = (self.first?, self.last?);
        let (up, down) = (&self.oldest_first, &self.newest_first);
        let newest_first = match down.count.cmp(&up.count) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Equal => first.on > last.on,
            std::cmp::Ordering::Greater => false,
        };
        let breaks = if newest_first { down } else { up };
        if breaks.count > 0 {
            let count = breaks.count;
            let what = format!(
                "the running balance does not follow from the sums here ({count} rows in all); a \
                 booking is missing or misread"
            );
            out.gap_at(breaks.first, &what);
        }
        if breaks.count * 2 > self.steps {
            return None;
        }
        if newest_first {
            // Rows after the last balance are older than it.
            let opening = last.balance.checked_sub(last.value)?.checked_sub(self.since)?;
            Some((opening, (first.balance.checked_add(first.before)?, first.on)))
        } else {
            let opening = first.balance.checked_sub(first.value)?.checked_sub(first.before)?;
            Some((opening, (last.balance.checked_add(self.since)?, last.on)))
        }
    }
}

impl Group {
    pub(super) fn new(key: (String, String), start: usize) -> Self {
        let statement = Statement {
            account: text::account(&key.0),
            currency: text::currency(&key.1),
            ..Statement::default()
        };
        Self { key, statement, start, chain: Chain::default() }
    }

    pub(super) fn push(&mut self, booking: Booking, balance: Option<Decimal>, start: usize) {
        if booking.status == BookingStatus::Booked {
            self.chain.add(&booking, balance, start);
        }
        self.statement.bookings.push(booking);
    }

    /// Hands the statement over; what is said around the table holds where there is one account.
    pub(super) fn end(mut self, around: &Around, sole: Sole, out: &mut Output<'_>) {
        let Self { statement, chain, start, .. } = &mut self;
        let currency = statement.currency.unwrap_or(Currency::NONE);
        if let Some((opening, (closing, on))) = chain.ends(out) {
            let money = |value| Money { value, currency };
            statement.opening = Some(Balance { on: None, money: money(opening) });
            statement.closing = Some(Balance { on: Some(on), money: money(closing) });
        }
        let day = |written: crate::statements::day::Written| written.date(sole.order.is);
        statement.open_order = sole.order.open;
        statement.created_on = around.made_on.and_then(day);
        if sole.count == 1 {
            statement.account = statement.account.take().or_else(|| around.account.clone());
            statement.owner.clone_from(&around.owner);
            statement.from = around.period.and_then(|(from, _)| day(from));
            statement.to = around.period.and_then(|(_, to)| day(to));
            let stated = |stated: super::preamble::Stated| {
                let currency = stated.sum.currency.unwrap_or(currency);
                let value = stated.sum.value(sole.mark);
                Some(Balance { on: stated.on.and_then(day), money: Money { value, currency } })
            };
            statement.opening = statement.opening.or_else(|| around.opening.and_then(stated));
            statement.closing = statement.closing.or_else(|| around.closing.and_then(stated));
        }
        if statement.currency.is_none() {
            out.gap_at(*start, "the file names no currency");
        }
        out.statement(self.statement, self.start);
    }
}

/// What holds for the whole file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sole {
    /// How many statements it holds.
    pub(super) count: usize,
    pub(super) order: FileOrder,
    pub(super) mark: Option<u8>,
}
