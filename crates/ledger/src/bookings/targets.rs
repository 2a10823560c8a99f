//! What a booking can pay: charges that mail told of, and dues.

use super::payee::{Fit, Wanted};
use crate::state::{Agreement, Asking, Ledger, REMINDED_DAYS};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{DueKind, Money, ReferenceRole};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

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
    /// Whether it was asked for again after its day.
    pub(super) reminded: bool,
    /// Its own number.
    pub(super) invoice: Option<String>,
    /// The same, as it is looked for, once it was.
    pub(super) wanted: OnceCell<Option<Wanted>>,
}

/// What sort of target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// A charge of an agreement, by its place there.
    Charge(usize),
    /// A due, by its place in the books.
    Due(usize),
}

/// A booking pays what is at most so many days older, or younger, however well it fits.
const LATE_DAYS: i32 = 120;
const EARLY_DAYS: i32 = 60;

/// Targets by the sum that a booking of them has, each sum by day.
#[derive(Debug, Default)]
pub(super) struct Targets {
    all: Vec<Target>,
    by_sum: FxHashMap<Money, Vec<(Date, usize)>>,
    /// Those that were asked for again, which are few: they may be paid much later.
    reminded: FxHashMap<Money, Vec<usize>>,
}

impl Targets {
    /// Everything that can be paid by one of these sums, and every refund that mail told of.
    pub(super) fn of(ledger: &Ledger, sums: &FxHashSet<Money>) -> Self {
        let mut targets = Self::default();
        for (number, agreement) in (0_u32..).zip(&ledger.agreements) {
            for (at, charge) in agreement.charges.iter().enumerate() {
                if !sums.contains(&booked(charge.money)) {
                    continue;
                }
                let target = Target {
                    what: What::Charge(at),
                    supplier: agreement.supplier,
                    agreement: Some(number),
                    on: charge.on,
                    invoice: charge.invoice.as_deref().map(str::to_owned),
                    reminded: false,
                    wanted: OnceCell::new(),
                };
                targets.add(&[charge.money], target);
            }
        }
        // Those that are closed take up their own payment, so that it closes no other.
        let payments = ledger.dues.iter().enumerate().filter(|(_, d)| d.what == DueKind::Payment);
        for (at, due) in payments {
            let asked = due.amount.into_iter().chain(due.also);
            let asked: Vec<Money> = asked.filter(|sum| sums.contains(&booked(*sum))).collect();
            if asked.is_empty() {
                continue;
            }
            let target = Target {
                what: What::Due(at),
                supplier: due.supplier,
                agreement: due.agreement,
                on: due.on,
                invoice: due.reference.clone(),
                reminded: due.asking == Asking::Again,
                wanted: OnceCell::new(),
            };
            targets.add(&asked, target);
        }
        targets.by_sum.values_mut().for_each(|of_sum| of_sum.sort_unstable());
        targets
    }

    fn add(&mut self, sums: &[Money], target: Target) {
        for sum in sums {
            if target.reminded {
                self.reminded.entry(booked(*sum)).or_default().push(self.all.len());
            } else {
                self.by_sum.entry(booked(*sum)).or_default().push((target.on, self.all.len()));
            }
        }
        self.all.push(target);
    }

    /// Those that a booking of this sum on a day can pay.
    pub(super) fn paid_by(&self, sum: Money, on: Date) -> impl Iterator<Item = (usize, &Target)> {
        let first = on.checked_sub(LATE_DAYS.days()).unwrap_or(Date::MIN);
        let last = on.checked_add(EARLY_DAYS.days()).unwrap_or(Date::MAX);
        let all = self.by_sum.get(&sum).map(Vec::as_slice).unwrap_or_default();
        let from = all.partition_point(|(on, _)| *on < first);
        let near = all.iter().skip(from).take_while(move |(on, _)| *on <= last);
        let reminded = self.reminded.get(&sum).map(Vec::as_slice).unwrap_or_default();
        let near = near.map(|(_, at)| at).chain(reminded);
        near.filter_map(|at| self.all.get(*at).map(|target| (*at, target)))
    }

    /// One of them.
    pub(super) fn get(&self, at: usize) -> Option<&Target> {
        self.all.get(at)
    }
}

/// The sum of a booking that pays what was asked for.
fn booked(asked: Money) -> Money {
    Money { value: -asked.value, ..asked }
}

impl Target {
    /// Its own number, as it is looked for.
    pub(super) fn bill(&self) -> Option<&Wanted> {
        self.wanted.get_or_init(|| self.invoice.as_deref().and_then(Wanted::of)).as_ref()
    }

    /// How far a booking on a day is from it; none when that is too far for how well it fits.
    pub(super) fn distance(&self, booked_on: Date, fit: Fit) -> Option<i32> {
        let days = self.on.until(booked_on).ok()?.get_days();
        let (early, late) = match (self.what, fit) {
            (_, Fit::Loose) => (5, 5),
            (What::Charge(_), Fit::Name) => (10, 60),
            (What::Charge(_), Fit::Reference) => (15, 100),
            (What::Due(_), Fit::Name) if self.reminded => (35, REMINDED_DAYS),
            (What::Due(_), Fit::Reference) if self.reminded => (EARLY_DAYS, REMINDED_DAYS),
            (What::Due(_), Fit::Name) => (35, 60),
            (What::Due(_), Fit::Reference) => (EARLY_DAYS, LATE_DAYS),
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
