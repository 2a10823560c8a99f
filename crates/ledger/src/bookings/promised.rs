//! What the bank shows of promises and of agreements that are over: refunds that came, charges after
//! the end.

use super::payee::Fit;
use super::settle::Desk;
use super::targets::{Target, What};
use crate::agreements::{is_over, is_single};
use crate::contradictions::{Asked, Way};
use crate::endings::is_metered;
use crate::fold::index;
use crate::promises::{Closed, Ending, Promise, Promised};
use crate::state::{Agreement, Ledger};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::Money;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

/// Money comes back at most so many days before it is told.
const EARLY_DAYS: i32 = 3;

/// Money that was promised back is looked for so long after its day.
const LATE_DAYS: i32 = 200;

/// A charge after the end is near to what was paid before, in hundredths.
const LIKE_PERCENT: i64 = 40;

impl Desk<'_> {
    /// Keeps promises of refunds by the money that came.
    pub(super) fn keep_promises(&self, ledger: &mut Ledger) {
        let mut used: FxHashSet<u32> = FxHashSet::default();
        let incoming: Vec<u32> = self
            .flows
            .iter()
            .copied()
            .filter(|n| self.booking(*n).is_some_and(|b| b.line.money.value.is_sign_positive()))
            .collect();
        let mut promises = std::mem::take(&mut ledger.promises);
        for promise in promises.all.iter_mut().filter(|p| p.about == Promise::Refund) {
            let found = incoming
                .iter()
                .copied()
                .find(|n| !used.contains(n) && self.is_refund(*n, promise, ledger));
            let Some(booking) = found.and_then(|n| self.booking(n).map(|b| (n, b))) else {
                continue;
            };
            used.insert(booking.0);
            let (on, evidence) = (booking.1.line.booked_on, booking.1.evidence);
            let earlier = promise.closed.as_ref().is_none_or(|c| on < c.on);
            if earlier {
                promise.close(Closed { how: Ending::Kept, on, evidence });
            } else {
                promise.evidence.add(evidence);
            }
        }
        within_larger(&mut promises.all);
        self.keep_the_same(&mut promises.all, ledger);
        ledger.promises = promises;
    }

    /// Keeps what was promised more than once by the one payment of it: what a supplier promised and the law gives,
    /// and a sum that was promised again for another day.
    fn keep_the_same(&self, promises: &mut [Promised], ledger: &Ledger) {
        let by_bank = |p: &&Promised| {
            let kept = p.closed.as_ref().is_some_and(|c| c.how == Ending::Kept);
            p.about == Promise::Refund && kept
        };
        let kept: Vec<Promised> = promises.iter().filter(by_bank).cloned().collect();
        let open = promises.iter_mut().filter(|p| p.about == Promise::Refund);
        for promise in open.filter(|p| p.closed.is_none()) {
            let same = |other: &&Promised| {
                let sums = promise.sum.is_some() && promise.sum == other.sum;
                let of = (promise.agreement, other.agreement);
                let about =
                    of.0.is_some() && of.0 == of.1 || sums && (of.0.is_none() || of.1.is_none());
                let once = promise.is_by_law() != other.is_by_law() || sums;
                let since = other.closed.is_some_and(|closed| closed.on >= promise.made_on);
                promise.supplier == other.supplier && about && once && since
            };
            let shown = kept.iter().find(same).and_then(|other| other.closed);
            let booked = shown.filter(|closed| self.is_paid_by(closed, promise, ledger));
            if let Some(closed) = booked {
                promise.close(closed);
            }
        }
    }

    /// Whether what closed another promise is a booking that may be that of a promise.
    fn is_paid_by(&self, closed: &Closed, promise: &Promised, ledger: &Ledger) -> bool {
        let of = |number: &u32| {
            let booking = self.booking(*number);
            let line = booking.filter(|b| {
                b.evidence == closed.evidence
                    && b.line.booked_on == closed.on
                    && b.line.money.value.is_sign_positive()
            });
            line.is_some() && self.is_refund(*number, promise, ledger)
        };
        self.flows.iter().any(of)
    }

    fn is_refund(&self, number: u32, promise: &Promised, ledger: &Ledger) -> bool {
        let Some(booking) = self.booking(number) else { return false };
        let from = promise.made_on.checked_sub(EARLY_DAYS.days()).unwrap_or(Date::MIN);
        let to = promise.by.checked_add(LATE_DAYS.days()).unwrap_or(Date::MAX);
        let on = booking.line.booked_on;
        if on < from || on > to || promise.sum.is_some_and(|sum| sum != booking.line.money) {
            return false;
        }
        let target = Target {
            what: What::Due(0),
            supplier: promise.supplier,
            agreement: promise.agreement,
            on: promise.by,
            // Who pays a claim names it, under whatever name it pays.
            invoice: promise.case.clone(),
            reminded: false,
            wanted: OnceCell::new(),
        };
        let fit = self.fits(number, &target, ledger);
        let given = self.given.get(&number).copied().flatten();
        let same = given.is_some() && given == promise.agreement;
        // The very sum from who has a word of the name is the one that was promised.
        let alike =
            || promise.sum.is_some() && self.supplier_alike(number) == Some(promise.supplier);
        same || alike()
            || fit == Some(Fit::Reference)
            || fit == Some(Fit::Name) && (promise.sum.is_some() || given.is_none())
    }

    /// Money that suppliers took although nothing of theirs runs any more.
    pub(super) fn charges_after_end(&self, ledger: &Ledger) -> Vec<(u32, u32)> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for number in self.flows.iter().copied() {
            let Some(booking) =
                self.booking(number).filter(|b| b.line.money.value.is_sign_negative())
            else {
                continue;
            };
            let given = self.given.get(&number).copied().flatten();
            let sure = given.or_else(|| self.left(number, self.supplier_known(number), ledger));
            let alike = || self.left(number, self.supplier_alike(number), ledger);
            let Some(agreement) = sure.or_else(alike) else { continue };
            let Some(known) = ledger.agreements.get(index(agreement)) else { continue };
            let said = self.said.get(index(number));
            let named = said.is_some_and(|said| self.is_named(said, agreement, ledger));
            let bill = self.bills.get(&number).copied();
            let fit = match (named, sure) {
                (true, _) => Fit::Reference,
                (false, Some(_)) => Fit::Name,
                (false, None) => Fit::Loose,
            };
            let asked = self.asked.get(&number).into_iter().flatten().copied();
            let owed = asked
                .chain(bill.map(|(_, mail)| mail))
                .any(|mail| ledger.contradictions.is_owed(agreement, mail));
            if !owed && known.is_charged_after_end(booking, bill.map(|(on, _)| on), fit) {
                found.push((agreement, number));
            }
        }
        found
    }

    /// The only agreement that the payee had with the household, where all of them are over.
    fn left(&self, number: u32, supplier: Option<u32>, ledger: &Ledger) -> Option<u32> {
        let booking = self.booking(number)?;
        let supplier = supplier?;
        let on = booking.line.booked_on;
        let ended = |a: &Agreement| is_over(a.state) && a.ended_on.is_some_and(|end| end < on);
        let mut last = None;
        for (at, agreement) in ledger.agreements_of(supplier) {
            if is_single(agreement.kind) || !ended(agreement) {
                return None;
            }
            last = Some(at);
        }
        last
    }
}

/// Keeps what was promised back and is part of a larger sum that was promised later: a deposit that is paid
/// back together with what was taken too much; and a deposit that was promised twice.
fn within_larger(promises: &mut [Promised]) {
    let kept = |p: &&Promised| p.closed.as_ref().is_some_and(|c| c.how == Ending::Kept);
    let sums: Vec<Promised> = promises
        .iter()
        .filter(|p| p.about == Promise::Refund && crate::stems::is_deposit(&p.what))
        .filter(kept)
        .cloned()
        .collect();
    for promise in promises.iter_mut().filter(|p| p.about == Promise::Refund) {
        let larger = sums.iter().find(|sum| {
            let more = promise
                .sum
                .zip(sum.sum)
                .is_some_and(|(part, all)| part.currency == all.currency && part.value < all.value);
            // A deposit comes back once, however often that is promised.
            let again = promise.sum == sum.sum
                && sum.closed.as_ref().is_some_and(|closed| closed.on >= promise.made_on);
            sum.supplier == promise.supplier
                && sum.agreement == promise.agreement
                && (again || sum.made_on > promise.made_on && more)
        });
        let open = promise.closed.is_none() && crate::stems::is_deposit(&promise.what);
        if let Some(closed) = larger.and_then(|larger| larger.closed).filter(|_| open) {
            promise.close(closed);
        }
    }
}

impl Agreement {
    /// Whether a booking took money for the time after the end; `bill` is the day of the bill or
    /// announcement that it pays, where one is known.
    fn is_charged_after_end(
        &self,
        booking: &super::KeptBooking,
        bill: Option<Date>,
        fit: Fit,
    ) -> bool {
        let Some(end) = self.ended_on.filter(|_| is_over(self.state) && !is_single(self.kind))
        else {
            return false;
        };
        let on = booking.line.booked_on;
        let sum = Money { value: -booking.line.money.value, ..booking.line.money };
        let asked = Asked {
            on: bill.map_or(on, |bill| bill.min(on)),
            sum: Some(sum),
            way: if bill.is_some() && is_metered(self.kind) { Way::Billed } else { Way::Booked },
            time: super::named_time::named(&booking.line.purpose, on, end),
            invoice: None,
            comes_once: crate::stems::comes_once(&booking.line.purpose),
            evidence: booking.evidence,
        };
        // Who left while it was still free owes nothing, even what was announced before.
        let free = self.was_left_in_trial(end);
        if on <= end || !free && self.is_owed_for(&asked, end) {
            return false;
        }
        let known = self.prices.iter().map(|p| p.price.money);
        let known = known.chain(self.charges.iter().filter(|c| c.on < on).map(|c| c.money));
        let mut known = known.filter(|m| m.currency == sum.currency).peekable();
        if fit == Fit::Loose {
            // That a word of the name agrees is enough where the sum is that of the agreement.
            return known.any(|m| m.value.abs() == sum.value);
        }
        fit == Fit::Reference
            || known.peek().is_none()
            || known.any(|m| super::series::within(m.value.abs(), sum.value, LIKE_PERCENT))
    }
}
