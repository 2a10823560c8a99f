//! Things found by what they are called: a model, a series, a maker, a common noun.

use super::identifiers;
use crate::fold::{Message, index};
use crate::names::{NOUN_NAME, PRODUCT_NAME, words};
use crate::state::{Ledger, Supplier, Thing};
use crate::suppliers::folded;
use oxherd_model::{Fact, IdentifierRole, Kind, Reading, Stage, ThingKind};

/// Letters of a maker's name that stands in the name of a product.
const MAKER_LETTERS_MIN: usize = 4;

/// Letters and digits of the shortest series.
const SERIES_MIN: usize = 3;

impl Ledger {
    /// The one thing of a kind that the message names by its model or its own name.
    pub(super) fn by_model(&self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        let named = |thing: &Thing| {
            thing.names.iter().filter(|(_, weight)| *weight >= PRODUCT_NAME).any(|(name, _)| {
                identifiers(message).any(|(role, value, _)| {
                    let (name, value) = (folded(name), folded(value));
                    matches!(role, IdentifierRole::Model | IdentifierRole::Name)
                        && (name.contains(&value) || value.contains(&name))
                })
            })
        };
        let mut of = (0..)
            .zip(&self.things)
            .filter(|(_, thing)| thing.kind == kind && thing.owned != Some(false) && named(thing));
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }

    /// The household's only boiler, when the message speaks of a boiler.
    pub(super) fn only_noun(&self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        let noun = message.reading.nouns.first()?;
        let named =
            |t: &Thing| t.kind == kind && t.names.iter().any(|(n, _)| n.contains(noun.as_str()));
        let mut of = (0..).zip(&self.things).filter(|(_, thing)| named(thing));
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }

    /// The only vehicle of this make and model of which the other number is known: papers of a sale name the
    /// frame, those of an insurer the plate.
    pub(super) fn same_vehicle(
        &self,
        message: &Message<'_>,
        role: IdentifierRole,
        fits: &dyn Fn(u32, &Thing) -> bool,
    ) -> Option<u32> {
        let pair = [IdentifierRole::Vin, IdentifierRole::Registration];
        let other =
            pair.into_iter().find(|other| *other != role).filter(|_| pair.contains(&role))?;
        let models: Vec<Vec<String>> = models(message.reading).map(words).collect();
        let same = |(name, _): &(String, u32)| models.iter().any(|m| is_of_model(m, &words(name)));
        let theirs = |t: &Thing| {
            t.kind == ThingKind::Vehicle
                && t.owned != Some(false)
                && t.stage != Stage::Gone
                && t.identifiers.iter().any(|(known, _)| *known == other)
                && t.names.iter().any(same)
        };
        self.single(|number, t| theirs(t) && fits(number, t))
    }

    /// What a recall is for that names no number of it: the one thing of that product or series, else the only
    /// one of the maker, unless it is of another series.
    pub(super) fn called_back(&self, message: &Message<'_>) -> Option<u32> {
        if message.kind != Kind::RecallSafety {
            return None;
        }
        let subject = &message.reading.subject;
        let series = codes(subject);
        let theirs = |t: &Thing| t.owned != Some(false);
        let products = |t: &Thing| {
            let names = t.names.iter().filter(|(_, weight)| *weight >= PRODUCT_NAME);
            names.map(|(name, _)| name.clone()).collect::<Vec<String>>()
        };
        let of_series = |t: &Thing| {
            let own = products(t).iter().flat_map(|name| codes(name)).collect::<Vec<String>>();
            own.iter().any(|own| series.iter().any(|series| own.starts_with(series.as_str())))
        };
        let maker = self.suppliers.get(index(message.supplier)).map(Supplier::name);
        let maker = maker.and_then(|name| words(name).into_iter().next());
        let maker = maker.filter(|maker| maker.chars().count() >= MAKER_LETTERS_MIN);
        let made = |t: &Thing| {
            let names = products(t);
            let named = names.iter().any(|name| maker.iter().any(|m| words(name).contains(m)));
            let coded = names.iter().any(|name| !codes(name).is_empty());
            named && (series.is_empty() || !coded)
        };
        self.single(|_, t| theirs(t) && t.is_named_in(subject))
            .or_else(|| self.single(|_, t| theirs(t) && of_series(t)))
            .or_else(|| self.single(|_, t| theirs(t) && made(t)))
    }

    /// What a letter says was sold: what it names, else what its agreement is about. Nobody sells a membership
    /// or a service.
    pub(crate) fn thing_sold(&self, reading: &Reading, about: Option<u32>) -> Option<u32> {
        let sold = |t: &Thing| {
            let kinds = [ThingKind::Membership, ThingKind::DigitalService, ThingKind::Journey];
            t.owned != Some(false) && !kinds.contains(&t.kind)
        };
        let models: Vec<Vec<String>> = models(reading).map(words).collect();
        let called =
            |(name, _): &(String, u32)| models.iter().any(|m| is_of_model(m, &words(name)));
        let noun = |t: &Thing| {
            let nouns = t.names.iter().filter(|(_, weight)| *weight >= NOUN_NAME);
            let own = reading.nouns.first();
            own.is_some_and(|noun| nouns.into_iter().any(|(name, _)| name == noun))
        };
        let stays = |t: &Thing| sold(t) && t.stage != Stage::Gone;
        let known = about.filter(|a| self.things.get(index(*a)).is_some_and(sold));
        self.single(|_, t| stays(t) && t.names.iter().any(called))
            .or(known)
            .or_else(|| {
                self.thing_written_of(reading)
                    .filter(|a| self.things.get(index(*a)).is_some_and(sold))
            })
            .or_else(|| self.single(|_, t| stays(t) && noun(t)))
    }

    /// The only thing for which something holds.
    fn single(&self, holds: impl Fn(u32, &Thing) -> bool) -> Option<u32> {
        let mut of = (0..).zip(&self.things).filter(|(number, t)| holds(*number, t));
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }
}

/// The makes with models that a message names.
fn models(reading: &Reading) -> impl Iterator<Item = &str> {
    let all = reading.facts.iter().filter_map(Fact::identifier);
    all.filter(|(role, _, _)| *role == IdentifierRole::Model).map(|(_, value, _)| value)
}

/// Whether make and model agree, as far as both go.
fn is_of_model(model: &[String], name: &[String]) -> bool {
    let both = model.len().min(name.len());
    both >= 2 && model.iter().zip(name).all(|(a, b)| a == b)
}

/// Codes of products and series in a text, without what joins their parts: `KX-420`, `WM 8614 E`.
fn codes(text: &str) -> Vec<String> {
    let pieces =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '"'));
    let plain = pieces.map(|piece| {
        let letters = piece.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    });
    let coded = plain.filter(|code| {
        code.chars().count() >= SERIES_MIN
            && code.starts_with(char::is_alphabetic)
            && code.chars().any(|c| c.is_ascii_digit())
    });
    coded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_its_parts_are_joined() {
        assert_eq!(codes("Safety recall: KX-4 series dishwashers (2023)"), ["kx4"]);
        assert_eq!(codes("Brevia KX-420 dishwasher"), ["kx420"]);
        assert!(codes("Rückruf von Geschirrspülern der Jahre 2023 bis 2025").is_empty());
    }

    #[test]
    fn models_agree_as_far_as_both_are_named() {
        let of = |a: &str, b: &str| is_of_model(&words(a), &words(b));
        assert!(of("Skoda Octavia Combi", "Skoda Octavia") && of("Skoda Octavia", "Skoda Octavia"));
        assert!(!of("Skoda Fabia", "Skoda Octavia") && !of("Skoda", "Skoda Octavia"));
    }
}
