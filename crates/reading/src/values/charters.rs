//! What a firm pays for a visit that it misses: `if our technician misses the slot, we pay you 30 EUR`.
//!
//! It is a promise without a day, for a case that may never come. One with a day is read as any promise.

use super::Sink;
use super::page::Page;
use super::promises::{sentence, trimmed};
use oxherd_model::{Claim, PromiseTerm, TermUnit};

/// Sums of one text that are looked at, and such promises of it.
const SUMS_MAX: usize = 40;
const CHARTERS_MAX: usize = 2;

/// How sure such a promise is, in thousandths.
const SURE: u16 = 700;

/// Words that open a case, or say for what it is paid each time, as whole words.
const CASES: &[&str] = &[
    "if", "should", "whenever", "each", "every", "any", "wenn", "falls", "sollte", "sollten",
    "sofern", "jeden", "jede", "jedes", "pro", "si", "s'il", "cas", "lorsque", "chaque", "tout",
    "cuando", "caso", "cada", "se", "qualora", "ogni", "als", "indien", "mocht", "mochten",
    "wanneer", "elke", "iedere", "per",
];

/// Beginnings of words for a visit that does not come about as agreed.
const MISSES: &[&str] = &[
    "miss",
    "late",
    "delay",
    "turn up",
    "show up",
    "fail",
    "not arrive",
    "not come",
    "not keep",
    "not attend",
    "cancel",
    "nicht erschein",
    "nicht komm",
    "nicht kommt",
    "nicht einh",
    "versäum",
    "verpass",
    "verspät",
    "zu spät",
    "nicht wahr",
    "ausfäll",
    "ausfall",
    "manqu",
    "retard",
    "ne se présent",
    "ne vient",
    "honor",
    "absen",
    "no se presenta",
    "no se present",
    "no acud",
    "no lleg",
    "tarde",
    "retras",
    "incumpl",
    "no vien",
    "non si present",
    "ritardo",
    "manca",
    "salta",
    "non rispett",
    "non arriv",
    "non vien",
    "te laat",
    "niet versch",
    "niet kom",
    "niet op tijd",
    "mist",
    "gemist",
    "nakom",
    "niet nako",
];

/// Beginnings of words for who comes, and for when.
const VISITS: &[&str] = &[
    "technic",
    "engineer",
    "fitter",
    "installer",
    "visit",
    "appointment",
    "slot",
    "techniker",
    "monteur",
    "termin",
    "besuch",
    "zeitfenster",
    "handwerker",
    "installateur",
    "rendez",
    "intervention",
    "créneau",
    "passage",
    "técnico",
    "tecnico",
    "cita",
    "franja",
    "instalador",
    "appuntamento",
    "fascia",
    "intervento",
    "installatore",
    "afspraak",
    "tijdvak",
    "bezoek",
    "technicus",
];

/// Beginnings of words for paying the owner.
const PAYS: &[&str] = &[
    "pay",
    "credit",
    "compensat",
    "you receive",
    "you get",
    "you will receive",
    "you'll receive",
    "you'll get",
    "refund",
    "zahl",
    "erstatt",
    "gutschr",
    "schreiben",
    "erhalten sie",
    "sie erhalten",
    "bekommen sie",
    "sie bekommen",
    "entschädig",
    "überweis",
    "vers",
    "indemni",
    "rembours",
    "crédit",
    "recev",
    "dédommag",
    "offr",
    "abon",
    "pag",
    "compens",
    "indemniz",
    "recib",
    "devol",
    "accredit",
    "rimbors",
    "indenni",
    "riconosc",
    "ricev",
    "betal",
    "vergoed",
    "krijg",
    "ontvang",
    "uitker",
];

/// The owner as who misses it.
const OWNERS: &[&str] = &[
    "you miss",
    "you fail",
    "you cancel",
    "you are late",
    "you do not",
    "you don't",
    "you pay",
    "sie den termin",
    "sie nicht",
    "zahlen sie",
    "vous manquez",
    "vous annulez",
    "vous ne",
    "vous payez",
    "usted no",
    "no se encuentra",
    "si no acude usted",
    "lei non",
    "se disdice",
    "u niet",
    "u de afspraak",
    "betaalt u",
    "u betaalt",
    "je niet",
    "we charge",
    "berechnen wir",
];

/// Finds them around the sums of a text.
pub(super) fn read(page: &Page<'_>, sink: &mut Sink) {
    let mut found: Vec<(Claim, (usize, usize))> = Vec::new();
    for value in sink.found.iter().filter(|f| f.claim.amount().is_some()).take(SUMS_MAX) {
        let (from, to) = sentence(page, value.start, value.end);
        let told = |span: &(usize, usize)| from <= span.0 && span.1 <= to;
        let known = sink
            .found
            .iter()
            .any(|f| matches!(f.claim, Claim::Promise { .. }) && told(&(f.start, f.end)));
        let again = found.iter().any(|(_, span)| told(span));
        let said = page.slice(from, to);
        if known || again || found.len() >= CHARTERS_MAX || !is_charter(said) {
            continue;
        }
        let term = PromiseTerm::Within { count: 0, unit: TermUnit::Day };
        found.push((Claim::Promise { what: trimmed(said), term }, (value.start, value.end)));
    }
    for (claim, span) in found {
        sink.add(claim, span, SURE);
    }
}

/// Whether a sentence says what is paid for a visit that is missed.
fn is_charter(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let mut line = String::from(" ");
    for c in lower.chars() {
        let c = if c.is_alphanumeric() || c == '\'' { c } else { ' ' };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line.push(' ');
    let begins = |stems: &[&str]| {
        stems.iter().any(|stem| {
            line.match_indices(stem)
                .any(|(at, _)| line.get(..at).is_some_and(|before| before.ends_with(' ')))
        })
    };
    let case = CASES.iter().any(|word| line.contains(&format!(" {word} ")));
    // What the owner pays who is not at home is none.
    let owner = OWNERS.iter().any(|words| line.contains(&format!(" {words} ")));
    case && !owner && begins(MISSES) && begins(VISITS) && begins(PAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_paid_for_a_missed_visit_is_told_in_each_language() {
        for sentence in [
            "If our technician misses the slot, we pay you 30 EUR",
            "We credit £20 for each appointment that we miss",
            "Hält unser Techniker den Termin nicht ein, zahlen wir: wenn er zu spät kommt, 30 EUR",
            "Sollte der Monteur das Zeitfenster verpassen, erhalten Sie 25 EUR",
            "Si notre technicien manque le rendez-vous, nous vous versons 30 €",
            "Pour chaque intervention en retard, vous recevez 20 €",
            "Si el técnico no acude a la cita, le abonamos 30 €",
            "Por cada cita incumplida recibirá 20 €",
            "Se il tecnico salta l'appuntamento, le riconosciamo 30 €",
            "Per ogni appuntamento mancato ricevi 20 €",
            "Als de monteur niet op tijd komt, krijgt u € 30",
            "Voor elke gemiste afspraak ontvangt u € 20",
        ] {
            assert!(is_charter(sentence), "{sentence}");
        }
        for sentence in [
            "The visit of our technician costs £30",
            "If you miss the deadline for payment we charge £10",
            "Der Techniker kommt am Montag, die Anfahrt kostet 30 EUR",
            "We pay you £30 within 5 days",
        ] {
            assert!(!is_charter(sentence), "{sentence}");
        }
    }
}
