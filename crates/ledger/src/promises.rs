//! What suppliers said that they will do, and what became of it.
//!
//! A promise is made by one message and closed by another, by a booking, or by silence. Business
//! days leave out the public holidays of the household's country, where the law is known.

use crate::dues::takes_money;
use crate::entry::Way;
use crate::fold::{Message, index};
use crate::state::{Evidences, Ledger};
use crate::statutes::Under;
use crate::stems::{self, Topic};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AmountRole, DateRole, EvidenceId, Fact, Kind, Money, Pledge, PledgedDeed,
    PromiseTerm, ReferenceRole, TermUnit, ThingKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod by_law;
mod carried;
mod charter;
mod close;
pub(crate) mod conditions;
mod ends;
mod general;
mod hours;
mod off;
mod pledged;

pub use by_law::ByLaw;
pub use charter::Charter;
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
    /// What suppliers pay for a visit that they miss.
    pub charters: Vec<Charter>,
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
    #[serde(with = "oxherd_model::compact::date")]
    pub by: Date,
    /// When it was said.
    #[serde(with = "oxherd_model::compact::date")]
    pub made_on: Date,
    /// How much, where money is promised and its sum is said.
    pub sum: Option<Money>,
    /// Number of the case.
    pub case: Option<String>,
    /// Message-ID of the message that made it.
    pub message: Option<String>,
    /// Who gives the day.
    pub source: Source,
    /// Whether it was promised for the case that another promise is broken.
    pub of_charter: bool,
    /// What the law gives for the same deed.
    pub law: Option<ByLaw>,
    /// What closed it.
    pub closed: Option<Closed>,
    /// By how many minutes somebody came after the last of the hours that were promised.
    pub late_minutes: Option<u16>,
    /// Where it was read, and what closed it; the newest first.
    pub evidence: Evidences,
}

/// Who gives the day of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The supplier said so.
    Supplier,
    /// The law says so.
    Law,
    /// The supplier said so of each visit that it misses.
    Charter,
}

impl Source {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Law => "law",
            Self::Charter => "charter",
        }
    }
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
    /// A thing is mended, made or put in, or can be fetched again.
    Repair,
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
            Self::Repair => "repair",
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
    #[serde(with = "oxherd_model::compact::date")]
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
        self.law_learns(message, agreement);
        self.learn_charters(message, agreement);
        self.brought_by_carrier(message);
        let first_new = self.promises.all.len();
        let end = agreement.and_then(|a| self.agreements.get(index(a))?.ended_on);
        let old = self.visits_moved(message);
        let case = general::is_of_a_case(message) || self.waits_for_word(message.supplier);
        let mut made = made(message, (agreement, end), thing, (&old, case));
        if self.is_timetable(message, thing) {
            made.retain(|(p, _)| match p.about {
                Promise::Delivery => false,
                Promise::Visit => !stems::travels(&p.what),
                Promise::Refund | Promise::Reply | Promise::Repair | Promise::Other => true,
            });
        }
        let again: Vec<Promise> = made.iter().map(|(promise, _)| promise.about).collect();
        for (promise, instead) in made {
            if instead {
                self.set_elsewhere(message, &promise);
            }
            self.promise(promise);
        }
        self.brought_by_other(message);
        if !again.contains(&Promise::Delivery) {
            self.owed_for_order(message, agreement, thing);
        }
        let kind = agreement.and_then(|a| self.agreements.get(index(a))).map(|a| a.kind);
        let off = self.visits_off(message);
        let own = Some(message.supplier);
        let other = self.supplier_of(agreement).filter(|other| Some(*other) != own);
        for supplier in own.into_iter().chain(other) {
            let own = supplier == message.supplier;
            let (again, off) = (again.as_slice(), off.as_slice());
            let here = Here { message, agreement, thing, kind, again, off, own };
            self.close_promises(&here, supplier, first_new);
        }
        self.moved_on(message, (first_new, &again));
    }

    /// Whether a message tells when a journey is: that it leaves and arrives then is no promise to bring
    /// something. What is lost on the way is told in other messages.
    fn is_timetable(&self, message: &Message<'_>, thing: Option<u32>) -> bool {
        let may_be_one = matches!(
            message.kind,
            Kind::OrderConfirmed
                | Kind::ContractPack
                | Kind::AppointmentSet
                | Kind::AppointmentChanged
                | Kind::ServiceDisruption
                | Kind::PaymentDone
                | Kind::Bill
        );
        let is_journey = |number: u32| {
            self.things.get(index(number)).is_some_and(|thing| thing.kind == ThingKind::Journey)
        };
        // A change may name the journey by words only: whoever sells nothing else speaks of one.
        let only_journeys = || {
            let mut of = self.agreements_of(message.supplier).peekable();
            of.peek().is_some() && of.all(|(_, a)| a.thing.is_some_and(is_journey))
        };
        may_be_one && thing.map_or_else(only_journeys, is_journey)
    }

    fn supplier_of(&self, agreement: Option<u32>) -> Option<u32> {
        self.agreements.get(index(agreement?)).map(|a| a.supplier)
    }

    /// One more promise, unless it is said again.
    fn promise(&mut self, mut promise: Promised) {
        // Who speaks of a visit on its day or after it promises it no more.
        let told = self.promises.all.iter().rev().take(TOLD_MAX).any(|known| {
            known.supplier == promise.supplier
                && (known.about, known.by) == (promise.about, promise.by)
                && known.closed.is_some()
        });
        if told && promise.about == Promise::Visit
            || self.stands_for_the_law(&mut promise)
            || self.stands_for_charter(&promise)
        {
            return;
        }
        let open = self.promises.open.entry(promise.supplier).or_default();
        let same = |known: &Promised| {
            known.about == promise.about
                && !known.is_by_law()
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
        let mut missed = Vec::new();
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
                    if how == Ending::Broken && promise.about == Promise::Visit {
                        promise.late_minutes = close::late_minutes(promise, message);
                        missed.push((promise.agreement, promise.thing));
                    }
                    false
                }
                None => true,
            }
        });
        if open.is_empty() {
            self.promises.open.remove(&supplier);
        }
        for about in missed {
            self.owed_by_charter(message, supplier, about);
        }
    }

    /// A letter of the owner was answered: so is whoever was promised an answer to it.
    pub(crate) fn replied(&mut self, message: &Message<'_>, since: Date, agreement: Option<u32>) {
        let Some(open) = self.promises.open.get_mut(&message.supplier) else { return };
        let all = &mut self.promises.all;
        open.retain(|number| {
            let awaited = |p: &&mut Promised| {
                let same = p.agreement.is_none() || agreement.is_none() || p.agreement == agreement;
                p.about == Promise::Reply && !p.is_by_law() && p.made_on >= since && same
            };
            let Some(promise) = all.get_mut(index(*number)).filter(awaited) else { return true };
            promise.close(Closed {
                how: Ending::Kept,
                on: message.on,
                evidence: message.evidence(),
            });
            false
        });
    }

    /// Who asks on the day of a visit, or on the next, how it was, came.
    pub(crate) fn asked_how_it_was(&mut self, supplier: u32, evidence: EvidenceId, on: Date) {
        let Some(open) = self.promises.open.get_mut(&supplier) else { return };
        let all = &mut self.promises.all;
        open.retain(|number| {
            let was = |p: &&mut Promised| {
                p.about == Promise::Visit && (p.by == on || p.by.tomorrow().is_ok_and(|d| d == on))
            };
            let Some(promise) = all.get_mut(index(*number)).filter(was) else { return true };
            promise.close(Closed { how: Ending::Kept, on: promise.by, evidence });
            false
        });
    }

    /// What was bought and is sent back had come by then, whatever day that was.
    pub(crate) fn had_come(&mut self, agreement: u32, (evidence, on): (EvidenceId, Date)) {
        let known = self.agreements.get(index(agreement));
        let supplier = known.filter(|a| a.kind == AgreementKind::Purchase).map(|a| a.supplier);
        let open = supplier.and_then(|supplier| self.promises.open.get_mut(&supplier));
        let (Some(open), all) = (open, &mut self.promises.all) else { return };
        open.retain(|number| {
            let came = |p: &&mut Promised| {
                p.about == Promise::Delivery && p.agreement == Some(agreement) && p.by <= on
            };
            let Some(promise) = all.get_mut(index(*number)).filter(came) else { return true };
            promise.close(Closed { how: Ending::Kept, on: promise.by, evidence });
            false
        });
    }

    /// A person of a supplier wrote: that is an answer to whom one was promised.
    pub(crate) fn answered_in_person(&mut self, supplier: u32, evidence: EvidenceId, on: Date) {
        let Some(open) = self.promises.open.get_mut(&supplier) else { return };
        let all = &mut self.promises.all;
        open.retain(|number| {
            let awaited = |p: &&mut Promised| p.about == Promise::Reply && !p.is_by_law();
            let promise = all.get_mut(index(*number)).filter(awaited);
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

/// The promises that were read in a message, each with how sure it is.
fn told_of<'m>(message: &'m Message<'_>) -> Vec<(u16, Said<'m>, PromiseTerm)> {
    let facts = message.reading.facts.iter();
    let told = facts.filter_map(|f| {
        let (what, term) = f.promise()?;
        Some((f.confidence.thousandths(), Said { what, pledge: f.pledge() }, term))
    });
    told.collect()
}

/// What a message promises in the order in which it counts: business days before others, the new day of a visit
/// before its old one, and of two that tell one day that with its hours: a subject names only the day.
fn in_order<'m>(
    mut told: Vec<(u16, Said<'m>, PromiseTerm)>,
    old: &[Date],
) -> Vec<(u16, Said<'m>, PromiseTerm)> {
    let of_firms = |term: &PromiseTerm| {
        matches!(term, PromiseTerm::Within { unit: TermUnit::BusinessDay, .. })
    };
    // Who moves a visit names its old day beside the new one.
    let is_old = |term: &PromiseTerm| matches!(term, PromiseTerm::By(day) if old.contains(day));
    let with_hours: Vec<PromiseTerm> =
        told.iter().filter(|(_, said, _)| is_slot(said.what)).map(|(_, _, term)| *term).collect();
    let bare =
        |said: &Said<'_>, term: &PromiseTerm| !is_slot(said.what) && with_hours.contains(term);
    told.sort_by_key(|(_, said, term)| (is_old(term), !of_firms(term), bare(said, term)));
    told
}

/// What a message promises, as far as it names a day: one of each sort, the one in business days
/// before others, because that is how a supplier speaks of itself and the law does not.
fn made(
    message: &Message<'_>,
    (agreement, end): (Option<u32>, Option<Date>),
    thing: Option<u32>,
    (old, case): (&[Date], bool),
) -> Vec<(Promised, bool)> {
    let mut all: Vec<(Promised, bool)> = Vec::new();
    let Some(made_on) = message.day() else { return all };
    let end = message.date(DateRole::End).or(end);
    let told = in_order(told_of(message), old);
    // `We fetch it on Tuesday and bring it back within a week`: counted from the day of the same sentence.
    let days: Vec<(&str, Date)> = told
        .iter()
        .filter_map(|(_, said, term)| match term {
            PromiseTerm::By(day) => Some((said.what, *day)),
            PromiseTerm::Within { .. } => None,
        })
        .collect();
    for (sureness, said, term) in told {
        let what = said.what;
        let within = matches!(term, PromiseTerm::Within { .. });
        // A recall offers; what it names runs once the owner asked for it.
        if within && message.kind == Kind::RecallSafety {
            continue;
        }
        // `We fetch it on Thursday and bring it back by Friday`: two deeds in one sentence.
        let fetched = fetched_first(what, term, &days);
        let about = if fetched { Promise::Visit } else { about(said, message) };
        let told = about != Promise::Other || stems::sends(what) || stems::repairs(what);
        let sure = if told { SURE_TOLD } else { SURE_OTHER };
        // A guarantee and the right to send back are rights of the owner, not deeds by a day; nor is taking money.
        let no_day = matches!(term, PromiseTerm::Within { count: 0, .. });
        let asked = said.pledge.is_some() && pledged::is_asked(message, term);
        let right = asked || no_day || matches!(what, "warranty" | "return") || takes_money(what);
        let right = right || is_how_long_it_stands(message, term);
        let Some(by) = last_day(message, (what, term), (made_on, end), &days) else { continue };
        // The report of a visit names its hours, and promises none.
        if about == Promise::Visit && by <= made_on && !message.reading.done.is_empty() {
            continue;
        }
        // What is said of each complaint is promised to who has one.
        let rule = within && !case && general::is_rule(&conditions::folded(what));
        let open = rule || conditions::is_open(what, message.reading.language);
        if right || open || sureness < sure || all.iter().any(|(p, _)| p.about == about) {
            continue;
        }
        let promise = Promised {
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
            source: Source::Supplier,
            of_charter: false,
            law: None,
            closed: None,
            late_minutes: None,
            evidence: Evidences(vec![message.evidence()]),
        };
        all.push((promise, said.pledge.is_some_and(|pledge| pledge.instead)));
    }
    all
}

/// The sentence of a promise, and the deed that the reading found in it.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    what: &'a str,
    pledge: Option<Pledge>,
}

impl<'a> Said<'a> {
    /// What a fact promises, with its term.
    fn of(fact: &'a Fact) -> Option<(Self, PromiseTerm)> {
        let (what, term) = fact.promise()?;
        Some((Self { what, pledge: fact.pledge() }, term))
    }
}

/// Whether a day of a sentence is that on which goods are fetched: another one, by which they are brought back,
/// follows in it.
fn fetched_first(what: &str, term: PromiseTerm, days: &[(&str, Date)]) -> bool {
    let PromiseTerm::By(day) = term else { return false };
    let later = days.iter().any(|(said, other)| *said == what && *other > day);
    later && stems::fetches(what) && stems::brings_back(what)
}

/// The last day of a promise of a sentence, unless another of the same sentence says it better.
fn last_day(
    message: &Message<'_>,
    (what, term): (&str, PromiseTerm),
    (made_on, end): (Date, Option<Date>),
    days: &[(&str, Date)],
) -> Option<Date> {
    let within = matches!(term, PromiseTerm::Within { .. });
    let same = days.iter().find(|(said, day)| within && *said == what && *day > made_on);
    // `Within 10 days, that is by 15 April`: the day is meant, and the span explains it.
    let span = by_day(term, made_on, message.words.law());
    if same.is_some_and(|(_, day)| conditions::explains(what, (span, *day))) {
        return None;
    }
    // What is promised for after the end is counted from there, and from no other day.
    let from = if within && (stems::counts_from_end(what) || ends::counts(what)) {
        end
    } else {
        conditions::counted_from(what, message, same.map_or(made_on, |(_, day)| *day))
    };
    by_day(term, from?, message.words.law()).filter(|by| *by >= made_on)
}

/// What sort of deed a sentence promises: by its words, else by the kind of its message.
fn about(Said { what, pledge }: Said<'_>, message: &Message<'_>) -> Promise {
    // What was not recognised for sure settles a case where it looks most like that.
    let unsure = message.kind == Kind::Unclear && settles(message.reading.kind);
    let settling = settles(message.kind) || unsure;
    // What the owner noted was told apart clause by clause.
    if message.entry.way == Way::Noted && pledge.is_some() {
        return pledged::promise_of(pledge);
    }
    let comes = pledge.is_some_and(|pledge| pledge.deed == PledgedDeed::Visit);
    if comes && stems::topic_of(what) != Some(Topic::Delivery) {
        return Promise::Visit;
    }
    if stems::brings_word(what) {
        return Promise::Reply;
    }
    // The reading found money that goes back, and the sentence names how much.
    let given = pledge.is_some_and(|pledge| pledge.deed == PledgedDeed::Refund);
    if stems::gives_money(what)
        || settling && stems::names_a_sum_for_owner(what)
        || given && stems::has_sum(what)
    {
        return Promise::Refund;
    }
    // What is given back in the sentence before is only called `it`.
    let goods = [ReferenceRole::Order, ReferenceRole::Tracking];
    let named = || message.references().any(|(role, _)| goods.contains(&role));
    if stems::brings_it(what) && message.amounts().next().is_some() && !named() {
        return Promise::Refund;
    }
    match stems::topic_of(what) {
        Some(Topic::Visit) if is_answer_of_many(what, pledge, message) => Promise::Reply,
        // Goods are given back as money is, and only of money is the sum said.
        Some(Topic::Refund) if stems::gives_back(what) && message.amounts().next().is_none() => {
            Promise::Delivery
        }
        Some(Topic::Refund) => Promise::Refund,
        Some(Topic::Delivery) => Promise::Delivery,
        Some(Topic::Reply) => Promise::Reply,
        Some(Topic::Visit) => Promise::Visit,
        None if pledge.is_some() && !is_slot(what) => pledged::promise_of(pledge),
        None if stems::brings_goods(what) || stems::brings_back(what) => Promise::Delivery,
        None if message.kind == Kind::RefundCredit => Promise::Refund,
        None if message.kind == Kind::DeliveryUnderWay => Promise::Delivery,
        None if message.kind == Kind::AppointmentSet => Promise::Visit,
        None if is_slot(what) => Promise::Visit,
        None if stems::sends_a_thing(what) => Promise::Other,
        None if message.kind == Kind::CaseProgress => Promise::Reply,
        None => Promise::Other,
    }
}

/// Whether an answer is promised where somebody who could come looks at the matter: `a technician will review it
/// and we will reply`. Who reminds of a visit calls it back to mind.
fn is_answer_of_many(what: &str, pledge: Option<Pledge>, message: &Message<'_>) -> bool {
    let visits = matches!(message.kind, Kind::AppointmentSet | Kind::AppointmentChanged);
    pledge.is_some_and(|p| p.deed == PledgedDeed::Reply) && !visits && !is_slot(what)
}

/// Whether a sentence names hours between which somebody comes.
fn is_slot(what: &str) -> bool {
    let hours = hours::hours(what);
    hours.iter().min() < hours.iter().max()
}

/// Days on which a message promises that somebody comes, in so many words or between hours that it names.
pub(crate) fn visits<'a>(message: &'a Message<'_>) -> impl Iterator<Item = Date> + 'a {
    let parcel = matches!(message.kind, Kind::DeliveryUnderWay | Kind::Delivered);
    let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_TOLD;
    let told = message.reading.facts.iter().filter(sure).filter_map(Said::of);
    let comes = |said: Said<'_>| said.pledge.is_some_and(|p| p.deed == PledgedDeed::Visit);
    let visits = move |said: Said<'_>| {
        (is_slot(said.what) || comes(said)) && about(said, message) == Promise::Visit
    };
    told.filter(move |(said, _)| !parcel && visits(*said)).filter_map(|(_, term)| match term {
        PromiseTerm::By(on) => Some(on),
        PromiseTerm::Within { .. } => None,
    })
}

/// Days on which or by which a message promises that goods come.
pub(crate) fn deliveries<'a>(message: &'a Message<'_>) -> impl Iterator<Item = Date> + 'a {
    let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_TOLD;
    let told = message.reading.facts.iter().filter(sure).filter_map(Said::of);
    let pledged = |said: &Said<'_>| said.pledge.is_some_and(|p| p.deed == PledgedDeed::Delivery);
    let open = |what: &str| conditions::is_open(what, message.reading.language);
    told.filter(move |(said, _)| {
        let brings = pledged(said) && !takes_money(said.what);
        brings && about(*said, message) == Promise::Delivery && !open(said.what)
    })
    .filter_map(|(_, term)| match term {
        PromiseTerm::By(on) => Some(on),
        PromiseTerm::Within { .. } => None,
    })
}

/// Days by which a message says that its supplier does something.
pub(crate) fn days_of_deeds<'a>(message: &'a Message<'_>) -> impl Iterator<Item = Date> + 'a {
    let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_TOLD;
    let told = message.reading.facts.iter().filter(sure).filter_map(Said::of);
    let told = told.filter(|(said, _)| !takes_money(said.what));
    told.filter(|(said, _)| about(*said, message) != Promise::Other).filter_map(|(_, term)| {
        match term {
            PromiseTerm::By(on) => Some(on),
            PromiseTerm::Within { .. } => None,
        }
    })
}

/// Whether a message of a kind may settle a case: a sum for the owner in it is given.
pub(crate) const fn settles(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CaseDecision | Kind::ComplaintFinal | Kind::RefundCredit | Kind::CaseProgress
    )
}

/// Whether a day is that until which an offer stands: nothing is done by it.
fn is_how_long_it_stands(message: &Message<'_>, term: PromiseTerm) -> bool {
    let PromiseTerm::By(day) = term else { return false };
    message.kind == Kind::Quote && message.dates(DateRole::Expiry).any(|on| on == day)
}

/// The sum of a promised refund: the first that its sentence names as one, else the first whose role it tells, else the
/// first, a fee only where it names nothing else; else that of the message.
fn sum_of(what: &str, message: &Message<'_>) -> Option<Money> {
    let bare = without_separators(what);
    let place = |money: &Money| {
        let whole = format!("{:.2}", money.value).replace('.', "");
        let short = whole.strip_suffix("00").map(str::to_owned);
        [Some(whole), short].into_iter().flatten().find_map(|digits| number_at(&bare, &digits))
    };
    let sums = message.amounts();
    let mut named: Vec<(usize, AmountRole, Money)> =
        sums.filter_map(|(role, money)| Some((place(&money)?, role, money))).collect();
    named.sort_by_key(|(at, _, _)| *at);
    let first = |fits: fn(AmountRole) -> bool| {
        named.iter().find(|(_, role, _)| fits(*role)).map(|(_, _, money)| *money)
    };
    let in_sentence = || {
        let given = first(|role| role == AmountRole::Refund);
        let told = |role| !matches!(role, AmountRole::Other | AmountRole::Fee);
        let told = given.or_else(|| first(told));
        told.or_else(|| first(|role| role != AmountRole::Fee)).or_else(|| first(|_| true))
    };
    left_over(&named).or_else(in_sentence).or_else(|| {
        let mut refunds = message.amounts().filter(|(role, _)| *role == AmountRole::Refund);
        let first = refunds.next().map(|(_, money)| money)?;
        refunds.all(|(_, money)| money == first).then_some(first)
    })
}

/// Of a sum less another what is left, where all three are named: `£312.00 less your £85.00 excess leaves £227.00`.
fn left_over(named: &[(usize, AmountRole, Money)]) -> Option<Money> {
    let [(_, _, whole), (_, _, less), (_, _, left), ..] = named else { return None };
    let one = whole.currency == less.currency && less.currency == left.currency;
    (one && whole.value - less.value == left.value).then_some(*left)
}

/// Where a number stands that is no part of a longer one.
fn number_at(bare: &str, digits: &str) -> Option<usize> {
    let digit = |c: char| c.is_ascii_digit();
    bare.match_indices(digits).map(|(at, _)| at).find(|at| {
        let before = bare.get(..*at).unwrap_or_default();
        let behind = bare.get(at + digits.len()..).unwrap_or_default();
        !before.ends_with(digit) && !behind.starts_with(digit)
    })
}

/// A sentence whose numbers have only digits: `1,130.00` and `1.130,00` are both `113000`.
fn without_separators(sentence: &str) -> String {
    let mut bare = String::with_capacity(sentence.len());
    let mut rest = sentence.chars().peekable();
    while let Some(c) = rest.next() {
        let inside = bare.ends_with(|c: char| c.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        if !(inside && matches!(c, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}')) {
            bare.push(c);
        }
    }
    bare
}

/// The last day of a promise that was made on a day.
fn by_day(term: PromiseTerm, made_on: Date, law: &Under) -> Option<Date> {
    let (count, unit) = match term {
        PromiseTerm::By(day) => return Some(day),
        PromiseTerm::Within { count, unit } => (count, unit),
    };
    let number = i64::from(count);
    let span = match unit {
        TermUnit::Hour => ((number + 23) / 24).days(),
        TermUnit::Day => number.days(),
        TermUnit::BusinessDay => return law.business_days_after(made_on, count),
        TermUnit::Week => number.weeks(),
        TermUnit::Month => number.months(),
        TermUnit::Year => number.years(),
    };
    made_on.checked_add(span).ok()
}
