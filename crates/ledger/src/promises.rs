//! What suppliers said that they will do, and what became of it.
//!
//! A promise is made by one message and closed by another, by a booking, or by silence. Business
//! days are Monday to Friday; public holidays are not counted here, because the ledger knows no law.

use crate::fold::{Message, index};
use crate::state::{Evidences, Ledger};
use crate::stems::{self, Topic};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use oxherd_model::{AmountRole, EvidenceId, Kind, Money, PromiseTerm, ReferenceRole, TermUnit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod close;
mod hours;

use close::Here;

/// How sure a promise must be that is about a known sort of deed, in thousandths.
const SURE_TOLD: u16 = 650;

/// How sure any other promise must be, in thousandths.
const SURE_OTHER: u16 = 750;

/// So many days after its day nothing keeps a promise any more.
const FORGOTTEN_DAYS: i32 = 400;

/// Promises that one more of a visit is compared with.
const TOLD_MAX: usize = 64;

/// Everything that was promised.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Promises {
    /// In the order in which they were made; never removed.
    pub all: Vec<Promised>,
    /// Of each supplier those that a message may still close.
    pub open: BTreeMap<u32, Vec<u32>>,
}

/// What a supplier said that it will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// Index of the supplier.
    pub supplier: u32,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// What sort of deed.
    pub about: Promise,
    /// What, in its words.
    pub what: String,
    /// By which day.
    pub by: Date,
    /// When it was said.
    pub made_on: Date,
    /// How much, where money is promised and its sum is said.
    pub sum: Option<Money>,
    /// Number of the case.
    pub case: Option<String>,
    /// Message-ID of the message that made it.
    pub message: Option<String>,
    /// What closed it.
    pub closed: Option<Closed>,
    /// Where it was read, and what closed it; the newest first.
    pub evidence: Evidences,
}

/// What sort of deed was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Promise {
    /// Money back.
    Refund,
    /// Something comes.
    Delivery,
    /// An answer.
    Reply,
    /// Somebody comes, often within hours that were named.
    Visit,
    /// Anything else.
    Other,
}

impl Promise {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::Delivery => "delivery",
            Self::Reply => "reply",
            Self::Visit => "visit",
            Self::Other => "other",
        }
    }
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// How.
    pub how: Ending,
    /// On which day.
    pub on: Date,
    /// What shows it.
    pub evidence: EvidenceId,
}

/// How a promise ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// It was done, in time or late.
    Kept,
    /// It was not done as said.
    Broken,
    /// It was taken back or moved before its day.
    Withdrawn,
}

impl Ledger {
    /// Enters what a message promises and closes what it shows to be over.
    pub(crate) fn promises_of(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        thing: Option<u32>,
    ) {
        if message.day().is_none() {
            return;
        }
        let first_new = self.promises.all.len();
        let made = made(message, agreement, thing);
        let again: Vec<Promise> = made.iter().map(|promise| promise.about).collect();
        for promise in made {
            self.promise(promise);
        }
        let kind = agreement.and_then(|a| self.agreements.get(index(a))).map(|a| a.kind);
        let own = Some(message.supplier);
        let other = self.supplier_of(agreement).filter(|other| Some(*other) != own);
        for supplier in own.into_iter().chain(other) {
            let own = supplier == message.supplier;
            let here = Here { message, agreement, kind, again: &again, own };
            self.close_promises(&here, supplier, first_new);
        }
    }

    fn supplier_of(&self, agreement: Option<u32>) -> Option<u32> {
        self.agreements.get(index(agreement?)).map(|a| a.supplier)
    }

    /// One more promise, unless it is said again.
    fn promise(&mut self, promise: Promised) {
        // Who speaks of a visit on its day or after it promises it no more.
        let told = self.promises.all.iter().rev().take(TOLD_MAX).any(|known| {
            known.supplier == promise.supplier
                && (known.about, known.by) == (promise.about, promise.by)
                && known.closed.is_some()
        });
        if told && promise.about == Promise::Visit {
            return;
        }
        let open = self.promises.open.entry(promise.supplier).or_default();
        let same = |known: &Promised| {
            known.about == promise.about
                && known.agreement == promise.agreement
                && known.by == promise.by
                && (known.sum.is_none() || promise.sum.is_none() || known.sum == promise.sum)
        };
        for number in open.iter() {
            if let Some(known) = self.promises.all.get_mut(index(*number)).filter(|p| same(p)) {
                known.evidence.0.splice(0..0, promise.evidence.0);
                known.sum = known.sum.or(promise.sum);
                return;
            }
        }
        open.push(u32::try_from(self.promises.all.len()).unwrap_or(u32::MAX));
        self.promises.all.push(promise);
    }

    fn close_promises(&mut self, here: &Here<'_, '_>, supplier: u32, first_new: usize) {
        let message = here.message;
        let Some(open) = self.promises.open.get_mut(&supplier) else { return };
        let all = &mut self.promises.all;
        open.retain(|number| {
            let Some(promise) = all.get_mut(index(*number)) else { return false };
            let last = promise.by.checked_add(FORGOTTEN_DAYS.days()).unwrap_or(Date::MAX);
            if message.on > last {
                return false;
            }
            // What is promised again is not kept by that; of a visit the same hours may be told anew.
            let again = promise.evidence.0.first() == Some(&message.evidence());
            if index(*number) >= first_new || again && promise.about != Promise::Visit {
                return true;
            }
            match here.closes(promise) {
                Some((how, on)) => {
                    promise.close(Closed { how, on, evidence: message.evidence() });
                    false
                }
                None => true,
            }
        });
        if open.is_empty() {
            self.promises.open.remove(&supplier);
        }
    }

    /// A person of a supplier wrote: that is an answer to whom one was promised.
    pub(crate) fn answered_in_person(&mut self, supplier: u32, evidence: EvidenceId, on: Date) {
        let Some(open) = self.promises.open.get_mut(&supplier) else { return };
        let all = &mut self.promises.all;
        open.retain(|number| {
            let promise = all.get_mut(index(*number)).filter(|p| p.about == Promise::Reply);
            match promise {
                Some(promise) => {
                    promise.close(Closed { how: Ending::Kept, on, evidence });
                    false
                }
                None => true,
            }
        });
    }
}

impl Promised {
    pub(crate) fn close(&mut self, closed: Closed) {
        self.evidence.add(closed.evidence);
        self.closed = Some(closed);
    }
}

/// What a message promises, as far as it names a day: one of each sort, the one in business days
/// before others, because that is how a supplier speaks of itself and the law does not.
fn made(message: &Message<'_>, agreement: Option<u32>, thing: Option<u32>) -> Vec<Promised> {
    let mut all: Vec<Promised> = Vec::new();
    let Some(made_on) = message.day() else { return all };
    let facts = message.reading.facts.iter();
    let mut told: Vec<(u16, &str, PromiseTerm)> = facts
        .filter_map(|f| f.promise().map(|(what, term)| (f.confidence.thousandths(), what, term)))
        .collect();
    let of_firms = |term: &PromiseTerm| {
        matches!(term, PromiseTerm::Within { unit: TermUnit::BusinessDay, .. })
    };
    told.sort_by_key(|(_, _, term)| !of_firms(term));
    for (sureness, what, term) in told {
        let about = about(what, message);
        let sure = if about == Promise::Other { SURE_OTHER } else { SURE_TOLD };
        // A guarantee and the right to send back are rights of the owner, not deeds by a day.
        let right = matches!(what, "warranty" | "return");
        let Some(by) = by_day(term, made_on).filter(|by| *by >= made_on) else { continue };
        if right || sureness < sure || all.iter().any(|p| p.about == about) {
            continue;
        }
        all.push(Promised {
            supplier: message.supplier,
            agreement,
            thing,
            about,
            what: what.to_owned(),
            by,
            made_on,
            sum: sum_of(what, message).filter(|_| about == Promise::Refund),
            case: message.reference(ReferenceRole::Case).map(str::to_owned),
            message: message.reading.message_id.clone(),
            closed: None,
            evidence: Evidences(vec![message.evidence()]),
        });
    }
    all
}

/// What sort of deed a sentence promises: by its words, else by the kind of its message.
fn about(what: &str, message: &Message<'_>) -> Promise {
    match stems::topic_of(what) {
        Some(Topic::Refund) => Promise::Refund,
        Some(Topic::Delivery) => Promise::Delivery,
        Some(Topic::Reply) => Promise::Reply,
        Some(Topic::Visit) => Promise::Visit,
        None if message.kind == Kind::RefundCredit => Promise::Refund,
        None if message.kind == Kind::DeliveryUnderWay => Promise::Delivery,
        None if message.kind == Kind::AppointmentSet => Promise::Visit,
        None if message.kind == Kind::CaseProgress => Promise::Reply,
        None => Promise::Other,
    }
}

/// The sum of a promised refund: the one that its sentence names, else that of the message.
fn sum_of(what: &str, message: &Message<'_>) -> Option<Money> {
    let written = |money: &Money| {
        let dot = format!("{:.2}", money.value);
        what.contains(&dot) || what.contains(&dot.replace('.', ","))
    };
    let mut sums = message.amounts().map(|(_, money)| money);
    sums.find(written).or_else(|| {
        let mut refunds = message.amounts().filter(|(role, _)| *role == AmountRole::Refund);
        let first = refunds.next().map(|(_, money)| money)?;
        refunds.all(|(_, money)| money == first).then_some(first)
    })
}

/// The last day of a promise that was made on a day.
fn by_day(term: PromiseTerm, made_on: Date) -> Option<Date> {
    let (count, unit) = match term {
        PromiseTerm::By(day) => return Some(day),
        PromiseTerm::Within { count, unit } => (i64::from(count), unit),
    };
    let span = match unit {
        TermUnit::Hour => ((count + 23) / 24).days(),
        TermUnit::Day => count.days(),
        TermUnit::BusinessDay => return business_days_after(made_on, count),
        TermUnit::Week => count.weeks(),
        TermUnit::Month => count.months(),
        TermUnit::Year => count.years(),
    };
    made_on.checked_add(span).ok()
}

/// The day after so many days from Monday to Friday.
fn business_days_after(day: Date, count: i64) -> Option<Date> {
    let rests = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut day = day;
    while rests(day) {
        day = day.yesterday().ok()?;
    }
    day = day.checked_add((count / 5 * 7).days()).ok()?;
    let mut left = count % 5;
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= i64::from(!rests(day));
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn business_days_are_monday_to_friday() {
        let monday = date(2026, 3, 2);
        assert_eq!(business_days_after(monday, 5), Some(date(2026, 3, 9)));
        assert_eq!(business_days_after(monday, 10), Some(date(2026, 3, 16)));
        assert_eq!(business_days_after(date(2026, 3, 6), 1), Some(date(2026, 3, 9)));
        let saturday = date(2026, 3, 7);
        assert_eq!(business_days_after(saturday, 1), Some(date(2026, 3, 9)));
        assert_eq!(business_days_after(saturday, 2), Some(date(2026, 3, 10)));
        assert_eq!(business_days_after(saturday, 5), Some(date(2026, 3, 13)));
    }
}
