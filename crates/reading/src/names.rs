//! What things are called: makes and models, names of animals, lasting goods of an order.

use crate::lists;
use crate::values::Found;
use crate::words::{Hit, Phrases, Word, Words, as_index};
use oxherd_model::{Check, Claim, Confidence, Good, IdentifierRole, Period, ThingKind};

/// Finds what things are called.
#[derive(Debug)]
pub struct NameReader {
    makes: Phrases,
    durables: Phrases,
    durable: Vec<(ThingKind, &'static str)>,
    animals: Phrases,
    periods: Phrases,
}

/// Words of a model after its make.
const MODEL_WORDS_MAX: usize = 3;

/// Goods of one message.
const GOODS_MAX: usize = 12;

/// Letters of a product's name.
const PRODUCT_LETTERS_MAX: usize = 80;

impl Default for NameReader {
    fn default() -> Self {
        let mut reader = Self {
            makes: Phrases::new(),
            durables: Phrases::new(),
            durable: Vec::new(),
            animals: Phrases::new(),
            periods: Phrases::new(),
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
            reader.durables.add(
                entry.phrase,
                u32::try_from(reader.durable.len()).unwrap_or(0),
            );
            reader.durable.push((kind, noun.trim()));
        }
        for phrase in ANIMAL_LEADS {
            reader.animals.add(phrase, 0);
        }
        for (number, (_, list)) in (0..).zip(PERIODS) {
            for phrase in *list {
                reader.periods.add(phrase, number);
            }
        }
        reader
    }
}

impl NameReader {
    /// Makes with models, and names of animals.
    pub fn read(&self, text: &str, words: &Words) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut makes: Vec<(usize, usize)> = Vec::new();
        self.makes.find(words, |hit| {
            if !makes.contains(&(hit.first, hit.last)) {
                makes.push((hit.first, hit.last));
                found.extend(model(text, words, hit));
            }
        });
        self.animals
            .find(words, |hit| found.extend(animal_name(text, words, hit)));
        found
    }

    /// The period that prices of the message are for: the one named most.
    pub fn period(&self, words: &Words) -> Option<Period> {
        let mut counts = [0_u32; PERIODS.len()];
        self.periods.find(words, |hit| {
            if let Some(count) = counts.get_mut(as_index(hit.phrase)) {
                *count += 1;
            }
        });
        let most = counts.iter().copied().max().filter(|most| *most > 0)?;
        let at = counts.iter().position(|count| *count == most)?;
        PERIODS.get(at).map(|(period, _)| *period)
    }

    /// Lasting goods: of the products named by machine-readable data, else of the lines of text.
    pub fn goods(&self, text: &str, words: &Words, products: &[(&str, u32)]) -> Vec<Good> {
        let mut goods: Vec<Good> = Vec::new();
        for (name, quantity) in products {
            if let Some((kind, noun)) = self.durable_of(name) {
                add(&mut goods, name, *quantity, (kind, noun));
            }
        }
        if !goods.is_empty() {
            return goods;
        }
        self.durables.find(words, |hit| {
            let (Some(kind), Some(word)) = (
                self.durable.get(as_index(hit.phrase)),
                words.all().get(hit.first),
            ) else {
                return;
            };
            if let Some((name, quantity)) = product_line(text, as_index(word.start)) {
                add(&mut goods, &name, quantity, *kind);
            }
        });
        goods
    }

    fn durable_of(&self, name: &str) -> Option<(ThingKind, &'static str)> {
        let mut first = None;
        self.durables.find(&Words::cut(name, 40), |hit| {
            first = first.or(self.durable.get(as_index(hit.phrase)).copied());
        });
        first
    }
}

fn add(goods: &mut Vec<Good>, name: &str, quantity: u32, (kind, noun): (ThingKind, &str)) {
    let known = goods.iter().any(|g| g.name == name);
    if !known && goods.len() < GOODS_MAX {
        goods.push(Good {
            name: name.to_owned(),
            quantity,
            kind,
            noun: noun.to_owned(),
        });
    }
}

/// `Skoda Octavia Estate`: a make in capitals with what follows it on the line.
fn model(text: &str, words: &Words, hit: Hit) -> Option<Found> {
    let first = words.all().get(hit.first)?;
    if !slice(text, *first).starts_with(char::is_uppercase) {
        return None;
    }
    let mut end = words.all().get(hit.last)?.end;
    let mut taken = 0;
    for word in words.all().iter().skip(hit.last + 1).take(MODEL_WORDS_MAX) {
        let between = text
            .get(as_index(end)..as_index(word.start))
            .unwrap_or("\n");
        let written = slice(text, *word);
        let names = written.starts_with(char::is_uppercase)
            || written.starts_with(|c: char| c.is_ascii_digit());
        let joined = between.chars().all(|c| c == ' ' || c == '-');
        if !joined || !names || written.chars().count() > 14 {
            break;
        }
        end = word.end;
        taken += 1;
    }
    if taken == 0 {
        return None;
    }
    let value = text.get(as_index(first.start)..as_index(end))?.to_owned();
    let claim = Claim::Identifier {
        role: IdentifierRole::Model,
        value,
        check: Check::None,
    };
    let confidence = Confidence::from_thousandths(750);
    Some(Found {
        claim,
        start: as_index(first.start),
        end: as_index(end),
        confidence,
    })
}

/// The capitalised word after `your dog`.
fn animal_name(text: &str, words: &Words, hit: Hit) -> Option<Found> {
    let last = words.all().get(hit.last)?;
    let next = words.all().get(hit.last + 1)?;
    let between = text.get(as_index(last.end)..as_index(next.start))?;
    let written = slice(text, *next);
    let letters = written.chars().count();
    let name = written.starts_with(char::is_uppercase)
        && (2..=14).contains(&letters)
        && written.chars().all(char::is_alphabetic)
        && written.chars().skip(1).all(char::is_lowercase);
    let joined = between
        .chars()
        .all(|c| matches!(c, ' ' | ',' | ':' | '\t' | '\n'))
        && between.len() <= 4;
    if !name || !joined {
        return None;
    }
    let claim = Claim::Identifier {
        role: IdentifierRole::Name,
        value: written.to_owned(),
        check: Check::None,
    };
    let confidence = Confidence::from_thousandths(700);
    Some(Found {
        claim,
        start: as_index(next.start),
        end: as_index(next.end),
        confidence,
    })
}

/// The cell or line around a place, as a product: its name and how many.
fn product_line(text: &str, at: usize) -> Option<(String, u32)> {
    let start = text.get(..at)?.rfind(['\n', '\t']).map_or(0, |b| b + 1);
    let rest = text.get(at..)?;
    let end = at + rest.find(['\n', '\t', '\r']).unwrap_or(rest.len());
    let line = text.get(start..end)?.trim();
    if line.chars().count() > PRODUCT_LETTERS_MAX || line.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    let (quantity, name) = leading_quantity(line);
    let name = name
        .split("  ")
        .next()
        .unwrap_or(name)
        .trim_matches(['-', '*', '\u{2022}', ' ', '"']);
    (name.chars().count() >= 4).then(|| (name.to_owned(), quantity))
}

/// `2 x Phone` is two phones.
fn leading_quantity(line: &str) -> (u32, &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return (1, line);
    }
    let (number, rest) = line.split_at(digits);
    let rest = rest.trim_start();
    let after = rest.strip_prefix(['x', 'X', '\u{d7}', '*']);
    match (after, number.parse()) {
        (Some(name), Ok(quantity)) if quantity > 0 => (quantity, name.trim_start()),
        (Some(_) | None, _) => (1, line),
    }
}

fn slice(text: &str, word: Word) -> &str {
    text.get(as_index(word.start)..as_index(word.end))
        .unwrap_or_default()
}

/// Words after which an animal's name stands.
const ANIMAL_LEADS: &[&str] = &[
    "your dog",
    "your cat",
    "your pet",
    "your puppy",
    "your kitten",
    "pet name",
    "pet's name",
    "name of pet",
    "pet",
    "ihr hund",
    "ihren hund",
    "ihres hundes",
    "ihrem hund",
    "ihre katze",
    "ihrer katze",
    "tiername",
    "name des tieres",
    "votre chien",
    "votre chat",
    "votre animal",
    "nom de l'animal",
    "su perro",
    "su gato",
    "su mascota",
    "nombre de la mascota",
    "il tuo cane",
    "il suo cane",
    "il tuo gatto",
    "nome dell'animale",
    "je hond",
    "uw hond",
    "je kat",
    "uw kat",
    "naam huisdier",
    "naam dier",
    "patient",
];

/// How messages say what period a price is for.
const PERIODS: &[(Period, &[&str])] = &[
    (
        Period::Month,
        &[
            "per month",
            "a month",
            "each month",
            "monthly",
            "every month",
            "pro monat",
            "im monat",
            "monatlich*",
            "mtl",
            "je monat",
            "par mois",
            "mensuel*",
            "mensualité",
            "chaque mois",
            "al mes",
            "mensual*",
            "cada mes",
            "por mes",
            "al mese",
            "mensile",
            "mensili",
            "ogni mese",
            "per maand",
            "maandelijks*",
            "p m",
            "elke maand",
            "pm",
        ],
    ),
    (
        Period::Year,
        &[
            "per year",
            "a year",
            "annual",
            "annually",
            "yearly",
            "per annum",
            "each year",
            "p a",
            "pro jahr",
            "jahrlich*",
            "im jahr",
            "jahresbeitrag",
            "jahrespreis",
            "jahresbeitrags",
            "par an",
            "annuel*",
            "cotisation annuelle",
            "al ano",
            "anual*",
            "por ano",
            "all'anno",
            "annuale",
            "annuo",
            "per jaar",
            "jaarlijks*",
            "jaarpremie",
        ],
    ),
    (
        Period::Quarter,
        &[
            "per quarter",
            "quarterly",
            "pro quartal",
            "vierteljährlich*",
            "quartalsweise",
            "par trimestre",
            "trimestriel*",
            "trimestral*",
            "al trimestre",
            "trimestrale",
            "per kwartaal",
        ],
    ),
    (
        Period::Week,
        &[
            "per week",
            "a week",
            "weekly",
            "pro woche",
            "wöchentlich*",
            "par semaine",
            "a la semana",
            "semanal*",
            "a settimana",
            "settimanale",
            "per week",
            "wekelijks*",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let found = NameReader::default().read(text, &Words::cut(text, usize::MAX));
        found
            .into_iter()
            .map(|f| text[f.start..f.end].to_owned())
            .collect()
    }

    #[test]
    fn a_make_is_taken_with_its_model() {
        assert_eq!(
            names("Vehicle: Skoda Octavia, registered 2019"),
            ["Skoda Octavia"]
        );
        assert_eq!(names("we can ford the river"), Vec::<String>::new());
    }

    #[test]
    fn the_name_of_an_animal_follows_what_it_is() {
        assert_eq!(names("The check-up for your dog Bruno is due"), ["Bruno"]);
        assert_eq!(names("Termin für Ihren Hund Bella am Montag"), ["Bella"]);
        assert_eq!(names("your dog is due"), Vec::<String>::new());
    }

    #[test]
    fn lasting_goods_are_taken_from_lines() {
        let text = "Your order\n2 x Aurora smartphone 128 GB\t£398.00\nGift wrap\t£2.00\nWe love smartphones and talk about them all day long.";
        let goods = NameReader::default().goods(text, &Words::cut(text, usize::MAX), &[]);
        assert_eq!(goods.len(), 1);
        assert_eq!(
            (goods[0].name.as_str(), goods[0].quantity),
            ("Aurora smartphone 128 GB", 2)
        );
        assert_eq!(goods[0].kind, ThingKind::Device);
    }

    #[test]
    fn the_period_is_the_one_named_most() {
        let words = Words::cut(
            "12 euro pro Monat, monatlich kündbar, einmal im Jahr",
            usize::MAX,
        );
        assert_eq!(NameReader::default().period(&words), Some(Period::Month));
    }
}
