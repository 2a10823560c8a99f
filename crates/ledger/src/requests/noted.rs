//! What the owner noted: what somebody said on the telephone or at the door, and what they did there.
//!
//! Hearsay is weaker than a letter. A note opens promises, visits and deliveries, closes promises by
//! what the owner saw, and does what the owner says that they did. It never founds an agreement, nor
//! shapes or ends one by what the supplier said, nor answers a letter that waits for a confirmation.

use super::{Addressed, letters};
use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::matters::Written;
use crate::promises::Promise;
use crate::state::{Ledger, TimelineEntry, TimelineKind};
use crate::suppliers::folded;
use crate::word::{Target, Words};
use jiff::civil::Date;
use oxherd_model::{AgreementState, DateRole, Fact, Kind, Reading};

/// Agreements that are over for so long are not spoken of, if another one runs.
const OVER: &[AgreementState] = &[AgreementState::Ended, AgreementState::Ending];

impl Ledger {
    /// Enters a note of the owner.
    pub(crate) fn noted(&mut self, entry: &Entry<'_>, kind: Kind, on: Date, words: &Words) {
        let Some(reading) = entry.reading else { return };
        let told = words.supplier(entry.evidence);
        let supplier = told.and_then(|told| self.supplier_told(told, words));
        let thing = words.thing(entry.evidence).and_then(|target| self.thing_told(target));
        let agreement =
            supplier.and_then(|supplier| self.agreement_noted(reading, supplier, thing));
        let of = agreement.and_then(|number| self.agreements.get(index(number))?.thing);
        let about = Addressed { supplier, agreement, thing: thing.or(of) };
        self.line_of_note(entry, kind, about, words);
        let owed = self.promises.all.len();
        let mut done = Vec::new();
        if reading.facts.iter().any(|fact| fact.act().is_some()) {
            for deed in letters::deeds(reading) {
                done.push((deed.act, self.owner_did((entry, on), deed, about, words)));
            }
            if let Some(agreement) = agreement.filter(|_| letters::keeps(reading)) {
                self.owner_keeps((entry.evidence, on), agreement);
            }
        }
        let of = (about.supplier, about.agreement, about.thing);
        let apart = words.is_apart(entry.evidence);
        let written = Written { entry, on, about: of, done, kind: Some(kind), apart };
        let matter = self.matter_of_letter(&written);
        self.promised_in(matter, owed);
        let promises = self.promises.all.len();
        let Some(supplier) = supplier else { return };
        if let Some(known) = self.suppliers.get_mut(index(supplier)) {
            known.evidence.add(entry.evidence);
        }
        let message =
            Message { entry, reading, kind, supplier, on, person: None, asked: false, words };
        self.promises_of(&message, agreement, about.thing);
        let saw = without_promises(reading);
        // Money that is promised anew has not come.
        let promised = |kind: Kind| {
            let of = self.promises.all.get(promises..).unwrap_or_default().iter();
            kind == Kind::RefundCredit && of.clone().any(|p| p.about == Promise::Refund)
        };
        let seen: Vec<Kind> =
            reading.secondary.iter().copied().filter(|kind| !promised(*kind)).collect();
        for kind in seen {
            let beside = Message { reading: &saw, kind, ..message };
            self.promises_of(&beside, agreement, about.thing);
        }
        self.promised_in(matter, promises);
        let visits = only_what_comes(reading);
        let kind = if COMES.contains(&kind) { kind } else { Kind::Personal };
        let message = Message { reading: &visits, kind, ..message };
        self.dues_of(&message, agreement, about.thing);
    }

    /// The supplier that the owner named.
    fn supplier_told(&mut self, told: &Target, words: &Words) -> Option<u32> {
        let name = told.0.as_str();
        // Who has no domain is told by its name.
        let domain = name.contains('.').then_some(name);
        self.supplier(domain, name, words)
    }

    fn thing_told(&self, target: &Target) -> Option<u32> {
        let at = self.things.iter().position(|thing| thing.id == target.0)?;
        u32::try_from(at).ok()
    }

    /// The agreement that a note speaks of: the one whose number it names, else the only one with the
    /// supplier, about the thing if one is named; one that runs before those that are over.
    pub(crate) fn agreement_noted(
        &self,
        reading: &Reading,
        supplier: u32,
        thing: Option<u32>,
    ) -> Option<u32> {
        for (_, value) in reading.facts.iter().filter_map(Fact::reference) {
            let known = self.agreement_by_reference.get(&(supplier, folded(value)));
            if let Some(known) = known.and_then(|of| of.last()) {
                return Some(*known);
            }
        }
        if let Some(numbered) = self.agreement_numbered(supplier, reading) {
            return Some(numbered);
        }
        let only = |runs: bool, of_thing: bool| {
            let of = self.agreements_of(supplier).filter(|(_, a)| !a.is_apart(reading));
            let mut fits = of.filter(|(_, a)| {
                (!runs || !OVER.contains(&a.state)) && (!of_thing || a.thing == thing)
            });
            let first = fits.next().map(|(number, _)| number);
            first.filter(|_| fits.next().is_none())
        };
        let of_thing = thing.and_then(|_| only(true, true).or_else(|| only(false, true)));
        of_thing.or_else(|| only(true, false)).or_else(|| only(false, false))
    }

    /// Puts the note on the line of its thing.
    fn line_of_note(&mut self, entry: &Entry<'_>, kind: Kind, about: Addressed, words: &Words) {
        let point = TimelineEntry {
            at: entry.known_from,
            kind: TimelineKind::Message(kind),
            supplier: about.supplier,
            evidence: entry.evidence,
        };
        match about.thing.and_then(|thing| self.things.get_mut(index(thing))) {
            Some(thing) => {
                thing.timeline.push(point);
                thing.suppliers.extend(about.supplier.filter(|s| !thing.suppliers.contains(s)));
            }
            // Of a thing that is not known yet.
            None if words.thing(entry.evidence).is_some() => self.waiting.push(point),
            None => {}
        }
    }
}

/// Kinds of what comes to the owner, by which dues are opened and closed.
const COMES: &[Kind] =
    &[Kind::AppointmentSet, Kind::AppointmentChanged, Kind::DeliveryUnderWay, Kind::Delivered];

fn without_promises(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    reading.facts.retain(|fact| fact.promise().is_none());
    reading
}

/// A reading with those days only on which somebody or something comes, or an answer is awaited.
fn only_what_comes(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    reading.facts.retain(|fact| {
        fact.date().is_none_or(|(role, _)| {
            matches!(role, DateRole::Appointment | DateRole::Delivery | DateRole::AnswerBy)
        })
    });
    reading
}
