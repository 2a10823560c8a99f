//! Dues that are settled by what was done: care that was due, a thing that was called back, what was asked for.

use crate::agreements::{is_over, is_single, near};
use crate::contradictions::Clash;
use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::matters::{Concern, bare_subject};
use crate::requests::Act;
use crate::state::{AskedIn, Asking, Due, Evidences, Ledger, Thing};
use crate::stems;
use crate::suppliers::folded;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    DateRole, DueKind, EvidenceId, Fact, Handed, HandedHow, Handing, Kind, LetterAct, Reading,
    Stage, ThingKind, Work,
};
use std::collections::BTreeSet;

/// Care that is done so many days before its day is the care of that day.
const EARLY_DAYS: i32 = 183;

/// Days for one care that two suppliers name lie at most so many days apart.
const SAME_CARE_DAYS: i32 = 10;

/// Whether a message brings what another asks for, or says that it has arrived.
fn brings(reading: &Reading, asked: &AskedIn, least: HandedHow) -> bool {
    let handed = reading.handed.iter().filter(|handing| handing.how >= least);
    handed.map(|handing| handing.what).any(|what| asked.for_what.contains(&what))
}

/// Whether a message says that goods are back with the supplier.
pub(crate) fn are_back(message: &Message<'_>) -> bool {
    let goods =
        |handing: &Handing| handing.what == Handed::Goods && handing.how == HandedHow::Arrived;
    message.kind != Kind::ReturnInstructions && stems::is_received(&message.reading.subject)
        || message.reading.handed.iter().any(goods) && message.date(DateRole::ReturnBy).is_none()
}

impl Ledger {
    /// Closes what the work that a message tells of settles, and keeps the visit that it was.
    pub(super) fn work_done(
        &mut self,
        message: &Message<'_>,
        (agreement, thing): (Option<u32>, Option<u32>),
    ) {
        let thing = thing.or_else(|| self.agreements.get(index(agreement?))?.thing);
        self.visited(message);
        if let Some(on) = message.done_on(Work::Care) {
            self.cared(message, (agreement, thing), on);
        }
        let mended = message.done_on(Work::Repair).or_else(|| message.done_on(Work::Care));
        if mended.is_some() || message.kind == Kind::Delivered {
            self.mended(message, thing);
        }
    }

    /// Who reports what was done on a visit is expected no more on that day.
    fn visited(&mut self, message: &Message<'_>) {
        let done: Vec<Date> =
            message.reading.done.iter().map(|d| d.on.unwrap_or(message.on)).collect();
        if done.is_empty() {
            return;
        }
        for number in self.open_dues.of(message.supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let held = due.what == DueKind::Appointment && due.closed_at.is_none();
            // What is set and held by one message keeps its point on the line.
            if held && due.on <= message.on && done.contains(&due.on) {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// What has arrived is asked for no more.
    pub(super) fn arrived(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        if !message.reading.handed.iter().any(|handing| handing.how == HandedHow::Arrived) {
            return;
        }
        let open = self.open_dues.of(message.supplier).to_vec();
        let asks = |due: &Due| due.asked_in.is_some() && due.closed_at.is_none();
        let asking = open.iter().filter(|at| self.dues.get(index(**at)).is_some_and(asks)).count();
        // Who has an answer, or all that was asked for, has what the only question was for.
        let any = |handing: &Handing| {
            let whatever = matches!(handing.what, Handed::Answer | Handed::All);
            whatever && handing.how == HandedHow::Arrived
        };
        let more = message.date(DateRole::AnswerBy).is_some();
        let answered = asking == 1 && !more && message.reading.handed.iter().any(any);
        for number in open {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let same = due.agreement.is_none() || agreement.is_none() || due.agreement == agreement;
            let asked = due.asked_in.as_ref().is_some_and(|asked| {
                answered || brings(message.reading, asked, HandedHow::Arrived)
            });
            if asked && same && due.closed_at.is_none() {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// What was lent with an agreement that is over, and is back with who lent it, is gone.
    pub(super) fn handed_back(&mut self, message: &Message<'_>, back: &[(u32, u32)]) {
        for (thing, agreement) in back {
            let ended = self.agreements.get(index(*agreement)).is_some_and(|a| {
                is_over(a.state) && !is_single(a.kind) && a.supplier == message.supplier
            });
            let of_it = |t: &Thing| {
                let lent = matches!(
                    t.kind,
                    ThingKind::Device
                        | ThingKind::Appliance
                        | ThingKind::Vehicle
                        | ThingKind::Other
                );
                lent && t.suppliers.iter().all(|s| *s == message.supplier)
            };
            let known = self.things.get_mut(index(*thing)).filter(|t| ended && of_it(t));
            if let Some(thing) = known {
                thing.stage = thing.stage.max(Stage::Gone);
            }
        }
    }

    /// What was asked for by what is taken back is owed no more.
    pub(crate) fn takes_back_claims(&mut self, message: &Message<'_>, taken: &[EvidenceId]) {
        if taken.is_empty() {
            return;
        }
        for number in self.open_dues.of(message.supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let asked = due.what == DueKind::Payment && due.closed_at.is_none();
            if asked && due.evidence.0.iter().any(|evidence| taken.contains(evidence)) {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// A thing that was being sold is gone once what ran for it is confirmed to be over.
    pub(super) fn parted(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        let known = agreement.and_then(|a| self.agreements.get(index(a)));
        let over = known.filter(|a| {
            let past = a.ended_on.is_some_and(|end| end <= message.on);
            is_over(a.state) && !is_single(a.kind) && past && message.kind.is_ending()
        });
        let Some(at) = over.and_then(|a| a.thing) else { return };
        let sold = self.requests.all.iter().any(|r| r.act == Act::Sold && r.thing == Some(at));
        let parting = sold || self.contradictions.partings.contains_key(&at);
        let thing = self.things.get_mut(index(at)).filter(|t| t.stage == Stage::Parting);
        if let Some(thing) = thing.filter(|t| parting || t.kind == ThingKind::Vehicle) {
            thing.stage = Stage::Gone;
        }
    }

    /// Whether the same care of a thing is known of another supplier for about the same day: it is due once, by
    /// the earlier day, as who spoke of it last says.
    pub(super) fn is_cared_for_already(&mut self, message: &Message<'_>, due: &mut Due) -> bool {
        let care = matches!(due.what, DueKind::Service | DueKind::Inspection);
        if !care || due.thing.is_none() {
            return false;
        }
        let open: Vec<u32> = self.open_dues.all().collect();
        for number in open {
            let Some(known) = self.dues.get_mut(index(number)) else { continue };
            let same = known.what == due.what
                && known.thing == due.thing
                && known.supplier != due.supplier
                && known.closed_at.is_none()
                && near(known.on, due.on, SAME_CARE_DAYS);
            if !same {
                continue;
            }
            if known.on < due.on {
                known.evidence.add(message.evidence());
                return true;
            }
            known.closed_at = message.entry.known_from;
            due.evidence.0.extend(known.evidence.0.iter().copied());
            due.evidence.0.truncate(Evidences::MAX);
        }
        false
    }

    fn cared(
        &mut self,
        message: &Message<'_>,
        (agreement, thing): (Option<u32>, Option<u32>),
        on: Date,
    ) {
        let last = on.checked_add(EARLY_DAYS.days()).unwrap_or(on);
        let at = message.entry.known_from;
        let of: Vec<u32> = self.open_dues.all().collect();
        for number in of {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let meant = if thing.is_some() && due.thing.is_some() {
                due.thing == thing
            } else {
                due.supplier == message.supplier
            };
            let care = matches!(due.what, DueKind::Service | DueKind::Inspection);
            if care && meant && due.closed_at.is_none() && due.on <= last {
                due.closed_at = at;
                due.evidence.add(message.evidence());
            }
        }
        let known =
            |due: &Due| due.what == DueKind::Appointment && due.on == on && due.thing == thing;
        // The next care is counted from the last visit.
        if thing.is_some() && !self.dues.iter().any(known) {
            self.dues.push(Due {
                what: DueKind::Appointment,
                on,
                thing,
                agreement,
                supplier: message.supplier,
                amount: None,
                also: None,
                asking: Asking::Once,
                reference: None,
                closed_at: at,
                asked_in: None,
                minute: None,
                evidence: Evidences(vec![message.evidence()]),
            });
        }
    }

    /// A thing that was called back was mended or came anew: until when that can be had is over.
    fn mended(&mut self, message: &Message<'_>, thing: Option<u32>) {
        let recalls = self.matters.all.iter().filter(|m| m.concern == Concern::Recall);
        let of = recalls.filter(|m| {
            let same = m.thing.is_none() || thing.is_none() || m.thing == thing;
            let known = m.suppliers.contains(&message.supplier);
            same && (known || thing.is_some() && m.thing == thing)
        });
        let told: BTreeSet<EvidenceId> =
            of.flat_map(|m| m.messages.iter().map(|message| message.evidence)).collect();
        if told.is_empty() {
            return;
        }
        let of: Vec<u32> = self.open_dues.all().collect();
        for number in of {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let asked = due.what == DueKind::Information && due.closed_at.is_none();
            if asked && due.evidence.0.iter().any(|evidence| told.contains(evidence)) {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// What announced charges and renewals against an end that was said before, where that still stands.
    pub(super) fn announced_after_end(
        &self,
        message: &Message<'_>,
        agreement: Option<u32>,
    ) -> BTreeSet<EvidenceId> {
        let ends = matches!(message.kind, Kind::CancelConfirmed | Kind::ContractEnding);
        if !ends || message.asked || stems::corrects(&message.reading.subject) {
            return BTreeSet::new();
        }
        let all = self.contradictions.all.iter();
        let open = all.filter(|c| c.agreement == agreement && c.closed_by.is_none());
        let after =
            open.filter(|c| matches!(c.kind, Clash::RenewalAfterEnd | Clash::ChargeAfterEnd));
        after.flat_map(|c| c.says.iter().map(|said| said.evidence)).collect()
    }

    /// Who ended an agreement by the last day for that has nothing left to do by it.
    pub(crate) fn left_in_time(&mut self, entry: &Entry<'_>, on: Date, agreement: u32) {
        let Some(supplier) = self.agreements.get(index(agreement)).map(|a| a.supplier) else {
            return;
        };
        for number in self.open_dues.of(supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let of = due.agreement == Some(agreement) && due.what == DueKind::CancelBy;
            if of && due.on >= on && due.closed_at.is_none() {
                due.closed_at = entry.known_from;
                due.evidence.add(entry.evidence);
            }
        }
    }

    /// Who takes back the letter by which an agreement was ended may end it by the same days.
    pub(crate) fn may_be_left_again(&mut self, agreement: u32, letter: EvidenceId) {
        let mut again = Vec::new();
        for (number, due) in (0_u32..).zip(self.dues.iter_mut()) {
            let of = due.agreement == Some(agreement) && due.what == DueKind::CancelBy;
            if of && due.closed_at.is_some() && due.evidence.0.first() == Some(&letter) {
                due.closed_at = None;
                again.push((due.supplier, number));
            }
        }
        for (supplier, number) in again {
            if !self.open_dues.of(supplier).contains(&number) {
                self.open_dues.add(supplier, number);
            }
        }
    }

    /// What a supplier asked for is settled by the answer of the owner, by its thread or to the same supplier
    /// under the same subject; a question back gives nothing.
    pub(crate) fn given(&mut self, entry: &Entry<'_>, reading: &Reading, supplier: Option<u32>) {
        let acts = reading.facts.iter().filter_map(Fact::act).map(|(act, _)| act);
        let mut acts = acts.peekable();
        if acts.peek().is_some() && acts.all(|act| act == LetterAct::Ask) {
            return;
        }
        let subject = Some(folded(bare_subject(&reading.subject)));
        let subject = subject.filter(|_| stems::is_answer(&reading.subject));
        let of: Vec<u32> = self.open_dues.all().collect();
        for number in of {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let to_whom = supplier == Some(due.supplier);
            let asked = due.asked_in.as_ref().is_some_and(|asked| {
                let thread = asked.message.as_ref().is_some_and(|id| reading.thread.contains(id));
                let same = subject.as_ref() == Some(&asked.subject) && !asked.subject.is_empty();
                thread || to_whom && (same || brings(reading, asked, HandedHow::Brought))
            });
            if asked && due.closed_at.is_none() {
                due.closed_at = entry.known_from;
                due.evidence.add(entry.evidence);
            }
        }
    }
}
