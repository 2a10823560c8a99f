//! Finding what a person means by a name.

use super::{ThingView, View};
use crate::fold::index;
use crate::state::Thing;
use crate::suppliers::folded;
use crate::word::Target;
use oxherd_model::{Stage, ThingKind, begins_short_id};

/// How well a name fits a thing; the later the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It says what kind of thing it is: `car`, `Wohnung`.
    Kind,
    /// It stands in a name that is not shown.
    Other,
    /// It is part of the name, or of an identifier such as an address.
    Part,
    /// The name begins with it.
    Beginning,
    /// It is the name, or an identifier.
    Exact,
    /// It is the id, or its beginning.
    Id,
}

impl<'a> View<'a> {
    /// One thing by its id, or the one whose name fits best.
    pub fn find_thing(&self, wanted: &str) -> Option<ThingView<'a>> {
        let fitting = self.fitting(wanted);
        let best = fitting.into_iter().max_by_key(|(number, thing)| {
            (thing.stage != Stage::Gone, thing.confidence, std::cmp::Reverse(*number))
        });
        best.map(|(number, thing)| self.thing(number, thing))
    }

    /// Every thing that a name fits as well as it fits any.
    pub fn find_things(&self, wanted: &str) -> Vec<ThingView<'a>> {
        self.fitting(wanted).into_iter().map(|(number, thing)| self.thing(number, thing)).collect()
    }

    fn fitting(&self, wanted: &str) -> Vec<(u32, &'a Thing)> {
        let want = folded(wanted);
        let all = (0..).zip(&self.ledger.things);
        let mut found: Vec<(Fit, (u32, &Thing))> = Vec::new();
        for (number, thing) in all {
            let fit = if begins_short_id(&thing.id, wanted) {
                Some(Fit::Id)
            } else if thing.owned == Some(false) || want.is_empty() {
                None
            } else {
                fit(thing, &want)
            };
            found.extend(fit.map(|fit| (fit, (number, thing))));
        }
        let best = found.iter().map(|(fit, _)| *fit).max();
        found.into_iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, thing)| thing).collect()
    }

    /// The supplier of a message: as the owner said, else by its domain, else by its name.
    pub fn supplier_of(
        &self,
        told: Option<&Target>,
        domain: Option<&str>,
        name: &str,
    ) -> Option<u32> {
        let by_key = |key: &str| {
            let alias = self.words.and_then(|words| words.supplier_alias(key));
            self.ledger.supplier_by_key.get(alias.as_deref().unwrap_or(key)).copied()
        };
        match (told, domain) {
            (Some(told), _) => by_key(&told.0.to_lowercase()),
            (None, Some(domain)) => by_key(&domain.to_lowercase()),
            (None, None) => by_key(&folded(name)),
        }
    }

    /// The key by which a supplier is found: its domain, else its name.
    pub fn key_of_supplier(&self, number: u32) -> Option<&'a str> {
        let supplier = self.ledger.suppliers.get(index(number))?;
        let domain = supplier.domains.first().map(String::as_str);
        domain.or_else(|| {
            let mut keys = self.ledger.supplier_by_key.iter();
            keys.find(|(_, of)| **of == number).map(|(key, _)| key.as_str())
        })
    }
}

fn fit(thing: &Thing, want: &str) -> Option<Fit> {
    let identified = thing.identifiers.iter().any(|(_, value)| folded(value) == want);
    let name = folded(thing.name());
    let in_identifier = || {
        let mut values = thing.identifiers.iter().map(|(_, value)| folded(value));
        want.len() >= IDENTIFIER_LETTERS_MIN && values.any(|value| value.contains(want))
    };
    let other = || thing.names.iter().any(|(n, w)| *w > 1 && holds_words(n, want));
    if name == want || identified {
        Some(Fit::Exact)
    } else if name.starts_with(want) {
        Some(Fit::Beginning)
    } else if name.contains(want) || in_identifier() {
        Some(Fit::Part)
    } else if other() {
        Some(Fit::Other)
    } else {
        means(thing.kind, want).then_some(Fit::Kind)
    }
}

/// Fewer letters do not tell one identifier from another.
const IDENTIFIER_LETTERS_MIN: usize = 4;

/// Whether what is wanted, folded, is one or more whole words of a name.
fn holds_words(name: &str, want: &str) -> bool {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).map(folded).filter(|w| !w.is_empty()).collect();
    (0..words.len()).any(|first| {
        let mut left = want;
        for word in words.iter().skip(first) {
            match left.strip_prefix(word.as_str()) {
                Some("") => return true,
                Some(rest) => left = rest,
                None => return false,
            }
        }
        false
    })
}

/// What people call a thing of a kind, in six languages, folded.
const CALLED: &[(ThingKind, &[&str])] = &[
    (
        ThingKind::Vehicle,
        &[
            "car",
            "vehicle",
            "auto",
            "wagen",
            "fahrzeug",
            "voiture",
            "vehicule",
            "v\u{e9}hicule",
            "coche",
            "vehiculo",
            "veh\u{ed}culo",
            "macchina",
            "veicolo",
            "voertuig",
        ],
    ),
    (
        ThingKind::Home,
        &[
            "home",
            "house",
            "flat",
            "apartment",
            "haus",
            "wohnung",
            "maison",
            "appartement",
            "logement",
            "casa",
            "piso",
            "vivienda",
            "appartamento",
            "huis",
            "woning",
        ],
    ),
    (
        ThingKind::Device,
        &[
            "phone",
            "mobile",
            "device",
            "handy",
            "telefon",
            "ger\u{e4}t",
            "telephone",
            "t\u{e9}l\u{e9}phone",
            "portable",
            "appareil",
            "movil",
            "telefono",
            "cellulare",
            "telefoon",
            "toestel",
        ],
    ),
    (
        ThingKind::Animal,
        &["pet", "animal", "haustier", "tier", "mascota", "animale", "huisdier", "dier"],
    ),
];

fn means(kind: ThingKind, want: &str) -> bool {
    CALLED.iter().any(|(of, words)| *of == kind && words.contains(&want))
}
