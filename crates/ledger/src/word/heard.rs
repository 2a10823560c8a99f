//! Everything that the owner said up to a time, and what it says of a message.

use super::alike::Alike;
use super::mend;
use super::{Looks, Mend, Reach, ReadValue, Saying, Target, Told, Word, standing};
use crate::household::Household;
use crate::statutes::{Statutes, Under};
use oxherd_model::{DayOrder, EvidenceId, Kind, Reading, Shape, Stage, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A firm that was said to be another, which is another again, is followed for so many steps.
const ALIAS_STEPS: usize = 8;

/// Keys that a household can have at hand.
const KEYS_MAX: usize = 1_000;

/// Everything that the owner said up to a time, the later winning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    kinds: BTreeMap<EvidenceId, Kind>,
    things: BTreeMap<EvidenceId, Target>,
    suppliers: BTreeMap<EvidenceId, Target>,
    stated: BTreeMap<EvidenceId, Vec<(ReadValue, Mend)>>,
    orders: BTreeMap<EvidenceId, DayOrder>,
    alike: Alike,
    aliases: BTreeMap<String, String>,
    apart: BTreeSet<EvidenceId>,
    about: Vec<Word>,
    household: Household,
    law: Under,
}

impl Words {
    /// From everything said, oldest first, each of one message only.
    pub fn collect(said: impl IntoIterator<Item = Word>) -> Self {
        let only = |word| Saying { reach: Reach::Only, ..Saying::new(word) };
        Self::of(said.into_iter().map(only).collect())
    }

    /// From everything said, oldest first, with what holds for messages alike.
    pub fn of(said: Vec<Saying>) -> Self {
        let mut words = Self::default();
        for saying in standing(said) {
            words.hear(&saying);
        }
        words
    }

    /// The same, heard under the law of the household: holidays, and what is owed by law.
    #[must_use]
    pub fn under(mut self, law: Arc<dyn Statutes>) -> Self {
        self.law = Under(Some(law));
        self
    }

    pub(crate) fn law(&self) -> &Under {
        &self.law
    }

    /// Hears one thing more, that nothing before takes back.
    pub fn hear(&mut self, saying: &Saying) {
        let example = saying.example.as_ref().filter(|_| saying.reach == Reach::Alike);
        match saying.word.clone() {
            Word::Kind(evidence, kind) => {
                self.kinds.insert(evidence, kind);
                let was = saying.was.as_deref().and_then(|was| was.parse().ok());
                let of = example.map(|example| (example, was.unwrap_or(example.kind)));
                self.alike.kind((saying.id, evidence), kind, of);
            }
            Word::BelongsTo(evidence, thing) => {
                self.alike.thing((saying.id, evidence), thing.clone(), example);
                self.things.insert(evidence, thing);
            }
            Word::From(evidence, supplier) => {
                self.alike.supplier((saying.id, evidence), supplier.clone(), example);
                self.suppliers.insert(evidence, supplier);
            }
            Word::Value(evidence, wrong, mend) => {
                self.alike.stated((saying.id, evidence), &wrong, &mend, example);
                let said = self.stated.entry(evidence).or_default();
                said.retain(|(before, _)| !before.is(&wrong));
                said.push((wrong, mend));
            }
            Word::Order(evidence, order) => {
                self.orders.insert(evidence, order);
                self.alike.order(order, example);
            }
            Word::Noted(evidence, supplier, thing) => {
                self.suppliers.extend(supplier.map(|supplier| (evidence, supplier)));
                self.things.extend(thing.map(|thing| (evidence, thing)));
            }
            Word::Household(household) => self.hear_household(household),
            Word::Same(a, b) if !is_thing(&a) => {
                self.hear_alias(a.0.to_lowercase(), b.0.to_lowercase());
            }
            Word::Same(a, b) => {
                // Said the other way round later, the later one says which of them stays.
                let contrary = Word::Same(b.clone(), a.clone());
                self.about.retain(|said| *said != contrary);
                self.about.push(Word::Same(a, b));
            }
            word @ (Word::Owned(..) | Word::Called(..) | Word::Stage(..) | Word::Joined(..)) => {
                self.about.push(word);
            }
            Word::Apart(evidence) => {
                self.apart.insert(evidence);
                self.about.push(Word::Apart(evidence));
            }
            Word::Undo(_) => {}
        }
    }

    /// One key stands for another from now on. An earlier word by which that other stands for the
    /// first is taken back: else each would stand for the other.
    fn hear_alias(&mut self, key: String, other: String) {
        if key == other {
            return;
        }
        let mut at = other.clone();
        for _ in 0..ALIAS_STEPS {
            match self.aliases.get(&at) {
                Some(next) if *next == key => {
                    self.aliases.remove(&at);
                    break;
                }
                Some(next) => at = next.clone(),
                None => break,
            }
        }
        self.aliases.insert(key, other);
    }

    fn hear_household(&mut self, said: Household) {
        self.household.country = said.country.or_else(|| self.household.country.take());
        self.household.zone = said.zone.or_else(|| self.household.zone.take());
        if !said.people.is_empty() {
            self.household.people = said.people;
        }
        if !said.judges.is_empty() {
            self.household.judges = said.judges;
        }
        // Mail of years was signed with many keys: one more takes the place of none but its own.
        let keys = &mut self.household.keys;
        for key in said.keys {
            keys.retain(|known| known.signer != key.signer);
            if keys.len() < KEYS_MAX {
                keys.push(key);
            }
        }
        keys.sort_by(|one, other| one.signer.cmp(&other.signer));
    }

    /// Whether others say the same of everything but of who lives where.
    pub fn agree_on_the_mail(&self, others: &Self) -> bool {
        let of_mail = |words: &Self| Self { household: Household::default(), ..words.clone() };
        of_mail(self) == of_mail(others)
    }

    /// What was said of the household.
    pub fn household(&self) -> &Household {
        &self.household
    }

    /// Evidence that must be read in full because something was said of it.
    pub fn evidence(&self) -> impl Iterator<Item = EvidenceId> + '_ {
        self.kinds.keys().chain(self.things.keys()).chain(self.suppliers.keys()).copied()
    }

    /// Of whom, and of which shape, messages must be read in full because what was said of one of
    /// them gives them a kind by which they are heard.
    pub fn heard_alike(&self) -> impl Iterator<Item = (&str, Shape)> {
        self.alike.heard()
    }

    /// Whether everything that a message says counts, whatever kind it seemed to be.
    pub fn want_in_full(&self, looks: &Looks<'_>) -> bool {
        let of = looks.evidence;
        let directly = self.kinds.contains_key(&of)
            || self.things.contains_key(&of)
            || self.suppliers.contains_key(&of);
        directly || self.alike.kind_of(looks).is_some_and(|told| !told.is.is_noise())
    }

    /// Whether the owner spoke of a message, or of one alike.
    pub(crate) fn speak_of(&self, looks: &Looks<'_>) -> bool {
        self.kind_of(looks).is_some()
            || self.supplier_of(looks).is_some()
            || self.things.contains_key(&looks.evidence)
    }

    /// The kind that the owner gave a message, or one alike.
    pub fn kind_of(&self, looks: &Looks<'_>) -> Option<Told<Kind>> {
        let directly = self.kinds.get(&looks.evidence).copied().map(Told::directly);
        directly.or_else(|| self.alike.kind_of(looks))
    }

    /// The supplier that the owner filed a message, or one alike, under.
    pub fn supplier_of(&self, looks: &Looks<'_>) -> Option<Told<Target>> {
        let directly = self.suppliers.get(&looks.evidence).cloned().map(Told::directly);
        directly.or_else(|| self.alike.supplier_of(looks))
    }

    /// The thing that the owner filed a message, or one alike, under.
    pub fn thing_of(&self, looks: &Looks<'_>, reading: &Reading) -> Option<Told<Target>> {
        let directly = self.things.get(&looks.evidence).cloned().map(Told::directly);
        directly.or_else(|| self.alike.thing_of(looks, reading))
    }

    /// Whether the owner filed a message of the same sender, and those alike, under a thing.
    pub(crate) fn file_some_of(&self, looks: &Looks<'_>) -> bool {
        self.alike.files_some_of(looks)
    }

    /// The word by which this very message is filed, and others that are alike to it.
    pub(crate) fn files_alike(&self, message: EvidenceId) -> Option<(EvidenceId, &Target)> {
        self.alike.files(message)
    }

    /// The supplier that the owner filed this very message under.
    pub(crate) fn supplier(&self, evidence: EvidenceId) -> Option<&Target> {
        self.suppliers.get(&evidence)
    }

    /// The thing that the owner filed this very message under.
    pub(crate) fn thing(&self, evidence: EvidenceId) -> Option<&Target> {
        self.things.get(&evidence)
    }

    /// Every message to which the owner gave a kind.
    pub fn kinds(&self) -> impl Iterator<Item = EvidenceId> + '_ {
        self.kinds.keys().copied()
    }

    /// Whether the owner said that a message is another matter than it seems.
    pub(crate) fn is_apart(&self, evidence: EvidenceId) -> bool {
        self.apart.contains(&evidence)
    }

    /// The stage at which the owner said that a thing is.
    pub(crate) fn stage(&self, thing: &str) -> Option<Stage> {
        self.about.iter().rev().find_map(|word| {
            let Word::Stage(target, stage) = word else { return None };
            (target.0 == thing).then_some(*stage)
        })
    }

    /// What the owner said of each fact of a reading, of this very message or of one alike.
    pub fn mends(&self, looks: &Looks<'_>, reading: &Reading) -> Vec<Option<Told<Mend>>> {
        let directly = self.stated.get(&looks.evidence);
        if directly.is_none() && !self.alike.state_some_of(looks) {
            return Vec::new();
        }
        let stated = mend::stated(reading);
        let said = |value: &ReadValue| {
            let said = directly?.iter().find(|(wrong, _)| wrong.is(value));
            said.map(|(_, mend)| Told::directly(mend.clone()))
        };
        let of = |(place, fact): (usize, &Option<(ReadValue, _)>)| {
            let (value, _) = fact.as_ref()?;
            let through = || self.alike.mend_of(looks, (value, mend::spot(&stated, place)?));
            said(value).or_else(through)
        };
        stated.iter().enumerate().map(of).collect()
    }

    /// A reading with its facts as the owner said that they are; none where they said nothing of it.
    pub fn mended(&self, looks: &Looks<'_>, reading: &Reading) -> Option<Reading> {
        let mends = self.mends(looks, reading);
        let directly = self.stated.get(&looks.evidence);
        if directly.is_none() && mends.iter().all(Option::is_none) {
            return None;
        }
        let of_place = |place: usize| mends.get(place)?.as_ref().map(|told| &told.is);
        let of_day = |day| {
            let said = directly?.iter().find(|(wrong, _)| wrong.is(&ReadValue::Date(day)));
            said.map(|(_, mend)| mend)
        };
        Some(mend::mended(reading, of_place, of_day))
    }

    /// Every message that the owner filed under a thing.
    pub(crate) fn filed(&self) -> impl Iterator<Item = (EvidenceId, &Target)> {
        self.things.iter().map(|(evidence, target)| (*evidence, target))
    }

    /// Which stands first in the dates of a statement that leave it open, as the owner said of it or of
    /// another of the same account.
    pub fn day_order(&self, evidence: EvidenceId, statement: &Statement) -> Option<DayOrder> {
        statement.open_order?;
        self.orders.get(&evidence).copied().or_else(|| self.alike.order_of(statement))
    }

    /// The supplier that this key stands for.
    pub(crate) fn supplier_alias(&self, key: &str) -> Option<String> {
        let mut key = self.aliases.get(key)?;
        for _ in 0..ALIAS_STEPS {
            match self.aliases.get(key) {
                Some(next) => key = next,
                None => break,
            }
        }
        Some(key.clone())
    }

    /// What was said of things and suppliers by their id.
    pub(crate) fn about(&self) -> &[Word] {
        &self.about
    }
}

fn is_thing(target: &Target) -> bool {
    target.0.len() == 13 && target.0.starts_with('t')
}
