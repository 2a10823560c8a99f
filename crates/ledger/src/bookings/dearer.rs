//! What the bank shows of prices: more than was agreed, a new price that is taken before its day or although it
//! was taken back.

use super::KeptBooking;
use super::settle::Desk;
use crate::agreements::near;
use crate::contradictions::{Charged, Clash, Contradiction, EARLY_DAYS, Passage, Said, is_times};
use crate::fold::index;
use crate::state::{Agreement, Ledger, Stated};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{EvidenceId, Money};

/// A bill and its debit are at most so many days apart.
pub(super) const BILLED_DAYS: i32 = 40;

/// What was taken beyond the price comes back within so many months.
const BACK_MONTHS: i32 = 6;

/// A booking that is above the price that holds.
struct Above {
    agreement: u32,
    on: Date,
    sum: Money,
    holds: Money,
    /// Where the price was said.
    said: EvidenceId,
}

impl Desk<'_> {
    /// Enters bookings above the price that holds on their day: each sum of an agreement once.
    pub(super) fn dearer(&self, ledger: &mut Ledger) {
        let admitted: Vec<(EvidenceId, Date)> =
            ledger.contradictions.admitted.values().flatten().map(|a| (a.evidence, a.on)).collect();
        for number in &self.flows {
            let Some(booking) = self.booking(*number) else { continue };
            let Some(above) = self.above(ledger, *number, booking) else { continue };
            let line = Said {
                evidence: booking.evidence,
                what: Passage::Line(above.on, booking.line.money),
            };
            // Who takes what was taken back says it once more.
            let corrected = |c: &Contradiction| {
                let by = |(evidence, on): &(EvidenceId, Date)| {
                    c.closed_by == Some(*evidence) && *on <= above.on
                };
                admitted.iter().any(by)
            };
            let mut told = ledger.contradictions.all.iter_mut();
            let told = told.find(|c| above.is_told(c) && !corrected(c));
            if let Some(told) = told {
                // The mail and the bank tell of one debit.
                let shown = told.says.iter().any(|s| matches!(s.what, Passage::Line(..)));
                if !shown {
                    told.says.push(line);
                }
                continue;
            }
            let Some(known) = ledger.agreements.get(index(above.agreement)) else { continue };
            let closed_by = self
                .paid_back(known, booking, &above)
                .or_else(|| known.announced_since(&above))
                .or_else(|| ledger.admitted_since(known.supplier, above.agreement, above.on));
            let found = Contradiction {
                kind: Clash::PriceDiffers,
                supplier: known.supplier,
                agreement: Some(above.agreement),
                thing: None,
                at: booking.known_from,
                says: vec![line],
                against: vec![Said { evidence: above.said, what: Passage::Sum(above.holds) }],
                closed_by,
            };
            ledger.contradictions.all.push(found);
        }
    }

    fn above(&self, ledger: &Ledger, number: u32, booking: &KeptBooking) -> Option<Above> {
        let agreement = self.given.get(&number).copied().flatten()?;
        let known = ledger.agreements.get(index(agreement))?;
        let (on, line) = (booking.line.booked_on, booking.line.money);
        let sum = Money { value: -line.value, ..line };
        let early = known.holds_instead(on, sum);
        let agreed = || {
            let charged = Charged { on, sum, evidence: booking.evidence, booked: true };
            let agreed = known.agreed_below(&charged)?;
            let explained = ledger.is_added_up(agreement, sum, agreed.price.money)
                || !known.was_announced(sum)
                    && ledger.was_asked_for(agreement, (on, agreed.evidence));
            (!explained).then_some((agreed.price.money, agreed.evidence))
        };
        let (holds, said) = early.or_else(agreed)?;
        Some(Above { agreement, on, sum, holds, said })
    }

    /// The statement that shows the sum, or what was too much of it, coming back.
    fn paid_back(
        &self,
        known: &Agreement,
        booking: &KeptBooking,
        above: &Above,
    ) -> Option<EvidenceId> {
        let until = above.on.checked_add(BACK_MONTHS.months()).ok()?;
        let beyond = above.sum.value - above.holds.value;
        let is_back = |money: Money, on: Date| {
            let value = money.value;
            let too_much = || is_times(value, beyond, known.periods(above.on, on));
            money.currency == above.sum.currency
                && (above.on..=until).contains(&on)
                && (value == above.sum.value || too_much())
        };
        let shown = self.bookings.kept.iter().find(|b| {
            let same = || b.line.counterparty == booking.line.counterparty;
            is_back(b.line.money, b.line.booked_on) && (same() || b.is_of_payee_of(booking))
        });
        let credited = || {
            let back = known.charges.iter().filter(|c| c.money.value.is_sign_negative());
            let positive = |m: Money| Money { value: -m.value, ..m };
            back.into_iter().find(|c| is_back(positive(c.money), c.on)).map(|c| c.evidence)
        };
        shown.map(|b| b.evidence).or_else(credited)
    }
}

impl Above {
    /// Whether a contradiction tells of the same: the same sum against the agreed price, open or just billed.
    fn is_told(&self, told: &Contradiction) -> bool {
        let of_sum = |said: &Said| match said.what {
            Passage::Sum(sum) => sum == self.sum,
            Passage::Line(_, sum) => sum.value.abs() == self.sum.value,
            Passage::Day(_) | Passage::Subject => false,
        };
        let shown = told.says.iter().any(|s| matches!(s.what, Passage::Line(..)));
        let lately = told.told_on().is_some_and(|on| near(on, self.on, BILLED_DAYS));
        told.kind == Clash::PriceDiffers
            && told.agreement == Some(self.agreement)
            && told.says.iter().any(of_sum)
            && (told.closed_by.is_none() || lately && !shown)
    }
}

impl Agreement {
    /// What announced the price for the day of a booking after it was taken.
    fn announced_since(&self, above: &Above) -> Option<EvidenceId> {
        let mut changes = self.leaving.changes.iter();
        let told = changes.find(|c| {
            c.new == Some(above.sum)
                && c.told_on > above.on
                && c.from.is_none_or(|from| from <= above.on)
        });
        told.map(|c| c.evidence)
    }

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
