//! Promises by the deed that the reading found in them, and what keeps or moves them.

use super::{Closed, Ending, Promise, Promised};
use crate::entry::Way;
use crate::fold::{Message, does, index};
use crate::state::{Agreement, Ledger};
use crate::stems;
use crate::suppliers::folded;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    DateRole, DueKind, Fact, Kept, Kind, LetterAct, Pledge, PledgedDeed, PromiseTerm, Reading,
    ReferenceRole,
};

/// A promise is moved to a day within so many days.
const MOVED_DAYS: i32 = 200;

/// Names of suppliers shorter than this are words of anything.
const NAME_MIN: usize = 5;

/// The sort of promise of a deed.
pub(super) const fn promise_of(pledge: Option<Pledge>) -> Promise {
    match pledge {
        Some(Pledge { deed: PledgedDeed::Delivery, .. }) => Promise::Delivery,
        Some(Pledge { deed: PledgedDeed::Refund, .. }) => Promise::Refund,
        Some(Pledge { deed: PledgedDeed::Reply, .. }) => Promise::Reply,
        Some(Pledge { deed: PledgedDeed::Repair, .. }) => Promise::Repair,
        Some(Pledge { deed: PledgedDeed::Visit, .. }) => Promise::Visit,
        None => Promise::Other,
    }
}

/// The deed of a sort of promise.
const fn deed_of(about: Promise) -> Option<PledgedDeed> {
    match about {
        Promise::Delivery => Some(PledgedDeed::Delivery),
        Promise::Refund => Some(PledgedDeed::Refund),
        Promise::Reply => Some(PledgedDeed::Reply),
        Promise::Repair => Some(PledgedDeed::Repair),
        Promise::Visit | Promise::Other => None,
    }
}

/// The day on which a message says that the deed of a promise was done.
pub(super) fn done_on(message: &Message<'_>, promise: &Promised) -> Option<Date> {
    // What the owner notes counts by what they saw, and not by what they were told.
    if message.entry.way == Way::Noted {
        return None;
    }
    let deed = deed_of(promise.about)?;
    let same = |told: PledgedDeed| {
        // What was to come back is back once it is mended or brought.
        let thing = matches!(deed, PledgedDeed::Delivery | PledgedDeed::Repair);
        let back = thing && told == PledgedDeed::Repair && stems::comes_back(&promise.what)
            || deed == PledgedDeed::Repair && told == PledgedDeed::Delivery;
        told == deed || back
    };
    let mut told = message.reading.kept.iter().filter(|kept| same(kept.deed)).peekable();
    told.peek()?;
    let said = told.filter_map(|kept| kept.on);
    let mut said = said.filter(|on| *on <= message.on && *on >= promise.made_on);
    Some(said.next().unwrap_or(message.on))
}

/// How sure a day must be that is one by which the owner answers, in thousandths.
const SURE_ASKED: u16 = 700;

/// Whether the day of a term is one by which a message asks the owner for something.
pub(super) fn is_asked(message: &Message<'_>, term: PromiseTerm) -> bool {
    let PromiseTerm::By(day) = term else { return false };
    let asks = matches!(message.kind, Kind::InfoRequest | Kind::ReturnInstructions);
    let sure = |fact: &&Fact| fact.confidence.thousandths() >= SURE_ASKED;
    let mut days = message.reading.facts.iter().filter(sure).filter_map(Fact::date);
    let role = |role| matches!(role, DateRole::AnswerBy | DateRole::ReturnBy | DateRole::PickupBy);
    asks && days.any(|(of, on)| on == day && role(of))
}

/// Whether a message says of an open promise that it was done.
pub(crate) fn keeps(reading: &Reading, about: Promise) -> bool {
    let came = || reading.kept.iter().any(|kept| kept.deed == PledgedDeed::Visit);
    // Who names the hour at which somebody came tells of the visit, whatever else was done.
    let hour = reading.came_at.is_some();
    let visit = about == Promise::Visit && (reading.ends_a_visit() || came() || hour);
    visit || deed_of(about).is_some_and(|deed| reading.kept.iter().any(|kept| kept.deed == deed))
}

impl Ledger {
    /// Whether a message tells as done what its supplier still owes, or answers the message that promised it.
    pub(crate) fn closes_a_promise(&self, supplier: u32, reading: &Reading) -> bool {
        let open = self.promises.open.get(&supplier).into_iter().flatten();
        let mut open = open.filter_map(|number| self.promises.all.get(index(*number)));
        open.any(|promise| {
            let thread = promise.message.as_ref().is_some_and(|id| reading.thread.contains(id));
            let denied = promise.about == Promise::Refund && does(reading, LetterAct::Deny);
            !promise.is_by_law() && (thread || denied || keeps(reading, promise.about))
        })
    }

    /// Takes back what was promised for another day, where a message names the new one.
    pub(super) fn set_elsewhere(&mut self, message: &Message<'_>, new: &Promised) {
        let Some(open) = self.promises.open.get_mut(&new.supplier) else { return };
        let all = &mut self.promises.all;
        let mut days = Vec::new();
        open.retain(|number| {
            let moved = |p: &&mut Promised| {
                let same = p.agreement.is_none()
                    || new.agreement.is_none()
                    || p.agreement == new.agreement;
                let about = p.about == new.about;
                same && about && !p.is_by_law() && p.by != new.by && p.by >= message.on
            };
            let Some(promise) = all.get_mut(index(*number)).filter(moved) else { return true };
            let closed =
                Closed { how: Ending::Withdrawn, on: message.on, evidence: message.evidence() };
            promise.close(closed);
            days.push(promise.by);
            false
        });
        for number in self.open_dues.of(new.supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let visit = new.about == Promise::Visit;
            let what = if visit { DueKind::Appointment } else { DueKind::Delivery };
            let moved = due.what == what && days.contains(&due.on);
            if moved && due.closed_at.is_none() {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// What a message takes back and sets on the only other day that it names is promised for that day.
    pub(super) fn moved_on(&mut self, message: &Message<'_>, (before, again): (usize, &[Promise])) {
        let moves = matches!(message.kind, Kind::AppointmentChanged | Kind::OrderTrouble)
            || message.reading.secondary.contains(&Kind::AppointmentChanged);
        let gone = |p: &&Promised| {
            let here = p.evidence.0.contains(&message.evidence());
            let taken = p.closed.is_some_and(|c| c.how == Ending::Withdrawn && c.on == message.on);
            here && taken && !p.is_by_law() && !again.contains(&p.about)
        };
        let old: Vec<Promised> = self
            .promises
            .all
            .iter()
            .take(before)
            .rev()
            .take(LOOKED_AT)
            .filter(gone)
            .cloned()
            .collect();
        let [old] = old.as_slice() else { return };
        let Some(by) = only_other_day(message, old.by).filter(|_| moves) else { return };
        let mut new = Promised { by, made_on: message.on, closed: None, ..old.clone() };
        new.evidence.0 = vec![message.evidence()];
        new.message.clone_from(&message.reading.message_id);
        self.promise(new);
    }

    /// The agreement whose order a message names.
    fn order_named(&self, message: &Message<'_>) -> Option<u32> {
        let orders = message.references().filter(|(role, _)| *role == ReferenceRole::Order);
        let orders: Vec<String> = orders.map(|(_, value)| folded(value)).collect();
        let named = |a: &Agreement| {
            let of = a.references.iter().filter(|(role, _)| *role == ReferenceRole::Order);
            of.into_iter().any(|(_, known)| orders.contains(&folded(known)))
        };
        let at = self.agreements.iter().position(|a| !orders.is_empty() && named(a))?;
        u32::try_from(at).ok()
    }

    /// What another firm says to have brought from a supplier that it names keeps the promise of that supplier.
    pub(super) fn brought_by_other(&mut self, message: &Message<'_>) {
        let told = message.reading.kept.iter().filter(|kept| kept.deed == PledgedDeed::Delivery);
        let told: Vec<&Kept> = told.collect();
        if told.is_empty() {
            return;
        }
        let words: String = told.iter().map(|kept| folded(&kept.words)).collect();
        let day = told.iter().filter_map(|kept| kept.on).max();
        let of = self.order_named(message);
        let waiting: Vec<(u32, u32)> = self
            .promises
            .open
            .iter()
            .filter(|(supplier, _)| **supplier != message.supplier)
            .flat_map(|(supplier, open)| open.iter().map(|number| (*supplier, *number)))
            .collect();
        for (supplier, number) in waiting {
            let name = self.suppliers.get(index(supplier)).map(|s| folded(s.name()));
            let named = name.is_some_and(|name| name.len() >= NAME_MIN && words.contains(&name));
            // What names another order of the same supplier brings nothing of this one.
            let awaited = |p: &&mut Promised| {
                let same = of.is_none() || p.agreement.is_none() || p.agreement == of;
                p.about == Promise::Delivery && !p.is_by_law() && p.made_on <= message.on && same
            };
            let Some(promise) =
                self.promises.all.get_mut(index(number)).filter(|_| named).filter(awaited)
            else {
                continue;
            };
            let on = day.filter(|on| *on >= promise.made_on).unwrap_or(message.on);
            promise.close(Closed { how: Ending::Kept, on, evidence: message.evidence() });
            if let Some(open) = self.promises.open.get_mut(&supplier) {
                open.retain(|known| *known != number);
            }
        }
    }
}

/// Promises that are looked at for the one that a message takes back.
const LOOKED_AT: usize = 64;

/// The only day ahead that a message names beside the old one.
pub(super) fn only_other_day(message: &Message<'_>, old: Date) -> Option<Date> {
    let limit = message.on.checked_add(MOVED_DAYS.days()).ok()?;
    let roles = [
        DateRole::Appointment,
        DateRole::Delivery,
        DateRole::Start,
        DateRole::End,
        DateRole::Effective,
        DateRole::Due,
        DateRole::Other,
    ];
    let facts = message.reading.facts.iter().filter_map(Fact::date);
    let named = facts.filter(|(role, _)| roles.contains(role)).map(|(_, on)| on);
    let mut days: Vec<Date> =
        named.filter(|on| *on > message.on && *on <= limit && *on != old).collect();
    days.sort_unstable();
    days.dedup();
    if let [only] = days.as_slice() { Some(*only) } else { None }
}
