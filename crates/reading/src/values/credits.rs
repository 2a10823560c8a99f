//! Sums that the supplier gives to the owner: by who gives, the verb, and to whom. `We transfer you 3.00` states no
//! price and asks for nothing.

mod received;

use super::page::Page;
use super::promises::sentence;
use crate::words::fold;
use received::Clause;

/// Bytes of a clause that are looked at.
const CLAUSE_MAX: usize = 400;

/// Words between who gives and the verb.
const REACH: usize = 4;

/// Words that make it a possibility or a condition, at the beginning of the clause, folded.
const OPEN: &[&str] = &[
    "if", "unless", "should", "wenn", "falls", "sofern", "sollte", "sollten", "si", "cuando", "se",
    "qualora", "als", "indien", "wanneer",
];

/// Beginnings of words for what is taken or is no money, folded: such a clause gives nothing.
const NO_GIFT: &[&str] = &[
    "rechnung",
    "factur",
    "fattur",
    "invoice",
    "gutschein",
    "voucher",
    "rabatt",
    "discount",
    "remise",
    "descuento",
    "sconto",
    "korting",
    "angebot",
    "charged",
    "charge",
    "abgebucht",
    "abbuch",
    "eingezogen",
    "einzieh",
    "berechnet",
    "preleve",
    "prelevement",
    "cobrar",
    "cobrad",
    "cobro",
    "addebit",
    "afgeschreven",
    "afschrij",
    "incass",
    "geincass",
    "in rekening",
];

const ENGLISH: &[&str] = &[
    "refund",
    "refunding",
    "refunded",
    "credit",
    "crediting",
    "credited",
    "transfer",
    "transferring",
    "transferred",
    "repay",
    "repaying",
    "repaid",
    "reimburse",
    "reimbursing",
    "reimbursed",
    "pay",
    "paying",
    "paid",
    "compensate",
];

/// Verbs of giving, folded: those that are whole, and those that need a word behind them.
const GERMAN: &[&str] = &[
    "uberweisen",
    "uberweise",
    "uberwiesen",
    "erstatten",
    "erstatte",
    "erstattet",
    "ruckerstatten",
    "verguten",
    "vergutet",
    "gutschreiben",
    "gutgeschrieben",
    "auszahlen",
    "ausgezahlt",
    "zuruckzahlen",
    "zuruckgezahlt",
    "zuruckuberweisen",
    "zuruckuberwiesen",
    "anweisen",
    "angewiesen",
    "gewahren",
    "gewahrt",
];
const GERMAN_PARTED: &[(&str, &str)] = &[
    ("schreiben", "gut"),
    ("zahlen", "zuruck"),
    ("zahlen", "aus"),
    ("weisen", "an"),
    ("bringen", "gutschrift"),
];
const DUTCH: &[&str] = &[
    "storten",
    "gestort",
    "terugstorten",
    "teruggestort",
    "terugbetalen",
    "terugbetaald",
    "vergoeden",
    "vergoed",
    "crediteren",
    "gecrediteerd",
    "overmaken",
    "overgemaakt",
    "bijgeschreven",
    "uitgekeerd",
    "uitbetaald",
];
const DUTCH_PARTED: &[(&str, &str)] = &[
    ("maken", "over"),
    ("betalen", "terug"),
    ("keren", "uit"),
    ("schrijven", "bij"),
    ("boeken", "terug"),
];

/// Beginnings of verbs of giving, folded.
const FRENCH: &[&str] = &[
    "vers", "rembours", "rendons", "rendrons", "rendu", "credit", "recredit", "vir", "regl",
    "indemnis", "dedommag", "restitu", "revers",
];
const SPANISH: &[&str] = &[
    "transf", "abon", "ingres", "reembols", "devolv", "devuelto", "reintegr", "compens", "indemniz",
];
const ITALIAN: &[&str] = &[
    "bonific",
    "accredit",
    "rimbors",
    "vers",
    "restitu",
    "storn",
    "riconosc",
    "liquid",
    "corrispond",
    "erogh",
    "rendiamo",
];

/// Whether the clause of a sum says that its writers give it to the owner; of its sentence only what lies between
/// the sums beside it counts.
pub(super) fn is_given(
    page: &Page<'_>,
    (start, end): (usize, usize),
    (floor, ceiling): (usize, usize),
) -> bool {
    // The rows of a listing tell nothing of who gives.
    let (line, line_end) = page.line_span(start);
    if page.slice(line, line_end).contains('\t') {
        return false;
    }
    let (from, to) = sentence(page, start, end);
    let second = floor > from;
    let (from, to) = (from.max(floor), to.min(ceiling).min(from.max(floor) + CLAUSE_MAX));
    let folded = fold(page.slice(from, page.text.floor_char_boundary(to).max(end)));
    let words: Vec<&str> = folded.split(' ').collect();
    if words.first().is_some_and(|word| OPEN.contains(word)) {
        return false;
    }
    if words.iter().any(|word| NO_GIFT.iter().any(|stem| word.starts_with(stem))) {
        return false;
    }
    if (Clause { words: &words, folded: &folded }).receives(page.s.language.as_str()) {
        return true;
    }
    match page.s.language.as_str() {
        "en" => english(&words),
        "de" => {
            let own = ["ihnen", "ihrem", "dir", "deinem", "euch"];
            let we = second || has(&words, &["wir", "ich"]);
            we && has(&words, &own) && does(&words, GERMAN, GERMAN_PARTED)
        }
        "nl" => {
            let own = ["u", "uw", "je", "jou", "jouw"];
            let we = second || has(&words, &["wij", "we", "ik"]);
            let taken = folded.contains("van uw") || folded.contains("van je");
            we && !taken && has(&words, &own) && does(&words, DUTCH, DUTCH_PARTED)
        }
        "fr" => {
            behind(&words, &["vous", "te"], FRENCH, &["avons", "allons"])
                && has(&words, &["nous", "on", "je"])
        }
        "es" => behind(&words, &["le", "les", "te", "os"], SPANISH, &["hemos", "vamos"]),
        "it" => behind(&words, &["le", "ti", "vi"], ITALIAN, &["abbiamo"]),
        _ => false,
    }
}

fn has(words: &[&str], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(word))
}

/// Whether one of some verbs is there, with the word that parts from it.
fn does(words: &[&str], whole: &[&str], parted: &[(&str, &str)]) -> bool {
    has(words, whole)
        || parted.iter().any(|(verb, part)| {
            let at = words.iter().position(|word| word == verb);
            at.is_some_and(|at| words.iter().skip(at).any(|word| word == part))
        })
}

/// `We will transfer`, `we are giving ... back`: nobody else stands between.
fn english(words: &[&str]) -> bool {
    let you = has(words, &["you", "your"]);
    let back = has(words, &["back"]);
    words.iter().enumerate().any(|(at, word)| {
        let near = words.iter().skip(at + 1).take(REACH);
        let own = near.take_while(|word| {
            !matches!(**word, "you" | "your" | "if" | "when" | "not" | "ask" | "asked")
        });
        let gives = |word: &&str| {
            ENGLISH.contains(word)
                || back && matches!(*word, "give" | "giving" | "given" | "send" | "sending")
        };
        *word == "we" && you && own.into_iter().any(gives)
    })
}

/// Whether right behind the word for the owner, or behind an auxiliary after it, a verb of giving stands.
fn behind(words: &[&str], owner: &[&str], verbs: &[&str], auxiliaries: &[&str]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let next = |by: usize| words.get(at + by).copied().unwrap_or_default();
        let skips = if auxiliaries.contains(&next(1)) { [2, 3] } else { [1, 1] };
        let gives = |word: &str| {
            let ours = skips != [1, 1]
                || word.ends_with("ons")
                || word.ends_with("mos")
                || word.ends_with("mo");
            ours && verbs.iter().any(|verb| word.starts_with(verb))
        };
        owner.contains(word) && skips.into_iter().any(|by| gives(next(by)))
    })
}
