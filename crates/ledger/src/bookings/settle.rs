//! What bookings pay: dues are closed, charges are confirmed or added, refunds are found.

use super::numbers::Numbers;
use super::payee::{Bare, Fit, Said, Wanted};
use super::payees::Payees;
use super::targets::{Target, Targets, What, numbers};
use super::told::{Mandates, costs_alike};
use super::{Bookings, KeptBooking};
use crate::agreements::{is_single, near};
use crate::fold::index;
use crate::state::{Agreement, Charge, Ledger};
use crate::turns::TurnedBy;
use crate::word::Words;
use jiff::Timestamp;
use jiff::civil::Date;
use oxherd_model::{AgreementState, DueKind, EvidenceId, Money};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A charge and a booking of one sum within so many days are the same money.
const SAME_MONEY_DAYS: i32 = 40;

/// A bill that is paid by a booking was sent at most so many days before; the receipt of another month is
/// farther.
const BILLED_DAYS: i32 = 21;

/// A refund comes at most so many days after the payment.
const REFUND_DAYS: i32 = 150;

/// Without a number, a booking is of an agreement only if its sum is that near to the last one, in
/// hundredths.
pub(super) const LIKE_PERCENT: i64 = 25;

/// After its end an agreement takes payments for so many days: the last bill.
const LAST_BILL_DAYS: i32 = 70;

impl Ledger {
    /// Works out what the bookings pay; called when a view is made, before the owner's word.
    pub(crate) fn settle_bookings(&mut self, words: &Words) {
        if self.bookings.kept.is_empty() {
            return;
        }
        let mut bookings = std::mem::take(&mut self.bookings);
        let mut desk = Desk::new(&bookings, self);
        desk.pay(self);
        desk.give_back(self);
        desk.follow(self);
        let recurring = desk.recur(self, words);
        desk.keep_promises(self);
        let after_end = desk.charges_after_end(self);
        desk.dearer(self);
        let twice = desk.taken_twice(self);
        let given = desk.given.iter().filter_map(|(booking, of)| Some((*booking, (*of)?)));
        self.learn_payers(desk.bookings, given);
        for agreement in desk.touched {
            if let Some(known) = self.agreements.get_mut(index(agreement)) {
                known.charges.sort_by_key(|c| c.on);
            }
        }
        bookings.recurring = recurring;
        self.bookings = bookings;
        for (agreement, booking) in after_end {
            self.charged_after_end(agreement, booking);
        }
        for of in twice {
            self.taken_twice(of.agreement, (of.first, of.second));
        }
    }
}

/// What is worked with while the bookings are gone through.
pub(super) struct Desk<'b> {
    pub(super) bookings: &'b Bookings,
    /// What each booking says.
    pub(super) said: Vec<Said>,
    /// Bookings that went to or came from somebody else, by day.
    pub(super) flows: Vec<u32>,
    /// The agreement that each booking was found to be of; the inner is none where only the
    /// supplier is known.
    pub(super) given: FxHashMap<u32, Option<u32>>,
    /// The day of the charge that mail told of, of each booking that pays one, and that mail.
    pub(super) bills: FxHashMap<u32, (Date, EvidenceId)>,
    /// What asked for it, of each booking that pays something due.
    pub(super) asked: FxHashMap<u32, Vec<EvidenceId>>,
    /// The sums of the due that each booking settles, where it is settled by either.
    either: FxHashMap<u32, [Money; 2]>,
    /// Agreements that got charges.
    pub(super) touched: FxHashSet<u32>,
    /// Who was paid, and the suppliers that their names fit.
    pub(super) payees: Payees,
    /// What messages told: mandates of agreements.
    pub(super) told: Mandates,
    /// What matches have shown: mandates of agreements, identifiers and accounts of suppliers.
    mandates: FxHashMap<String, u32>,
    pub(super) creditors: FxHashMap<String, u32>,
    resolved: FxHashMap<Bare, Option<u32>>,
    /// Suppliers by the numbers of their agreements.
    numbers: Numbers,
    /// The numbers of each agreement.
    by_agreement: Vec<Vec<Wanted>>,
}

/// A booking and what it may pay.
struct Pair {
    fit: Fit,
    cost: i32,
    booking: u32,
    target: usize,
}

impl<'b> Desk<'b> {
    fn new(bookings: &'b Bookings, ledger: &Ledger) -> Self {
        let mut payees = Payees::of(ledger);
        let mut said: Vec<Said> = bookings.kept.iter().map(Said::of).collect();
        if said.iter().any(Said::is_unnamed) {
            let named = said.iter().filter(|s| !s.is_unnamed()).map(|s| s.payee.clone());
            let known: BTreeSet<Bare> = named.chain(payees.known().cloned()).collect();
            said.iter_mut().filter(|s| s.is_unnamed()).for_each(|s| s.take_name(&known));
        }
        for one in &mut said {
            one.payee_number = payees.number(&one.payee);
        }
        let mut flows: Vec<u32> = (0_u32..)
            .zip(&bookings.kept)
            .filter(|(_, b)| !is_between_own(bookings, b))
            .map(|(n, _)| n)
            .collect();
        flows.sort_by_key(|n| {
            let b = bookings.kept.get(index(*n));
            b.map(|b| {
                (
                    b.line.booked_on,
                    b.account,
                    b.line.money.value,
                    b.line.counterparty.as_deref(),
                    b.line.purpose.as_str(),
                )
            })
        });
        Self {
            bookings,
            said,
            flows,
            given: FxHashMap::default(),
            bills: FxHashMap::default(),
            asked: FxHashMap::default(),
            either: FxHashMap::default(),
            touched: FxHashSet::default(),
            payees,
            told: Mandates::of(ledger),
            mandates: FxHashMap::default(),
            creditors: FxHashMap::default(),
            resolved: FxHashMap::default(),
            numbers: Numbers::of(ledger),
            by_agreement: ledger
                .agreements
                .iter()
                .map(|a| numbers(a).filter_map(Wanted::of).collect())
                .collect(),
        }
    }

    pub(super) fn booking(&self, number: u32) -> Option<&'b KeptBooking> {
        self.bookings.kept.get(index(number))
    }

    /// Money that left and is of no agreement yet.
    pub(super) fn outgoing(&self) -> Vec<(u32, &'b KeptBooking)> {
        let all = self.flows.iter().filter(|n| !self.given.contains_key(n));
        let all = all.filter_map(|n| self.booking(*n).map(|b| (*n, b)));
        all.filter(|(_, b)| b.line.money.value.is_sign_negative()).collect()
    }

    /// What was paid and what came in, each sum once.
    fn sums(&self) -> FxHashSet<Money> {
        self.flows.iter().filter_map(|n| self.booking(*n)).map(|b| b.line.money).collect()
    }

    /// Pairs bookings with charges and dues of the same sum.
    fn pay(&mut self, ledger: &mut Ledger) {
        let targets = Targets::of(ledger, &self.sums());
        let mut pairs = Vec::new();
        for booking in &self.flows {
            let Some(known) = self.booking(*booking) else { continue };
            for (target, t) in targets.paid_by(known.line.money, known.line.booked_on) {
                let Some(fit) = self.fits(*booking, t, ledger) else { continue };
                if let Some(cost) = t.distance(known.line.booked_on, fit) {
                    pairs.push(Pair { fit, cost, booking: *booking, target });
                }
            }
        }
        alone(&mut pairs, &targets);
        pairs.sort_by_key(|p| (std::cmp::Reverse(p.fit), p.cost, p.booking, p.target));
        let mut taken: FxHashSet<usize> = FxHashSet::default();
        let mut charged: FxHashMap<u32, (Option<u32>, Fit)> = FxHashMap::default();
        let mut settled: FxHashMap<u32, (usize, Option<u32>, Fit)> = FxHashMap::default();
        for pair in pairs {
            let Some(target) = targets.get(pair.target) else { continue };
            let other = match target.what {
                What::Charge(_) if charged.contains_key(&pair.booking) => continue,
                What::Due(_) if settled.contains_key(&pair.booking) => continue,
                What::Charge(_) => settled.get(&pair.booking).and_then(|s| s.1),
                What::Due(_) => charged.get(&pair.booking).and_then(|c| c.0),
            };
            let apart = other.zip(target.agreement).is_some_and(|(a, b)| a != b);
            if apart || !taken.insert(pair.target) {
                continue;
            }
            match target.what {
                What::Charge(at) => {
                    charged.insert(pair.booking, (target.agreement, pair.fit));
                    self.confirm(ledger, pair.booking, target.agreement, at);
                }
                What::Due(at) => {
                    settled.insert(pair.booking, (at, target.agreement, pair.fit));
                    let due = ledger.dues.get(at);
                    let either = due.and_then(|due| Some([due.amount?, due.also?]));
                    self.either.extend(either.map(|sums| (pair.booking, sums)));
                    self.close(ledger, pair.booking, at);
                }
            }
            self.remember(pair.booking, target, pair.fit);
        }
        let only_due: Vec<(u32, Option<u32>)> = settled
            .into_iter()
            .filter(|(booking, _)| !charged.contains_key(booking))
            .map(|(booking, (_, agreement, _))| (booking, agreement))
            .collect();
        for (booking, agreement) in sorted(only_due) {
            self.give(ledger, booking, agreement);
        }
    }

    /// How well a booking fits what it may pay.
    pub(super) fn fits(&self, booking: u32, target: &Target, ledger: &Ledger) -> Option<Fit> {
        let said = self.said.get(index(booking))?;
        let billed = target.bill().is_some_and(|number| said.names(number));
        if billed || target.agreement.is_some_and(|a| self.is_named(said, a, ledger)) {
            return Some(Fit::Reference);
        }
        self.payees.fit(said, target.supplier)
    }

    /// Whether a number of an agreement is said.
    pub(super) fn is_named(&self, said: &Said, agreement: u32, ledger: &Ledger) -> bool {
        if let Some(known) = self.by_agreement.get(index(agreement)) {
            return known.iter().any(|number| said.names(number));
        }
        // It was only found by its payments.
        let found = ledger.agreements.get(index(agreement)).into_iter();
        found.flat_map(numbers).filter_map(Wanted::of).any(|number| said.names(&number))
    }

    /// A charge that mail told of was paid.
    fn confirm(&mut self, ledger: &mut Ledger, booking: u32, agreement: Option<u32>, at: usize) {
        let Some(known) = self.booking(booking) else { return };
        let Some(number) = agreement else { return };
        let Some(agreement) = ledger.agreements.get_mut(index(number)) else { return };
        if let Some(charge) = agreement.charges.get_mut(at) {
            charge.paid_by = Some(known.evidence);
            if near(charge.on, known.line.booked_on, BILLED_DAYS) {
                self.bills.insert(booking, (charge.on, charge.evidence));
            }
        }
        agreement.shown_by(known.evidence, known.known_from);
        self.given.insert(booking, Some(number));
    }

    fn close(&mut self, ledger: &mut Ledger, booking: u32, at: usize) {
        let Some(known) = self.booking(booking) else { return };
        if let Some(due) = ledger.dues.get_mut(at) {
            self.asked.entry(booking).or_default().extend(&due.evidence.0);
            due.closed_at = due.closed_at.or(known.known_from);
            due.evidence.add(known.evidence);
        }
    }

    /// What a sure match shows of those who are paid.
    fn remember(&mut self, booking: u32, target: &Target, fit: Fit) {
        let Some(known) = self.booking(booking).filter(|_| fit > Fit::Loose) else { return };
        if let Some((mandate, agreement)) = known.line.mandate.as_ref().zip(target.agreement) {
            self.mandates.entry(mandate.clone()).or_insert(agreement);
        }
        let passes_on = self.said.get(index(booking)).is_some_and(|s| s.passes_on);
        for key in keys(known).filter(|_| !passes_on) {
            self.creditors.entry(key).or_insert(target.supplier);
        }
    }

    /// Puts a booking under an agreement: its sum is a charge, unless mail told of it.
    pub(super) fn give(&mut self, ledger: &mut Ledger, booking: u32, agreement: Option<u32>) {
        self.given.insert(booking, agreement);
        let Some(known) = self.booking(booking) else { return };
        let Some(number) = agreement else { return };
        let Some(agreement) = ledger.agreements.get_mut(index(number)) else { return };
        self.touched.insert(number);
        let money = Money { value: -known.line.money.value, ..known.line.money };
        let either = self.either.get(&booking);
        let same = |sum: Money| sum == money || either.is_some_and(|sums| sums.contains(&sum));
        let alike = agreement
            .charges
            .iter_mut()
            .filter(|c| c.paid_by.is_none() && same(c.money))
            .filter(|c| near(c.on, known.line.booked_on, SAME_MONEY_DAYS));
        let apart =
            |c: &Charge| c.on.until(known.line.booked_on).map_or(i32::MAX, |s| s.get_days().abs());
        match alike.min_by_key(|c| apart(c)) {
            Some(charge) => {
                charge.paid_by = Some(known.evidence);
                if near(charge.on, known.line.booked_on, BILLED_DAYS) {
                    self.bills.insert(booking, (charge.on, charge.evidence));
                }
            }
            None => agreement.charges.push(Charge {
                on: known.line.booked_on,
                money,
                invoice: None,
                evidence: known.evidence,
                paid_by: Some(known.evidence),
            }),
        }
        agreement.shown_by(known.evidence, known.known_from);
    }

    /// Refunds: money that came back from a supplier closes a return.
    fn give_back(&mut self, ledger: &mut Ledger) {
        let mut closed: FxHashSet<usize> = FxHashSet::default();
        for number in self.flows.clone() {
            let Some(booking) = self.booking(number) else { continue };
            if !booking.line.money.value.is_sign_positive() {
                continue;
            }
            let of = self.given.get(&number).copied().flatten();
            let due = self.return_of(ledger, (number, booking), of, &closed);
            if let Some(at) = due {
                closed.insert(at);
                self.close(ledger, number, at);
            }
            let agreement = due
                .and_then(|at| ledger.dues.get(at)?.agreement)
                .or_else(|| self.bought(ledger, number, booking));
            if of.is_none()
                && let Some(agreement) = agreement
            {
                self.give(ledger, number, Some(agreement));
            }
        }
    }

    /// The open return that a refund is for.
    fn return_of(
        &self,
        ledger: &Ledger,
        (number, booking): (u32, &KeptBooking),
        of: Option<u32>,
        closed: &FxHashSet<usize>,
    ) -> Option<usize> {
        let open = ledger.dues.iter().enumerate().filter(|(at, due)| {
            due.what == DueKind::Return && due.closed_at.is_none() && !closed.contains(at)
        });
        let fits = open.filter(|(_, due)| {
            let agreement = due.agreement.and_then(|a| ledger.agreements.get(index(a)));
            let known = of.is_some() && due.agreement == of;
            let paid = agreement.is_none_or(|a| {
                let mut paid =
                    a.charges.iter().filter(|c| c.money.value.is_sign_positive()).peekable();
                paid.peek().is_none() || paid.any(|c| c.money == booking.line.money)
            });
            let sum = due.amount.map_or(paid, |amount| amount == booking.line.money || paid);
            let target = Target {
                what: What::Due(0),
                supplier: due.supplier,
                agreement: due.agreement,
                on: due.on,
                invoice: due.reference.as_deref().map(Into::into),
                reminded: false,
                wanted: OnceCell::new(),
            };
            let fit = self.fits(number, &target, ledger);
            near(due.on, booking.line.booked_on, REFUND_DAYS)
                && (known || fit == Some(Fit::Reference) || (fit == Some(Fit::Name) && sum))
        });
        let apart =
            |on: Date| on.until(booking.line.booked_on).map_or(i32::MAX, |s| s.get_days().abs());
        fits.min_by_key(|(at, due)| (apart(due.on), *at)).map(|(at, _)| at)
    }

    /// The purchase whose whole sum comes back.
    fn bought(&self, ledger: &Ledger, number: u32, booking: &KeptBooking) -> Option<u32> {
        let supplier = self.supplier_known(number)?;
        let mut fitting = ledger.agreements_of(supplier).filter(|(_, a)| {
            a.charges.iter().any(|c| {
                c.money == booking.line.money
                    && c.on <= booking.line.booked_on
                    && near(c.on, booking.line.booked_on, REFUND_DAYS)
            })
        });
        let (first, _) = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// Bookings that no mail told of, of agreements that mail told of.
    fn follow(&mut self, ledger: &mut Ledger) {
        for (number, booking) in self.outgoing() {
            let by_mandate =
                booking.line.mandate.as_ref().and_then(|m| self.mandates.get(m)).copied();
            let by_mandate = by_mandate.or_else(|| self.mandated(ledger, number, booking));
            let agreement = by_mandate.or_else(|| self.running(ledger, number, booking));
            if agreement.is_some() {
                self.give(ledger, number, agreement);
            }
        }
    }

    /// The running agreement of the supplier that was paid: the one that is named, else the only
    /// one of such a price.
    fn running(&self, ledger: &Ledger, number: u32, booking: &KeptBooking) -> Option<u32> {
        let known = self.supplier_known(number);
        // A name that is only alike will do where a number of the agreement stands beside it, and so will any
        // name, or none, beside a number that nobody else has.
        let alike = || self.supplier_alike(number);
        let supplier = known.or_else(alike).or_else(|| self.numbers.supplier(booking))?;
        let said = self.said.get(index(number))?;
        let of = || {
            ledger
                .agreements_of(supplier)
                .filter(|(_, a)| !is_single(a.kind) && takes_money(a, booking))
        };
        if let Some((named, _)) = of().find(|(number, _)| self.is_named(said, *number, ledger)) {
            return Some(named);
        }
        known?;
        for percent in [0, LIKE_PERCENT] {
            let mut found = of().filter(|(_, a)| costs_alike(a, booking, percent));
            if let Some((first, _)) = found.next() {
                return found.next().is_none().then_some(first);
            }
        }
        None
    }

    /// The supplier that a booking names for sure.
    pub(super) fn supplier_known(&self, number: u32) -> Option<u32> {
        let booking = self.booking(number)?;
        let said = self.said.get(index(number))?;
        let learned = keys(booking).find_map(|key| self.creditors.get(&key).copied());
        if learned.is_some() && !said.passes_on {
            return learned;
        }
        if let Some(known) = self.resolved.get(&said.payee).filter(|_| !said.passes_on) {
            return *known;
        }
        self.payees.by_name(said)
    }

    /// Remembers who a name stands for, so that it is looked up once.
    pub(super) fn resolve(&mut self, payee: &Bare, supplier: Option<u32>) {
        self.resolved.insert(payee.clone(), supplier);
    }

    /// The only supplier of which a telling word of the name agrees: its brand with a place or its whole
    /// firm behind it.
    pub(super) fn supplier_alike(&self, number: u32) -> Option<u32> {
        let said = self.said.get(index(number)).filter(|said| !said.passes_on)?;
        match self.payees.fitting(said, Fit::Loose).as_slice() {
            [only] => Some(*only),
            [..] => None,
        }
    }
}

impl Agreement {
    /// A statement shows something of it.
    pub(super) fn shown_by(&mut self, evidence: EvidenceId, at: Option<Timestamp>) {
        if self.evidence.0.contains(&evidence) {
            return;
        }
        if at >= self.last_at {
            self.evidence.add(evidence);
            self.last_at = at;
        } else {
            self.evidence.0.push(evidence);
            self.evidence.0.truncate(crate::state::Evidences::MAX);
        }
        if matches!(self.state, AgreementState::Unknown | AgreementState::Quoted) {
            let before = self.stood();
            self.state = AgreementState::Active;
            let on = at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
            self.turned(before, TurnedBy::Booking, (evidence, on));
        }
    }
}

/// Whether an agreement can be paid on the day of a booking.
pub(super) fn takes_money(agreement: &Agreement, booking: &KeptBooking) -> bool {
    agreement.ended_on.is_none_or(|end| {
        booking.line.booked_on <= end || near(end, booking.line.booked_on, LAST_BILL_DAYS)
    })
}

/// What names who is paid beside their name.
pub(super) fn keys(booking: &KeptBooking) -> impl Iterator<Item = String> {
    let account = booking.line.counterparty_account.as_ref().map(|a| a.number().to_owned());
    booking.line.creditor_id.clone().into_iter().chain(account)
}

/// Whether money only went from one account of the household to another.
fn is_between_own(bookings: &Bookings, booking: &KeptBooking) -> bool {
    let own = |a: &oxherd_model::Account| {
        let all = bookings.accounts.iter().flat_map(|known| &known.numbers);
        all.into_iter().any(|known| super::keep::same_account(known, a))
    };
    let owner = bookings.accounts.get(index(booking.account)).and_then(|a| a.owner.as_deref());
    let holder = owner.zip(booking.line.counterparty.as_deref()).is_some_and(|(owner, other)| {
        let (owner, other) = (Bare::of(owner), Bare::of(other));
        owner.words.len() > 1 && owner == other
    });
    holder || booking.line.counterparty_account.as_ref().is_some_and(own)
}

/// A name that fits only loosely counts where nothing else of that sum is near.
fn alone(pairs: &mut Vec<Pair>, targets: &Targets) {
    let mut of_booking: FxHashMap<u32, Option<u32>> = FxHashMap::default();
    let mut of_target: FxHashMap<usize, u32> = FxHashMap::default();
    for pair in pairs.iter() {
        if let Some(target) = targets.get(pair.target) {
            let one = of_booking.entry(pair.booking).or_insert(Some(target.supplier));
            *one = one.filter(|supplier| *supplier == target.supplier);
            *of_target.entry(pair.target).or_default() += 1;
        }
    }
    pairs.retain(|pair| {
        let one = of_booking.get(&pair.booking).is_some_and(Option::is_some);
        pair.fit > Fit::Loose || (one && of_target.get(&pair.target) == Some(&1))
    });
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort();
    list
}
