//! What was paid in each year, and what will have to be: the running agreements cannot be left before.

use super::{View, sums};
use crate::agreements::{is_single, near};
use crate::costs::turn;
use crate::fold::index;
use crate::state::{Agreement, Charge, Due, Stated};
use jiff::civil::Date;
use oxherd_model::{AgreementState, DueKind, EvidenceId, Money};
use std::collections::{BTreeMap, BTreeSet};

/// What one year cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearCost {
    /// The year.
    pub year: i16,
    /// What was paid, in each currency; what came back is taken off.
    pub paid: Vec<Money>,
    /// What shows what was paid.
    pub shown_by: BTreeSet<PaidBy>,
    /// What is still to be paid and cannot be got out of any more, in each currency.
    pub committed: Vec<Money>,
    /// What shows it, the newest first.
    pub evidence: Vec<EvidenceId>,
}

/// What shows that something was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaidBy {
    /// A line of a statement.
    Booking,
    /// A bill or a receipt.
    Bill,
    /// The price that was agreed: neither bank nor bill speaks of that year.
    Price,
}

impl PaidBy {
    /// As scripts write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Booking => "booking",
            Self::Bill => "bill",
            Self::Price => "agreed_price",
        }
    }
}

/// Sums of a year before they are added up.
#[derive(Default)]
struct Sums {
    paid: Vec<Money>,
    shown_by: BTreeSet<PaidBy>,
    committed: Vec<Money>,
    evidence: Vec<EvidenceId>,
}

/// Payments of an agreement that are counted ahead at most.
const TURNS_MAX: i32 = 200;

/// A payment that was announced and one that is expected are the same within so many days.
const SAME_TURN_DAYS: i32 = 20;

impl View<'_> {
    /// What a thing cost in each year and is bound to cost, the first year first. What was paid is taken
    /// from bookings in the years in which the bank shows any of an agreement, else from its bills, else from the
    /// price that was agreed.
    pub fn costs_by_year(&self, thing: u32, agreements: &[u32]) -> Vec<YearCost> {
        let dues = self.dues();
        let of_it = |due: &Due| {
            due.thing == Some(thing) || due.agreement.is_some_and(|a| agreements.contains(&a))
        };
        let open: Vec<&Due> = dues
            .iter()
            .map(|view| view.due)
            .filter(|due| due.what == DueKind::Payment && of_it(due))
            .collect();
        let mut years: BTreeMap<i16, Sums> = BTreeMap::new();
        for number in agreements {
            let Some(agreement) = self.ledger.agreements.get(index(*number)) else { continue };
            self.add_paid(agreement, &open, &mut years);
            let own: Vec<&Due> =
                open.iter().copied().filter(|d| d.agreement == Some(*number)).collect();
            for (on, money, evidence) in self.bound(agreement, &own) {
                years.entry(on.year()).or_default().commit(money, &[evidence]);
            }
        }
        for due in open {
            if let Some(amount) = due.amount {
                years.entry(due.on.year()).or_default().commit(amount, &due.evidence.0);
            }
        }
        let years = years.into_iter().map(|(year, of)| of.added(year));
        years.filter(|of| !of.paid.is_empty() || !of.committed.is_empty()).collect()
    }

    fn add_paid(&self, agreement: &Agreement, open: &[&Due], years: &mut BTreeMap<i16, Sums>) {
        // A bill that is still to be paid was not paid.
        let asked = |c: &Charge| {
            c.paid_by.is_none() && open.iter().any(|due| due.evidence.0.contains(&c.evidence))
        };
        let paid = || agreement.charges.iter().filter(|c| c.on <= self.on && !asked(c));
        for charge in paid() {
            let year = charge.on.year();
            let shown = || paid().any(|c| c.on.year() == year && c.paid_by.is_some());
            if charge.paid_by.is_none() && shown() {
                continue;
            }
            let by = if charge.paid_by.is_some() { PaidBy::Booking } else { PaidBy::Bill };
            let shown = charge.paid_by.unwrap_or(charge.evidence);
            years.entry(year).or_default().pay(charge.money, by, shown);
        }
        let charged: BTreeSet<i16> = agreement.charges.iter().map(|c| c.on.year()).collect();
        for (on, money, evidence) in self.agreed(agreement) {
            if !charged.contains(&on.year()) {
                years.entry(on.year()).or_default().pay(money, PaidBy::Price, evidence);
            }
        }
    }

    /// The payments until today that follow from the prices that were stated, while it ran.
    fn agreed(&self, agreement: &Agreement) -> Vec<(Date, Money, EvidenceId)> {
        let ran = matches!(
            self.state(agreement),
            AgreementState::Active | AgreementState::Ending | AgreementState::Ended
        );
        if !ran || is_single(agreement.kind) {
            return Vec::new();
        }
        let end = agreement.ended_on.map_or(self.on, |end| end.min(self.on));
        let stated: Vec<&Stated> = agreement.prices.iter().filter(|p| p.from <= end).collect();
        let mut all = Vec::new();
        for (at, price) in stated.iter().enumerate() {
            let next = stated.get(at + 1).map(|next| next.from);
            let turns = (0..TURNS_MAX).map_while(|n| turn(price.from, price.price.per, n));
            let until = turns.take_while(|on| *on <= end && next.is_none_or(|next| *on < next));
            all.extend(until.map(|on| (on, price.price.money, price.evidence)));
        }
        all
    }

    /// The payments ahead that an agreement binds to, without those that stand among the dues.
    fn bound(&self, agreement: &Agreement, open: &[&Due]) -> Vec<(Date, Money, EvidenceId)> {
        let (Some(until), Some(price)) = (
            self.bound_until(agreement),
            crate::costs::price(agreement, self.on).filter(|_| !is_single(agreement.kind)),
        ) else {
            return Vec::new();
        };
        let last = agreement.charges.iter().rev().find(|c| c.on <= self.on);
        let stated = agreement.stated(self.on);
        let anchor = last.map(|c| (c.on, c.evidence)).or(stated.map(|s| (s.from, s.evidence)));
        let Some((from, evidence)) = anchor else { return Vec::new() };
        let turns = (1..TURNS_MAX).map_while(|times| turn(from, price.per, times));
        let ahead = turns.skip_while(|on| *on <= self.on).take_while(|on| *on <= until);
        let unsaid = ahead.filter(|on| !open.iter().any(|due| near(due.on, *on, SAME_TURN_DAYS)));
        unsaid
            .map(|on| {
                let price = crate::costs::price(agreement, on).unwrap_or(price);
                (on, price.money, evidence)
            })
            .collect()
    }

    /// The last day on which an agreement still binds if it is ended as soon as it can be, by its own words.
    fn bound_until(&self, agreement: &Agreement) -> Option<Date> {
        match self.state(agreement) {
            AgreementState::Ending => agreement.ended_on,
            AgreementState::Active => {
                let said = self.last_day(agreement).and_then(|last| last.ends);
                let term = self.term(agreement).map(|term| term.last);
                said.and_then(|ends| ends.yesterday().ok())
                    .max(term)
                    .or_else(|| self.notice_from_today(agreement))
            }
            AgreementState::Quoted
            | AgreementState::Trial
            | AgreementState::Ended
            | AgreementState::Unknown => None,
        }
    }

    /// When an agreement without a term ends if notice is given today.
    fn notice_from_today(&self, agreement: &Agreement) -> Option<Date> {
        let notice = agreement.leaving.notice?;
        self.on.checked_add(notice.span()).ok()
    }
}

impl Sums {
    fn pay(&mut self, money: Money, by: PaidBy, evidence: EvidenceId) {
        self.paid.push(money);
        self.shown_by.insert(by);
        self.show(&[evidence]);
    }

    fn commit(&mut self, money: Money, evidence: &[EvidenceId]) {
        self.committed.push(money);
        self.show(evidence);
    }

    fn show(&mut self, evidence: &[EvidenceId]) {
        for shown in evidence {
            if !self.evidence.contains(shown) {
                self.evidence.push(*shown);
            }
        }
    }

    fn added(self, year: i16) -> YearCost {
        let some = |all: Vec<Money>| {
            let mut all = sums(all.into_iter());
            all.retain(|money| !money.value.is_zero());
            all
        };
        let mut evidence = self.evidence;
        evidence.reverse();
        evidence.truncate(super::EVIDENCE_MAX);
        YearCost {
            year,
            paid: some(self.paid),
            shown_by: self.shown_by,
            committed: some(self.committed),
            evidence,
        }
    }
}
