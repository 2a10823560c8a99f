//! What the books show at a time: the answer as a careful person would have given it then.

use crate::costs::{self, Yearly};
use crate::fold::index;
use crate::state::{Agreement, Due, Ledger, Price, Thing, TimelineEntry, TimelineKind};
use crate::suppliers::folded;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AgreementState, Currency, DueKind, EvidenceId, Kind, Mode, Money, Stage,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The books at a day.
#[derive(Debug)]
pub struct View<'a> {
    ledger: &'a Ledger,
    /// The civil day, in household time.
    pub on: Date,
}

/// A thing as shown.
#[derive(Debug)]
pub struct ThingView<'a> {
    /// The thing.
    pub thing: &'a Thing,
    /// Indices of its suppliers with their part, most messages first.
    pub suppliers: Vec<(u32, Vec<AgreementKind>)>,
    /// Its agreements.
    pub agreements: Vec<u32>,
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
    /// Price and period, stated or found in the charges.
    pub price: Option<Price>,
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

/// A running agreement that nothing was heard of for so long is no longer known to run.
const SILENT_DAYS: i32 = 800;

/// A booking without a known day is over so many days after it was last heard of.
const BOOKING_DAYS: i32 = 180;

/// What was sent so many days ago has come.
const SENT_DAYS: i32 = 21;

/// What was ordered so many days ago has come, although nobody wrote that it was sent.
const ORDERED_DAYS: i32 = 60;

/// Evidence listed on one object.
const EVIDENCE_MAX: usize = 40;

impl<'a> View<'a> {
    /// The books at a day.
    pub fn new(ledger: &'a Ledger, on: Date) -> Self {
        Self { ledger, on }
    }

    /// The ledger behind.
    pub fn ledger(&self) -> &'a Ledger {
        self.ledger
    }

    /// Every thing that was not disowned: asserted ones first, then by kind and name.
    pub fn things(&self) -> Vec<ThingView<'a>> {
        let all = (0..).zip(&self.ledger.things);
        let theirs = all.filter(|(_, thing)| thing.owned != Some(false));
        let mut things: Vec<ThingView<'a>> =
            theirs.map(|(number, thing)| self.thing(number, thing)).collect();
        things.sort_by(|a, b| {
            let rank = |t: &ThingView<'_>| (t.stage == Stage::Gone, t.proposed, t.thing.kind);
            rank(a)
                .cmp(&rank(b))
                .then_with(|| a.thing.name().cmp(b.thing.name()))
                .then_with(|| a.thing.id.cmp(&b.thing.id))
        });
        things
    }

    /// One thing by its id, or the one whose name fits best.
    pub fn find_thing(&self, wanted: &str) -> Option<ThingView<'a>> {
        let all = || (0..).zip(&self.ledger.things);
        if let Some((number, thing)) = all().find(|(_, t)| t.id == wanted) {
            return Some(self.thing(number, thing));
        }
        let want = folded(wanted);
        let fits = |thing: &Thing| {
            let identified = thing.identifiers.iter().any(|(_, value)| folded(value) == want);
            let name = folded(thing.name());
            let other = thing.names.iter().any(|(n, w)| *w > 1 && folded(n).contains(&want));
            match () {
                () if want.is_empty() => 0,
                () if name == want || identified => 4,
                () if name.starts_with(&want) => 3,
                () if name.contains(&want) => 2,
                () if other => 1,
                () => 0,
            }
        };
        let theirs = all().filter(|(_, t)| t.owned != Some(false));
        let (number, thing) = theirs.max_by_key(|(number, t)| {
            (fits(t), t.stage != Stage::Gone, t.confidence, std::cmp::Reverse(*number))
        })?;
        (fits(thing) > 0).then(|| self.thing(number, thing))
    }

    fn thing(&self, number: u32, thing: &'a Thing) -> ThingView<'a> {
        let of = |a: &Agreement| a.thing == Some(number);
        let agreements: Vec<u32> =
            (0..).zip(&self.ledger.agreements).filter(|(_, a)| of(a)).map(|(n, _)| n).collect();
        let mut suppliers: Vec<(u32, Vec<AgreementKind>)> =
            thing.suppliers.iter().map(|s| (*s, Vec::new())).collect();
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
            thing,
            suppliers,
            cost_per_year: costs_per_year.first().copied(),
            costs_per_year,
            stage: self.stage(thing, &agreements),
            agreements,
            proposed: thing.owned != Some(true) && thing.confidence < SURE,
            evidence,
        }
    }

    /// A service is gone when every agreement about it is over.
    fn stage(&self, thing: &Thing, agreements: &[u32]) -> Stage {
        use oxherd_model::ThingKind;
        let by_agreement = matches!(
            thing.kind,
            ThingKind::Membership | ThingKind::DigitalService | ThingKind::Journey
        );
        let states: Vec<AgreementState> = agreements
            .iter()
            .filter_map(|a| self.ledger.agreements.get(index(*a)))
            .map(|a| self.agreement(a).state)
            .collect();
        let over = !states.is_empty() && states.iter().all(|s| *s == AgreementState::Ended);
        if by_agreement && over {
            Stage::Gone
        } else if thing.stage == Stage::Acquiring && self.has_come(thing) {
            Stage::InUse
        } else {
            thing.stage
        }
    }

    /// What was ordered and not complained of for a while has come.
    fn has_come(&self, thing: &Thing) -> bool {
        let bought = |e: &&TimelineEntry| {
            matches!(
                e.kind,
                TimelineKind::Message(
                    Kind::OrderConfirmed
                        | Kind::DeliveryUnderWay
                        | Kind::Delivered
                        | Kind::OrderTrouble
                        | Kind::PaymentDone
                        | Kind::Bill
                )
            )
        };
        let Some(last) = thing.timeline.iter().rev().find(bought) else { return false };
        let sent = thing.timeline.iter().any(|e| {
            matches!(e.kind, TimelineKind::Message(Kind::DeliveryUnderWay | Kind::Delivered))
        });
        let days = if sent { SENT_DAYS } else { ORDERED_DAYS };
        let trouble = last.kind == TimelineKind::Message(Kind::OrderTrouble);
        let then = last.at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
        !trouble
            && then.and_then(|then| then.checked_add(days.days()).ok()).is_some_and(|d| d < self.on)
    }

    /// Every agreement, running ones first, by kind.
    pub fn agreements(&self) -> Vec<AgreementView<'a>> {
        let mut all: Vec<_> = self.ledger.agreements.iter().map(|a| self.agreement(a)).collect();
        all.sort_by(|a, b| {
            let key = |v: &AgreementView<'a>| (v.state == AgreementState::Ended, v.agreement.kind);
            key(a).cmp(&key(b)).then_with(|| a.agreement.id.cmp(&b.agreement.id))
        });
        all
    }

    /// One agreement at the day.
    pub fn agreement(&self, agreement: &'a Agreement) -> AgreementView<'a> {
        let state = self.state(agreement);
        let mode = match state {
            AgreementState::Quoted => Mode::Prospect,
            AgreementState::Ended => Mode::Former,
            AgreementState::Trial
            | AgreementState::Active
            | AgreementState::Ending
            | AgreementState::Unknown => Mode::Customer,
        };
        AgreementView { agreement, state, mode, price: costs::price(agreement, self.on) }
    }

    fn state(&self, agreement: &Agreement) -> AgreementState {
        let ended = agreement.ended_on.is_some_and(|on| on < self.on);
        let lapsed = agreement.kind == AgreementKind::Booking && self.is_past(agreement);
        match agreement.state {
            AgreementState::Ending if ended => AgreementState::Ended,
            AgreementState::Trial if agreement.term_ends_on.is_some_and(|on| on < self.on) => {
                AgreementState::Active
            }
            AgreementState::Active if lapsed => AgreementState::Ended,
            state @ (AgreementState::Quoted
            | AgreementState::Trial
            | AgreementState::Active
            | AgreementState::Ending
            | AgreementState::Ended
            | AgreementState::Unknown) => state,
        }
    }

    /// A booking whose day is over; without a known day, half a year after it was last heard of.
    fn is_past(&self, agreement: &Agreement) -> bool {
        if let Some(end) = agreement.term_ends_on {
            return end < self.on;
        }
        agreement.last_at.is_some_and(|at| {
            let last = jiff::tz::Offset::UTC.to_datetime(at).date();
            last.checked_add(BOOKING_DAYS.days()).is_ok_and(|limit| limit < self.on)
        })
    }

    /// What must still happen, soonest first.
    pub fn dues(&self) -> Vec<DueView<'a>> {
        let mut dues: Vec<DueView<'a>> = self
            .ledger
            .dues
            .iter()
            .filter(|due| self.stands(due))
            .map(|due| DueView { due })
            .collect();
        dues.sort_by_key(|d| (d.due.on, d.due.what, d.due.supplier));
        dues
    }

    fn stands(&self, due: &Due) -> bool {
        let disowned_thing = due
            .thing
            .and_then(|t| self.ledger.things.get(index(t)))
            .is_some_and(|t| t.owned == Some(false) || t.stage == Stage::Gone);
        let disowned = self.ledger.suppliers.get(index(due.supplier)).is_some_and(|s| s.disowned);
        if due.closed_at.is_some() || disowned || disowned_thing {
            return false;
        }
        let overdue = self.on.checked_sub(OVERDUE_DAYS.days()).is_ok_and(|oldest| due.on >= oldest);
        due.on >= self.on || (due.what == DueKind::Payment && !due.collected && overdue)
    }

    /// Suppliers with something between them and the household, then those that only write; most
    /// messages first.
    pub fn suppliers(&self) -> Vec<SupplierView> {
        let mut views: Vec<SupplierView> =
            (0..).zip(&self.ledger.suppliers).map(|(number, _)| self.supplier(number)).collect();
        views.sort_by_key(|v| {
            let supplier = self.ledger.suppliers.get(index(v.supplier));
            let messages = supplier.map_or(0, |s| s.messages);
            (v.roles.is_empty(), std::cmp::Reverse(messages), v.supplier)
        });
        views
    }

    /// One supplier at the day.
    pub fn supplier(&self, number: u32) -> SupplierView {
        let mut view = SupplierView {
            supplier: number,
            roles: Vec::new(),
            things: Vec::new(),
            modes: Vec::new(),
        };
        for agreement in self.ledger.agreements.iter().filter(|a| a.supplier == number) {
            if !view.roles.contains(&agreement.kind) {
                view.roles.push(agreement.kind);
            }
            let mode = self.agreement(agreement).mode;
            let (person, thing) = (agreement.person().map(str::to_owned), agreement.thing);
            match view.modes.iter_mut().find(|m| m.person == person && m.thing == thing) {
                Some(known) if mode < known.mode => known.mode = mode,
                Some(_) => {}
                None => view.modes.push(ModeView { person, thing, mode }),
            }
        }
        for (thing, known) in (0..).zip(&self.ledger.things) {
            if known.owned != Some(false) && known.suppliers.contains(&number) {
                view.things.push(thing);
            }
        }
        if view.modes.is_empty() {
            view.modes.push(ModeView { person: None, thing: None, mode: Mode::Prospect });
        }
        view
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

    /// What one running agreement costs in a year, and what shows it.
    pub fn yearly_of(&self, agreement: &Agreement) -> Option<Yearly> {
        let running =
            matches!(self.state(agreement), AgreementState::Active | AgreementState::Ending);
        let silent = agreement.last_at.is_some_and(|at| {
            let last = jiff::tz::Offset::UTC.to_datetime(at).date();
            last.checked_add(SILENT_DAYS.days()).is_ok_and(|limit| limit < self.on)
        });
        if !running || silent || crate::agreements::is_single(agreement.kind) {
            return None;
        }
        costs::yearly(agreement, self.on)
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
