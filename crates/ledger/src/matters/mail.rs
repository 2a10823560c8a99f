//! What a supplier's message does in the matters.

use super::concern::{concern_of_case, named_concern};
use super::joining::{About, Step};
use super::{Concern, InMatter, Outcome, Settled};
use crate::contradictions::{Clash, Contradiction, Passage};
use crate::fold::{Message, index};
use crate::promises::Promise;
use crate::requests::puts_off;
use crate::state::Ledger;
use crate::stems;
use oxherd_model::{DateRole, Kind, ReferenceRole, Work};

/// What a message brought into the books before it is put into its matter: how many there were of each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    pub(crate) promises: usize,
    pub(crate) contradictions: usize,
}

impl Ledger {
    /// How many promises and contradictions there are, before a message is heard.
    pub(crate) fn before_message(&self) -> Before {
        Before { promises: self.promises.all.len(), contradictions: self.contradictions.all.len() }
    }

    /// Puts a message of a supplier into the matter that it is about, or opens one.
    pub(crate) fn matter_of(
        &mut self,
        message: &Message<'_>,
        (agreement, thing): (Option<u32>, Option<u32>),
        before: Before,
    ) {
        if message.day().is_none() {
            return;
        }
        // That goods come in time is no concern until somebody makes it one.
        let promises = since(before.promises, self.promises.all.len());
        let said = |at: &u32| self.promises.all.get(index(*at)).is_some_and(|p| !p.is_by_law());
        let promises: Vec<u32> = promises.into_iter().filter(said).collect();
        let clashes = since(before.contradictions, self.contradictions.all.len());
        let about = About { supplier: Some(message.supplier), agreement, thing };
        let clash = clashes.first().and_then(|at| self.contradictions.all.get(index(*at)));
        let over = self.over(message, agreement, thing);
        // What is asked of who has a thing, where the agreement about it is over, speaks against its end.
        let ended = clash.is_some_and(|c| is_after_end(c) || over.is_some());
        let opens = if clash.is_some() {
            Some(if ended { Concern::Ending } else { Concern::Dispute })
        } else {
            self.opened_by(message, agreement, &promises)
        };
        let step = Step {
            message: in_matter(message),
            reading: message.reading,
            about,
            kind: Some(message.kind),
            named: named_concern(&message.reading.subject).or_else(|| self.mends(message, thing)),
            opens,
            apart: message.words.is_apart(message.evidence()),
        };
        // What speaks against an end is part of it, however long ago that was.
        let ending = over.or(agreement).filter(|_| ended);
        let ending = ending.and_then(|a| self.matters.ending_of(a));
        // Who admits to be wrong speaks of what waits for its word.
        let thread = || self.matters.by_thread(&step).is_some();
        let admits = message.admits() && !thread();
        let ending = ending.or_else(|| self.matters.open_with(&step).filter(|_| admits));
        let Some(number) = (match ending.filter(|_| !step.apart) {
            Some(ending) => self.matters.enter_into(ending, &step),
            None => self.matters.enter(&step),
        }) else {
            return;
        };
        let settled = self.settled_by(message, number, agreement);
        let Some(matter) = self.matters.all.get_mut(index(number)) else { return };
        matter.promises.extend(&promises);
        matter.contradictions.extend(&clashes);
        if !clashes.is_empty() || settled.is_none() && matter.concern.is_moved_by(message.kind) {
            matter.settled = None;
            matter.moved_on = message.on;
        } else if settled.is_some() {
            matter.settled = settled;
        } else if !matter.concern.is_moved_by(message.kind) {
            self.answers_question(number, message.evidence(), message.on);
        }
    }

    /// A recall, where a message says that something was done to a thing that was called back, whoever did it.
    fn mends(&self, message: &Message<'_>, thing: Option<u32>) -> Option<Concern> {
        let mut of =
            self.matters.by_thing.get(&thing?)?.iter().filter_map(|at| self.matters.get(*at));
        let called_back = of.any(|m| m.concern == Concern::Recall && m.settled.is_none());
        (called_back && is_finished(message)).then_some(Concern::Recall)
    }

    /// The agreement that a message is about, where it is over; else one of its supplier about the thing.
    fn over(
        &self,
        message: &Message<'_>,
        agreement: Option<u32>,
        thing: Option<u32>,
    ) -> Option<u32> {
        let is_over = |number: &u32| {
            let known = self.agreements.get(index(*number));
            known.is_some_and(|a| a.ended_on.is_some_and(|end| end < message.on))
        };
        let of_thing = || {
            let of_supplier = self.agreements_by_supplier.get(&message.supplier)?.iter().rev();
            let about = |number: &&u32| {
                thing.is_some()
                    && self.agreements.get(index(**number)).is_some_and(|a| a.thing == thing)
            };
            of_supplier.copied().filter(|number| about(&number)).find(is_over)
        };
        agreement.map_or_else(of_thing, |number| Some(number).filter(is_over))
    }

    /// The concern that a message opens where there is none that it is part of.
    fn opened_by(
        &self,
        message: &Message<'_>,
        agreement: Option<u32>,
        promises: &[u32],
    ) -> Option<Concern> {
        let reading = message.reading;
        let kind = agreement.and_then(|a| self.agreements.get(index(a))).map(|a| a.kind);
        let refund = promises.iter().any(|at| {
            self.promises.all.get(index(*at)).is_some_and(|p| p.about == Promise::Refund)
        });
        let numbered = |role| message.references().any(|(of, _)| of == role);
        let case = || concern_of_case(&reading.subject, kind);
        let is = |kinds: &[Kind]| kinds.contains(&message.kind);
        if is(&[Kind::OrderTrouble]) {
            Some(Concern::Delivery)
        } else if is(&[Kind::RecallSafety]) {
            Some(Concern::Recall)
        } else if is(&[Kind::ComplaintFinal]) {
            Some(Concern::Complaint)
        } else if is(&[Kind::CaseProgress, Kind::CaseDecision]) && numbered(ReferenceRole::Case) {
            Some(case())
        } else if message.kind.is_ending() {
            agreement.map(|_| Concern::Ending)
        } else {
            let returned = is(&[Kind::ReturnInstructions]) && numbered(ReferenceRole::Return);
            (refund || returned).then_some(Concern::Refund)
        }
    }

    /// How a message settles the matter that it was put into.
    fn settled_by(
        &self,
        message: &Message<'_>,
        number: u32,
        agreement: Option<u32>,
    ) -> Option<Settled> {
        let matter = self.matters.get(number)?;
        let last = matter.concern == Concern::Ending
            && matter.settled.is_some_and(|settled| settled.on <= message.on)
            && stems::comes_once(&message.reading.subject);
        let last = last.then_some(Outcome::LastBill);
        let mends = matches!(matter.concern, Concern::Recall | Concern::Repair)
            && message.kind != Kind::RecallSafety
            && is_finished(message);
        let done = mends.then_some(Outcome::Decided);
        let admitted = (message.admits() && !puts_off(message) && matter.concern.may_be_admitted())
            .then_some(Outcome::Corrected);
        let how = last.or(admitted).or_else(|| matter.concern.settled_by(message.kind)).or(done)?;
        let evidence = message.evidence();
        let on = match how {
            // A visit is held when its day is over.
            Outcome::Held => message.date(DateRole::Appointment)?.tomorrow().ok()?,
            Outcome::Corrected if matter.concern == Concern::Ending => {
                let ended = agreement.and_then(|a| self.agreements.get(index(a))?.ended_on);
                ended.unwrap_or(message.on)
            }
            // Until its last day an agreement that ends is something that runs.
            Outcome::Confirmed if matter.concern == Concern::Ending => {
                let ended = agreement.and_then(|a| self.agreements.get(index(a))?.ended_on);
                let ended = ended.unwrap_or(message.on);
                // Who says it again does not end it later.
                if let Some(known) = matter.settled.filter(|known| known.on >= ended) {
                    return Some(known);
                }
                ended
            }
            Outcome::LastBill => {
                matter.settled?;
                message.on
            }
            Outcome::Confirmed
            | Outcome::Decided
            | Outcome::Answered
            | Outcome::MoneyBack
            | Outcome::Delivered
            | Outcome::TakenBack
            | Outcome::Corrected
            | Outcome::Silence => message.on,
        };
        Some(Settled { on: on.max(message.on), how, evidence })
    }
}

impl super::Matters {
    /// The newest matter of the end of an agreement; else of the sale of what it hung on.
    pub(super) fn ending_of(&self, agreement: u32) -> Option<u32> {
        let of = self.by_agreement.get(&agreement)?.iter().rev();
        let newest = |concern| {
            let is_one = |at: &u32| self.get(*at).is_some_and(|m| m.concern == concern);
            of.clone().copied().find(is_one)
        };
        newest(Concern::Ending).or_else(|| newest(Concern::Sale))
    }
}

/// The numbers of what was added to a list.
pub(super) fn since(before: usize, now: usize) -> Vec<u32> {
    (before..now).filter_map(|at| u32::try_from(at).ok()).collect()
}

/// Whether it speaks against an end.
pub(super) fn is_after_end(clash: &Contradiction) -> bool {
    // Two sums under one number have nothing to do with an end.
    let of_sums = || clash.against.iter().any(|said| matches!(said.what, Passage::Sum(_)));
    matches!(
        clash.kind,
        Clash::RenewalAfterEnd
            | Clash::ChargeAfterEnd
            | Clash::WelcomeAfterEnd
            | Clash::DunningAfterEnd
    ) || clash.kind == Clash::SaidTwiceDifferently && !of_sums()
}

/// Whether a message says that what was to be done to a thing is done.
fn is_finished(message: &Message<'_>) -> bool {
    let done = [Work::Repair, Work::Care].into_iter().any(|work| message.done_on(work).is_some());
    done || stems::is_finished(&message.reading.subject)
}

fn in_matter(message: &Message<'_>) -> InMatter {
    InMatter { evidence: message.evidence(), message: message.reading.message.id(), on: message.on }
}
