//! Payments of agreements that mail told of: by the mandate that a message names, or by a name that is only alike
//! where sum, rhythm and currency agree.

use super::KeptBooking;
use super::numbers::is_telling;
use super::recurring::{Payee, runs};
use super::series::{Series, within};
use super::settle::{Desk, LIKE_PERCENT, keys, takes_money};
use crate::agreements::{is_single, only};
use crate::fold::index;
use crate::state::{Agreement, Ledger, Price};
use crate::suppliers::folded;
use oxherd_model::{Money, ReferenceRole};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Agreements by the mandates that messages name for them.
#[derive(Debug, Default)]
pub(super) struct Mandates(FxHashMap<String, Vec<u32>>);

impl Mandates {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut all: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (number, agreement) in (0_u32..).zip(&ledger.agreements) {
            let named = agreement.references.iter().filter(|(r, _)| *r == ReferenceRole::Mandate);
            for mandate in named.map(|(_, mandate)| folded(mandate)) {
                let of = all.entry(mandate).or_default();
                if of.last() != Some(&number) {
                    of.push(number);
                }
            }
        }
        Self(all)
    }
}

impl Desk<'_> {
    /// The agreement that mail named the mandate of a booking for.
    ///
    /// Mandates are only unique with one creditor: one that is too short to be nobody else's counts where the
    /// supplier is paid, or where its name or its price is alike.
    pub(super) fn mandated(
        &mut self,
        ledger: &Ledger,
        number: u32,
        booking: &KeptBooking,
    ) -> Option<u32> {
        let mandate = folded(booking.line.mandate.as_deref()?);
        let named = self.told.0.get(&mandate)?.iter();
        let of = |at: u32| ledger.agreements.get(index(at));
        let can = |a: &Agreement| !is_single(a.kind) && takes_money(a, booking);
        let named: Vec<u32> = named.copied().filter(|at| of(*at).is_some_and(can)).collect();
        let known = self.supplier_known(number);
        let here = |at: &u32| of(*at).is_some_and(|a| Some(a.supplier) == known);
        let found = match only(named.iter().copied().filter(here)) {
            Some(own) => own,
            None => {
                let one = only(named.into_iter())?;
                let agreement = of(one)?;
                let said = self.said.get(index(number))?;
                let stranger = known.is_some() && !self.is_of_bank(ledger, known);
                let alike = || self.payees.fit(said, agreement.supplier).is_some();
                let sure = is_telling(&mandate)
                    || !stranger && (alike() || costs_alike(agreement, booking, LIKE_PERCENT));
                sure.then_some(one)?
            }
        };
        let supplier = of(found)?.supplier;
        if let Some(payee) = self.said.get(index(number)).filter(|said| !said.passes_on) {
            let payee = payee.payee.clone();
            for key in keys(booking) {
                self.creditors.entry(key).or_insert(supplier);
            }
            if known.is_none() {
                self.resolve(&payee, Some(supplier));
            }
        }
        Some(found)
    }

    /// Whether only statements show a supplier: no message is from it.
    fn is_of_bank(&self, ledger: &Ledger, supplier: Option<u32>) -> bool {
        supplier.and_then(|s| ledger.suppliers.get(index(s))).is_some_and(|s| s.domains.is_empty())
    }

    /// The only agreement of somebody whose name is like that of who was paid, where the price that was told is what
    /// comes at its distances, and nothing else pays it.
    pub(super) fn priced_alike(
        &mut self,
        ledger: &Ledger,
        payee: &Payee,
        series: &Series,
        money: Money,
    ) -> Option<u32> {
        let first = series.paid.first()?;
        let said = self.said.get(index(first.booking)).filter(|said| !said.passes_on)?;
        let paid = |a: u32| self.given.values().any(|of| *of == Some(a));
        let alike = self.payees.alike(said).into_iter();
        let all = alike.flat_map(|supplier| ledger.agreements_of(supplier));
        let fits =
            all.filter(|(at, a)| runs(a, series) && asks_for(a, series, money) && !paid(*at));
        let found = only(fits.map(|(at, _)| at))?;
        let supplier = ledger.agreements.get(index(found))?.supplier;
        self.resolve(&payee.0, Some(supplier));
        Some(found)
    }
}

/// Whether what is paid is at some day the very price of an agreement, for the same time.
fn asks_for(agreement: &Agreement, series: &Series, money: Money) -> bool {
    series.paid.iter().any(|paid| {
        let price = Price { money: Money { value: paid.sum, ..money }, per: series.per };
        agreement.stated(paid.on).is_some_and(|stated| stated.price == price)
    })
}

/// Whether a sum differs from the price or the last charge of an agreement by no more than so many hundredths.
pub(super) fn costs_alike(agreement: &Agreement, booking: &KeptBooking, percent: i64) -> bool {
    let sum = booking.line.money.value.abs();
    let price = agreement.stated(booking.line.booked_on).map(|p| p.price.money);
    let last = agreement.charges.iter().rev().map(|c| c.money).find(|m| m.value > Decimal::ZERO);
    let like = |money: Money| {
        money.currency == booking.line.money.currency && within(money.value, sum, percent)
    };
    [price, last].into_iter().flatten().any(like)
}
