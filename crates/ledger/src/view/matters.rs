//! Matters at a day: which are open and why, which are over and how.

use super::View;
use crate::contradictions::Contradiction;
use crate::fold::index;
use crate::matters::{Concern, Matter, Outcome};
use crate::promises::{Ending, Promise, Promised};
use crate::requests::{Act, Request};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::EvidenceId;
use std::collections::BTreeMap;

/// Where nothing is waited for, a matter is over when nothing came for so many days.
const SILENCE_DAYS: i32 = 120;

/// What contradicts itself and cost nothing since is over when nothing came for so many days.
const CLASH_SILENCE_DAYS: i32 = 365;

/// A matter as shown.
#[derive(Debug)]
pub struct MatterView<'a> {
    /// The matter.
    pub matter: &'a Matter,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// Where it stands.
    pub standing: Standing,
}

/// Where a matter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// What it waits for.
    Open(Waits),
    /// Since when, how, and what shows it.
    Closed(Date, Outcome, Option<EvidenceId>),
}

/// What an open matter waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// The answer to what the owner wrote: index of the request.
    Answer(u32),
    /// What was promised: index of the promise.
    Promise(u32),
    /// That what contradicts itself is put right: index of the contradiction.
    Clash(u32),
    /// A day that was named: of the visit, of the end.
    Day(Date, Outcome),
    /// The next word of the supplier.
    Word,
}

/// To which matter requests, promises and contradictions belong, by their indices.
#[derive(Debug, Default)]
pub struct MatterIds {
    /// Of requests.
    pub requests: BTreeMap<u32, String>,
    /// Of promises.
    pub promises: BTreeMap<u32, String>,
    /// Of contradictions.
    pub contradictions: BTreeMap<u32, String>,
}

impl MatterView<'_> {
    /// Whether it is open at the day.
    pub fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Open(_))
    }
}

impl<'a> View<'a> {
    /// Every matter: open ones first, of those that which moved last first.
    pub fn matters(&self) -> Vec<MatterView<'a>> {
        let all = self.ledger.matters.all.iter().filter(|m| m.part_of.is_none());
        let mut shown: Vec<MatterView<'a>> = all.map(|matter| self.matter(matter)).collect();
        shown.retain(|view| {
            let only = view.matter.suppliers.first().copied();
            let only = only.filter(|_| view.matter.suppliers.len() == 1);
            !self.is_disowned(only, view.thing)
        });
        shown.sort_by(|one, other| {
            let key = |view: &MatterView<'_>| (view.is_open(), view.matter.last_on);
            key(other)
                .cmp(&key(one))
                .then_with(|| one.matter.opened_by.cmp(&other.matter.opened_by))
        });
        shown
    }

    /// To which matter everything belongs.
    pub fn matter_ids(&self) -> MatterIds {
        let mut ids = MatterIds::default();
        for matter in self.ledger.matters.all.iter().filter(|m| m.part_of.is_none()) {
            let id = matter.id();
            ids.requests.extend(matter.requests.iter().map(|at| (*at, id.clone())));
            ids.promises.extend(matter.promises.iter().map(|at| (*at, id.clone())));
            ids.contradictions.extend(matter.contradictions.iter().map(|at| (*at, id.clone())));
        }
        ids
    }

    /// The matter that a contradiction belongs to.
    pub fn matter_of_contradiction<'i>(
        &self,
        found: &Contradiction,
        ids: &'i MatterIds,
    ) -> Option<&'i str> {
        let at = self.ledger.contradictions.all.iter().position(|c| std::ptr::eq(c, found))?;
        ids.contradictions.get(&u32::try_from(at).ok()?).map(String::as_str)
    }

    fn matter(&self, matter: &'a Matter) -> MatterView<'a> {
        let of = matter.agreement.and_then(|a| self.ledger.agreements.get(index(a)));
        let thing = of.and_then(|a| a.thing).or(matter.thing);
        let standing = match self.waits(matter) {
            Some(waits) => Standing::Open(waits),
            None => self.closing(matter),
        };
        MatterView { matter, thing, standing }
    }

    /// What a matter waits for, whatever time passes.
    fn waits(&self, matter: &'a Matter) -> Option<Waits> {
        // What is decided answers a claim, whoever decided it.
        let decided = |request: &Request| {
            !matter.concern.is_of_many()
                && matter.settled.is_some_and(|settled| settled.on >= request.sent_on)
        };
        let asked = requests(self, matter).find(|(_, request)| {
            request.answered.is_none() && request.taken_back.is_none() && !decided(request)
        });
        let promised = || promises(self, matter).find(|(_, promise)| promise.closed.is_none());
        let clash = || {
            let quiet = matter.last_on.checked_add(CLASH_SILENCE_DAYS.days());
            let mut of = matter.contradictions.iter().copied().filter(|at| {
                let known = self.ledger.contradictions.all.get(index(*at));
                known.is_some_and(|c| c.closed_by.is_none())
            });
            of.next_back().filter(|_| quiet.is_ok_and(|day| self.on <= day))
        };
        let ahead = || matter.settled.filter(|settled| settled.on > self.on);
        asked
            .map(|(at, _)| Waits::Answer(at))
            .or_else(|| promised().map(|(at, _)| Waits::Promise(at)))
            .or_else(|| clash().map(Waits::Clash))
            .or_else(|| ahead().map(|settled| Waits::Day(settled.on, settled.how)))
    }

    /// How a matter that waits for nothing named came to its end, if it did.
    fn closing(&self, matter: &'a Matter) -> Standing {
        let day_of = |evidence: EvidenceId| {
            matter.messages.iter().find(|m| m.evidence == evidence).map(|m| m.on)
        };
        let settled = matter.settled.map(|s| (s.on, s.how, s.evidence));
        let answers = requests(self, matter).filter_map(|(_, request)| {
            let needs_more = matches!(request.act, Act::Claimed | Act::Complained);
            let back =
                request.taken_back.and_then(|by| Some((day_of(by)?, Outcome::TakenBack, by)));
            let answered = request.answered.filter(|_| !needs_more);
            back.or(answered.map(|(on, by)| (on, Outcome::Answered, by)))
        });
        let kept = promises(self, matter).filter_map(|(_, promise)| {
            let closed = promise.closed.filter(|closed| closed.how == Ending::Kept)?;
            Some((closed.on, outcome_of(promise.about, matter.concern)?, closed.evidence))
        });
        let corrected = matter.contradictions.iter().filter_map(|at| {
            let by = self.ledger.contradictions.all.get(index(*at))?.closed_by?;
            Some((day_of(by).unwrap_or(matter.last_on), Outcome::Corrected, by))
        });
        let since = |(on, _, _): &(Date, Outcome, EvidenceId)| *on >= matter.moved_on;
        let shown = answers.chain(kept).chain(corrected).filter(since).chain(settled);
        if let Some((on, how, by)) = shown.max_by_key(|(on, how, by)| (*on, *how, *by)) {
            return Standing::Closed(on, how, Some(by));
        }
        let quiet = matter.last_on.checked_add(SILENCE_DAYS.days());
        match quiet {
            Ok(day) if day < self.on => Standing::Closed(day, Outcome::Silence, None),
            Ok(_) | Err(_) => Standing::Open(Waits::Word),
        }
    }
}

fn requests<'v>(view: &View<'v>, matter: &'v Matter) -> impl Iterator<Item = (u32, &'v Request)> {
    let all = &view.ledger.requests.all;
    matter.requests.iter().filter_map(|at| Some((*at, all.get(index(*at))?)))
}

fn promises<'v>(view: &View<'v>, matter: &'v Matter) -> impl Iterator<Item = (u32, &'v Promised)> {
    let all = &view.ledger.promises.all;
    let of = matter.promises.iter().filter_map(|at| Some((*at, all.get(index(*at))?)));
    of.filter(|(_, promise)| promise.is_listed(view.on))
}

/// What a matter comes to by a promise that was kept; an answer or a deed beside it is no end.
fn outcome_of(promise: Promise, concern: Concern) -> Option<Outcome> {
    match promise {
        Promise::Refund => Some(Outcome::MoneyBack),
        Promise::Delivery => {
            let awaited = matches!(concern, Concern::Delivery | Concern::Repair | Concern::Refund);
            awaited.then_some(Outcome::Delivered)
        }
        Promise::Visit => {
            let awaited = matches!(concern, Concern::Repair | Concern::Recall | Concern::Other);
            awaited.then_some(Outcome::Held)
        }
        Promise::Reply | Promise::Repair | Promise::Other => None,
    }
}
