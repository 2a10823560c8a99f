//! What the books show at a time: the answer as a careful person would have given it then.

mod find;
mod matters;
mod modes;
mod promised;
mod renewals;
mod spent;
mod states;
mod terms;

#[cfg(test)]
mod tests;

pub use matters::{MatterIds, MatterView, Standing, Waits};
pub use promised::{PromiseState, PromiseView, RequestState, RequestView, Watch, WatchFor};
pub use spent::{PaidBy, YearCost};
pub use states::Passed;
pub use terms::{Care, CountBack, LastDay, Term};

use crate::bookings::Recurring;
use crate::contradictions::{Clash, Contradiction};
use crate::costs::Yearly;
use crate::fold::index;
use crate::people::Part;
use crate::state::{Agreement, Asking, Due, Ledger, Price, REMINDED_DAYS, Thing};
use crate::word::Words;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AgreementState, Currency, DueKind, EvidenceId, Mode, Money, Stage, ThingKind,
};
use rayon::prelude::*;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The books at a day.
#[derive(Debug)]
pub struct View<'a> {
    ledger: &'a Ledger,
    words: Option<&'a Words>,
    /// The civil day, in household time.
    pub on: Date,
    of_thing: OnceLock<BTreeMap<u32, Vec<u32>>>,
    served: OnceLock<BTreeMap<u32, Vec<u32>>>,
    paid: OnceLock<BTreeMap<&'a str, &'a Recurring>>,
}

/// A thing as shown.
#[derive(Debug)]
pub struct ThingView<'a> {
    /// Its index.
    pub number: u32,
    /// The thing.
    pub thing: &'a Thing,
    /// Indices of its suppliers with their part, most messages first.
    pub suppliers: Vec<(u32, Vec<AgreementKind>)>,
    /// Its agreements.
    pub agreements: Vec<u32>,
    /// Who of the household has to do with it, and how.
    pub people: Vec<(String, Vec<Part>)>,
    /// Where it stands at the day.
    pub stage: Stage,
    /// Yearly cost of its running agreements, in the currency with most of it.
    pub cost_per_year: Option<Money>,
    /// The same in every currency, the most first.
    pub costs_per_year: Vec<Money>,
    /// Whether the owner has not confirmed it and we are not sure.
    pub proposed: bool,
    /// Newest first.
    pub evidence: Vec<EvidenceId>,
}

/// An agreement as shown.
#[derive(Debug)]
pub struct AgreementView<'a> {
    /// The agreement.
    pub agreement: &'a Agreement,
    /// Where it stands at the day.
    pub state: AgreementState,
    /// How the household stands to the supplier by it.
    pub mode: Mode,
    /// When it renews next, if it does.
    pub renews_on: Option<Date>,
    /// Price and period, stated or found in the charges.
    pub price: Option<Price>,
    /// What it costs in a year while it runs, and what shows that.
    pub yearly: Option<Yearly>,
    /// How it is paid, where the bank shows that.
    pub paid: Option<&'a Recurring>,
}

/// A due as shown.
#[derive(Debug)]
pub struct DueView<'a> {
    /// The due.
    pub due: &'a Due,
}

/// A supplier as shown.
#[derive(Debug)]
pub struct SupplierView {
    /// Index of the supplier.
    pub supplier: u32,
    /// What it does for the household.
    pub roles: Vec<AgreementKind>,
    /// Things it serves.
    pub things: Vec<u32>,
    /// How the household stands to it, with the thing.
    pub modes: Vec<ModeView>,
}

/// How one person stands to a supplier for one thing.
#[derive(Clone, PartialEq, Eq)]
pub struct ModeView {
    /// Whom of the household, where its messages say so.
    pub person: Option<String>,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// How.
    pub mode: Mode,
    /// What they are in the agreement that says so.
    pub parts: Vec<Part>,
}

/// Redacted: names never reach a log.
impl std::fmt::Debug for ModeView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModeView").field("mode", &self.mode).finish_non_exhaustive()
    }
}

/// A thing below this confidence is proposed, not asserted, until the owner confirms it.
const SURE: u16 = 750;

/// An overdue payment without a sign of payment is shown for so many days.
const OVERDUE_DAYS: i32 = 30;

/// Days within which every day of a repeating event is shown, not only the next.
const REPEATING_DAYS: i32 = 35;

/// Evidence listed on one object.
const EVIDENCE_MAX: usize = 40;

impl<'a> View<'a> {
    /// The books at a day.
    pub fn new(ledger: &'a Ledger, on: Date) -> Self {
        Self {
            ledger,
            words: None,
            on,
            of_thing: OnceLock::new(),
            served: OnceLock::new(),
            paid: OnceLock::new(),
        }
    }

    /// The same by the owner's word, which wins over what follows from the mail.
    pub fn by_word(mut self, words: &'a Words) -> Self {
        self.words = Some(words);
        self
    }

    /// Every thing that was not disowned: asserted ones first, then by kind and name.
    pub fn things(&self) -> Vec<ThingView<'a>> {
        let all = (0..).zip(&self.ledger.things);
        let theirs: Vec<_> = all.filter(|(_, thing)| thing.owned != Some(false)).collect();
        let views = theirs.into_par_iter().map(|(number, thing)| self.thing(number, thing));
        let mut things: Vec<ThingView<'a>> = views.collect();
        things.sort_by(|a, b| {
            let rank = |t: &ThingView<'_>| (t.stage == Stage::Gone, t.proposed, t.thing.kind);
            rank(a)
                .cmp(&rank(b))
                .then_with(|| a.thing.name().cmp(b.thing.name()))
                .then_with(|| a.thing.id.cmp(&b.thing.id))
        });
        things
    }

    fn thing(&self, number: u32, thing: &'a Thing) -> ThingView<'a> {
        let agreements = self.agreements_about(number).to_vec();
        let mut suppliers: Vec<(u32, Vec<AgreementKind>)> =
            thing.suppliers.iter().map(|s| (*s, Vec::new())).collect();
        suppliers.retain(|(supplier, _)| !self.moved_on(*supplier, number));
        for agreement in agreements.iter().filter_map(|a| self.ledger.agreements.get(index(*a))) {
            match suppliers.iter_mut().find(|(s, _)| *s == agreement.supplier) {
                Some((_, roles)) if roles.contains(&agreement.kind) => {}
                Some((_, roles)) => roles.push(agreement.kind),
                None => suppliers.push((agreement.supplier, vec![agreement.kind])),
            }
        }
        let costs_per_year = self.costs_per_year(&agreements);
        let evidence = thing.timeline.iter().rev().map(|e| e.evidence).take(EVIDENCE_MAX).collect();
        ThingView {
            number,
            thing,
            suppliers,
            cost_per_year: costs_per_year.first().copied(),
            costs_per_year,
            stage: self.stage(thing, &agreements),
            people: self.people_of(&agreements),
            agreements,
            proposed: thing.owned != Some(true) && thing.confidence < SURE,
            evidence,
        }
    }

    /// Whether a supplier serves another home now and nothing of it stayed with this one.
    fn moved_on(&self, supplier: u32, home: u32) -> bool {
        let is_home = |thing: u32| {
            self.ledger.things.get(index(thing)).is_some_and(|t| t.kind == ThingKind::Home)
        };
        let things = self.ledger.agreements_of(supplier).filter_map(|(_, a)| a.thing);
        let homes: Vec<u32> = things.filter(|thing| is_home(*thing)).collect();
        is_home(home) && !homes.is_empty() && !homes.contains(&home)
    }

    /// Every agreement, running ones first, by kind.
    pub fn agreements(&self) -> Vec<AgreementView<'a>> {
        let mut all: Vec<_> =
            self.ledger.agreements.par_iter().map(|a| self.agreement(a)).collect();
        all.sort_by(|a, b| {
            let key = |v: &AgreementView<'a>| (v.state == AgreementState::Ended, v.agreement.kind);
            key(a).cmp(&key(b)).then_with(|| a.agreement.id.cmp(&b.agreement.id))
        });
        all
    }

    /// One agreement at the day.
    pub fn agreement(&self, agreement: &'a Agreement) -> AgreementView<'a> {
        AgreementView {
            agreement,
            state: self.state(agreement),
            mode: self.mode(agreement),
            renews_on: self.renews_on(agreement),
            price: crate::costs::price(agreement, self.on),
            yearly: self.yearly_of(agreement),
            paid: self.paid(agreement),
        }
    }

    /// What must still happen, soonest first.
    pub fn dues(&self) -> Vec<DueView<'a>> {
        let since = |days: i32| self.on.checked_sub(days.days()).unwrap_or(Date::MIN);
        let (oldest, long_ago) = (since(OVERDUE_DAYS), since(REMINDED_DAYS));
        let mut dues: Vec<DueView<'a>> = self
            .ledger
            .dues
            .open_since(long_ago)
            .filter(|due| due.on >= oldest || due.asking == Asking::Again && !self.is_disputed(due))
            .filter(|due| self.stands(due))
            .map(|due| DueView { due })
            .collect();
        dues.sort_by_key(|d| (d.due.on, d.due.what, d.due.supplier));
        self.keep_next(&mut dues);
        dues
    }

    /// Whether what asks for it contradicts a payment or an end.
    fn is_disputed(&self, due: &Due) -> bool {
        self.clashes(due, &[Clash::DunningAfterEnd, Clash::DunningAfterPayment])
    }

    /// Whether what asks for it is in a contradiction of one of some sorts.
    fn clashes(&self, due: &Due, sorts: &[Clash]) -> bool {
        let against = |c: &&Contradiction| sorts.contains(&c.kind);
        let mut all = self.ledger.contradictions.all.iter().filter(against);
        all.any(|c| c.says.iter().any(|said| due.evidence.0.contains(&said.evidence)))
    }

    /// Of an event that repeats only the next day is to be seen, and those of the coming weeks.
    fn keep_next(&self, dues: &mut Vec<DueView<'a>>) {
        let soon = self.on.checked_add(REPEATING_DAYS.days()).unwrap_or(Date::MAX);
        let mut seen: BTreeSet<(u32, &str)> = BTreeSet::new();
        dues.retain(|view| {
            let due = view.due;
            let event = due.reference.as_deref().filter(|_| due.what == DueKind::Appointment);
            let first = event.is_none_or(|event| seen.insert((due.supplier, event)));
            first || due.on <= soon
        });
    }

    /// Whether an open due that is not long over still stands.
    fn stands(&self, due: &Due) -> bool {
        let disowned_thing =
            due.thing.and_then(|t| self.ledger.things.get(index(t))).is_some_and(|t| {
                // What it needed is needed no more; what is owed or taken for it is owed all the same, and who
                // moved out hands over the keys.
                let needed = matches!(
                    due.what,
                    DueKind::Service
                        | DueKind::Inspection
                        | DueKind::WarrantyEnd
                        | DueKind::Delivery
                );
                let visit = due.what == DueKind::Appointment && t.kind != ThingKind::Home;
                t.owned == Some(false) || (t.stage == Stage::Gone && (needed || visit))
            });
        let disowned = self.ledger.suppliers.get(index(due.supplier)).is_some_and(|s| s.disowned);
        // What was paid is not to be paid because somebody reminds of it: that is a contradiction.
        let paid = due.what == DueKind::Payment && self.clashes(due, &[Clash::DunningAfterPayment]);
        if disowned || disowned_thing || paid {
            return false;
        }
        let late = match due.what {
            DueKind::Payment => due.asking != Asking::Collected,
            DueKind::CancelBy => self.is_to_be_ended_by(due),
            // Care that nobody did is still to be done.
            DueKind::Service | DueKind::Inspection => due.thing.is_some(),
            DueKind::Renewal
            | DueKind::WithdrawBy
            | DueKind::TrialEnd
            | DueKind::Return
            | DueKind::Appointment
            | DueKind::Delivery
            | DueKind::WarrantyEnd
            | DueKind::Information
            | DueKind::Other => false,
        };
        due.on >= self.on || late
    }

    /// Whether a due is of an agreement that still runs although its thing is gone.
    fn is_to_be_ended_by(&self, due: &Due) -> bool {
        let of = due.agreement.and_then(|a| self.ledger.agreements.get(index(a)));
        of.is_some_and(|agreement| self.is_to_be_ended(agreement))
    }

    /// What running agreements cost in a year, the currency with most of it first.
    pub fn costs_per_year(&self, agreements: &[u32]) -> Vec<Money> {
        let of = agreements.iter().filter_map(|a| self.ledger.agreements.get(index(*a)));
        sums(of.filter_map(|agreement| self.yearly_of(agreement)).map(|cost| cost.money))
    }

    /// What every running agreement together costs in a year; what is about no one thing counts,
    /// what is about a thing that is gone or not theirs does not.
    pub fn all_costs_per_year(&self) -> Vec<Money> {
        let about_gone = |a: &Agreement| {
            let thing = a.thing.and_then(|t| self.ledger.things.get(index(t)));
            thing.is_some_and(|t| t.owned == Some(false) || t.stage == Stage::Gone)
        };
        let disowned = |a: &Agreement| {
            self.ledger.suppliers.get(index(a.supplier)).is_some_and(|s| s.disowned)
        };
        let all = self.ledger.agreements.iter().filter(|a| !about_gone(a) && !disowned(a));
        sums(all.filter_map(|agreement| self.yearly_of(agreement)).map(|cost| cost.money))
    }

    /// The agreements about a thing.
    fn agreements_about(&self, thing: u32) -> &[u32] {
        let all = self.of_thing.get_or_init(|| {
            let mut all: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for (number, agreement) in (0..).zip(&self.ledger.agreements) {
                if let Some(thing) = agreement.thing {
                    all.entry(thing).or_default().push(number);
                }
            }
            all
        });
        all.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// The things of theirs that a supplier serves.
    fn things_served_by(&self, supplier: u32) -> &[u32] {
        let all = self.served.get_or_init(|| {
            let mut all: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            let things = (0..).zip(&self.ledger.things);
            for (number, thing) in things.filter(|(_, thing)| thing.owned != Some(false)) {
                for supplier in &thing.suppliers {
                    let of = all.entry(*supplier).or_default();
                    if of.last() != Some(&number) {
                        of.push(number);
                    }
                }
            }
            all
        });
        all.get(&supplier).map_or(&[], Vec::as_slice)
    }

    /// How an agreement is paid, where the bank shows that.
    fn paid(&self, agreement: &Agreement) -> Option<&'a Recurring> {
        let all = self.paid.get_or_init(|| {
            let of = |r: &'a Recurring| {
                Some((self.ledger.agreements.get(index(r.agreement))?.id.as_str(), r))
            };
            self.ledger.bookings.recurring.iter().filter_map(of).collect()
        });
        all.get(agreement.id.as_str()).copied()
    }
}

/// Sums by currency, the largest first.
fn sums(all: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for money in all {
        *sums.entry(money.currency).or_default() += money.value;
    }
    let mut sums: Vec<Money> = sums
        .into_iter()
        .map(|(currency, value)| Money { value: value.round_dp(2), currency })
        .collect();
    sums.sort_by_key(|m| std::cmp::Reverse(m.value));
    sums
}
