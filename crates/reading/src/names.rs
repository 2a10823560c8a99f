//! What things are called: makes and models, names of animals, products of an order.

mod animals;
mod goods;
mod models;
mod people;
mod periods;
mod plans;
mod products;
#[cfg(test)]
mod tests;

use crate::lists;
use crate::roles::Around;
use crate::values::{Found, Surroundings};
use crate::words::{Hit, Phrases, Word, Words, as_index};
use oxherd_model::{Good, Language, NamedPerson, Period, ThingKind};

/// A word for a lasting thing.
#[derive(Debug, Clone, Copy)]
struct Durable {
    kind: ThingKind,
    noun: &'static str,
    /// The language in which the word means something else.
    but_in: Option<Language>,
}

/// Finds what things are called.
#[derive(Debug)]
pub struct NameReader {
    makes: Phrases,
    durables: Phrases,
    durable: Vec<Durable>,
    animals: animals::AnimalReader,
    periods: Phrases,
    plans: plans::PlanReader,
    products: products::ProductReader,
    people: people::PeopleReader,
}

impl Default for NameReader {
    fn default() -> Self {
        let mut reader = Self {
            makes: Phrases::new(),
            durables: Phrases::new(),
            durable: Vec::new(),
            animals: animals::AnimalReader::new(),
            periods: periods::phrases(),
            plans: plans::PlanReader::new(),
            products: products::ProductReader::new(),
            people: people::PeopleReader::default(),
        };
        for entry in lists::entries(include_str!("../data/things/vehicle_makes.txt")) {
            reader.makes.add(entry.phrase, 0);
        }
        for entry in lists::entries(include_str!("../data/things/durable.txt")) {
            let Some((kind, noun)) = entry.noun.and_then(|n| n.split_once(':')) else {
                continue;
            };
            let Ok(kind) = kind.trim().parse() else {
                continue;
            };
            reader.durables.add(entry.phrase, u32::try_from(reader.durable.len()).unwrap_or(0));
            let but_in = entry.section.strip_prefix("not ").map(Language::from_code);
            reader.durable.push(Durable { kind, noun: noun.trim(), but_in });
        }
        reader
    }
}

impl NameReader {
    /// Makes with models, and names of animals; `beside` is the text that goes with this one, as
    /// the body with the subject.
    pub fn read(&self, text: &str, words: &Words, beside: (&str, &Words)) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut makes: Vec<(usize, usize)> = Vec::new();
        self.makes.find(words, |hit| {
            if !makes.contains(&(hit.first, hit.last)) {
                makes.push((hit.first, hit.last));
                let model = models::model(text, words, hit);
                found.extend(model.as_ref().and_then(|model| models::mark(text, model)));
                found.extend(model);
            }
        });
        self.animals.read(text, words, beside, &mut found);
        found
    }

    /// Who has, uses or pays what a message is about.
    pub(crate) fn people(&self, s: &Surroundings<'_>) -> Vec<NamedPerson> {
        self.people.read(s)
    }

    /// The period that stands beside the main price: `found` are the values of this very text.
    pub fn period_beside(&self, text: &str, words: &Words, found: &[Found]) -> Option<Period> {
        periods::beside(&self.periods, text, words, found)
    }

    /// The period that the name of a plan tells.
    pub fn plan(&self, text: &str, words: &Words) -> Option<Period> {
        self.plans.read(text, words)
    }

    /// The products that the lines of a message name, if it is of a kind that sells or delivers goods;
    /// `found` are the values of its text.
    pub fn products(&self, around: &Around<'_>, found: &[Found]) -> Vec<Found> {
        self.products.read(around, found)
    }

    /// Lasting goods: of the products named by machine-readable data, else of the lines of text
    /// that carry a sum or a number of pieces.
    pub fn goods(
        &self,
        text: &str,
        (words, language): (&Words, Language),
        products: &[(&str, u32)],
    ) -> Vec<Good> {
        let mut goods: Vec<Good> = Vec::new();
        for (name, quantity) in products {
            if let Some(durable) = self.durable_of(name, language) {
                goods::add(&mut goods, name, *quantity, (durable.kind, durable.noun));
            }
        }
        if !goods.is_empty() {
            return goods;
        }
        self.durables.find(words, |hit| {
            let word = words.all().get(hit.first);
            if let (Some(durable), Some(word)) = (self.meant(hit, language), word) {
                for (name, quantity) in goods::rows(text, as_index(word.start)) {
                    goods::add(&mut goods, &name, quantity, (durable.kind, durable.noun));
                }
            }
        });
        goods
    }

    fn durable_of(&self, name: &str, language: Language) -> Option<Durable> {
        let mut first = None;
        self.durables.find(&Words::cut(name, 40), |hit| {
            first = first.or(self.meant(hit, language));
        });
        first
    }

    /// What a word stands for, unless it means something else in the language.
    fn meant(&self, hit: Hit, language: Language) -> Option<Durable> {
        let durable = self.durable.get(as_index(hit.phrase)).copied();
        durable.filter(|durable| durable.but_in != Some(language))
    }
}

fn slice(text: &str, word: Word) -> &str {
    text.get(as_index(word.start)..as_index(word.end)).unwrap_or_default()
}
