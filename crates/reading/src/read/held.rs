//! Until when a price is said to stay as it is: `the price is fixed until 31 August 2027`, `Preisgarantie bis 31.08.2027`.
//! That day ends nothing, nothing is due on it, and no guarantee of a thing ends on it.

use crate::values::{Found, begins_a_word, has_phrase};
use crate::words::fold;
use jiff::civil::Date;
use oxherd_model::{Claim, Confidence, DateRole, Reading};

/// How sure it is that such a day is none of those that it looks like, in thousandths.
const SURE: u16 = 900;

/// Bytes before and behind a day in which that is said.
const HEAD: usize = 120;
const TAIL: usize = 48;

/// Words between `until` and the day.
const UNTIL_WORDS: usize = 3;

/// Prices, folded: beginnings of words.
const PRICES: &[&str] = &[
    "price",
    "tariff",
    "premium",
    "monthly fee",
    "fee",
    "charge",
    "preis",
    "tarif",
    "beitrag",
    "pramie",
    "prix",
    "cotisation",
    "loyer",
    "abonnement",
    "precio",
    "cuota",
    "prima",
    "prezz",
    "canone",
    "premio",
    "prijs",
    "tarief",
    "premie",
    "arbeitspreis",
    "grundpreis",
    "miete",
];

/// What says by itself that a price stays, folded: beginnings of words.
const GUARANTEES: &[&str] = &[
    "price guarantee",
    "price lock",
    "price freeze",
    "fixed price",
    "preisgarantie",
    "preisbindung",
    "preisfixierung",
    "festpreis",
    "garantie de prix",
    "prix garanti",
    "prix fixe",
    "prix bloque",
    "garantia de precio",
    "precio garantizado",
    "precio fijo",
    "prezzo bloccato",
    "prezzo fisso",
    "prezzo garantito",
    "blocco del prezzo",
    "prijsgarantie",
    "prijsvast",
    "vaste prijs",
    "vast tarief",
];

/// What says so of a price, folded: whole words, or beginnings where a star stands behind.
const HELD: &[&str] = &[
    "fixed",
    "guaranteed",
    "frozen",
    "locked",
    "held",
    "will not change",
    "won t change",
    "will not go up",
    "won t go up",
    "will not rise",
    "won t rise",
    "will not increase",
    "stays the same",
    "stay the same",
    "stays as it is",
    "remains unchanged",
    "stays unchanged",
    "garantiert",
    "fest",
    "stabil",
    "konstant",
    "unverandert",
    "gleich",
    "eingefroren",
    "nicht erhoht",
    "nicht steig*",
    "andert sich nicht",
    "garanti",
    "garantis",
    "garantie",
    "fixe",
    "fixes",
    "bloque*",
    "gele",
    "inchange*",
    "stable*",
    "ne change*",
    "n augmente*",
    "le meme",
    "garantizad*",
    "fijo",
    "fija",
    "fijos",
    "congelad*",
    "no cambia*",
    "no subira*",
    "se mantiene*",
    "se mantendra*",
    "garantit*",
    "bloccat*",
    "fisso",
    "fissa",
    "invariat*",
    "non cambi*",
    "non aument*",
    "vast",
    "vastgezet",
    "gegarandeerd",
    "ongewijzigd",
    "hetzelfde",
    "gelijk",
    "niet omhoog",
    "verandert niet",
    "stijgt niet",
];

/// Until, folded.
const UNTIL: &[&str] =
    &["until", "till", "through", "bis", "jusqu", "hasta", "fino", "sino", "tot", "t"];

/// What denies it, or tells an end of it, folded.
const NOT: &[&str] = &[
    "no longer",
    "not fixed",
    "not guaranteed",
    "not frozen",
    "was fixed",
    "nicht mehr",
    "nicht garantiert",
    "war",
    "n est plus",
    "n est pas garanti",
    "etait",
    "ya no",
    "no esta",
    "era",
    "non e piu",
    "non e garantit",
    "niet meer",
    "niet gegarandeerd",
    "was",
];

/// Keeps the day until which a price stays, and takes from it what else it was taken for.
pub(super) fn settle(text: &str, sent_on: Option<Date>, found: &mut [Found], out: &mut Reading) {
    for value in found.iter_mut() {
        let (start, end) = (value.start, value.end);
        let Claim::Date { role, value: day } = &mut value.claim else { continue };
        let ahead = sent_on.is_none_or(|sent| *day > sent);
        if !ahead || !may_look_like_it(*role) || !is_held(text, (start, end)) {
            continue;
        }
        out.price_until = Some(out.price_until.map_or(*day, |known| known.max(*day)));
        *role = DateRole::Other;
        value.confidence = Confidence::from_thousandths(SURE);
    }
}

/// Roles that such a day is given by the words around it.
const fn may_look_like_it(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::End
            | DateRole::Due
            | DateRole::Payment
            | DateRole::Expiry
            | DateRole::WarrantyEnd
            | DateRole::Effective
            | DateRole::Renewal
            | DateRole::Other
    )
}

/// Whether the clause of a day says that a price stays until then.
fn is_held(text: &str, (start, end): (usize, usize)) -> bool {
    let from = text.ceil_char_boundary(start.saturating_sub(HEAD));
    let head = text.get(from..start).unwrap_or_default();
    let head = fold(head.rsplit(['.', '!', '?', '\n', ';']).next().unwrap_or_default());
    if !head.rsplit(' ').take(UNTIL_WORDS).any(|word| UNTIL.contains(&word)) {
        return false;
    }
    // Verbs of some languages come last.
    let to = text.floor_char_boundary(end.saturating_add(TAIL).min(text.len()));
    let tail = text.get(end..to).unwrap_or_default();
    let tail = fold(tail.split(['.', '!', '?', '\n', ';', ',']).next().unwrap_or_default());
    let says = |list: &[&str]| {
        list.iter().any(|words| has_phrase(&head, words) || has_phrase(&tail, words))
    };
    let begins = |stems: &[&str]| stems.iter().any(|stem| begins_a_word(&head, stem));
    !says(NOT) && (begins(GUARANTEES) || begins(PRICES) && says(HELD))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(text: &str) -> bool {
        let at = (text.find("31").unwrap(), text.find("2027").unwrap() + 4);
        is_held(text, at)
    }

    #[test]
    fn a_price_is_said_to_stay_until_a_day() {
        for text in [
            "The price is fixed until 31 August 2027",
            "We guarantee: your monthly fee will not go up until 31 August 2027",
            "Price guarantee until 31 August 2027",
            "Preisgarantie bis 31.08.2027",
            "Der Preis ist bis zum 31. August 2027 garantiert",
            "Der Arbeitspreis bleibt unverändert bis zum 31. August 2027",
            "Le prix est garanti jusqu'au 31 août 2027",
            "Prix bloqué jusqu'au 31/08/2027",
            "El precio se mantiene hasta el 31 de agosto de 2027",
            "Precio fijo hasta el 31/08/2027",
            "Il prezzo è bloccato fino al 31 agosto 2027",
            "Prezzo fisso fino al 31/08/2027",
            "De prijs staat vast tot 31 augustus 2027",
            "Uw prijs is tot 31 augustus 2027 gegarandeerd",
            "Vaste prijs tot en met 31-08-2027",
        ] {
            assert!(held(text), "{text}");
        }
        for text in [
            "Your contract runs until 31 August 2027",
            "The price was fixed until 31 August 2027",
            "The price is fixed. Your contract runs until 31 August 2027",
            "Der Preis steigt am 31. August 2027",
            "Zahlen Sie den Preis bis zum 31. August 2027",
            "Le prix change le 31 août 2027",
            "El precio es válido hasta el 31 de agosto de 2027",
            "Der Preis ist bis zum 31. August 2027 nicht garantiert",
            "Paga il prezzo entro il 31 agosto 2027",
            "De prijs is niet meer vast tot 31 augustus 2027",
        ] {
            assert!(!held(text), "{text}");
        }
    }
}
