//! What was taken twice for one period.

use super::dearer::BILLED_DAYS;
use super::settle::Desk;
use crate::agreements::{is_single, near};
use crate::fold::index;
use crate::state::{Agreement, Ledger};
use oxherd_model::{Money, Period};
use rustc_hash::FxHashMap;

/// Two debits of one price within so many days are for one period, where that is a month or longer.
const TWICE_DAYS: i32 = 10;

/// A debit that was taken a second time.
pub(super) struct Twice {
    /// Index of the agreement.
    pub(super) agreement: u32,
    /// Indices of the bookings.
    pub(super) first: u32,
    pub(super) second: u32,
}

impl Desk<'_> {
    /// Debits of the price of an agreement that were taken twice within days: two of one sum by one payee, where that
    /// happens once. What comes in pairs again and again are two contracts.
    pub(super) fn taken_twice(&self, ledger: &Ledger) -> Vec<Twice> {
        let mut alike: FxHashMap<(u32, &str, Money), Vec<u32>> = FxHashMap::default();
        for number in &self.flows {
            let Some(booking) = self.booking(*number) else { continue };
            if let Some(payee) = booking.line.counterparty.as_deref()
                && booking.line.money.value.is_sign_negative()
            {
                alike
                    .entry((booking.account, payee, booking.line.money))
                    .or_default()
                    .push(*number);
            }
        }
        let mut pairs = Vec::new();
        for of in alike.values().filter(|of| of.len() > 1) {
            let mut close =
                of.iter().zip(of.iter().skip(1)).filter(|(a, b)| self.is_within(**a, **b));
            let Some((first, second)) = close.next().filter(|_| close.next().is_none()) else {
                continue;
            };
            pairs.extend(self.twice(ledger, *first, *second));
        }
        // The order of a map is none.
        pairs.sort_by_key(|pair: &Twice| pair.second);
        pairs
    }

    /// Two debits of which at least one is of an agreement and the other of no other.
    fn twice(&self, ledger: &Ledger, first: u32, second: u32) -> Option<Twice> {
        let of = |number: u32| self.given.get(&number).copied().flatten();
        let agreement = of(first).or_else(|| of(second))?;
        let other = [first, second].into_iter().filter_map(of).any(|a| a != agreement);
        let known = ledger.agreements.get(index(agreement))?;
        let priced = !is_single(known.kind) && self.is_price(known, second);
        (priced && !other && !has_twin(ledger, agreement, known)).then_some(Twice {
            agreement,
            first,
            second,
        })
    }

    fn is_within(&self, a: u32, b: u32) -> bool {
        let days = self.booking(a).zip(self.booking(b));
        days.is_some_and(|(a, b)| near(a.line.booked_on, b.line.booked_on, TWICE_DAYS))
    }

    /// Whether a debit is the whole price that holds for a month or longer.
    fn is_price(&self, known: &Agreement, number: u32) -> bool {
        let Some(booking) = self.booking(number) else { return false };
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
        stated.is_some_and(|s| s.price.money == sum && lasts(s.price.per)) && !asked()
    }
}

/// Whether another agreement of the supplier costs the same: each takes its own.
fn has_twin(ledger: &Ledger, agreement: u32, known: &Agreement) -> bool {
    let price = |a: &Agreement| a.prices.last().map(|s| s.price.money);
    let mut others =
        ledger.agreements_of(known.supplier).filter(|(number, _)| *number != agreement);
    others.any(|(_, other)| price(other).is_some() && price(other) == price(known))
}
