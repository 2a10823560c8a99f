//! Sums that are called by the time that they pay for: `der Jahresbeitrag von 60,00 €`, `la cotisation annuelle de`,
//! `canone annuo di`, `jaarbijdrage van`, `your yearly premium comes to`.

use super::page::{Page, is_space};
use crate::words::fold;

/// Bytes before a sum in which it is named, and words between its name and it.
const REACH: usize = 72;
const LINKS_MAX: usize = 5;

/// Words between a name and its sum, folded.
const LINKS: &[&str] = &[
    "von",
    "in",
    "hohe",
    "betragt",
    "liegt",
    "bei",
    "ist",
    "sind",
    "nun",
    "jetzt",
    "kunftig",
    "uber",
    "lautet",
    "de",
    "d",
    "est",
    "sont",
    "s",
    "eleve",
    "elevent",
    "a",
    "un",
    "montant",
    "sera",
    "es",
    "asciende",
    "ascienden",
    "por",
    "importe",
    "sera",
    "di",
    "e",
    "ammonta",
    "pari",
    "ad",
    "importo",
    "sara",
    "van",
    "is",
    "bedraagt",
    "wordt",
    "ter",
    "hoogte",
    "of",
    "comes",
    "to",
    "amounts",
    "at",
    "are",
    "totals",
    "now",
    "currently",
    "total",
    "the",
    "amount",
];

/// Beginnings of words for a time that comes again, folded.
const TIMES: &[&str] = &[
    "annual",
    "yearly",
    "monthly",
    "quarterly",
    "weekly",
    "jahrlich",
    "monatlich",
    "vierteljahrlich",
    "quartals",
    "wochentlich",
    "jahres",
    "monats",
    "halbjahres",
    "halbjahrlich",
    "annuel",
    "mensuel",
    "trimestriel",
    "semestriel",
    "hebdomadaire",
    "anual",
    "mensual",
    "trimestral",
    "semestral",
    "semanal",
    "annu",
    "mensil",
    "trimestral",
    "semestral",
    "settimanal",
    "jaarlijks",
    "maandelijks",
    "wekelijks",
    "jaar",
    "maand",
    "kwartaal",
    "mensualit",
    "mensualidad",
    "anualidad",
    "annualit",
];

/// Beginnings of words for what is paid again and again, folded; ends of compounds as well.
const NAMES: &[&str] = &[
    "subscription",
    "fee",
    "fees",
    "premium",
    "price",
    "charge",
    "cost",
    "payment",
    "contribution",
    "dues",
    "rent",
    "instalment",
    "installment",
    "plan",
    "beitrag",
    "pramie",
    "preis",
    "gebuhr",
    "rate",
    "miete",
    "entgelt",
    "abschlag",
    "kosten",
    "tarif",
    "mitgliedsbeitrag",
    "cotisation",
    "prime",
    "redevance",
    "abonnement",
    "mensualite",
    "echeance",
    "loyer",
    "forfait",
    "frais",
    "adhesion",
    "cuota",
    "prima",
    "precio",
    "tarifa",
    "mensualidad",
    "anualidad",
    "alquiler",
    "suscripcion",
    "canone",
    "quota",
    "rata",
    "premio",
    "costo",
    "abbonamento",
    "prezzo",
    "affitto",
    "retta",
    "bijdrage",
    "bedrag",
    "premie",
    "prijs",
    "contributie",
    "termijn",
    "huur",
    "lidmaatschap",
];

/// Beginnings of words for what is paid to the owner again and again, folded.
const PAID_OUT: &[&str] =
    &["rente", "pension", "annuity", "salary", "gehalt", "salaire", "stipendi"];

/// Whether the words right before a sum call it a price for a time, as running text does; the lines of a listing say
/// what they are by their labels.
pub(super) fn is_named(page: &Page<'_>, start: usize) -> bool {
    if !page.char_before(start).is_some_and(is_space)
        || page.char_before(start.saturating_sub(1)) == Some(':')
    {
        return false;
    }
    let (from, _) = page.around(start, REACH, 0);
    let head = page.slice(from.max(page.line_span(start).0), start);
    let said = head.rsplit(['.', ';', '!', '?', ':', '\t', '|', '(']).next().unwrap_or_default();
    let folded = fold(said);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let links = words.iter().rev().take_while(|word| LINKS.contains(word)).count();
    if !(1..=LINKS_MAX).contains(&links) {
        return false;
    }
    let named = words.get(..words.len() - links).unwrap_or_default();
    let last = named.get(named.len().saturating_sub(3)..).unwrap_or_default();
    if last.iter().any(|word| PAID_OUT.iter().any(|stem| word.starts_with(stem))) {
        return false;
    }
    let time = |word: &&&str| TIMES.iter().any(|stem| word.starts_with(stem));
    let name = |word: &&&str| {
        NAMES.iter().any(|stem| word.starts_with(stem))
            || NAMES
                .iter()
                .any(|stem| word.len() > stem.len() && word.ends_with(stem) && time(word))
    };
    // `Jahresbeitrag`, `mensualité` are both in one.
    last.iter().any(|word| time(&word) && name(&word))
        || last.iter().any(|word| time(&word)) && last.iter().any(|word| name(&word))
}
