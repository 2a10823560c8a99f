//! What suppliers owe by law: the money back after a withdrawal, an answer to a complaint or a request for
//! data, the confirmation of an end by their own button, goods in time.
//!
//! It is a promise that nobody made in words, so it is opened and closed with the others. Where the
//! supplier names an earlier day for the same deed, that day takes its place; a later one stands beside it.

use super::{Here, Promise, Promised, Source};
use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::promises::{Closed, Ending};
use crate::requests::{Act, Request};
use crate::state::{Agreement, Evidences, Ledger};
use crate::statutes::{Cause, Ground, Owed};
use crate::word::Words;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, AmountRole, DateRole, EvidenceId, Kind, ThingKind};
use serde::{Deserialize, Serialize};

/// What is owed by law, with what it follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByLaw {
    /// On what ground.
    pub ground: Ground,
    /// By when, by which rule and why.
    pub owed: Owed,
    /// Whether nothing is open on which it still depends; else it may remind and is never broken.
    pub sure: bool,
    /// Index of the letter by which the owner asked for it.
    pub request: Option<u32>,
}

/// Whom and what it is about, since when, and what shows it.
struct Owing<'a> {
    supplier: u32,
    agreement: Option<u32>,
    thing: Option<u32>,
    since: Date,
    message: Option<&'a str>,
    evidence: EvidenceId,
}

impl Promised {
    /// Whether it is the law that gives the day.
    pub fn is_by_law(&self) -> bool {
        self.source == Source::Law
    }

    /// Whether it hangs on something that nothing shows yet: it is broken by nobody.
    pub(crate) fn hangs(&self) -> bool {
        self.is_by_law() && self.law.as_ref().is_some_and(|law| !law.sure)
    }

    /// Whether it is to be listed. What hangs on the goods that the owner sends back stays so until they went; a
    /// delivery that nothing shows, or that came as everybody expects, is silent.
    pub(crate) fn is_listed(&self, on: Date) -> bool {
        let Some(law) = self.law.as_ref().filter(|_| self.is_by_law()) else { return true };
        match self.closed {
            None => law.sure || law.ground == Ground::Withdrew || self.by >= on,
            Some(closed) => {
                let in_time = closed.how == Ending::Withdrawn || closed.on <= self.by;
                law.ground != Ground::Ordered || !in_time
            }
        }
    }

    /// Whether a promise of a supplier is the same deed in the same matter.
    fn is_the_deed_of(&self, other: &Self) -> bool {
        let about = self.agreement.is_none()
            || other.agreement.is_none()
            || self.agreement == other.agreement;
        self.about == other.about && about
    }

    /// Whether the supplier's own word takes the place of what the law gives. That somebody answers soon
    /// is not the answer to a complaint for good; where no day was agreed, any day that is named is.
    fn takes_the_place_of(&self, law: &ByLaw) -> bool {
        match law.ground {
            Ground::Complained => false,
            Ground::Ordered => true,
            Ground::Withdrew | Ground::EndedByButton | Ground::AskedForData => {
                self.by <= law.owed.by
            }
        }
    }
}

impl Ledger {
    /// What the law gives the owner because of a letter; `of_end` is on what ground, where they end something.
    pub(crate) fn owed_for_letter(
        &mut self,
        entry: &Entry<'_>,
        request: u32,
        of_end: Option<Ground>,
        words: &Words,
    ) {
        let Some(known) = self.requests.all.get(index(request)) else { return };
        // Who writes again has the right since the first letter.
        let first = known.evidence.0.len() == 1;
        let (act, agreement) = (known.act, known.agreement);
        let ground = match act {
            Act::Withdrew => Some(Ground::Withdrew),
            Act::Complained => Some(Ground::Complained),
            Act::AskedForData => Some(Ground::AskedForData),
            Act::Ended => of_end,
            Act::Claimed
            | Act::Sold
            | Act::Died
            | Act::Moved
            | Act::Returned
            | Act::Asked
            | Act::NewBank => None,
        };
        if matches!(act, Act::Withdrew | Act::Ended) {
            self.owed_no_more(agreement, known.sent_on, entry.evidence);
        }
        if let Some(ground) = ground.filter(|_| first) {
            self.owe(request, ground, words);
        }
    }

    /// What the owner sent back counts from that day: what was withdrawn from is to be paid back.
    pub(crate) fn owed_after_return(&mut self, agreement: u32, words: &Words) {
        let of = |r: &Request| r.act == Act::Withdrew && r.agreement == Some(agreement);
        let request = self.requests.all.iter().rposition(of);
        if let Some(request) = request.and_then(|at| u32::try_from(at).ok()) {
            self.owe(request, Ground::Withdrew, words);
        }
    }

    /// Asks the law and enters what it gives; what was entered before is made exact.
    fn owe(&mut self, request: u32, ground: Ground, words: &Words) {
        let Some(known) = self.requests.all.get(index(request)) else { return };
        let (Some(supplier), Some(evidence)) = (known.supplier, known.evidence.0.last().copied())
        else {
            return;
        };
        let (agreement, thing, since) = (known.agreement, known.thing, known.sent_on);
        let letter = known.letters.first().cloned();
        let cause = self.cause(ground, since, (supplier, agreement));
        let Some(owed) = words.law().owed(&cause) else { return };
        let sure = ground != Ground::Withdrew || cause.came.is_none() || cause.sent_back.is_some();
        let law = ByLaw { ground, owed, sure, request: Some(request) };
        let same = |p: &&mut Promised| {
            p.law.as_ref().is_some_and(|l| (l.ground, l.request) == (ground, Some(request)))
        };
        if let Some(entered) = self.promises.all.iter_mut().find(same) {
            if entered.is_by_law() && entered.closed.is_none() {
                entered.by = law.owed.by;
                entered.law = Some(law);
            }
            return;
        }
        let message = letter.as_deref();
        let owing = Owing { supplier, agreement, thing, since, message, evidence };
        self.enter_owed(&owing, law);
    }

    /// Goods that were ordered without a day come in the time that the law gives.
    pub(super) fn owed_for_order(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        thing: Option<u32>,
    ) {
        let Some(known) = agreement.and_then(|a| self.agreements.get(index(a))) else { return };
        let first = known.leaving.concluded.filter(|c| c.evidence == message.evidence());
        let (Some(first), Kind::OrderConfirmed) = (first, message.kind) else { return };
        let thing = thing.or(known.thing);
        let kind = thing.and_then(|t| self.things.get(index(t))).map(|t| t.kind);
        let comes = message.date(DateRole::Delivery).is_some()
            || message.reading.secondary.contains(&Kind::Delivered)
            || known.leaving.came.is_some();
        if known.kind != AgreementKind::Purchase || comes || !are_goods(kind, message) {
            return;
        }
        let supplier = message.supplier;
        let cause = self.cause(Ground::Ordered, first.on, (supplier, agreement));
        let Some(owed) = message.words.law().owed(&cause) else { return };
        let (since, evidence) = (first.on, message.evidence());
        let law = ByLaw { ground: Ground::Ordered, owed, sure: true, request: None };
        let message = message.reading.message_id.as_deref();
        self.enter_owed(&Owing { supplier, agreement, thing, since, message, evidence }, law);
    }

    fn cause(&self, ground: Ground, on: Date, of: (u32, Option<u32>)) -> Cause {
        let (supplier, agreement) = of;
        let known = agreement.and_then(|a| self.agreements.get(index(a)));
        let thing = known.and_then(|a| a.thing).and_then(|t| self.things.get(index(t)));
        let leaving = known.map(|a| &a.leaving);
        let concluded = leaving.and_then(|l| l.concluded);
        let papers = leaving.and_then(|l| l.papers).map(|papers| papers.evidence);
        Cause {
            ground,
            on,
            kind: known.map_or_else(|| self.only_kind_of(supplier), |a| a.kind),
            thing: thing.map(|t| t.kind),
            concluded: concluded.map(|c| c.on).or_else(|| known?.started_on),
            ordered: concluded.is_some_and(|c| Some(c.evidence) != papers),
            came: leaving.and_then(|l| l.came).map(|came| came.on),
            sent_back: leaving.and_then(|l| l.sent_back).map(|back| back.on),
        }
    }

    /// What a supplier does for the household, where that is one thing only.
    fn only_kind_of(&self, supplier: u32) -> AgreementKind {
        let mut kinds = self.agreements_of(supplier).map(|(_, a): (u32, &Agreement)| a.kind);
        let first = kinds.next();
        first.filter(|kind| kinds.all(|other| other == *kind)).unwrap_or(AgreementKind::Other)
    }

    /// One more promise by law, unless the supplier's own word stands for it.
    fn enter_owed(&mut self, owing: &Owing<'_>, law: ByLaw) {
        let promise = Promised {
            supplier: owing.supplier,
            agreement: owing.agreement,
            thing: owing.thing,
            about: law.ground.about(),
            what: law.owed.what.clone(),
            by: law.owed.by,
            made_on: owing.since,
            sum: None,
            case: None,
            message: owing.message.map(str::to_owned),
            source: Source::Law,
            of_charter: false,
            law: Some(law.clone()),
            closed: None,
            late_minutes: None,
            evidence: Evidences(vec![owing.evidence]),
        };
        let open = self.promises.open.entry(owing.supplier).or_default();
        for number in open.iter() {
            let own = self.promises.all.get_mut(index(*number));
            let own = own.filter(|p| !p.is_by_law() && p.is_the_deed_of(&promise));
            if let Some(own) = own.filter(|p| p.takes_the_place_of(&law)) {
                own.law = Some(law);
                return;
            }
        }
        open.push(u32::try_from(self.promises.all.len()).unwrap_or(u32::MAX));
        self.promises.all.push(promise);
    }

    /// A promise of a supplier takes the place of what the law gives for the same deed.
    pub(super) fn stands_for_the_law(&mut self, promise: &mut Promised) -> bool {
        let Some(open) = self.promises.open.get(&promise.supplier) else { return false };
        for number in open {
            let Some(known) = self.promises.all.get_mut(index(*number)) else { continue };
            let fits = known.is_by_law() && known.is_the_deed_of(promise);
            let law = known.law.as_ref().filter(|law| fits && promise.takes_the_place_of(law));
            let Some(law) = law.cloned() else { continue };
            promise.evidence.0.append(&mut known.evidence.0);
            promise.law = Some(law);
            promise.agreement = promise.agreement.or(known.agreement);
            promise.thing = promise.thing.or(known.thing);
            *known = promise.clone();
            return true;
        }
        false
    }

    /// What a message says of goods that are awaited by law only: that they are under way, or come on a
    /// day. And what it says of goods that came back.
    pub(super) fn law_learns(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        let Some(number) = agreement else { return };
        let known = self.agreements.get(index(number));
        let back = known.and_then(|a| a.leaving.returned);
        let is_back = back.is_some_and(|back| back.evidence == message.evidence());
        if is_back || message.kind == Kind::RefundCredit {
            self.owed_after_return(number, message.words);
        }
        let dated = message.date(DateRole::Delivery).is_some();
        let under_way = message.kind == Kind::DeliveryUnderWay;
        if !dated && !under_way {
            return;
        }
        let closed =
            Closed { how: Ending::Withdrawn, on: message.on, evidence: message.evidence() };
        self.each_awaited(number, |promise| {
            if message.kind == Kind::Delivered {
                return;
            }
            if dated {
                promise.close(closed);
            } else if let Some(law) = &mut promise.law {
                law.sure = false;
            }
        });
    }

    /// Whoever leaves a purchase awaits its goods no more.
    fn owed_no_more(&mut self, agreement: Option<u32>, on: Date, evidence: EvidenceId) {
        let Some(agreement) = agreement else { return };
        let closed = Closed { how: Ending::Withdrawn, on, evidence };
        self.each_awaited(agreement, |promise| promise.close(closed));
    }

    /// Goods of an agreement that the law alone lets the owner await.
    fn each_awaited(&mut self, agreement: u32, act: impl Fn(&mut Promised)) {
        let supplier = self.agreements.get(index(agreement)).map(|a| a.supplier);
        let Some(open) = supplier.and_then(|s| self.promises.open.get_mut(&s)) else { return };
        let all = &mut self.promises.all;
        open.retain(|number| {
            let Some(promise) = all.get_mut(index(*number)) else { return false };
            let ordered = |law: &ByLaw| law.ground == Ground::Ordered;
            let awaited = promise.is_by_law() && promise.law.as_ref().is_some_and(ordered);
            if awaited && promise.agreement == Some(agreement) {
                act(promise);
            }
            promise.closed.is_none()
        });
    }

    /// A person answered a letter in its thread: so is what the law gives for it.
    pub(crate) fn owed_was_answered(&mut self, request: u32, on: Date, evidence: EvidenceId) {
        let mut of = self.promises.all.iter_mut().filter(|p| p.closed.is_none());
        let asked = |law: &ByLaw| law.request == Some(request) && law.ground != Ground::Withdrew;
        let promise = of.find(|p| p.law.as_ref().is_some_and(asked));
        let Some(promise) = promise else { return };
        promise.close(Closed { how: Ending::Kept, on, evidence });
        let (supplier, all) = (promise.supplier, &self.promises.all);
        if let Some(open) = self.promises.open.get_mut(&supplier) {
            open.retain(|n| all.get(index(*n)).is_some_and(|p| p.closed.is_none()));
        }
    }
}

impl Here<'_, '_> {
    /// How and when what is owed by law is over by the message.
    pub(super) fn closes_owed(&self, promise: &Promised, law: &ByLaw) -> Option<(Ending, Date)> {
        let m = self.message;
        let thread = promise.message.as_ref().is_some_and(|id| m.reading.thread.contains(id));
        // A receipt and a question back are no answer, nor is what promises one.
        let receipt = matches!(m.kind, Kind::CaseProgress | Kind::InfoRequest);
        let again = self.again.contains(&Promise::Reply);
        let same = promise.agreement.is_some() && promise.agreement == self.agreement;
        let kept = match law.ground {
            Ground::Withdrew => return self.refunds(promise),
            Ground::Ordered => return self.comes(promise),
            Ground::EndedByButton => {
                let confirms = m.kind.is_ending();
                confirms && self.fits(promise)
            }
            Ground::Complained => {
                let decides = matches!(m.kind, Kind::ComplaintFinal | Kind::CaseDecision);
                let settles = same && m.kind == Kind::RefundCredit;
                settles || decides && self.fits(promise) || thread && !receipt
            }
            Ground::AskedForData => {
                let answers = matches!(m.kind, Kind::DataRights | Kind::CaseDecision);
                let settles = same && m.kind == Kind::CancelConfirmed;
                settles || answers && self.own || thread && !receipt
            }
        };
        (kept && self.own && !again).then_some((Ending::Kept, self.on()))
    }

    /// Goods that the law lets the owner await: they came, or were here when they went back.
    fn comes(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let back = matches!(self.message.kind, Kind::ReturnInstructions | Kind::RefundCredit);
        if back && self.fits(promise) {
            return Some((Ending::Withdrawn, self.on()));
        }
        self.delivers(promise)
    }
}

/// Whether what was ordered is sent: it is a thing that can be touched, or its sending is spoken of.
fn are_goods(kind: Option<ThingKind>, message: &Message<'_>) -> bool {
    let touched = matches!(kind, Some(ThingKind::Appliance | ThingKind::Device));
    touched || kind.is_none() && message.amount(AmountRole::Shipping).is_some()
}
