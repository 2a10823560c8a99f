//! Animals: known by the name that they are called by.

use super::{BY_AGREEMENT, identifiers};
use crate::agreements::agreement_kind;
use crate::fold::{Message, index};
use crate::names::OWN_NAME;
use crate::state::{Ledger, Place, Thing};
use crate::suppliers::folded;
use oxherd_model::{AgreementKind, IdentifierRole, ThingKind, TopicName, short_id};

/// What each further message adds that calls an animal by its name.
const CALLED_AGAIN: u16 = 100;

/// Names of a message that are looked at.
const NAMES_MAX: usize = 4;

impl Ledger {
    /// The animal that a message calls by its name: the one of that name, one that has none yet, or
    /// another one.
    pub(super) fn by_animal(&mut self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        let wild = !speaks_of_animals(message) || kind != ThingKind::Animal;
        let name = only_name(message).filter(|_| !wild)?;
        let theirs = |thing: &Thing| thing.kind == ThingKind::Animal && thing.owned != Some(false);
        let own = |thing: &Thing| thing.names.iter().any(|(_, weight)| *weight >= OWN_NAME);
        let called = |thing: &Thing| {
            let mut names = thing.names.iter().filter(|(_, weight)| *weight >= OWN_NAME);
            names.any(|(known, _)| folded(known) == folded(name))
        };
        let find = |fits: &dyn Fn(&Thing) -> bool| {
            let mut of = (0..).zip(&self.things).filter(|(_, t)| theirs(t) && fits(t));
            let (first, _) = of.next()?;
            of.next().is_none().then_some(first)
        };
        if let Some(known) = find(&called) {
            if let Some(thing) = self.things.get_mut(index(known)) {
                let more = (thing.confidence + CALLED_AGAIN).min(BY_AGREEMENT + 100);
                thing.confidence = thing.confidence.max(more);
            }
            return Some(known);
        }
        if let Some(unnamed) = find(&|thing| !own(thing)) {
            return Some(unnamed);
        }
        let id = short_id('t', &["animal", &folded(name)]);
        let known = self.things.iter().any(|t| t.id == id || theirs(t) && called(t));
        if known {
            return None;
        }
        let thing = self.new_thing(id, ThingKind::Animal, Place::Agreement, BY_AGREEMENT - 200);
        self.name(thing, name, OWN_NAME);
        Some(thing)
    }

    /// What an agreement is that words about money alone would make one with a bank: with who serves a
    /// thing or was known for something else, it is that.
    pub(crate) fn kind_meant(&self, message: &Message<'_>) -> AgreementKind {
        let kind = agreement_kind(message);
        if kind != AgreementKind::Banking {
            return kind;
        }
        let serves = self.things.iter().find(|thing| {
            thing.suppliers.contains(&message.supplier)
                && matches!(
                    thing.kind,
                    ThingKind::Animal | ThingKind::Vehicle | ThingKind::Appliance
                )
        });
        if serves.is_some() {
            return AgreementKind::Service;
        }
        let named = |weight: u16| {
            message.reading.topics.iter().any(|t| {
                t.name == TopicName::Agreement(AgreementKind::Banking) && t.weight >= weight
            })
        };
        let other = self
            .agreements_of(message.supplier)
            .any(|(_, a)| !matches!(a.kind, AgreementKind::Banking | AgreementKind::Other));
        if other || !named(BANK_POINTS_MIN) { AgreementKind::Other } else { kind }
    }
}

/// One weak word, such as that of a balance, makes nobody a bank.
const BANK_POINTS_MIN: u16 = 4;

/// Whether a message calls an animal by its name.
pub(super) fn is_called(message: &Message<'_>, thing: &Thing) -> bool {
    let mut own = thing.names.iter().filter(|(_, weight)| *weight >= OWN_NAME);
    let named = only_name(message);
    thing.kind == ThingKind::Animal
        && own.any(|(known, _)| named.is_some_and(|name| folded(known) == folded(name)))
}

/// The name of the only animal that a message calls by it.
fn only_name<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    let names = identifiers(message).filter(|(role, _, _)| *role == IdentifierRole::Name);
    let mut names = names.map(|(_, value, _)| value).take(NAMES_MAX);
    let first = names.next()?;
    names.all(|name| folded(name) == folded(first)).then_some(first)
}

fn speaks_of_animals(message: &Message<'_>) -> bool {
    let animal = TopicName::Thing(ThingKind::Animal);
    message.reading.topics.iter().any(|t| t.name == animal)
}
