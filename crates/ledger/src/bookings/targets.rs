//! What a booking can pay: charges that mail told of, and dues.

use super::payee::Fit;
use crate::state::{Agreement, Ledger};
use jiff::civil::Date;
use oxherd_model::{DueKind, Money, ReferenceRole};
use rustc_hash::FxHashMap;

/// Something that a booking can pay.
#[derive(Debug)]
pub(super) struct Target {
    /// What it is.
    pub(super) what: What,
    /// Index of the supplier.
    pub(super) supplier: u32,
    /// Index of the agreement.
    pub(super) agreement: Option<u32>,
    /// Its day.
    pub(super) on: Date,
    /// Its own number.
    pub(super) invoice: Option<String>,
}

/// What sort of target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// A charge of an agreement, by its place there.
    Charge(usize),
    /// A due, by its place in the books.
    Due(usize),
}

/// Targets by the sum that a booking of them has.
#[derive(Debug, Default)]
pub(super) struct Targets {
    all: Vec<Target>,
    by_sum: FxHashMap<Money, Vec<usize>>,
}

impl Targets {
    /// Everything that can be paid, and every refund that mail told of.
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut targets = Self::default();
        for (number, agreement) in (0_u32..).zip(&ledger.agreements) {
            for (at, charge) in agreement.charges.iter().enumerate() {
                let target = Target {
                    what: What::Charge(at),
                    supplier: agreement.supplier,
                    agreement: Some(number),
                    on: charge.on,
                    invoice: charge.invoice.clone(),
                };
                targets.add(charge.money, target);
            }
        }
        // Those that are closed take up their own payment, so that it closes no other.
        let payments = ledger.dues.iter().enumerate().filter(|(_, d)| d.what == DueKind::Payment);
        for (at, due) in payments {
            let target = Target {
                what: What::Due(at),
                supplier: due.supplier,
                agreement: due.agreement,
                on: due.on,
                invoice: due.reference.clone(),
            };
            if let Some(amount) = due.amount {
                targets.add(amount, target);
            }
        }
        targets
    }

    fn add(&mut self, money: Money, target: Target) {
        let sum = Money { value: -money.value, ..money };
        self.by_sum.entry(sum).or_default().push(self.all.len());
        self.all.push(target);
    }

    /// Those that a booking of this sum can pay.
    pub(super) fn paid_by(&self, sum: Money) -> impl Iterator<Item = (usize, &Target)> {
        let found = self.by_sum.get(&sum).into_iter().flatten();
        found.filter_map(|at| self.all.get(*at).map(|target| (*at, target)))
    }

    /// One of them.
    pub(super) fn get(&self, at: usize) -> Option<&Target> {
        self.all.get(at)
    }
}

impl Target {
    /// How far a booking on a day is from it; none when that is too far for how well it fits.
    pub(super) fn distance(&self, booked_on: Date, fit: Fit) -> Option<i32> {
        let days = self.on.until(booked_on).ok()?.get_days();
        let (early, late) = match (self.what, fit) {
            (_, Fit::Loose) => (5, 5),
            (What::Charge(_), Fit::Name) => (10, 60),
            (What::Charge(_), Fit::Reference) => (15, 100),
            (What::Due(_), Fit::Name) => (35, 60),
            (What::Due(_), Fit::Reference) => (60, 120),
        };
        let backwards = matches!(self.what, What::Charge(_)) && days < 0;
        // A bill comes before its payment; a receipt may come after it.
        let cost = if backwards { 20 - 2 * days } else { days.abs() };
        (-early..=late).contains(&days).then_some(cost)
    }
}

/// Numbers by which an agreement is named in a payment.
pub(super) fn numbers(agreement: &Agreement) -> impl Iterator<Item = &str> {
    let named = |role: &ReferenceRole| {
        matches!(
            role,
            ReferenceRole::Contract
                | ReferenceRole::Policy
                | ReferenceRole::Customer
                | ReferenceRole::Order
                | ReferenceRole::Booking
                | ReferenceRole::Mandate
        )
    };
    agreement.references.iter().filter(move |(role, _)| named(role)).map(|(_, v)| v.as_str())
}
