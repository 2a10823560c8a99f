//! What was taken twice for one period.

use super::dearer::BILLED_DAYS;
use super::settle::Desk;
use crate::agreements::{is_single, near};
use crate::costs::turn;
use crate::fold::index;
use crate::state::{Agreement, Ledger};
use jiff::civil::Date;
use oxherd_model::{Money, Period};
use rustc_hash::FxHashMap;

/// Two debits of one price within so many days are for one period, where that is a month or longer.
const TWICE_DAYS: i32 = 10;

/// What comes once a month comes so many days earlier or later, at most.
const EARLY_OR_LATE_DAYS: i32 = 5;

/// An agreement whose first debit is not yet so many days old pays for its beginning and its first period.
const BEGINNING_DAYS: i32 = 20;

/// Of so many debits of one sum one pair is an error; where there are more pairs, two are taken each time.
const DEBITS_A_PAIR: usize = 4;

/// A debit that was taken a second time.
pub(super) struct Twice {
    /// Index of the agreement.
    pub(super) agreement: u32,
    /// Indices of the bookings.
    pub(super) first: u32,
    pub(super) second: u32,
}

impl Desk<'_> {
    /// Debits of the price of an agreement that were taken twice: within days, or in the middle of a rhythm that goes on
    /// without them. What comes in pairs again and again are two contracts.
    pub(super) fn taken_twice(&self, ledger: &Ledger) -> Vec<Twice> {
        let mut alike: FxHashMap<(u32, &str, Money), Vec<u32>> = FxHashMap::default();
        for number in &self.flows {
            let Some((booking, said)) = self.booking(*number).zip(self.said.get(index(*number)))
            else {
                continue;
            };
            let payee = said.payee.key();
            if !payee.is_empty() && booking.line.money.value.is_sign_negative() {
                alike
                    .entry((booking.account, payee, booking.line.money))
                    .or_default()
                    .push(*number);
            }
        }
        let mut found = Vec::new();
        for of in alike.values().filter(|of| of.len() > 1) {
            let days: Vec<Date> =
                of.iter().filter_map(|n| self.booking(*n)).map(|b| b.line.booked_on).collect();
            let close = days
                .windows(2)
                .filter(|pair| matches!(pair, [a, b] if near(*a, *b, TWICE_DAYS)))
                .count();
            let pairs = of.iter().zip(of.iter().skip(1)).enumerate();
            let twice: Vec<Twice> = pairs
                .filter_map(|(at, (first, second))| {
                    self.twice(ledger, (*first, *second), (&days, at))
                })
                .collect();
            let each = close.max(twice.len());
            if each == 1 || each * DEBITS_A_PAIR <= of.len() {
                found.extend(twice);
            }
        }
        // The order of a map is none.
        found.sort_by_key(|pair: &Twice| pair.second);
        found
    }

    /// Two debits of which at least one is of an agreement and the other of no other; with the days of all of that sum, and the
    /// place of the first among them.
    fn twice(
        &self,
        ledger: &Ledger,
        (first, second): (u32, u32),
        (days, at): (&[Date], usize),
    ) -> Option<Twice> {
        let of = |number: u32| self.given.get(&number).copied().flatten();
        let agreement = of(first).or_else(|| of(second))?;
        let other = [first, second].into_iter().filter_map(of).any(|a| a != agreement);
        let known = ledger.agreements.get(index(agreement))?;
        let per = self.price_of(known, second).filter(|_| !is_single(known.kind) && !other)?;
        let begins = days.first().filter(|_| at == 0).zip(known.started_on);
        let begins = begins.is_some_and(|(first, on)| near(*first, on, BEGINNING_DAYS));
        let extra = is_extra(days, at, per) && !begins;
        (extra && !self.came_back(first, second) && !has_twin(ledger, agreement, known))
            .then_some(Twice { agreement, first, second })
    }

    /// Whether the first came back before the second was taken: a debit that failed is tried again.
    fn came_back(&self, first: u32, second: u32) -> bool {
        let Some((first, second)) = self.booking(first).zip(self.booking(second)) else {
            return false;
        };
        let between = first.line.booked_on..=second.line.booked_on;
        self.bookings
            .kept
            .iter()
            .any(|b| between.contains(&b.line.booked_on) && b.is_back_of(first))
    }

    /// For how long a debit pays, if it is the whole price that holds for a month or longer.
    fn price_of(&self, known: &Agreement, number: u32) -> Option<Period> {
        let booking = self.booking(number)?;
        let line = booking.line.money;
        let sum = Money { value: -line.value, ..line };
        let stated = known.stated(booking.line.booked_on);
        let lasts = |per: Period| matches!(per, Period::Month | Period::Quarter | Period::Year);
        let asked = || {
            // Two bills of one sum are asked for in their own words.
            let bills = known.charges.iter().filter(|c| {
                c.money == sum
                    && c.invoice.is_some()
                    && near(c.on, booking.line.booked_on, BILLED_DAYS)
            });
            bills.count() > 1
        };
        let price = stated.map(|s| s.price).filter(|p| p.money == sum && lasts(p.per))?;
        (!asked()).then_some(price.per)
    }
}

/// Whether of debits in a rhythm the second of two is one too many. Within days it is, unless it makes up for one that was not
/// taken; later only where the rhythm goes on without it.
fn is_extra(days: &[Date], at: usize, per: Period) -> bool {
    let Some((first, second)) = days.get(at).zip(days.get(at + 1)) else { return false };
    let beats = |from: Date, to: Date| {
        turn(from, per, 1).is_some_and(|next| near(next, to, EARLY_OR_LATE_DAYS))
    };
    let before = at.checked_sub(1).and_then(|at| days.get(at));
    let missed = before.is_some_and(|before| {
        turn(*before, per, 1).is_some_and(|next| next < *first && !beats(*before, *first))
    });
    if near(*first, *second, TWICE_DAYS) {
        return !missed;
    }
    let goes_on = days.get(at + 2).is_some_and(|next| beats(*first, *next));
    !beats(*first, *second) && goes_on && before.is_some_and(|before| beats(*before, *first))
}

/// Whether another agreement of the supplier costs the same: each takes its own.
fn has_twin(ledger: &Ledger, agreement: u32, known: &Agreement) -> bool {
    let price = |a: &Agreement| a.prices.last().map(|s| s.price.money);
    let mut others =
        ledger.agreements_of(known.supplier).filter(|(number, _)| *number != agreement);
    others.any(|(_, other)| price(other).is_some() && price(other) == price(known))
}
