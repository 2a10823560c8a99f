//! Orders by the form of the verb: `Machen Sie mir`, `Envoyez-moi`, `Mándenme`, `Mandatemi`, `Doe mij`, `Make me`.

use super::{Class, Mark};
use crate::letters::sentence::Sentence;
use crate::letters::{Letter, WORDS_MAX};

/// The languages as they stand in the list of files.
const ENGLISH: usize = 0;
const GERMAN: usize = 1;
const FRENCH: usize = 2;
const SPANISH: usize = 3;
const ITALIAN: usize = 4;
const DUTCH: usize = 5;

/// Orders of one text.
const ORDERS_MAX: usize = 20;

/// Letters of the shortest verb that carries its pronoun.
const VERB_MIN: usize = 6;

/// Words that join a second order to what stands before, folded.
const JOINS: &[&str] =
    &["und", "also", "daher", "dann", "bitte", "et", "donc", "alors", "y", "e", "en", "and"];

/// What stands before a pronoun and orders nothing, folded: prepositions, and verbs that only speak.
const NO_ORDER: &[&str] = &[
    "let", "for", "to", "with", "from", "by", "of", "between", "about", "trust", "believe",
    "excuse", "forgive", "pardon", "van", "bij", "voor", "met", "naar", "aan", "op", "over",
    "tegen", "zonder", "door", "volgens", "onder", "tussen", "namens", "laat", "excuseer",
    "vergeef", "behalve", "it", "gave", "sent", "told", "asked", "made", "gaf", "gaven", "hebben",
    "zonden", "als", "dat",
];

/// German verbs before `Sie` that order nothing: they open a condition, a question or a tale.
const NO_GERMAN_ORDER: &[&str] = &[
    "konnen",
    "konnten",
    "haben",
    "hatten",
    "wenn",
    "sollen",
    "sollten",
    "werden",
    "wurden",
    "waren",
    "mussen",
    "mussten",
    "durfen",
    "durften",
    "wollen",
    "wollten",
    "mochten",
    "denn",
    "den",
    "schrieben",
    "meinten",
    "sagten",
    "behaupten",
    "meinen",
];

/// The orders of a letter that are told by the form of their verb.
pub(super) fn of(letter: &Letter<'_>) -> Vec<Mark> {
    let words: Vec<&str> =
        letter.words.all().iter().take(WORDS_MAX).map(|word| letter.words.folded(*word)).collect();
    let mut marks = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let Some((language, length)) = order(word, next) else { continue };
        let sentence = Sentence::around(letter.text, letter.words, at);
        let joined =
            at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| JOINS.contains(word));
        let heads = at == sentence.first || sentence.clause_begins(at);
        let opens = heads || joined && !matches!(language, ENGLISH | DUTCH);
        if opens && !sentence.is_question && marks.len() < ORDERS_MAX {
            marks.push(Mark { class: Class::Order, language, first: at, last: at + length - 1 });
        }
    }
    marks
}

/// The language and the words of an order that two words are the beginning of; the second word is looked at
/// first, for few words can stand there.
fn order(word: &str, next: &str) -> Option<(usize, usize)> {
    let ends = |any: &[&str]| any.iter().any(|end| word.ends_with(end));
    let bare = || word.len() > 2 && !NO_ORDER.contains(&word) && !ends(&["t", "s", "ing"]);
    let by_next = match next {
        "sie" => (ends(&["en", "rn", "ln"]) && !NO_GERMAN_ORDER.contains(&word)).then_some(GERMAN),
        "moi" | "nous" => (word.ends_with("ez") && word != "chez").then_some(FRENCH),
        "mij" | "ons" => (bare() && !ends(&["de", "den"])).then_some(DUTCH),
        "us" | "me" => (bare() && !ends(&["ed"])).then_some(ENGLISH),
        _ => None,
    };
    by_next.map(|language| (language, 2)).or_else(|| carried(word).map(|language| (language, 1)))
}

/// The language of a verb that carries its pronoun: `mándenme`, `mandatemi`.
fn carried(word: &str) -> Option<usize> {
    let tail = word.len().checked_sub(2).filter(|_| word.len() >= VERB_MIN)?;
    let ends = |any: &[&str]| any.iter().any(|end| word.ends_with(end));
    match word.as_bytes().get(tail..)? {
        b"me" | b"os" | b"lo" | b"la" | b"as" => {
            let ends =
                ends(&["enme", "anme", "ennos", "annos", "nmelo", "nmela", "nmelos", "nmelas"]);
            ends.then_some(SPANISH)
        }
        b"mi" | b"ci" | b"li" => {
            let ends =
                ends(&["atemi", "etemi", "itemi", "ateci", "eteci", "iteci", "atemeli", "itemeli"]);
            ends.then_some(ITALIAN)
        }
        _ => None,
    }
}
