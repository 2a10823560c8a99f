//! Sums that a supplier says it has taken: `we charged 79.00 to your card today`, `heute haben wir 85,00 €
//! abgebucht`, `we hebben € 75,00 afgeschreven`. What will be taken says so in another tense.

use super::page::Page;
use super::promises::sentence;
use super::{Sink, thousandths};
use crate::words::fold;
use oxherd_model::{AmountRole, Claim};

/// How sure such a sum is, in thousandths, and sums of one text that are looked at.
const SURE: u16 = 900;
const SUMS_MAX: usize = 12;

/// A label says another thing about a sum as sure as this, in thousandths.
const LABELLED: u16 = 950;

/// Words of a tense that tells what was done, folded.
const HAVE: &[&str] = &[
    "have", "ve", "has", "been", "was", "were", "haben", "wurde", "wurden", "avons", "ete",
    "hemos", "ha", "han", "abbiamo", "stato", "stati", "hebben", "is", "zijn",
];

/// Those who take, right before a past tense that has no such word.
const WE: &[&str] = &["we"];

/// What was done, folded.
const TAKEN: &[&str] = &[
    "charged",
    "debited",
    "taken",
    "collected",
    "abgebucht",
    "eingezogen",
    "belastet",
    "preleve",
    "preleves",
    "prelevee",
    "debite",
    "debites",
    "encaisse",
    "cobrado",
    "cobrados",
    "cargados",
    "cargado",
    "adeudado",
    "addebitato",
    "addebitati",
    "addebitata",
    "prelevato",
    "prelevati",
    "prelevata",
    "incassato",
    "afgeschreven",
    "geincasseerd",
];

/// Words by which it is not so, is yet to come, or hangs on something, folded.
const OPEN: &[&str] = &[
    "not", "t", "never", "if", "will", "would", "could", "be", "nicht", "kein", "keine", "wenn",
    "falls", "wird", "werden", "pas", "si", "sera", "seront", "no", "sera", "non", "se", "sara",
    "saranno", "niet", "geen", "als", "wordt", "worden", "zal", "zullen", "nothing", "nichts",
    "rien", "nada", "nulla", "niets", "until", "bis", "unless",
];

/// Gives the sums that were taken their role.
pub(super) fn settle(page: &Page<'_>, sink: &mut Sink) {
    let open = |found: &&mut super::Found| {
        use AmountRole as R;
        let role = found.claim.amount().map(|(role, _)| role);
        matches!(role, Some(R::Due | R::Total | R::Other))
            && found.confidence.thousandths() < LABELLED
    };
    for found in sink.found.iter_mut().filter(open).take(SUMS_MAX) {
        if is_taken(page, found.start, found.end)
            && let Claim::Amount { role, .. } = &mut found.claim
        {
            *role = AmountRole::Paid;
            found.confidence = thousandths(SURE);
        }
    }
}

fn is_taken(page: &Page<'_>, start: usize, end: usize) -> bool {
    let (from, to) = sentence(page, start, end);
    let parts = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '\t');
    let head = page.slice(from, start).rsplit(parts).next().unwrap_or_default();
    let tail = page.slice(end, to).split(parts).next().unwrap_or_default();
    let clause = fold(&[head, tail].join(" "));
    let words: Vec<&str> = clause.split(' ').filter(|word| !word.is_empty()).collect();
    let Some(at) = words.iter().position(|word| TAKEN.contains(word)) else { return false };
    let before = words.get(..at).unwrap_or_default();
    let told = before.iter().any(|word| HAVE.contains(word))
        || before.last().is_some_and(|word| WE.contains(word));
    told && !words.iter().any(|word| OPEN.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::values::tests::claims;

    #[test]
    fn what_was_taken_is_paid() {
        let mut missed = Vec::new();
        for (language, text) in [
            ("en", "You're now on the annual plan. We charged £79.00 to your card today."),
            ("en", "£79.00 has been debited from your account."),
            ("en", "We have taken £79.00 by Direct Debit."),
            ("de", "Heute haben wir 79,00 € abgebucht."),
            ("de", "Am 12. Mai wurden 79,00 € von Ihrem Konto eingezogen."),
            ("fr", "Nous avons prélevé 79,00 € ce jour."),
            ("fr", "79,00 € ont été débités de votre compte."),
            ("es", "Hoy te hemos cobrado 79,00 €."),
            ("es", "Hemos cargado 79,00 € en tu tarjeta."),
            ("it", "Oggi ti abbiamo addebitato 79,00 €."),
            ("it", "Sono stati prelevati 79,00 €, che ti abbiamo addebitato."),
            ("nl", "Vandaag hebben we € 79,00 afgeschreven."),
            ("nl", "Er is € 79,00 geïncasseerd."),
        ] {
            let found = claims(language, text);
            if !found.iter().any(|claim| claim.starts_with("paid 79.00")) {
                missed.push(format!("{text:?}: {found:?}"));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn what_will_be_taken_or_was_not_is_not_paid() {
        let mut told = Vec::new();
        for (language, text) in [
            ("en", "£79.00 will be charged to your card on 12 May 2026."),
            ("en", "We have not charged £79.00."),
            ("de", "Am 12.05.2026 werden 79,00 € abgebucht."),
            ("de", "79,00 € wurden nicht abgebucht."),
            ("fr", "79,00 € seront prélevés le 12 mai 2026."),
            ("es", "Se cobrarán 79,00 € el 12 de mayo de 2026."),
            ("it", "Il 12 maggio 2026 saranno addebitati 79,00 €."),
            ("nl", "Op 12 mei 2026 wordt € 79,00 afgeschreven."),
        ] {
            let found = claims(language, text);
            if found.iter().any(|claim| claim.starts_with("paid")) {
                told.push(format!("{text:?}: {found:?}"));
            }
        }
        assert!(told.is_empty(), "{told:#?}");
    }
}
