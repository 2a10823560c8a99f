//! What is looked after by who sold it or put it in, and the numbers that come later for what was ordered.

use crate::agreements::agreement_kind;
use crate::fold::{Message, index};
use crate::matters::Concern;
use crate::names::NOUN_NAME;
use crate::state::{Ledger, Place, Thing};
use oxherd_model::{AgreementKind, DueKind, IdentifierRole, Kind, Stage, ThingKind, Work};

/// Whether something can be sold, brought and looked after.
const fn is_movable(kind: ThingKind) -> bool {
    matches!(kind, ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device | ThingKind::Other)
}

/// A shorter number names many things.
const NUMBER_MIN: usize = 6;

/// Letters of the words that a name shares with a subject.
const SHARED_MIN: usize = 6;

/// Whether a subject has two words of a name at least: who repeats a name leaves out what sort it is.
fn shares_words(subject: &str, name: &str) -> bool {
    let words: Vec<&str> = subject.split(|c: char| !c.is_alphanumeric()).collect();
    let name = name.to_lowercase();
    let of = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let shared: Vec<&str> = of.filter(|word| words.contains(word)).collect();
    shared.len() >= 2 && shared.iter().map(|word| word.len()).sum::<usize>() >= SHARED_MIN
}

impl Ledger {
    /// The one thing that a supplier serves, for its visit or the bill of it that does not name it: the words
    /// of care are the same for a car and for a boiler.
    pub(super) fn cared_for(&self, message: &Message<'_>) -> Option<u32> {
        // Which visit is moved, its own look says.
        let visit = matches!(message.kind, Kind::MaintenanceDue | Kind::AppointmentSet)
            || message.kind == Kind::CaseDecision && !message.reading.done.is_empty();
        let service = matches!(
            agreement_kind(message),
            AgreementKind::Service | AgreementKind::Warranty | AgreementKind::Other
        );
        if !(visit || service && message.kind == Kind::Bill) {
            return None;
        }
        let theirs = |t: &Thing| {
            is_movable(t.kind)
                && t.owned != Some(false)
                && t.stage != Stage::Gone
                && t.suppliers.contains(&message.supplier)
        };
        let mut of = (0..).zip(&self.things).filter(|(_, t)| theirs(t));
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }

    /// The thing whose care a message reports or books, whoever does it: by a number under which it is known, whatever
    /// that was taken for, else the only one with care due that its subject names or whose noun it uses.
    pub(super) fn looked_after(&self, message: &Message<'_>) -> Option<u32> {
        let visit = message.kind == Kind::AppointmentSet
            || message.kind == Kind::OrderConfirmed
                && message.reading.secondary.contains(&Kind::AppointmentSet);
        let done = message.done_on(Work::Care).or_else(|| message.done_on(Work::Repair));
        if done.is_none() && !visit {
            return None;
        }
        let numbered = || {
            let mut of = message.references().filter_map(|(_, value)| self.numbered(value));
            of.next()
        };
        numbered().or_else(|| {
            let due = self.open_dues.all().filter_map(|at| self.dues.get(index(at)));
            let mut of: Vec<u32> = due
                .filter(|due| due.what == DueKind::Service && due.closed_at.is_none())
                .filter_map(|due| due.thing)
                .filter(|at| self.things.get(index(*at)).is_some_and(|t| t.owned != Some(false)))
                .collect();
            of.sort_unstable();
            of.dedup();
            let subject = message.reading.subject.to_lowercase();
            let named = |at: &&u32| {
                let names = self.things.get(index(**at)).map_or(&[][..], |t| &t.names);
                names.iter().any(|(name, _)| shares_words(&subject, name))
            };
            let noun = |at: &&u32| {
                let names = self.things.get(index(**at)).map_or(&[][..], |t| &t.names);
                let mut nouns = message.reading.nouns.iter();
                nouns.any(|noun| names.iter().any(|(name, _)| name.eq_ignore_ascii_case(noun)))
            };
            let only = |found: Vec<&u32>| if let [only] = found[..] { Some(*only) } else { None };
            only(of.iter().filter(named).collect())
                .or_else(|| only(of.iter().filter(noun).collect()))
        })
    }

    /// The thing that is known by a number.
    fn numbered(&self, value: &str) -> Option<u32> {
        let bare: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
        let bare = bare.to_uppercase();
        let long = bare.len() >= NUMBER_MIN && bare.contains(|c: char| c.is_ascii_digit());
        let roles = [IdentifierRole::Serial, IdentifierRole::Imei, IdentifierRole::Vin];
        let of = roles.into_iter().map(|role| (role, bare.clone()));
        of.filter(|_| long).find_map(|key| self.thing_by_identifier.get(&key).copied())
    }

    /// What came in the place of something that was called back or mended goes on as that thing, under both
    /// numbers: everything that is known of the old one holds for the new one.
    pub(super) fn replaced(&mut self, message: &Message<'_>, things: Vec<u32>) -> Vec<u32> {
        let done = matches!(
            message.kind,
            Kind::Delivered | Kind::CaseDecision | Kind::CaseProgress | Kind::ReturnInstructions
        );
        let [one, other] = things.as_slice() else { return things };
        let pair = [(*one, *other), (*other, *one)];
        let fits = pair.into_iter().find(|(old, new)| self.takes_the_place(message, *old, *new));
        let Some((old, new)) = fits.filter(|_| done) else { return things };
        self.join(new, old);
        vec![old]
    }

    /// Whether a thing of which only its number is known came for one that this supplier has a case about.
    fn takes_the_place(&self, message: &Message<'_>, old: u32, new: u32) -> bool {
        let (Some(known), Some(came)) = (self.things.get(index(old)), self.things.get(index(new)))
        else {
            return false;
        };
        let serial = |t: &Thing| {
            let mut of = t.identifiers.iter().map(|(role, _)| *role);
            of.any(|role| matches!(role, IdentifierRole::Serial | IdentifierRole::Imei))
        };
        let bare = came.names.iter().all(|(_, weight)| *weight < NOUN_NAME)
            && came.suppliers.iter().all(|s| *s == message.supplier);
        let served = known.suppliers.contains(&message.supplier);
        let mut matters = self.matters.by_thing.get(&old).into_iter().flatten();
        let case = matters.any(|at| {
            let matter = self.matters.all.get(index(*at));
            matter.is_some_and(|m| {
                matches!(m.concern, Concern::Recall | Concern::Repair | Concern::Claim)
            })
        });
        bare && served && case && serial(known) && serial(came) && is_movable(known.kind)
    }

    /// The only thing of an order that a paper names again, for the number by which its maker knows it: of
    /// whatever sort its words made it.
    pub(super) fn ordered_alone(
        &self,
        order: &str,
        role: IdentifierRole,
        taken: &[u32],
    ) -> Option<u32> {
        let made =
            matches!(role, IdentifierRole::Serial | IdentifierRole::Imei | IdentifierRole::Vin);
        let of_order = |t: &Thing| matches!(&t.found_by, Place::Product(of, _) if of == order);
        let mut of = (0..).zip(&self.things).filter(|(_, t)| made && of_order(t));
        let (first, thing) = of.next()?;
        let alone = of.next().is_none() && is_movable(thing.kind) && !taken.contains(&first);
        (alone && self.lacks(first, role)).then_some(first)
    }

    /// The same of a purchase that is known.
    pub(super) fn bought_as(
        &self,
        agreement: Option<u32>,
        role: IdentifierRole,
        taken: &[u32],
    ) -> Option<u32> {
        let known = self.agreements.get(index(agreement?))?;
        let thing = known.thing.filter(|_| known.kind == AgreementKind::Purchase)?;
        let made =
            matches!(role, IdentifierRole::Serial | IdentifierRole::Imei | IdentifierRole::Vin);
        let movable = self.things.get(index(thing)).is_some_and(|t| is_movable(t.kind));
        (made && movable && !taken.contains(&thing) && self.lacks(thing, role)).then_some(thing)
    }
}
