//! What the bank shows of prices: a new price that is taken before its day, or although it was taken back.

use super::settle::Desk;
use crate::contradictions::{Clash, Contradiction, Passage, Said};
use crate::fold::index;
use crate::state::{Agreement, Ledger, Stated};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{EvidenceId, Money};
use std::collections::BTreeSet;

/// A booking so many days before the new price holds is of its first term.
const EARLY_DAYS: i32 = 6;

impl Desk<'_> {
    /// Bookings of a price that was announced and does not hold on their day: the first of each
    /// agreement, with the price that holds.
    pub(super) fn dearer(&self, ledger: &Ledger) -> Vec<Contradiction> {
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        let mut found = Vec::new();
        for number in &self.flows {
            let Some(booking) = self.booking(*number) else { continue };
            let Some(agreement) = self.given.get(number).copied().flatten() else { continue };
            let Some(known) = ledger.agreements.get(index(agreement)) else { continue };
            let (on, line) = (booking.line.booked_on, booking.line.money);
            let sum = Money { value: -line.value, ..line };
            let Some((holds, evidence)) = known.holds_instead(on, sum) else { continue };
            let told = ledger
                .contradictions
                .all
                .iter()
                .any(|c| c.kind == Clash::PriceDiffers && c.agreement == Some(agreement));
            if told || !seen.insert(agreement) {
                continue;
            }
            found.push(Contradiction {
                kind: Clash::PriceDiffers,
                supplier: known.supplier,
                agreement: Some(agreement),
                thing: None,
                at: booking.known_from,
                says: vec![Said { evidence: booking.evidence, what: Passage::Line(on, line) }],
                against: vec![Said { evidence, what: Passage::Sum(holds) }],
                closed_by: None,
            });
        }
        found
    }
}

impl Agreement {
    /// The lower price that holds on a day instead of one that was announced, with what says so.
    fn holds_instead(&self, on: Date, sum: Money) -> Option<(Money, EvidenceId)> {
        let soon = on.checked_add(EARLY_DAYS.days()).ok()?;
        let announced = self
            .leaving
            .changes
            .iter()
            .find(|c| c.new == Some(sum) && c.told_on <= on && c.from.is_some())?;
        // From its day on it holds, unless it was taken back.
        let replaced = |at: usize, stated: &Stated| {
            self.prices.iter().skip(at + 1).any(|later| later.from <= stated.from)
        };
        let known = self
            .prices
            .iter()
            .enumerate()
            .any(|(at, stated)| stated.price.money == sum && !replaced(at, stated));
        let early = announced.from.is_some_and(|from| from > soon);
        if known && !early {
            return None;
        }
        let holds = self.prices.iter().rev().find(|p| p.from <= on && p.price.money != sum)?;
        let less =
            holds.price.money.currency == sum.currency && holds.price.money.value < sum.value;
        // Of a price by some term, said with it or before.
        let by_term = self.prices.iter().any(|p| p.period_said && p.from <= holds.from);
        (less && by_term).then_some((holds.price.money, holds.evidence))
    }
}
