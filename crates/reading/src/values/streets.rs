//! Streets and squares that bear the name of a day: `Straße des 17. Juni 135`, `rue du 8 mai 1945`, `Plaza del 2 de
//! Mayo`. The word for the street stands right before the day, with nothing but articles between; in the languages
//! that put it last, right behind.

use super::day::Day;
use super::page::Page;
use crate::words::fold;

/// Bytes before a day in which the word for a street stands.
const BEFORE: usize = 40;

/// The same behind it.
const BEHIND: usize = 16;

/// Words of streets and squares that stand before their name, folded.
const KINDS: &[&str] = &[
    "strasse",
    "str",
    "platz",
    "allee",
    "ufer",
    "brucke",
    "rue",
    "avenue",
    "boulevard",
    "bd",
    "bld",
    "impasse",
    "chemin",
    "quai",
    "esplanade",
    "faubourg",
    "ruelle",
    "calle",
    "c",
    "plaza",
    "pza",
    "plza",
    "avenida",
    "avda",
    "av",
    "ave",
    "paseo",
    "ps",
    "glorieta",
    "ctra",
    "rambla",
    "viale",
    "piazza",
    "pza",
    "p za",
    "piazzale",
    "piazzetta",
    "vicolo",
    "lungomare",
    "rotonda",
    "plein",
    "laan",
    "straat",
    "gracht",
];

/// The same that are ordinary words of another language.
const OWN: &[(&str, &[&str])] = &[
    ("fr", &["place", "pl", "cours", "square", "passage", "villa", "allee", "r"]),
    (
        "it",
        &["via", "v", "corso", "c so", "v le", "strada", "rione", "galleria", "largo", "contrada"],
    ),
    (
        "es",
        &[
            "pasaje",
            "barrio",
            "urb",
            "urbanizacion",
            "travesia",
            "via",
            "pl",
            "parque",
            "camino",
            "ronda",
            "carretera",
        ],
    ),
    ("de", &["ring", "weg", "gasse", "am platz"]),
];

/// Articles between the word for a street and the day, folded.
const JOINS: &[&str] = &[
    "des", "der", "vom", "du", "de", "del", "la", "le", "l", "les", "los", "las", "dell", "della",
    "dei", "degli", "delle", "d", "van", "the", "of", "dia", "den",
];

/// Words of streets that stand behind their name, folded.
const LAST: &[&str] = &[
    "street", "st", "road", "avenue", "square", "laan", "straat", "plein", "strasse", "platz",
    "allee", "bridge",
];

/// Articles between that word and the day.
const JOINS_MAX: usize = 3;

/// Whether a day is the name of a street.
pub(super) fn names(page: &Page<'_>, day: &Day) -> bool {
    let line = page.line_span(day.start);
    let from = page.around(day.start, BEFORE, 0).0.max(line.0);
    let head = page.slice(from, day.start);
    // A comma, a colon or a gap between cells begins something else.
    let cut = head.rfind([',', ';', ':', '\t', '(', '|']).map_or(0, |at| at + 1);
    let head = head.get(cut..).unwrap_or_default();
    let folded = fold(head);
    let mut words = folded.rsplit(' ').filter(|word| !word.is_empty());
    let mut last = words.next();
    let mut joins = 0;
    while let Some(word) = last.filter(|word| joins < JOINS_MAX && JOINS.contains(word)) {
        joins += usize::from(!word.is_empty());
        last = words.next();
    }
    let own = OWN.iter().filter(|(language, _)| *language == page.s.language.as_str());
    let mut own = own.flat_map(|(_, kinds)| kinds.iter());
    // A lower-case `place` or `via` is a word of its sentence, unless the whole line is an address.
    let before = last.is_some_and(|word| {
        KINDS.contains(&word) && (word.len() > 2 || upper(head))
            || own.any(|kind| *kind == word) && (upper(head) || joins > 0 && !is_here(&folded))
    });
    before || is_behind(page, day, line.1)
}

/// Whether the word for a street stands right behind a day without a year: `4th of July Street`, `5 Mei-laan`.
fn is_behind(page: &Page<'_>, day: &Day, line_end: usize) -> bool {
    let to = page.text.floor_char_boundary(day.end.saturating_add(BEHIND)).min(line_end);
    let tail = page.slice(day.end, to.max(day.end));
    let named = tail.strip_prefix([' ', '-']).unwrap_or(tail);
    let word = named.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let titled = word.starts_with(char::is_uppercase) || tail.starts_with('-');
    titled && LAST.contains(&fold(word).as_str())
}

/// Whether the last word with a capital before a day is the word for the street: `Via`, `Place`.
fn upper(head: &str) -> bool {
    let mut words = head.split(|c: char| !c.is_alphanumeric()).rev().filter(|w| !w.is_empty());
    let word = words.find(|word| !JOINS.contains(&fold(word).as_str()));
    word.is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether a word of places is said of where one is: `sur place du 3 au 5 mai`.
fn is_here(folded: &str) -> bool {
    folded.contains("sur place") || folded.contains("en cours")
}
